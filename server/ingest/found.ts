import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, extname, join, resolve, sep } from 'node:path';
import { TRANSCRIPT_EXTENSIONS } from './read.ts';
import { isTable } from './table.ts';

/** What lies at the paths of an import, in their order. */
export type Found =
  | { kind: 'table' | 'file'; path: string }
  | { kind: 'refused'; path: string; reason: string }
  | { kind: 'note'; note: string };

/** Documents that hold transcripts in a form that is not read: refused with what to do, never passed over. */
const UNREAD_DOCUMENTS = ['.doc', '.rtf', '.odt', '.pages', '.eaf'];
/** Beside a collection, about it. */
const ABOUT = /^(read\s?me|licen[cs]e|copying|lisez-?moi)\b/i;

/**
 * Files and tables at `paths`. Of a folder: its table and nothing else, where it has one; else its transcripts, and what is in
 * its folders. Links are followed only where they are named themselves.
 */
export async function found(paths: string[]): Promise<Found[]> {
  const all: Found[] = [];
  for (const path of paths) {
    const there = await stat(path).catch(() => null);
    if (!there) {
      all.push({ kind: 'refused', path, reason: `There is no file or folder “${path}”. Look at the path.` });
    } else if (there.isDirectory()) {
      const inside = await inFolder(resolve(path), await realpath(path));
      const nothing = inside.every(({ kind }) => kind === 'note');
      all.push(...summedUp(inside, basename(resolve(path))));
      if (nothing) {
        const reason = `There is no table and no transcript in “${basename(resolve(path))}”. Look at the path.`;
        all.push({ kind: 'refused', path, reason });
      }
    } else if (isTable(path) || extname(path).toLowerCase() === '.xlsx') {
      all.push({ kind: 'table', path });
    } else {
      all.push({ kind: 'file', path });
    }
  }
  return all;
}

async function inFolder(folder: string, root: string): Promise<Found[]> {
  const inside = await readdir(folder, { withFileTypes: true }).catch(() => null);
  if (!inside) {
    const reason = `“${basename(folder)}” is a folder that cannot be read. Give yourself the right to read it.`;
    return [{ kind: 'refused', path: folder, reason }];
  }
  const entries = inside
    .filter(({ name }) => !/^(\.|~\$)/.test(name)) // hidden, or the lock of an open document
    .sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
  const tables = entries.filter((entry) => entry.isFile() && isTable(entry.name));
  const [table, second] = tables.map(({ name }) => join(folder, name));
  if (table && second) {
    const names = tables.map(({ name }) => `“${name}”`).join(' and ');
    const reason = `${names} lie in one folder. Keep one of them, or name the one to import.`;
    return [{ kind: 'refused', path: table, reason }];
  }
  if (table) return [{ kind: 'table', path: table }];
  const all: Found[] = [];
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) all.push(...(await inFolder(path, root)));
    else if (entry.isSymbolicLink()) all.push(...(await leavingLink(path, root)));
    else if (entry.isFile()) all.push(fileNamed(path));
  }
  return all;
}

function fileNamed(path: string): Found {
  const extension = extname(path).toLowerCase();
  const isTranscript = [...TRANSCRIPT_EXTENSIONS, ...UNREAD_DOCUMENTS].includes(extension);
  if (isTranscript && !ABOUT.test(basename(path))) return { kind: 'file', path };
  return { kind: 'note', note: basename(path) };
}

/** A link to what lies in the folder says nothing new; one that leads out, or nowhere, is not followed. */
async function leavingLink(path: string, root: string): Promise<Found[]> {
  const target = await realpath(path).catch(() => null);
  if (target === root || target?.startsWith(root + sep)) return [];
  const where = target ? 'out of the folder' : 'nowhere';
  const reason = `“${basename(path)}” is a link that leads ${where}. Put the file itself there.`;
  return [{ kind: 'refused', path, reason }];
}

/** Names that were passed over, in one note. */
function summedUp(inside: Found[], folder: string): Found[] {
  const passed = inside.flatMap((one) => (one.kind === 'note' ? one.note : []));
  const rest = inside.filter(({ kind }) => kind !== 'note');
  if (passed.length === 0) return rest;
  const shown = passed.slice(0, 5).join(', ');
  const more = passed.length > 5 ? ` and ${passed.length - 5} more` : '';
  const note = `${folder}: passed over, since they are no transcripts: ${shown}${more}. A table can name recordings, photographs and documents.`;
  return [...rest, { kind: 'note', note }];
}
