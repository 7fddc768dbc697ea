/**
 * Files that come in pieces lie in `<data>/incoming/arriving/`, under the id of their upload, until the last piece is here; then
 * each becomes an original by being renamed, not copied: a film of several gigabytes needs its room once.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, rm, stat, statfs } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Conflict } from '../archive/errors.ts';
import { settle, writeFailure } from './incoming.ts';
import { type Kept, originalPath } from './storage.ts';

export function arrivingFolder(dataFolder: string): string {
  return join(resolve(dataFolder), 'incoming', 'arriving');
}

const uploadId = /^[0-9a-f]{32}$/;
export const isUploadId = (text: string) => uploadId.test(text);

export function arrivingPath(dataFolder: string, id: string): string {
  if (!isUploadId(id)) throw new RangeError('no id of an upload');
  return join(arrivingFolder(dataFolder), id);
}

/** How much of an upload is here, in bytes; null where nothing of it is. */
export async function arrivedBytes(dataFolder: string, id: string): Promise<number | null> {
  const found = await stat(arrivingPath(dataFolder, id)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  return found?.isFile() ? found.size : null;
}

export async function discardArriving(dataFolder: string, id: string): Promise<void> {
  await rm(arrivingPath(dataFolder, id), { force: true });
}

/** The ids of all that lie there. */
export async function arrivingIds(dataFolder: string): Promise<string[]> {
  return (await readdir(arrivingFolder(dataFolder)).catch(() => [])).filter(isUploadId);
}

/** Room on the disk of the archive that anybody may write to, in bytes. */
export async function freeBytes(dataFolder: string): Promise<number> {
  const { bavail, bsize } = await statfs(dataFolder);
  return bavail * bsize;
}

/**
 * Makes an original of a file that lies in the archive folder, hashed in pieces; the file is gone from where it lay. Returns
 * when it is safe on disk. Throws `NotKept` where the disk is full, `Conflict` where the archive's own copy is damaged.
 */
export async function adoptOriginal(dataFolder: string, path: string, signal?: AbortSignal): Promise<Kept> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const piece of createReadStream(path, { highWaterMark: 1024 * 1024, signal })) {
    hash.update(piece as Buffer);
    bytes += (piece as Buffer).length;
  }
  const sha256 = hash.digest('hex');
  const target = originalPath(dataFolder, sha256);
  const held = await stat(target).catch(() => null);
  if (held && held.size !== bytes)
    throw new Conflict(`The archive’s copy of ${sha256} is damaged. Run “kolot check” and restore it from a backup.`);
  try {
    if (held) await rm(path, { force: true });
    else await settle(path, target, 0o440);
  } catch (error) {
    throw writeFailure(error);
  }
  return { sha256, bytes };
}
