import { mkdir, open, readdir, realpath, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve, sep } from 'node:path';
import type { Archive } from './archive/archive.ts';
import { isInUse, originalsInUse } from './archive/asset.ts';
import { noteBackup } from './archive/backup-note.ts';
import { Invalid } from './archive/errors.ts';
import { openDatabase } from './db/open.ts';
import { keepOriginal, NotKept, originalPath } from './media/storage.ts';
import { settled } from './settings.ts';

export interface Backup {
  folder: string;
  testimonies: number;
  originals: number;
  bytes: number; // of originals
}

const TRIES = 3;

/**
 * What must not come to life again with a copy: who is signed in or half-way there, links that choose a password, confirmations
 * of families, and mails on their way, which the archive itself sends. They are kept as mails, and people decide.
 */
const LEFT_BEHIND = `
  DELETE FROM setting WHERE key = 'search_file';
  DELETE FROM sign_in; DELETE FROM sign_in_step; DELETE FROM account_link; DELETE FROM submission_confirmation;
  UPDATE mail SET state = 'kept' WHERE state IN ('waiting', 'sending', 'unsure');
  DELETE FROM job WHERE kind = 'mail' AND state IN ('waiting', 'running');`;

/**
 * A consistent copy of an archive in a new folder, also while a server writes to it: the database as it was at one moment,
 * and every original that it names, each verified. The copy is an archive itself: KOLOT_DATA can point to it. What is
 * derived (search index, renditions) is left out, and made again where it is needed; so are sign-ins, links that choose a
 * password, and mails on their way: they neither work nor go out again from a copy. Throws Invalid where
 * the folder has something in it or lies in the archive, an original is missing or changed, or there is no room; nothing is
 * left behind then. How long it is kept (`keepDays`, days; 0: until it is said to be destroyed) is noted in the archive.
 */
export async function backUp(
  archive: Archive,
  target: string,
  onProgress?: (done: number, all: number) => void,
  { keepDays = settled(archive.db, 'backup_days') }: { keepDays?: number } = {},
): Promise<Backup> {
  const folder = resolve(target);
  const wasThere = await refuseUnfit(archive, folder, target);
  const part = `${folder}.part-${process.pid}`;
  const made = await mkdir(dirname(folder), { recursive: true });
  try {
    await mkdir(part, { mode: 0o700 });
    const copied = await copy(archive, part, onProgress);
    if (wasThere) await rmdir(folder);
    await rename(part, folder);
    await syncFolder(dirname(folder));
    noteBackup(archive.db, { folder, ...copied }, new Date(), keepDays);
    return { folder, ...copied };
  } catch (error) {
    await rm(part, { recursive: true, force: true });
    if (made) await removeEmpty(dirname(folder), made);
    throw inWords(error, target);
  }
}

/** Removes the empty folders from `folder` up to `top`. */
async function removeEmpty(folder: string, top: string): Promise<void> {
  for (let one = folder; one.length >= top.length; one = dirname(one)) {
    try {
      await rmdir(one);
    } catch {
      return; // somebody has put something there
    }
  }
}

/** Where a path leads when links are followed, also where its last folders are not there yet. */
async function realPlace(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch {
    return dirname(path) === path ? path : join(await realPlace(dirname(path)), basename(path));
  }
}

/** Gives whether there is an empty folder at the target. */
async function refuseUnfit(archive: Archive, folder: string, target: string): Promise<boolean> {
  if (`${await realPlace(folder)}${sep}`.startsWith(`${await realPlace(resolve(archive.folder))}${sep}`)) {
    throw new Invalid(`“${target}” lies in the archive itself. Give a folder beside it or, better, on another disk.`);
  }
  try {
    if ((await readdir(folder)).length > 0)
      throw new Invalid(`“${target}” is not empty. Give a folder that is not there yet, one for each backup.`);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return false;
    if (code === 'ENOTDIR') throw new Invalid(`“${target}” is a file. Give a folder that is not there yet.`);
    throw error;
  }
}

/** An original that the copy of the database names may just have been taken out of the archive: then the copy is made anew. */
async function copy(archive: Archive, part: string, onProgress?: (done: number, all: number) => void) {
  for (let tries = 1; ; tries += 1) {
    const { testimonies, originals } = copyDatabase(archive, join(part, 'archive.db'));
    let bytes = 0;
    try {
      for (const [at, sha256] of originals.entries()) {
        bytes += await copyOriginal(archive, part, sha256);
        onProgress?.(at + 1, originals.length);
      }
    } catch (error) {
      if (!(error instanceof TakenOut) || tries === TRIES) throw error;
      await rm(part, { recursive: true });
      await mkdir(part, { mode: 0o700 });
      continue;
    }
    await rm(join(part, 'incoming'), { recursive: true, force: true });
    await writeSynced(
      join(part, 'BACKUP.txt'),
      `Kolot archive, backed up ${new Date().toISOString()}: ${testimonies} testimonies, ${originals.length} originals.\nTo use it, set KOLOT_DATA to this folder and start Kolot.\n`,
    );
    await syncFolder(part);
    return { testimonies, originals: originals.length, bytes };
  }
}

class TakenOut extends Invalid {}

/**
 * The database as it is at this moment: VACUUM INTO reads one snapshot, however much is written meanwhile, and takes along
 * nothing that was deleted (https://sqlite.org/lang_vacuum.html). SQLite's backup API would begin again at every write.
 */
function copyDatabase(archive: Archive, path: string): { testimonies: number; originals: string[] } {
  archive.db.prepare('VACUUM INTO ?').run(path);
  const db = openDatabase(path);
  try {
    db.exec(LEFT_BEHIND);
    return {
      originals: [...originalsInUse(db)].sort(),
      testimonies: db.prepare<[], number>('SELECT count(*) FROM testimony').pluck().get()!,
    };
  } finally {
    db.pragma('wal_checkpoint(TRUNCATE)'); // also syncs the file to disk
    db.close();
  }
}

async function copyOriginal(archive: Archive, to: string, sha256: string): Promise<number> {
  const path = originalPath(archive.folder, sha256);
  if (!(await stat(path).catch(() => null))) {
    if (!isInUse(archive.db, sha256))
      throw new TakenOut('An original was taken out of the archive. Make the backup again.');
    throw new Invalid(`The original ${sha256} is missing. Run “kolot check”, and restore it from an older backup.`);
  }
  const kept = await keepOriginal(to, { path });
  if (kept.sha256 !== sha256) {
    throw new Invalid(
      `The original ${sha256} is not what was kept. Run “kolot check”, and restore it from an older backup.`,
    );
  }
  return kept.bytes;
}

async function writeSynced(path: string, text: string): Promise<void> {
  const handle = await open(path, 'w');
  try {
    await writeFile(handle, text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function inWords(error: unknown, target: string): unknown {
  const code = (error as { code?: string }).code ?? '';
  const isFull =
    /^(SQLITE_FULL|ENOSPC|EDQUOT)$/.test(code) || (error instanceof NotKept && error.reason === 'disk-full');
  if (isFull) return new Invalid(`There is no room for the backup at “${target}”. Give a folder on a larger disk.`);
  if (/^(EACCES|EPERM|EROFS|SQLITE_CANTOPEN)/.test(code))
    return new Invalid(`Nothing can be written at “${target}”. Give a folder that you may write to.`);
  return error;
}
