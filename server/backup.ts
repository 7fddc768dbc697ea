import { copyFile, mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Archive } from './archive/archive.ts';
import { originalsInUse } from './archive/asset.ts';
import { Invalid } from './archive/errors.ts';
import { openDatabase } from './db/open.ts';
import { originalPath, verifyOriginal } from './media/storage.ts';

export interface Backup {
  folder: string;
  testimonies: number;
  originals: number;
  bytes: number; // of originals
}

/**
 * A consistent copy of an archive in a new folder, also while a server writes to it: the database as it was at one moment,
 * and every original that it names, each verified. The copy is an archive itself: KOLOT_DATA can point to it. What is
 * derived (search index, renditions) is left out, and made again where it is needed. Throws Invalid where the folder has
 * something in it, or an original is missing or changed; nothing is left behind then.
 */
export async function backUp(
  archive: Archive,
  target: string,
  onProgress?: (done: number, all: number) => void,
): Promise<Backup> {
  const folder = resolve(target);
  const there = await readdir(folder).catch(() => null);
  if (there?.length)
    throw new Invalid(`“${target}” is not empty. Give a folder that is not there yet, one for each backup.`);
  const part = `${folder}.part-${process.pid}`;
  await mkdir(part, { recursive: true });
  try {
    await archive.db.backup(join(part, 'archive.db'));
    const copy = openDatabase(join(part, 'archive.db'));
    let originals: string[];
    let testimonies: number;
    try {
      copy.prepare("DELETE FROM setting WHERE key = 'search_file'").run();
      copy.prepare('DELETE FROM sign_in').run();
      originals = [...originalsInUse(copy)].sort();
      testimonies = copy.prepare<[], number>('SELECT count(*) FROM testimony').pluck().get()!;
      copy.pragma('wal_checkpoint(TRUNCATE)');
    } finally {
      copy.close();
    }
    let bytes = 0;
    for (const [at, sha256] of originals.entries()) {
      bytes += await copyOriginal(archive.folder, part, sha256);
      onProgress?.(at + 1, originals.length);
    }
    await writeFile(
      join(part, 'BACKUP.txt'),
      `Kolot archive, backed up ${new Date().toISOString()}: ${testimonies} testimonies, ${originals.length} originals.\nTo use it, set KOLOT_DATA to this folder and start Kolot.\n`,
    );
    await mkdir(dirname(folder), { recursive: true });
    if (there) await rm(folder, { recursive: true });
    await rename(part, folder);
    return { folder, testimonies, originals: originals.length, bytes };
  } catch (error) {
    await rm(part, { recursive: true, force: true });
    throw error;
  }
}

async function copyOriginal(from: string, to: string, sha256: string): Promise<number> {
  const target = originalPath(to, sha256);
  await mkdir(dirname(target), { recursive: true });
  await copyFile(originalPath(from, sha256), target).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') throw new Invalid(`The original ${sha256} is missing. Run “kolot check”.`);
    throw error;
  });
  if ((await verifyOriginal(to, sha256)) !== 'intact') {
    throw new Invalid(
      `The original ${sha256} is not what was kept. Run “kolot check”, and restore it from an older backup.`,
    );
  }
  return (await stat(target)).size;
}
