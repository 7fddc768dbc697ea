/** The files of an import made at the desk: a folder of their own under incoming/, and what a ZIP archive among them holds. */
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import type { Readable } from 'node:stream';
import yauzl from 'yauzl';
import { Invalid } from '../archive/errors.ts';
import { writeFailure } from '../media/incoming.ts';

const GB = 1024 ** 3;
export const UPLOAD_LIMITS = {
  files: 2_000, // sent at once
  bytes: 8 * GB, // of one file
  entries: 20_000, // of a ZIP archive
  unpacked: 64 * GB,
  ratio: 200, // unpacked to packed, beyond `ratioFrom`
  ratioFrom: 64 * 1024 ** 2,
};

/** Where the files of an import lie. */
export function importFolder(dataFolder: string, token: string): string {
  return join(resolve(dataFolder), 'incoming', `import-${token}`);
}

/**
 * A name under which a file may lie in such a folder, of one that a browser or an archive gave: its folders are kept, and nothing
 * leads out of them. Null for what is no file (`__MACOSX`, `.DS_Store`, a folder), Invalid for what is no name.
 */
export function safeName(given: string): string | null {
  const parts = given
    .normalize('NFC')
    .replaceAll('\\', '/')
    .split('/')
    .filter((part) => part !== '' && part !== '.');
  if (given.endsWith('/') || parts.length === 0) return null;
  if (parts.some((part) => part === '__MACOSX') || /^(\._|\.DS_Store$|Thumbs\.db$)/.test(parts.at(-1)!)) return null;
  const bad =
    parts.some((part) => part === '..' || /\p{Cc}/u.test(part) || Buffer.byteLength(part) > 255) ||
    /^[a-z]:$/i.test(parts[0]!);
  if (bad || parts.length > 20)
    throw new Invalid(`“${basename(given).slice(0, 80)}” is no name that a file can have here.`);
  return parts.join('/');
}

/** Unpacks every ZIP archive in the folder beside itself, and takes the archive away. Throws Invalid, naming it, for a bomb or a broken one. */
export async function unpackArchives(folder: string): Promise<void> {
  for (const name of await filesIn(folder)) {
    if (!/\.zip$/i.test(name)) continue;
    const path = join(folder, name);
    await unpack(path, dirname(path), basename(name));
    await rm(path, { force: true });
  }
}

async function unpack(path: string, into: string, name: string): Promise<void> {
  const packed = (await stat(path)).size;
  let entries = 0;
  let total = 0;
  const tooMuch = (what: string) =>
    new Invalid(`“${name}” holds ${what}, so it was not unpacked. Divide it into several.`, { file: name });
  try {
    const zip = await yauzl.openPromise(path, { lazyEntries: true });
    for await (const entry of zip.eachEntry()) {
      entries += 1;
      if (entries > UPLOAD_LIMITS.entries) throw tooMuch(`more than ${UPLOAD_LIMITS.entries} files`);
      const inside = safeName(entry.fileName);
      if (inside === null || isLink(entry.externalFileAttributes)) continue;
      if (entry.isEncrypted())
        throw new Invalid(`“${name}” is protected by a password. Make one without.`, { file: name });
      const target = join(into, inside);
      await mkdir(dirname(target), { recursive: true });
      const handle = await open(target, 'wx', 0o600);
      try {
        for await (const chunk of (await zip.openReadStreamPromise(entry)) as Readable & AsyncIterable<Buffer>) {
          total += chunk.length;
          if (total > UPLOAD_LIMITS.unpacked) throw tooMuch(`more than ${UPLOAD_LIMITS.unpacked / GB} GB`);
          if (total > UPLOAD_LIMITS.ratioFrom && total > packed * UPLOAD_LIMITS.ratio)
            throw tooMuch(`over ${UPLOAD_LIMITS.ratio} times its own size`);
          for (let written = 0; written < chunk.length; ) written += (await handle.write(chunk, written)).bytesWritten;
        }
      } finally {
        await handle.close();
      }
    }
  } catch (error) {
    if (error instanceof Invalid) throw error;
    if ((error as { code?: string }).code === 'EEXIST')
      throw new Invalid(`“${name}” holds a file that is there already. Send each once.`, { file: name });
    const failure = writeFailure(error);
    if (failure !== error) throw failure;
    throw new Invalid(`“${name}” is damaged, or no ZIP archive. Make it again and send it.`, { file: name });
  }
}

/** A symbolic link, by the mode that Unix archivers write. */
function isLink(attributes: number): boolean {
  return ((attributes >>> 16) & 0o170000) === 0o120000;
}

/** Every file in the folder by its path from there, in order. */
export async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort((one, other) => one.localeCompare(other, 'en', { numeric: true }));
}
