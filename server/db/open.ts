import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Sqlite from 'better-sqlite3';

export type Database = Sqlite.Database;

/**
 * Opens a SQLite file the way the archive needs it, making its folder where missing.
 * `synchronous=FULL`: a reopened WAL database is at NORMAL otherwise, and an acknowledged change could be lost with the power.
 * `secure_delete=ON`: withdrawn words stay in the file without it.
 */
export function openDatabase(path: string, options: { readonly?: boolean } = {}): Database {
  mkdirSync(dirname(path), { recursive: true });
  const db = new Sqlite(path, { readonly: options.readonly ?? false, timeout: 10_000 });
  if (!options.readonly) db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('secure_delete = ON');
  db.pragma('foreign_keys = ON');
  return db;
}
