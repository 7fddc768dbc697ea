/** What an import is asked to read: rows of tables, and transcript files that together are a testimony. */
import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { basename, extname, join, resolve } from 'node:path';
import { Invalid } from '../archive/errors.ts';
import { accessionProblem } from './accession.ts';
import { type Found, found } from './found.ts';
import { type PassedOver, unnamed } from './passed-over.ts';
import { MOST_DOCUMENT_BYTES, readSource } from './read.ts';
import { placeOf } from './row.ts';
import type { Source } from './source.ts';
import { readTable, type Table, type TableRow } from './table.ts';

/**
 * A transcript file that was read once. Of very many only what tells where each belongs is held: the others are read again
 * when their turn comes.
 */
export interface FoundFile {
  path: string;
  name: string;
  sha256: string;
  accession: string | null;
  title: string | null;
  narrators: string[];
  recordings: string[]; // addresses, names or ids
  source: Source | null; // null: to be read again
}

/** Bytes of files whose words are held between the two looks at them; in memory they take about three times that. */
const MOST_HELD = 64 * 1024 * 1024;

/** The title a file gives, or else its name without the ending. */
export function titleOf({ title, name }: Pick<FoundFile, 'title' | 'name'>): string {
  return title?.replace(/\s+/g, ' ') || name.slice(0, -extname(name).length || undefined);
}

/** Something to import, not yet looked at closely. */
export type Candidate =
  | { kind: 'row'; table: Table; row: TableRow }
  | { kind: 'files'; accession: string | null; files: FoundFile[] };

/** Something that cannot become a record. */
export interface Refused {
  file: string;
  row: number | null;
  accession: string | null;
  title: string | null;
  error: unknown;
}

export interface Gathered {
  candidates: Candidate[];
  refused: Refused[];
  passedOver: PassedOver[];
  notes: string[];
}

/**
 * Reads tables, and each transcript file once, to learn what belongs together: files that carry the same accession number and
 * name different recordings are the parts of one testimony, in the order they are given.
 */
export async function gather(
  paths: string[],
  {
    encoding,
    columns,
    onRead,
  }: { encoding?: string; columns?: Record<string, string>; onRead?: (name: string) => void },
): Promise<Gathered> {
  const gathered: Gathered = { candidates: [], refused: [], passedOver: [], notes: [] };
  const seen: Seen = { rows: new Map(), groups: new Map(), files: new Map(), held: 0 };
  for (const one of await found(paths)) {
    try {
      if (one.kind !== 'passed-over') onRead?.(basename(one.path));
      if (one.kind === 'passed-over') gathered.passedOver.push({ file: one.path, reason: one.reason });
      else if (one.kind === 'refused') throw new Invalid(one.reason);
      else if (one.kind === 'table') await gatherTable(one, { encoding, columns }, gathered, seen);
      else await gatherFile(one.path, encoding, gathered, seen);
    } catch (error) {
      gathered.refused.push({ file: basename(one.path), row: null, accession: null, title: null, error });
    }
  }
  return gathered;
}

interface Seen {
  rows: Map<string, string>; // where an accession number stands
  groups: Map<string, FoundFile[]>; // files by accession number
  files: Map<string, { name: string; path: string }>; // by sha256
  held: number; // bytes of files whose words are held
}

async function gatherTable(
  { path, beside, folder }: Extract<Found, { kind: 'table' }>,
  options: { encoding?: string; columns?: Record<string, string> },
  gathered: Gathered,
  seen: Seen,
): Promise<void> {
  const table = await readTable(path, options);
  for (const file of unnamed(table, beside)) {
    const reason = `the table of its folder, ${table.file}, does not name it`;
    gathered.passedOver.push({ file: join(folder, file), reason });
  }
  gathered.notes.push(...table.notes);
  for (const row of table.rows) {
    const accession = row.values.accession ?? '';
    const earlier = seen.rows.get(accession);
    if (accession === '' || earlier === undefined) {
      seen.rows.set(accession, `${table.file}, row ${row.row}`);
      gathered.candidates.push({ kind: 'row', table, row });
      continue;
    }
    const place = placeOf({ file: table.file, row: row.row, headings: table.headings }, 'accession');
    const reason = `${place}the accession number ${accession} is in ${earlier} already. Give each record its own.`;
    gathered.refused.push({
      file: table.file,
      row: row.row,
      accession,
      title: row.values.title || null,
      error: new Invalid(reason, { file: table.file, row: row.row, field: 'accession' }),
    });
  }
}

async function gatherFile(path: string, encoding: string | undefined, gathered: Gathered, seen: Seen): Promise<void> {
  const name = basename(path);
  const bytes = await bytesOf(path);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const twin = seen.files.get(sha256);
  if (twin !== undefined) {
    if (twin.name !== name) gathered.notes.push(`${name}: this is the same file as ${twin.name}, and was read once.`);
    else if (twin.path !== resolve(path)) gathered.notes.push(`${name}: this file is there twice, and was read once.`);
    return;
  }
  seen.files.set(sha256, { name, path: resolve(path) });
  const source = await readSource(bytes, name, { encoding });
  const { accession, title, narrators } = source.description;
  const problem = accession === null ? null : accessionProblem(accession);
  if (problem) throw new Invalid(`“${name}”: ${problem}`, { file: name, field: 'accession' });
  const file: FoundFile = {
    path: resolve(path),
    name,
    sha256,
    accession,
    title,
    narrators,
    recordings: namesOf(source.recordings),
    source: null,
  };
  const group = accession === null ? undefined : seen.groups.get(accession);
  const hold = () => {
    if (seen.held + bytes.length > MOST_HELD) return;
    seen.held += bytes.length;
    file.source = source;
  };
  if (!group) {
    hold();
    const files = [file];
    if (accession !== null) seen.groups.set(accession, files);
    gathered.candidates.push({ kind: 'files', accession, files });
    return;
  }
  const other = group.find((one) => !differ(one, file));
  if (other) {
    const same = file.recordings.length ? 'the same recording' : 'no recording by which to tell them apart';
    throw new Invalid(
      `“${name}” has the accession number ${accession} of “${other.name}”, and ${same}. Give it a number of its own, or name it in a table, under transcript or translation.`,
      { file: name, field: 'accession' },
    );
  }
  hold();
  group.push(file);
}

async function bytesOf(path: string): Promise<Buffer> {
  const { size } = await stat(path);
  if (size > MOST_DOCUMENT_BYTES) {
    throw new Invalid(
      `“${basename(path)}” has ${Math.ceil(size / 1024 / 1024)} MB, more than any transcript. Is it another file, or several in one?`,
      { file: basename(path) },
    );
  }
  return readFile(path);
}

/** The recordings a source names, by whatever it names them. */
function namesOf(recordings: Source['recordings']): string[] {
  return recordings.flatMap(({ url, fileName, hostId }) => url ?? fileName ?? hostId ?? []);
}

/** Parts of one testimony: each names a recording, and no two the same. */
function differ(one: FoundFile, other: FoundFile): boolean {
  return (
    one.recordings.length > 0 &&
    other.recordings.length > 0 &&
    !one.recordings.some((name) => other.recordings.includes(name))
  );
}
