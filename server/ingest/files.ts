import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Invalid } from '../archive/errors.ts';
import type { RecordFile, RecordOrigin } from './record.ts';
import { quoted } from './refusal.ts';
import { placeOf } from './row.ts';

/** A file that was looked at: where it really is, and what is in it. */
export interface SeenFile extends RecordFile {
  sha256: string;
  bytes: number;
}

/**
 * Looks at a file that a record names. A table from one system may write é as one letter and the file system of another as
 * two: either finds the file. Throws Invalid where it is missing, no file, cannot be read, or is a link that leads out of
 * `folder`.
 */
export async function seen(file: RecordFile, folder: string | null, where: RecordOrigin): Promise<SeenFile> {
  const refuse = (reason: string): never => {
    throw new Invalid(`${placeOf(where, file.column)}${quoted(file.name)} ${reason}`, {
      file: where.file,
      row: where.row,
      field: file.column ?? undefined,
    });
  };
  const base = folder ?? '';
  const inFolder = file.path.slice(base.length);
  try {
    const path = await firstThere(
      [inFolder, inFolder.normalize('NFC'), inFolder.normalize('NFD')].map((one) => base + one),
    );
    if (!path) return refuse('is not there. Put the file where the record says, or correct its name.');
    if (folder !== null && !path.startsWith((await realpath(folder)) + sep)) {
      refuse("is a link that leads out of the table's folder. Put the file itself there.");
    }
    const found = await stat(path);
    if (!found.isFile()) refuse('is not a file. Name the file itself.');
    return { ...file, path, bytes: found.size, sha256: await sha256Of(path) };
  } catch (error) {
    if (/^(EACCES|EPERM|EIO)$/.test((error as NodeJS.ErrnoException).code ?? '')) {
      refuse('cannot be read. Give yourself the right to read it, or look whether its disk is failing.');
    }
    throw error;
  }
}

async function firstThere(paths: string[]): Promise<string | null> {
  for (const path of new Set(paths)) {
    try {
      return await realpath(path);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== 'ENOENT' && code !== 'ENOTDIR' && code !== 'ENAMETOOLONG' && code !== 'ELOOP') throw error;
    }
  }
  return null;
}

export async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: 1024 * 1024 }), hash);
  return hash.digest('hex');
}
