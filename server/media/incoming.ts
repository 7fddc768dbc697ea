/**
 * How every file enters the archive folder: written whole under a random name in `incoming/`, synced to disk, and only then
 * renamed to where it is looked for. A crash at any moment leaves a `.part` to sweep, never half a file under a real name.
 */
import { randomUUID } from 'node:crypto';
import { chmod, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Invalid } from '../archive/errors.ts';

/** Why a file could not be kept. A full disk is the archive's trouble, not the sender's: a page may answer 507. */
export type NotKeptReason = 'disk-full' | 'broken-off' | 'too-large' | 'unreadable';

/** A file that did not arrive whole. Nothing of it was kept; the message says what to do. */
export class NotKept extends Invalid {
  override name = 'NotKept';
  readonly reason: NotKeptReason;

  constructor(reason: NotKeptReason, message: string, cause?: unknown) {
    super(message);
    this.reason = reason;
    this.cause = cause;
  }
}

const partName = /^[0-9a-f-]{36}\.part$/;

/** The path of a new, still absent file in `<data>/incoming`, in a folder that exists. */
export async function newPart(dataFolder: string): Promise<string> {
  const folder = join(dataFolder, 'incoming');
  await mkdir(folder, { recursive: true, mode: 0o750 });
  return join(folder, `${randomUUID()}.part`);
}

/** Makes a finished part safe and known by its name: file synced, mode set, renamed, folders synced. */
export async function settle(part: string, target: string, mode: number): Promise<void> {
  const handle = await open(part, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
  await chmod(part, mode);
  const made = await mkdir(dirname(target), { recursive: true, mode: 0o750 });
  await rename(part, target);
  // A new folder is durable only when the folder that names it is synced too.
  const last = made ? dirname(made) : dirname(target);
  for (let folder = dirname(target); folder.length >= last.length; folder = dirname(folder)) {
    await syncFolder(folder);
    if (folder === dirname(folder)) break;
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

/** Takes away a part that will not be finished; silent where it is already gone. */
export async function discard(part: string): Promise<void> {
  await rm(part, { force: true });
}

/**
 * Deletes what a crash or a lost connection left in `incoming`, when nothing was written to it for `olderThanMs`
 * milliseconds. Gives how many files went. Files that the archive did not name itself are left alone.
 */
export async function sweepIncoming(dataFolder: string, olderThanMs: number): Promise<number> {
  const folder = join(dataFolder, 'incoming');
  const names = await readdir(folder).catch(() => []);
  let swept = 0;
  for (const name of names.filter((name) => partName.test(name))) {
    const path = join(folder, name);
    const found = await stat(path).catch(() => null);
    if (!found?.isFile() || Date.now() - found.mtimeMs < olderThanMs) continue;
    await rm(path, { force: true });
    swept += 1;
  }
  return swept;
}

/** What a failed write means for the person who sent the file. Errors that are no fault of the disk are given back as they are. */
export function writeFailure(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG' ? diskFull(error) : error;
}

/** That the disk is full, said to a person. */
export function diskFull(cause: unknown): NotKept {
  const message = 'There is no room left on the archive’s disk, so nothing was kept. Make room and try again.';
  return new NotKept('disk-full', message, cause);
}
