import { consentIsComplete } from './archive/agreement.ts';
import type { Archive } from './archive/archive.ts';
import { originalsInUse } from './archive/asset.ts';
import { lastChange } from './archive/outbox.ts';
import { originals, verifyOriginal } from './media/storage.ts';
import type { SearchEngine } from './search/engine.ts';

/** One thing that was looked at. `problems` say what is wrong and what to do; none: it is well. */
export interface CheckResult {
  name: string;
  looked: string; // what was looked at, in numbers
  problems: string[];
}

/** Looks an archive over: the database, the fixity of every original, consent, jobs, and the index against the archive. */
export async function checkArchive(archive: Archive, engine: SearchEngine): Promise<CheckResult[]> {
  return [database(archive), await fixity(archive), consent(archive), jobs(archive), await index(archive, engine)];
}

function database({ db }: Archive): CheckResult {
  const integrity = db
    .prepare<[], string>('PRAGMA integrity_check')
    .pluck()
    .all()
    .filter((line) => line !== 'ok');
  const references = db.prepare<[], { table: string }>('PRAGMA foreign_key_check').all();
  return {
    name: 'database',
    looked: `${db.prepare<[], number>('SELECT count(*) FROM testimony').pluck().get()} testimonies, ${db.prepare<[], number>('SELECT count(*) FROM passage').pluck().get()} passages`,
    problems: [
      ...integrity.map((line) => `${line}. Restore the last backup.`),
      ...(references.length
        ? [
            `${references.length} rows refer to nothing (${[...new Set(references.map(({ table }) => table))].join(', ')}). Restore the last backup.`,
          ]
        : []),
    ],
  };
}

async function fixity(archive: Archive): Promise<CheckResult> {
  const used = originalsInUse(archive.db);
  const problems: string[] = [];
  for (const sha256 of used) {
    const state = await verifyOriginal(archive.folder, sha256);
    if (state !== 'intact')
      problems.push(`The original ${sha256} (${whose(archive, sha256)}) is ${state}. Restore it from a backup.`);
  }
  let strays = 0;
  for await (const { sha256 } of originals(archive.folder)) if (!used.has(sha256)) strays += 1;
  if (strays > 0)
    problems.push(
      `${strays} files among the originals belong to no record: an import may have been killed. “kolot check --sweep” removes them.`,
    );
  return { name: 'originals', looked: `${used.size} files`, problems };
}

function whose({ db }: Archive, sha256: string): string {
  return db
    .prepare<[string], string>(
      'SELECT group_concat(DISTINCT accession) FROM asset JOIN testimony ON testimony.id = testimony_id WHERE sha256 = ?',
    )
    .pluck()
    .get(sha256)!;
}

function consent({ db }: Archive): CheckResult {
  const published = db
    .prepare<[], { id: number; accession: string }>("SELECT id, accession FROM testimony WHERE status = 'published'")
    .all();
  const missing = published.filter(({ id }) => !consentIsComplete(db, id));
  return {
    name: 'consent',
    looked: `${published.length} published testimonies`,
    problems: missing.map(
      ({ accession }) =>
        `${accession} is published, and not everyone who must agree has an agreement in force. Unpublish it, or add the agreement.`,
    ),
  };
}

function jobs({ db }: Archive): CheckResult {
  const failed = db
    .prepare<[], { kind: string; error: string; count: number }>(`
    SELECT kind, error, count(*) AS count FROM job WHERE state = 'failed' GROUP BY kind, error`)
    .all();
  return {
    name: 'jobs',
    looked: `${db.prepare<[], number>("SELECT count(*) FROM job WHERE state = 'waiting'").pluck().get()} waiting`,
    problems: failed.map(({ kind, error, count }) => `${count} of the kind ${kind} failed: ${error}`),
  };
}

async function index({ db }: Archive, engine: SearchEngine): Promise<CheckResult> {
  await engine.follow();
  const state = await engine.state();
  const testimonies = db.prepare<[], number>('SELECT count(*) FROM testimony').pluck().get()!;
  const problems: string[] = [];
  if (state.message) problems.push(state.message);
  if (!state.ready) problems.push('The search index is not ready. Run “kolot reindex”.');
  if (state.cursor < lastChange(db)) problems.push('The search index is behind the archive. Run “kolot reindex”.');
  if (state.testimonies !== testimonies) {
    problems.push(
      `The search index holds ${state.testimonies} testimonies, the archive ${testimonies}. Run “kolot reindex”.`,
    );
  }
  return {
    name: 'search index',
    looked: `${state.testimonies} testimonies, ${state.passages} passages (${state.name})`,
    problems,
  };
}
