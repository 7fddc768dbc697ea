import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Archive } from '../archive/archive.ts';
import { Invalid } from '../archive/errors.ts';
import { removeUnused } from '../media/sweep.ts';
import { openAuthorities } from './authorities.ts';
import { type Candidate, gather, type Refused, titleOf } from './gather.ts';
import { makeReady, type Ready } from './import-candidate.ts';
import type { PassedOver } from './passed-over.ts';
import { reasonOf } from './reason.ts';
import type { Run, RunOptions } from './run.ts';
import type { Stored } from './store/record.ts';

export interface ImportOptions extends RunOptions {
  /** What the headings of a table mean that are called otherwise: see `readTable`. */
  columns?: Record<string, string>;
  /**
   * Stops between two records, with what is stored left as it is; run again, it goes on. Where it is given, the import lets
   * others have their turn there: of rows without files, none would wait for anything.
   */
  signal?: AbortSignal;
  /** Hears the name of each file as it is read for the first time, before anything is stored. */
  onRead?: (name: string) => void;
  onProgress?: (done: number, all: number, item: ImportItem) => void;
  /** Hears of errors that nobody foresaw: a fault of Kolot, with which the record is refused and the import goes on. */
  onFault?: (error: unknown) => void;
}

/** What became of one record, or of one file or row that could not become one. */
export interface ImportItem {
  file: string;
  row: number | null;
  column: string | null; // where the reason lies in one
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
  passedOver: PassedOver[]; // files of the folders that were not read
  notes: string[]; // on what was read as a whole
  added: number;
  changed: number;
  unchanged: number;
  refused: number;
  drafts: number; // of those added, changed or left alone: not published
  conflicts: number;
}

/**
 * Imports files, folders and tables. Each record is all or nothing; running it twice changes nothing; a later run changes only
 * what nobody has edited since. Never throws for bad input: each refusal is an item of the report. Throws Invalid only for
 * a title that is given to several, or a title or language that is given to a table.
 */
export async function importPaths(
  archive: Archive,
  paths: string[],
  options: ImportOptions = {},
): Promise<ImportReport> {
  const { candidates, refused, passedOver, notes } = await gather(paths, options);
  refuseMisplaced(options, candidates);
  const run: Run = {
    archive,
    options,
    authorities: openAuthorities(archive.db, options.sample ?? false),
    promised: new Set(),
  };
  const all = candidates.length + refused.length;
  const items: ImportItem[] = [];
  const done = (item: ImportItem) => {
    items.push(item);
    options.onProgress?.(items.length, all, item);
  };
  for (const one of refused) done(refusedItem(one, options));
  for await (const [candidate, ready] of readyOnes(run, candidates)) {
    if (options.signal) await nextTurn();
    options.signal?.throwIfAborted();
    const about = aboutOf(candidate, options);
    try {
      const { gone, ...stored } = await ready();
      done({ ...about, column: null, reason: null, ...stored });
      if (gone.length && !options.dryRun) await removeUnused(archive, gone);
    } catch (error) {
      done(refusedItem({ ...about, error }, options));
    }
  }
  return report(items, passedOver, notes);
}

function refuseMisplaced({ title, language }: ImportOptions, candidates: Candidate[]): void {
  if (!title && !language) return;
  if (candidates.some(({ kind }) => kind === 'row'))
    throw new Invalid('A title and a language are given to files alone: a table has the columns title and language.');
  if (title && candidates.length > 1)
    throw new Invalid(
      `A title is given to one testimony, and these are ${candidates.length}. Import each by itself, or name their titles in a table testimonies.csv.`,
    );
}

const AHEAD = 4; // records whose files are read and synced to disk while those before them are stored

/** The candidates in their order, each with what stores it. */
async function* readyOnes(run: Run, candidates: Candidate[]): AsyncGenerator<[Candidate, Ready]> {
  const begun: (Promise<Ready> | null)[] = [];
  for (const [at, candidate] of candidates.entries()) {
    while (begun.length < Math.min(candidates.length, at + AHEAD))
      begun.push(makeReady(run, candidates[begun.length]!));
    yield [candidate, (await begun[at])!];
    begun[at] = null; // lets go of what was read
  }
}

function aboutOf(candidate: Candidate, { title: given }: ImportOptions): Omit<Refused, 'error'> {
  if (candidate.kind === 'row') {
    const { table, row } = candidate;
    const { accession, title } = row.values;
    return { file: table.file, row: row.row, accession: accession || null, title: title?.slice(0, 200) || null };
  }
  const { accession, files } = candidate;
  return { file: files.map(({ name }) => name).join(', '), row: null, accession, title: given ?? titleOf(files[0]!) };
}

const FAULT =
  'This could not be imported because of a fault in Kolot itself. Nothing of it was stored; the others were. Please report it with the file.';

function refusedItem({ error, ...about }: Refused, { onFault }: ImportOptions): ImportItem {
  const reason = reasonOf(error);
  if (reason === null) onFault?.(error);
  const field = (error as { where?: { field?: string } }).where?.field ?? null;
  return {
    ...about,
    column: about.row === null ? null : field,
    outcome: 'refused',
    published: false,
    reason: reason ?? FAULT,
    conflicts: [],
    notes: [],
  };
}

function report(items: ImportItem[], passedOver: PassedOver[], notes: string[]): ImportReport {
  const count = (outcome: ImportItem['outcome']) => items.filter((item) => item.outcome === outcome).length;
  return {
    items,
    passedOver,
    notes,
    added: count('added'),
    changed: count('changed'),
    unchanged: count('unchanged'),
    refused: count('refused'),
    drafts: items.filter((item) => item.outcome !== 'refused' && !item.published).length,
    conflicts: items.filter((item) => item.conflicts.length > 0).length,
  };
}
