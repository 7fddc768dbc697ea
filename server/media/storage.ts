/**
 * Originals: every file is kept under the sha256 of its bytes, in `<data>/originals/ab/cd/<sha256>`, read-only, and never
 * changed or overwritten. The same bytes sent twice are one original. Who may see it is known elsewhere.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open, opendir, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { Conflict, NotFound } from '../archive/errors.ts';
import { discard, NotKept, newPart, settle, writeFailure } from './incoming.ts';

export { NotKept, type NotKeptReason, sweepIncoming } from './incoming.ts';

/** A kept original: its fixity, in lower-case hexadecimal, and its size in bytes. */
export interface Kept {
  sha256: string;
  bytes: number;
}

export interface KeepOptions {
  /** Refuse what is larger, in bytes; read no further than that. */
  maxBytes?: number;
  /** Stop and keep nothing when the sender has gone. */
  signal?: AbortSignal;
}

const sha256Pattern = /^[0-9a-f]{64}$/;

/** Where an original lies, whether or not it is there. Throws `NotFound` for what is no sha256. */
export function originalPath(dataFolder: string, sha256: string): string {
  if (!sha256Pattern.test(sha256)) throw new NotFound('file', sha256);
  return join(resolve(dataFolder), 'originals', sha256.slice(0, 2), sha256.slice(2, 4), sha256);
}

/** Whether the archive holds an original of this fixity. Says nothing of its state: see `verifyOriginal`. */
export async function hasOriginal(dataFolder: string, sha256: string): Promise<boolean> {
  return (await sizeOf(originalPath(dataFolder, sha256))) !== null;
}

/**
 * Keeps the bytes of a stream, a buffer or a file (which is copied, and stays where it is), hashed on the way and never
 * whole in memory. Returns only when they are safe on disk. Keeping the same bytes again changes nothing. Throws `NotKept`
 * where they break off, are too large or find no room, and `Conflict` where the archive's own copy has been damaged.
 */
export async function keepOriginal(
  dataFolder: string,
  source: Readable | Buffer | { path: string },
  options: KeepOptions = {},
): Promise<Kept> {
  const stream = await opened(source);
  const folder = resolve(dataFolder);
  let part: string | null = null;
  try {
    part = await newPart(folder);
    const kept = await receive(part, stream, options);
    const target = originalPath(folder, kept.sha256);
    const held = await sizeOf(target);
    if (held === null) {
      await settle(part, target, 0o440);
    } else if (held !== kept.bytes) {
      throw new Conflict(
        `The archive’s copy of ${kept.sha256} is damaged. Run “kolot check” and restore it from a backup.`,
      );
    }
    return kept;
  } catch (error) {
    throw writeFailure(error);
  } finally {
    stream.destroy();
    if (part) await discard(part);
  }
}

/** Reads an original through and says whether it is still what was kept. Reads in pieces, whatever the size. */
export async function verifyOriginal(dataFolder: string, sha256: string): Promise<'intact' | 'changed' | 'missing'> {
  const path = originalPath(dataFolder, sha256);
  if ((await sizeOf(path)) === null) return 'missing';
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path, { highWaterMark: pieceBytes })) hash.update(piece as Buffer);
  return hash.digest('hex') === sha256 ? 'intact' : 'changed';
}

/**
 * Takes an original out of the archive, with nothing left of it to read: for a record that was refused after its files were
 * kept, and for erasure. The caller makes sure that no record names it; what was derived from it goes by `removeDerived`.
 */
export async function removeOriginal(dataFolder: string, sha256: string): Promise<void> {
  await rm(originalPath(dataFolder, sha256), { force: true });
}

/** Every original in the folder, in no order: to find those that no record names, to back up, to count. */
export async function* originals(dataFolder: string): AsyncGenerator<Kept & { path: string }> {
  const root = await opendir(join(resolve(dataFolder), 'originals'), { recursive: true }).catch(() => null);
  if (!root) return;
  for await (const entry of root) {
    if (!entry.isFile() || !sha256Pattern.test(entry.name)) continue;
    const path = originalPath(dataFolder, entry.name);
    const bytes = await sizeOf(path);
    if (bytes !== null) yield { sha256: entry.name, bytes, path };
  }
}

const pieceBytes = 1024 * 1024;

async function opened(source: Readable | Buffer | { path: string }): Promise<Readable> {
  if (source instanceof Readable) return source;
  if (Buffer.isBuffer(source)) return Readable.from([source], { objectMode: false });
  // Asked before it is opened: opening a named pipe would wait for ever.
  const found = await stat(source.path).catch((error: unknown) => {
    throw new NotKept('unreadable', 'The file is not there or cannot be read. Look at its name and try again.', error);
  });
  if (!found.isFile())
    throw new NotKept('unreadable', 'This is a folder or a device, not a file. Name the file itself.');
  return createReadStream(source.path, { highWaterMark: pieceBytes });
}

/** Writes and hashes until the stream ends. What fails in reading is told apart from what fails in writing. */
async function receive(part: string, stream: Readable, { maxBytes = Infinity, signal }: KeepOptions): Promise<Kept> {
  const hash = createHash('sha256');
  let bytes = 0;
  const handle = await open(part, 'wx', 0o600);
  const stop = () => stream.destroy(new Error('The sender has gone.'));
  signal?.addEventListener('abort', stop, { once: true });
  try {
    if (signal?.aborted) stop();
    for await (const piece of brokenOff(stream)) {
      bytes += piece.length;
      if (bytes > maxBytes) throw tooLarge(maxBytes);
      hash.update(piece);
      await writeAll(handle, piece);
    }
  } finally {
    signal?.removeEventListener('abort', stop);
    await handle.close();
  }
  return { sha256: hash.digest('hex'), bytes };
}

async function* brokenOff(stream: Readable): AsyncGenerator<Buffer> {
  try {
    for await (const piece of stream) yield Buffer.isBuffer(piece) ? piece : Buffer.from(piece as Uint8Array | string);
  } catch (error) {
    throw new NotKept(
      'broken-off',
      'The file broke off before it was whole, so nothing was kept. Send it again.',
      error,
    );
  }
}

async function writeAll(handle: FileHandle, piece: Buffer): Promise<void> {
  for (let written = 0; written < piece.length; ) written += (await handle.write(piece, written)).bytesWritten;
}

function tooLarge(maxBytes: number): NotKept {
  const limit = `${Math.floor(maxBytes / 1_000_000).toLocaleString('en')} MB`;
  return new NotKept(
    'too-large',
    `The file is larger than ${limit}, so nothing was kept. Send it in parts or ask the archive.`,
  );
}

async function sizeOf(path: string): Promise<number | null> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
    throw error;
  });
  return found?.isFile() ? found.size : null;
}
