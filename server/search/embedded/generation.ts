/**
 * Which file is the index: `search.db`, or `search-<n>.db` after it was built anew. A setting in archive.db points to the
 * live one, so that a switch is one commit; every other file is a leftover and is swept once nobody has it open.
 */
import { randomUUID } from 'node:crypto';
import { closeSync, openSync, readdirSync, readSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { lastChange } from '../../archive/outbox.ts';
import { setSetting, setting } from '../../archive/setting.ts';
import type { Database } from '../../db/open.ts';
import { INDEX_VERSION, meta, openToRead } from './schema.ts';

const NAME = /^search(?:-(\d+))?\.db$/;
const POINTER = 'search_file';
const BESIDE = ['-wal', '-shm', '-journal'];

/** The live file's name, if archive.db points to one. */
export function livePointer(archive: Database): string | null {
  const name = setting(archive, POINTER);
  return name !== null && NAME.test(name) ? name : null;
}

export function pointTo(archive: Database, name: string): void {
  setSetting(archive, POINTER, name);
}

/** What tells this archive from every other, given to it when it is first indexed. */
export function identityOf(archive: Database): string {
  return archive
    .transaction(() => {
      const known = setting(archive, 'archive_id');
      if (known !== null) return known;
      const made = randomUUID();
      setSetting(archive, 'archive_id', made);
      return made;
    })
    .immediate();
}

/** The live file where it can be used, the change and the day up to which it followed; or why it cannot, for the desk. */
export type Usable = { name: string; cursor: number; day: string } | { name: null; why: string };

export function usableFile(folder: string, archive: Database): Usable {
  const name = livePointer(archive);
  if (name === null) return { name, why: 'The search index has not been built.' };
  const found = read(join(folder, name), archive);
  return typeof found === 'string' ? { name: null, why: found } : { name, ...found };
}

function read(path: string, archive: Database): { cursor: number; day: string } | string {
  let index: Database | null = null;
  try {
    if (isCutShort(path)) return 'The search index is cut short.';
    index = openToRead(path);
    if (meta(index, 'version') !== INDEX_VERSION) return 'The search index was written by another version of Kolot.';
    if (meta(index, 'complete') !== 1) return 'The search index was not built to its end.';
    if (meta(index, 'archive') !== identityOf(archive)) return 'The search index belongs to another archive.';
    const cursor = meta<number>(index, 'cursor')!;
    if (cursor > lastChange(archive)) return 'The search index is newer than the archive.';
    return { cursor, day: meta<string>(index, 'day')! };
  } catch {
    return 'The search index is missing or cannot be read.';
  } finally {
    index?.close();
  }
}

/** True for a file shorter than its header says (https://sqlite.org/fileformat2.html#the_database_header). */
function isCutShort(path: string): boolean {
  const header = Buffer.alloc(100);
  const file = openSync(path, 'r');
  try {
    if (readSync(file, header, 0, 100, 0) < 100) return true;
  } finally {
    closeSync(file);
  }
  const pageSize = header.readUInt16BE(16) === 1 ? 65_536 : header.readUInt16BE(16);
  return statSync(path).size < pageSize * header.readUInt32BE(28);
}

/** Makes an empty file for a new generation and gives its name. What an older file of the name left beside it is removed: SQLite would take it up. */
export function newGeneration(folder: string): string {
  const numbers = readdirSync(folder).flatMap((name) => NAME.exec(name)?.[1] ?? (NAME.test(name) ? '1' : []));
  for (let n = numbers.length ? Math.max(...numbers.map(Number)) + 1 : 1; ; n++) {
    const name = n === 1 ? 'search.db' : `search-${n}.db`;
    try {
      for (const end of BESIDE) rmSync(join(folder, name + end), { force: true });
      closeSync(openSync(join(folder, name), 'wx'));
      return name;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

/** The files of generations that are not the live one. */
export function otherGenerations(folder: string, archive: Database): string[] {
  const live = livePointer(archive);
  return readdirSync(folder).filter((name) => NAME.test(name) && name !== live);
}

/** Removes the files of other generations that no process reads, follows or builds. Gives their names. */
export function sweep(folder: string, archive: Database): string[] {
  return otherGenerations(folder, archive).filter((name) => !isOpen(join(folder, name)) && remove(join(folder, name)));
}

export function remove(path: string): boolean {
  for (const end of ['', ...BESIDE]) rmSync(path + end, { force: true });
  return true;
}

/** Whether another connection has the file open: to leave WAL, and to read a file being built, one must be alone. */
function isOpen(path: string): boolean {
  let db: Database | null = null;
  try {
    db = new Sqlite(path, { timeout: 0 });
    db.pragma('journal_mode = DELETE');
    db.exec('BEGIN EXCLUSIVE; ROLLBACK');
    return false;
  } catch (error) {
    return (error as { code?: string }).code?.startsWith('SQLITE_BUSY') ?? false;
  } finally {
    db?.close();
  }
}
