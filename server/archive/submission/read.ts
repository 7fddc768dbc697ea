import type { Database } from '../../db/open.ts';
import { audit } from '../audit.ts';
import { Invalid } from '../errors.ts';

/** Those who told a story have read what was made of it, and say that it is right. */
export function narratorRead(db: Database, id: number, now: Date): void {
  db.prepare('UPDATE submission SET read_at = ?, read_how = NULL WHERE id = ?').run(now.toISOString(), id);
}

/**
 * The same, said on the telephone or on paper, as an archivist has it: it is kept how, and in the log. Throws Invalid where
 * nobody says how.
 */
export function readOtherwise(
  db: Database,
  testimonyId: number,
  { accession, how, actor, now }: { accession: string; how: string; actor: string; now: Date },
): void {
  if (!how.trim()) throw new Invalid('Say how and when it was read.', { field: 'how' });
  db.transaction(() => {
    db.prepare(`
      UPDATE submission SET read_at = @now, read_how = @how
      WHERE testimony_id = @testimonyId AND kind = 'story' AND read_at IS NULL`).run({
      testimonyId,
      how: how.trim(),
      now: now.toISOString(),
    });
    audit(db, { actor, action: 'read by the narrator', thing: 'testimony', thingId: accession, detail: how.trim() });
  }).immediate();
}

/** Whether a testimony came from a family's story that its tellers have not read yet as it will appear. */
export function unreadByNarrator(db: Database, testimonyId: number): boolean {
  return (
    db
      .prepare(`
        SELECT 1 FROM submission
        WHERE testimony_id = ? AND kind = 'story' AND state <> 'withdrawn' AND erased_at IS NULL AND read_at IS NULL`)
      .get(testimonyId) !== undefined
  );
}
