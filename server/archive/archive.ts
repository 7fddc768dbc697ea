import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { migrate } from '../db/migrate.ts';
import { type Database, openDatabase } from '../db/open.ts';
import { storeAuthorities } from './authority-store.ts';

/** One archive: one folder, one database. */
export interface Archive {
  folder: string;
  db: Database;
}

/** Opens the archive in `folder`, making it where there is none: migrations applied, the shipped authorities in place. */
export function openArchive(folder: string): Archive {
  mkdirSync(folder, { recursive: true });
  const db = openDatabase(join(folder, 'archive.db'));
  migrate(db);
  storeAuthorities(db);
  return { folder, db };
}
