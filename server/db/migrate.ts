import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Database } from './open.ts';

const shipped = fileURLToPath(new URL('./migrations/', import.meta.url));

/**
 * Applies the numbered migrations that this database has not seen, each in a transaction of its own, in order.
 * Gives their names. Throws where the database is newer than this Kolot, since older code would not keep its rules.
 */
export function migrate(db: Database, folder = shipped): string[] {
  const files = readdirSync(folder)
    .filter((name) => /^\d{3}-[a-z-]+\.sql$/.test(name))
    .sort();
  const seen = db.pragma('user_version', { simple: true }) as number;
  const newest = files.length ? Number(files.at(-1)!.slice(0, 3)) : 0;
  if (seen > newest) {
    throw new Error(
      `This archive was last opened by a newer Kolot (data version ${seen}, this one knows ${newest}). Update Kolot.`,
    );
  }
  const due = files.filter((name) => Number(name.slice(0, 3)) > seen);
  for (const name of due) {
    const number = Number(name.slice(0, 3));
    db.transaction(() => {
      if ((db.pragma('user_version', { simple: true }) as number) >= number) return; // another process was quicker
      db.exec(readFileSync(`${folder}/${name}`, 'utf8'));
      db.pragma(`user_version = ${number}`);
    }).immediate();
  }
  return due;
}
