/** Whether those who told a story have read what was made of it, as it will appear, and nothing was changed since. */
import type { Database } from '../../db/open.ts';
import { audit } from '../audit.ts';
import { changedSince, lastRevision } from '../changed-since.ts';
import { Invalid } from '../errors.ts';

/** Those who told a story have read what was made of it, and say that it is right. */
export function narratorRead(db: Database, id: number, now: Date): void {
  const testimonyId = db
    .prepare<[number], number | null>('SELECT testimony_id FROM submission WHERE id = ?')
    .pluck()
    .get(id);
  db.prepare('UPDATE submission SET read_at = @now, read_how = NULL, read_revision = @revision WHERE id = @id').run({
    id,
    now: now.toISOString(),
    revision: testimonyId == null ? 0 : lastRevision(db, testimonyId),
  });
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
    if (readByNarrator(db, testimonyId) === 'read') return;
    db.prepare(`
      UPDATE submission SET read_at = @now, read_how = @how, read_revision = @revision
      WHERE testimony_id = @testimonyId AND kind = 'story'`).run({
      testimonyId,
      how: how.trim(),
      now: now.toISOString(),
      revision: lastRevision(db, testimonyId),
    });
    audit(db, { actor, action: 'read by the narrator', thing: 'testimony', thingId: accession, detail: how.trim() });
  }).immediate();
}

/**
 * `unread`: it came from a family's story that its tellers have not read yet as it will appear. `changed`: they have, and what
 * they read was changed after that. `read`: neither; so is what no family sent.
 */
export function readByNarrator(db: Database, testimonyId: number): 'unread' | 'changed' | 'read' {
  const stories = db
    .prepare<[number], { readAt: string | null; revision: number | null }>(`
      SELECT read_at AS readAt, read_revision AS revision FROM submission
      WHERE testimony_id = ? AND kind = 'story' AND state <> 'withdrawn' AND erased_at IS NULL`)
    .all(testimonyId);
  if (stories.some(({ readAt }) => readAt === null)) return 'unread';
  return stories.some(({ revision }) => changedSince(db, testimonyId, revision ?? 0)) ? 'changed' : 'read';
}
