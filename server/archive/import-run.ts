import type { Database } from '../db/open.ts';
import { Conflict, NotFound } from './errors.ts';
import { addJob } from './job.ts';
import { sweepPeople } from './person.ts';
import { placesAddedFor, sweepPlaces } from './place.ts';
import { sweepTerms, termsAddedFor } from './term.ts';
import { removeTestimony } from './testimony.ts';

export type ImportRunState = 'received' | 'looking' | 'looked' | 'running' | 'done' | 'failed' | 'undone';

/** What an archivist says of an import, beside its files. */
export interface ImportRunOptions {
  files: { name: string; bytes: number }[]; // as they were received, by their paths in the import's folder
  table: string | null; // the file that is the table of records
  columns: Record<string, string>; // what each heading of the table means; empty: it is left out
  access: string | null; // for records that carry none
  agreement: string | null;
  encoding: string | null;
  newest: number | null; // the highest id of a testimony before the import began
}

export interface ImportRun {
  id: number;
  actor: string;
  madeAt: string;
  state: ImportRunState;
  options: ImportRunOptions;
  done: number;
  expected: number | null;
  report: unknown;
  finishedAt: string | null;
}

type Row = Omit<ImportRun, 'options' | 'report'> & { options: string; report: string | null };

const COLUMNS = `id, actor, made_at AS madeAt, state, options, done, expected, report, finished_at AS finishedAt`;

/** The kind of job that carries out an import. */
export const IMPORT_JOB = 'import';

/** Throws NotFound. */
export function importRun(db: Database, id: number): ImportRun {
  const row = db.prepare<[number], Row>(`SELECT ${COLUMNS} FROM import_run WHERE id = ?`).get(id);
  if (!row) throw new NotFound('import', String(id));
  return { ...row, options: JSON.parse(row.options) as ImportRunOptions, report: row.report && JSON.parse(row.report) };
}

/** The imports made at the desk, newest first, without their reports. */
export function importRuns(db: Database, limit = 50): Omit<ImportRun, 'report'>[] {
  return db
    .prepare<[number], Row>(`SELECT ${COLUMNS} FROM import_run ORDER BY id DESC LIMIT ?`)
    .all(limit)
    .map(({ report: _, ...row }) => ({ ...row, options: JSON.parse(row.options) as ImportRunOptions }));
}

export function addImportRun(db: Database, actor: string, options: ImportRunOptions): number {
  const { lastInsertRowid } = db
    .prepare('INSERT INTO import_run (actor, options) VALUES (?, ?)')
    .run(actor, JSON.stringify(options));
  return Number(lastInsertRowid);
}

export function setImportOptions(db: Database, id: number, options: ImportRunOptions): void {
  db.prepare('UPDATE import_run SET options = ? WHERE id = ?').run(JSON.stringify(options), id);
}

/** Asks for a look or for the import itself. Call in a transaction. Throws Conflict where it is under way, or was made. */
export function askForImport(db: Database, id: number, doing: 'looking' | 'running'): void {
  const run = importRun(db, id);
  const from: ImportRunState[] = doing === 'looking' ? ['received', 'looked', 'failed'] : ['looked', 'failed'];
  if (!from.includes(run.state)) throw new Conflict('This import is under way, or was made already. Look at it again.');
  const newest = db.prepare<[], number>('SELECT coalesce(max(id), 0) FROM testimony').pluck().get()!;
  setImportOptions(db, id, { ...run.options, newest: run.options.newest ?? (doing === 'running' ? newest : null) });
  db.prepare(`
    UPDATE import_run SET state = @doing, done = 0, expected = NULL, report = NULL, finished_at = NULL WHERE id = @id`).run(
    {
      doing,
      id,
    },
  );
  addJob(db, IMPORT_JOB, { run: id, doing });
}

export function setImportProgress(db: Database, id: number, done: number, expected: number): void {
  db.prepare('UPDATE import_run SET done = ?, expected = ? WHERE id = ?').run(done, expected, id);
}

/** Remembers a testimony that the import added, as it left it. */
export function noteImported(db: Database, id: number, accession: string): void {
  const { newest } = importRun(db, id).options;
  db.prepare(`
    INSERT INTO import_run_testimony (run_id, testimony_id, version)
    SELECT @id, testimony.id, testimony.version FROM testimony WHERE accession = @accession AND testimony.id > @newest
    ON CONFLICT (run_id, testimony_id) DO NOTHING`).run({ id, accession, newest: newest ?? Number.MAX_SAFE_INTEGER });
}

export function finishImport(db: Database, id: number, state: ImportRunState, report: unknown): void {
  db.prepare(`
    UPDATE import_run SET state = @state, report = @report, finished_at = strftime('%Y-%m-%dT%H:%M:%fZ') WHERE id = @id`).run(
    {
      id,
      state,
      report: JSON.stringify(report),
    },
  );
}

/** A testimony that an import added and that stays, since somebody has worked on it. */
export interface KeptImport {
  accession: string;
  title: string;
}

/**
 * Takes an import back, in one transaction of the caller's: what it added and nobody has changed since is removed, with places,
 * people and terms that it made and nothing else has. Gives what stays, and the originals that nothing may name any more (for
 * `removeUnused` of the media). Throws Conflict where there is nothing to take back.
 */
export function undoImport(db: Database, id: number): { removed: number; kept: KeptImport[]; originals: string[] } {
  const run = importRun(db, id);
  if (run.state !== 'done' && run.state !== 'failed')
    throw new Conflict('There is nothing of this import to take back.');
  const rows = db
    .prepare<[number], KeptImport & { id: number; changed: number }>(`
      SELECT testimony.id, accession, title, testimony.version <> import_run_testimony.version
        OR EXISTS (SELECT 1 FROM submission WHERE submission.testimony_id = testimony.id) AS changed
      FROM import_run_testimony JOIN testimony ON testimony.id = testimony_id WHERE run_id = ? ORDER BY accession`)
    .all(id);
  const ids = rows.filter(({ changed }) => changed === 0).map((row) => row.id);
  const list = JSON.stringify(ids);
  const column = <Value>(sql: string) => db.prepare<[string], Value>(sql).pluck().all(list);
  const originals = column<string>(
    'SELECT DISTINCT sha256 FROM asset WHERE sha256 IS NOT NULL AND testimony_id IN (SELECT value FROM json_each(?))',
  );
  const people = column<number>(
    'SELECT DISTINCT person_id FROM testimony_person WHERE testimony_id IN (SELECT value FROM json_each(?))',
  );
  const [places, terms] = [placesAddedFor(db, ids), termsAddedFor(db, ids)];
  for (const one of ids) removeTestimony(db, one);
  sweepPeople(db, people);
  sweepPlaces(db, places);
  sweepTerms(db, terms);
  db.prepare("UPDATE import_run SET state = 'undone' WHERE id = ?").run(id);
  return {
    removed: ids.length,
    kept: rows.filter(({ changed }) => changed === 1).map(({ accession, title }) => ({ accession, title })),
    originals,
  };
}
