/** Where copies of the whole archive were put: what was erased since is still in them. */
import type { Database } from '../db/open.ts';
import { NotFound } from './errors.ts';

export interface BackupNote {
  id: number;
  at: string;
  folder: string; // on the machine that made it
  testimonies: number;
  originals: number;
  goneOn: string | null; // YYYY-MM-DD, when somebody said that it was destroyed
}

export function noteBackup(
  db: Database,
  { folder, testimonies, originals }: Pick<BackupNote, 'folder' | 'testimonies' | 'originals'>,
  at: Date,
): void {
  db.prepare(`
    INSERT INTO backup (at, folder, testimonies, originals) VALUES (@at, @folder, @testimonies, @originals)`).run({
    at: at.toISOString(),
    folder,
    testimonies,
    originals,
  });
}

/** Backups that nobody has said to be gone, oldest first; those made before `before` still have what was erased then. */
export function backupsHolding(db: Database, before: Date = new Date()): BackupNote[] {
  return db
    .prepare<[string], BackupNote>(`
      SELECT id, at, folder, testimonies, originals, gone_on AS goneOn FROM backup
      WHERE gone_on IS NULL AND at <= ? ORDER BY at, id`)
    .all(before.toISOString());
}

/** Notes that a backup was destroyed. Throws NotFound. */
export function noteBackupGone(db: Database, id: number, day: string): void {
  const { changes } = db.prepare('UPDATE backup SET gone_on = ? WHERE id = ? AND gone_on IS NULL').run(day, id);
  if (changes === 0) throw new NotFound('backup', String(id));
}
