import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import type { AccessLevel } from '../archive/access.ts';
import type { AgreementKind } from '../archive/agreement.ts';
import type { Archive } from '../archive/archive.ts';
import { Conflict, Invalid } from '../archive/errors.ts';
import { sweepPeople } from '../archive/person.ts';
import { NotKept } from '../media/storage.ts';
import { type ReadFile, recordOfFiles } from './file-record.ts';
import { digestOf, letGo, prepare } from './prepare.ts';
import { readSource } from './read.ts';
import type { TestimonyRecord } from './record.ts';
import { knownImport, type Stored, storeRecord } from './store.ts';
import { isTable, readTable } from './table.ts';
import { recordOfRow } from './table-record.ts';

export interface ImportOptions {
  /** For records that carry none. Both are needed to publish; without them a record stays a draft. */
  access?: AccessLevel | null;
  agreement?: AgreementKind | null;
  /** Say what would be done, and store nothing. */
  dryRun?: boolean;
  /** Mark everything as illustrative sample. */
  sample?: boolean;
  onProgress?: (done: number, all: number, item: ImportItem) => void;
}

/** What became of one record, or of one file or row that could not become one. */
export interface ImportItem {
  file: string;
  row: number | null;
  accession: string | null;
  title: string | null;
  outcome: Stored['outcome'] | 'refused';
  published: boolean;
  reason: string | null; // why refused, and what to do
  conflicts: string[];
  notes: string[];
}

export interface ImportReport {
  items: ImportItem[];
  added: number;
  changed: number;
  unchanged: number;
  refused: number;
  drafts: number; // of those added, changed or left alone: not published
  conflicts: number;
}

/**
 * Imports files, folders and tables. Each record is all or nothing; running it twice changes nothing; a later run changes only
 * what nobody has edited since. Never throws for bad input: each refusal is an item of the report.
 */
export async function importPaths(
  archive: Archive,
  paths: string[],
  options: ImportOptions = {},
): Promise<ImportReport> {
  const items: ImportItem[] = [];
  const records: TestimonyRecord[] = [];
  for (const path of paths) await collect(path, records, items);
  const all = records.length + items.length;
  for (const item of items) options.onProgress?.(items.length, all, item);
  for (const record of records) {
    const item = await importRecord(archive, withDefaults(record, options), options);
    items.push(item);
    options.onProgress?.(items.length, all, item);
  }
  if (!options.dryRun) sweepPeople(archive.db);
  return report(items);
}

function withDefaults(record: TestimonyRecord, { access, agreement }: ImportOptions): TestimonyRecord {
  return {
    ...record,
    access: record.access ?? access ?? null,
    agreement:
      record.agreement ??
      (agreement ? { kind: agreement, date: null, path: null, uses: ['research', 'teaching'] } : null),
  };
}

/** Stores one record; gives what became of it. */
export async function importRecord(
  archive: Archive,
  record: TestimonyRecord,
  options: ImportOptions,
): Promise<ImportItem> {
  const item: ImportItem = {
    file: record.where.file,
    row: record.where.row ?? null,
    accession: record.accession,
    title: record.title,
    outcome: 'refused',
    published: false,
    reason: null,
    conflicts: [],
    notes: [],
  };
  try {
    const digest = await digestOf(record);
    const source = await sourceKey(record);
    const known = knownImport(archive.db, source);
    if (known?.digest === digest)
      return { ...item, ...unchanged(archive, known.testimonyId), accession: known.accession };
    if (known) refuseStranger(archive, known.testimonyId, record);
    const prepared = await prepare(archive.folder, record);
    item.notes.push(...prepared.notes);
    let kept = false;
    try {
      const stored = inTransaction(archive, options.dryRun ?? false, () =>
        storeRecord(archive.db, prepared, { source, digest, sample: options.sample ?? false }),
      );
      kept = !options.dryRun;
      return { ...item, ...stored, notes: [...item.notes, ...stored.notes] };
    } finally {
      if (!kept) await letGo(archive.folder, prepared);
    }
  } catch (error) {
    return { ...item, reason: reasonOf(error) };
  }
}

class DryRun extends Error {}

/** Runs `work` in one transaction that takes the write lock at once; a dry run is undone at its end. */
function inTransaction<T>(archive: Archive, dryRun: boolean, work: () => T): T {
  let result: T | undefined;
  try {
    archive.db
      .transaction(() => {
        result = work();
        if (dryRun) throw new DryRun();
      })
      .immediate();
  } catch (error) {
    if (!(error instanceof DryRun)) throw error;
  }
  return result as T;
}

function unchanged(archive: Archive, testimonyId: number): { outcome: 'unchanged'; published: boolean } {
  const status = archive.db
    .prepare<[number], string>('SELECT status FROM testimony WHERE id = ?')
    .pluck()
    .get(testimonyId);
  return { outcome: 'unchanged', published: status === 'published' };
}

/** A file without an accession number is known again by the sha256 of its bytes. */
async function sourceKey(record: TestimonyRecord): Promise<string> {
  if (record.accession !== null) return `accession:${record.accession}`;
  const first = record.transcripts[0]?.path;
  if (record.origin === 'table' || !first) {
    throw new Invalid('The record has no accession number. Give it one, so that it can be known again.', {
      ...record.where,
    });
  }
  return `sha256:${createHash('sha256')
    .update(await readFile(first))
    .digest('hex')}`;
}

/**
 * A number that another source used before: an import of the same record has the same kind of source and the same title,
 * narrators or recording. Throws Conflict for any other.
 */
function refuseStranger({ db }: Archive, testimonyId: number, record: TestimonyRecord): void {
  const before = db
    .prepare<[number], { origin: string; title: string; narrators: string | null; recordings: string | null }>(`
      SELECT import_record.origin,
        (SELECT value FROM import_field WHERE source = import_record.source AND field = 'title') AS title,
        (SELECT value FROM import_field WHERE source = import_record.source AND field = 'narrators') AS narrators,
        (SELECT json_group_array(remote_url) FROM asset WHERE asset.testimony_id = import_record.testimony_id
          AND remote_url IS NOT NULL) AS recordings
      FROM import_record WHERE testimony_id = ?`)
    .get(testimonyId);
  if (!before) return;
  const named = (JSON.parse(before.narrators ?? '[]') as { name: string }[]).map(({ name }) => name);
  const recordings = JSON.parse(before.recordings ?? '[]') as string[];
  const same =
    before.origin === record.origin &&
    (JSON.stringify(record.title) === before.title ||
      record.narrators.some(({ name }) => named.includes(name)) ||
      record.recordings.some(({ recording }) => recording.url !== null && recordings.includes(recording.url)));
  if (!same) {
    throw new Conflict(
      `The accession number ${record.accession} belongs to another record, from another source. Give this one a number of its own.`,
    );
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof Invalid || error instanceof Conflict || error instanceof NotKept) return error.message;
  throw error;
}

const TRANSCRIPTS = new Set(['.xml', '.vtt', '.srt', '.docx', '.pdf', '.txt', '.csv', '.tsv']);

async function collect(path: string, records: TestimonyRecord[], items: ImportItem[]): Promise<void> {
  const found = await stat(path).catch(() => null);
  if (!found) {
    items.push(refused(basename(path), null, `There is no file or folder “${path}”. Check the path.`));
  } else if (found.isDirectory()) {
    const names = (await readdir(path, { withFileTypes: true })).sort((a, b) =>
      a.name.localeCompare(b.name, 'en', { numeric: true }),
    );
    const tables = names.filter((entry) => entry.isFile() && isTable(entry.name));
    if (tables.length) for (const table of tables) await collectTable(join(path, table.name), records, items);
    else await collectFiles(await transcriptFiles(path), records, items);
  } else if (isTable(path) || extname(path).toLowerCase() === '.xlsx') {
    await collectTable(path, records, items);
  } else {
    await collectFiles([path], records, items);
  }
}

async function transcriptFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile() && TRANSCRIPTS.has(extname(entry.name).toLowerCase()))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
}

async function collectTable(path: string, records: TestimonyRecord[], items: ImportItem[]): Promise<void> {
  try {
    const table = await readTable(path);
    const seen = new Map<string, number>();
    for (const row of table.rows) {
      const accession = row.values.accession ?? '';
      const earlier = seen.get(accession);
      try {
        if (accession !== '' && earlier !== undefined) {
          throw new Invalid(
            `${table.file}, row ${row.row}: the accession number ${accession} is in row ${earlier} already.`,
          );
        }
        seen.set(accession, row.row);
        records.push(recordOfRow(table, row));
      } catch (error) {
        items.push({
          ...refused(table.file, row.row, reasonOf(error)),
          accession: accession || null,
          title: row.values.title || null,
        });
      }
    }
  } catch (error) {
    items.push(refused(basename(path), null, reasonOf(error)));
  }
}

/** Files that carry the same accession number and name different recordings are the parts of one testimony, in the order of their names. */
async function collectFiles(paths: string[], records: TestimonyRecord[], items: ImportItem[]): Promise<void> {
  const groups = new Map<string, ReadFile[]>();
  for (const path of paths) {
    try {
      const found = await stat(path);
      if (found.size > 64 * 1024 * 1024)
        throw new Invalid(`“${basename(path)}” is larger than 64 MB, more than any transcript. Is it the right file?`);
      const source = await readSource(await readFile(path), basename(path));
      const accession = source.description.accession;
      const group = accession ? (groups.get(accession) ?? []) : [];
      if (group.some((other) => sameRecording(other.source, source))) {
        throw new Invalid(
          `“${basename(path)}” has the accession number ${accession} of “${basename(group[0]!.path)}” and the same recording. Give it a number of its own, or import it as a translation from a table.`,
        );
      }
      group.push({ path, part: group.length + 1, source });
      groups.set(accession ?? `file ${path}`, group);
    } catch (error) {
      items.push(refused(basename(path), null, reasonOf(error)));
    }
  }
  for (const files of groups.values()) records.push(recordOfFiles(files));
}

function sameRecording(one: ReadFile['source'], other: ReadFile['source']): boolean {
  const names = (source: ReadFile['source']) =>
    source.recordings.map(({ url, fileName, hostId }) => url ?? fileName ?? hostId);
  const [mine, theirs] = [names(one), names(other)];
  return mine.length === 0 || theirs.length === 0 || mine.some((name) => theirs.includes(name));
}

function refused(file: string, row: number | null, reason: string): ImportItem {
  return {
    file,
    row,
    accession: null,
    title: null,
    outcome: 'refused',
    published: false,
    reason,
    conflicts: [],
    notes: [],
  };
}

function report(items: ImportItem[]): ImportReport {
  const count = (outcome: ImportItem['outcome']) => items.filter((item) => item.outcome === outcome).length;
  return {
    items,
    added: count('added'),
    changed: count('changed'),
    unchanged: count('unchanged'),
    refused: count('refused'),
    drafts: items.filter((item) => item.outcome !== 'refused' && !item.published).length,
    conflicts: items.filter((item) => item.conflicts.length > 0).length,
  };
}
