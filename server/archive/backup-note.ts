/** Where copies of the whole archive were put, and until when: what was erased since is in them as long as they last. */
import type { Database } from '../db/open.ts';
import { audit } from './audit.ts';
import { NotFound } from './errors.ts';

export interface BackupNote {
  id: number;
  at: string;
  folder: string; // on the machine that made it
  testimonies: number;
  originals: number;
  keepUntil: string | null; // YYYY-MM-DD, the last day; null: until somebody says that it was destroyed
  goneOn: string | null; // YYYY-MM-DD, when somebody said that it was destroyed
}

/** Notes a backup that was made from the command line, kept for `keepDays` days; 0: until it is said to be destroyed. */
export function noteBackup(
  db: Database,
  { folder, testimonies, originals }: Pick<BackupNote, 'folder' | 'testimonies' | 'originals'>,
  at: Date,
  keepDays = 0,
): void {
  const until = keepDays > 0 ? new Date(at.getTime() + keepDays * 86_400_000).toISOString().slice(0, 10) : null;
  db.transaction(() => {
    const { lastInsertRowid } = db
      .prepare(`
        INSERT INTO backup (at, folder, testimonies, originals, keep_until)
        VALUES (@at, @folder, @testimonies, @originals, @until)`)
      .run({ at: at.toISOString(), folder, testimonies, originals, until });
    audit(db, { actor: 'command line', action: 'made a backup', thing: 'backup', thingId: Number(lastInsertRowid) });
  }).immediate();
}

/** Backups that nobody has said to be gone, oldest first; those made before `before` still have what was erased then. */
export function backupsHolding(db: Database, before: Date = new Date()): BackupNote[] {
  return db
    .prepare<[string], BackupNote>(`
      SELECT id, at, folder, testimonies, originals, keep_until AS keepUntil, gone_on AS goneOn FROM backup
      WHERE gone_on IS NULL AND at <= ? ORDER BY at, id`)
    .all(before.toISOString());
}

/** How many backups still hold what was erased at a moment, and the day after which none does; null: nobody has said. */
export function heldUntil(backups: readonly BackupNote[], erasedAt: string): { count: number; until: string | null } {
  const holding = backups.filter(({ at }) => at <= erasedAt);
  const days = holding.map(({ keepUntil }) => keepUntil);
  const until = days.some((day) => day === null) ? null : (days as string[]).sort().at(-1);
  return { count: holding.length, until: until ?? null };
}

/** Notes that a backup was destroyed. Throws NotFound. */
export function noteBackupGone(db: Database, id: number, day: string): void {
  const { changes } = db.prepare('UPDATE backup SET gone_on = ? WHERE id = ? AND gone_on IS NULL').run(day, id);
  if (changes === 0) throw new NotFound('backup', String(id));
}
