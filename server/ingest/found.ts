import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, extname, join, relative, resolve, sep } from 'node:path';
import { unknownEnding, unreadName } from './passed-over.ts';
import { TRANSCRIPT_EXTENSIONS } from './read.ts';
import { isTable } from './table.ts';

/** What lies at the paths of an import, in their order. */
export type Found =
  | { kind: 'file'; path: string }
  /** `beside`: of a table that was found in a folder, the files that lie there with it, by their paths from that folder. */
  | { kind: 'table'; path: string; beside: string[]; folder: string }
  | { kind: 'refused'; path: string; reason: string }
  /** `path` as the report shows it. */
  | { kind: 'passed-over'; path: string; reason: string };

/** Documents that hold transcripts in a form that is not read: refused with what to do, never passed over. */
const UNREAD_DOCUMENTS = ['.doc', '.rtf', '.odt', '.pages', '.eaf'];

/** The folder that was named: what is found in it is shown by the path from there. */
interface Root {
  path: string; // resolved
  real: string;
}

/**
 * Files and tables at `paths`. Of a folder: its table and nothing else, where it has one; else its transcripts, and what is in
 * its folders. Links are followed only where they are named themselves. What is passed over is there too, each with its reason.
 */
export async function found(paths: string[]): Promise<Found[]> {
  const all: Found[] = [];
  for (const path of paths) {
    const there = await stat(path).catch(() => null);
    if (!there) {
      all.push({ kind: 'refused', path, reason: `There is no file or folder “${path}”. Look at the path.` });
    } else if (there.isDirectory()) {
      const inside = await inFolder(resolve(path), { path: resolve(path), real: await realpath(path) });
      all.push(...inside);
      if (inside.every(({ kind }) => kind === 'passed-over')) {
        const name = `“${basename(resolve(path))}”`;
        const reason = inside.length
          ? `There is no table and no transcript in ${name}. Look at the path.`
          : `There is nothing in ${name}: no table and no transcript. Look at the path.`;
        all.push({ kind: 'refused', path, reason });
      }
    } else if (isTable(path) || extname(path).toLowerCase() === '.xlsx') {
      all.push({ kind: 'table', path, beside: [], folder: '' });
    } else {
      all.push({ kind: 'file', path });
    }
  }
  return all;
}

async function inFolder(folder: string, root: Root): Promise<Found[]> {
  const inside = await readdir(folder, { withFileTypes: true }).catch(() => null);
  if (!inside) {
    const reason = `“${basename(folder)}” is a folder that cannot be read. Give yourself the right to read it.`;
    return [{ kind: 'refused', path: folder, reason }];
  }
  const entries = inside.sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
  const tables = entries.filter((entry) => entry.isFile() && isTable(entry.name));
  const [table, second] = tables.map(({ name }) => join(folder, name));
  if (table && second) {
    const names = tables.map(({ name }) => `“${name}”`).join(' and ');
    const reason = `${names} lie in one folder. Keep one of them, or name the one to import.`;
    return [{ kind: 'refused', path: table, reason }];
  }
  if (table) {
    const beside = await filesIn(folder);
    return [
      {
        kind: 'table',
        path: table,
        beside: beside.filter((path) => path !== table).map((path) => relative(folder, path)),
        folder: shownPath(folder, root),
      },
    ];
  }
  const all: Found[] = [];
  for (const entry of entries) {
    const path = join(folder, entry.name);
    const over = (reason: string) => all.push({ kind: 'passed-over', path: shownPath(path, root), reason });
    const unread = entry.isDirectory() && !entry.name.startsWith('.') ? null : unreadName(entry.name);
    if (unread) over(unread);
    else if (entry.isDirectory()) all.push(...(await inFolder(path, root)));
    else if (entry.isSymbolicLink()) all.push(await link(path, root));
    else if (!entry.isFile()) over('it is no file');
    else if ([...TRANSCRIPT_EXTENSIONS, ...UNREAD_DOCUMENTS].includes(extname(path).toLowerCase())) {
      all.push({ kind: 'file', path });
    } else over(unknownEnding(entry.name));
  }
  return all;
}

function shownPath(path: string, root: Root): string {
  return join(basename(root.path), relative(root.path, path));
}

/** Every file under a folder that is not hidden; a folder that cannot be read has none. */
async function filesIn(folder: string): Promise<string[]> {
  const inside = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const all: string[] = [];
  for (const entry of inside.sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }))) {
    if (/^(\.|~\$)/.test(entry.name)) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) all.push(...(await filesIn(path)));
    else all.push(path);
  }
  return all;
}

/** A link to what lies in the folder says nothing new; one that leads out, or nowhere, is not followed. */
async function link(path: string, root: Root): Promise<Found> {
  const target = await realpath(path).catch(() => null);
  if (target === root.real || target?.startsWith(root.real + sep)) {
    return {
      kind: 'passed-over',
      path: shownPath(path, root),
      reason: 'it is a link to what lies in the folder itself',
    };
  }
  const where = target ? 'out of the folder' : 'nowhere';
  const reason = `“${basename(path)}” is a link that leads ${where}. Put the file itself there.`;
  return { kind: 'refused', path, reason };
}
