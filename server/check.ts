import { setTimeout as pause } from 'node:timers/promises';
import { consentIsComplete } from './archive/agreement.ts';
import type { Archive } from './archive/archive.ts';
import { originalsInUse } from './archive/asset.ts';
import { originals, verifyOriginal } from './media/storage.ts';
import { type IndexLook, lookAtIndex } from './search/embedded/look.ts';
import type { Address } from './search/meilisearch/connection.ts';
import { lookAtMeilisearch } from './search/meilisearch/look.ts';

/** One thing that was looked at. `problems` say what is wrong and what to do; none: it is well. */
export interface CheckResult {
  name: string;
  looked: string; // what was looked at, in numbers
  problems: string[];
}

export interface CheckOptions {
  /** Hears of originals verified, of all. */
  onProgress?: (done: number, all: number) => void;
  /** Milliseconds in which a server that runs may still follow what was just changed. */
  patience?: number;
  /** Where a Meilisearch is that answers searches too. */
  meilisearch?: Address | null;
}

/**
 * Looks an archive over: the database, the fixity of every original, consent, jobs, and the index against the archive. Mends
 * nothing.
 */
export async function checkArchive(archive: Archive, options: CheckOptions = {}): Promise<CheckResult[]> {
  return [
    database(archive),
    await fixity(archive, options),
    consent(archive),
    jobs(archive),
    await index(archive, options),
    ...(options.meilisearch ? [await meilisearch(archive, options.meilisearch, options)] : []),
  ];
}

const MOST_NAMED = 20;

/** The first of many, and how many more there are. */
function named(problems: string[]): string[] {
  if (problems.length <= MOST_NAMED) return problems;
  return [...problems.slice(0, MOST_NAMED), `… and ${problems.length - MOST_NAMED} more like these.`];
}

function count({ db }: Archive, sql: string): number {
  return db.prepare<[], number>(sql).pluck().get()!;
}

function database(archive: Archive): CheckResult {
  const { db } = archive;
  const integrity = db
    .prepare<[], string>('PRAGMA integrity_check')
    .pluck()
    .all()
    .filter((line) => line !== 'ok');
  const references = db.prepare<[], { table: string }>('PRAGMA foreign_key_check').all();
  const tables = [...new Set(references.map(({ table }) => table))].join(', ');
  return {
    name: 'database',
    looked: `${count(archive, 'SELECT count(*) FROM testimony')} testimonies, ${count(archive, 'SELECT count(*) FROM passage')} passages`,
    problems: [
      ...named(integrity.map((line) => `${line}. Restore the last backup.`)),
      ...(references.length
        ? [`${references.length} rows refer to nothing (${tables}). Restore the last backup.`]
        : []),
    ],
  };
}

async function fixity(archive: Archive, { onProgress }: CheckOptions): Promise<CheckResult> {
  const used = [...originalsInUse(archive.db)];
  const wrong: string[] = [];
  for (const [at, sha256] of used.entries()) {
    const state = await verifyOriginal(archive.folder, sha256);
    if (state !== 'intact') {
      const what = state === 'missing' ? 'is missing' : 'is not what was kept';
      wrong.push(`The original ${sha256} (${whose(archive, sha256)}) ${what}. Restore it from a backup.`);
    }
    onProgress?.(at + 1, used.length);
  }
  const inUse = new Set(used);
  let strays = 0;
  for await (const { sha256 } of originals(archive.folder)) if (!inUse.has(sha256)) strays += 1;
  const problems = named(wrong);
  if (strays > 0) {
    problems.push(
      `${strays} ${strays === 1 ? 'file among the originals belongs' : 'files among the originals belong'} to no record: an import may have been killed, or is under way. “kolot check --sweep” removes them.`,
    );
  }
  return { name: 'originals', looked: `${used.length} files, each read through`, problems };
}

function whose({ db }: Archive, sha256: string): string {
  return db
    .prepare<[string], string>(`
      SELECT group_concat(DISTINCT accession || ' ' || kind) FROM asset JOIN testimony ON testimony.id = testimony_id
      WHERE sha256 = ?`)
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
    problems: named(
      missing.map(
        ({ accession }) =>
          `${accession} is published, and not everyone who must agree has an agreement in force. Make it a draft again, or add the agreement.`,
      ),
    ),
  };
}

function jobs(archive: Archive): CheckResult {
  const failed = archive.db
    .prepare<[], { error: string; count: number; accessions: string | null }>(`
      SELECT job.error, count(*) AS count, group_concat(DISTINCT testimony.accession) AS accessions
      FROM job LEFT JOIN asset ON asset.id = json_extract(job.payload, '$.asset')
        LEFT JOIN testimony ON testimony.id = asset.testimony_id
      WHERE job.state = 'failed' GROUP BY job.error`)
    .all();
  return {
    name: 'jobs',
    looked: `${count(archive, "SELECT count(*) FROM job WHERE state = 'waiting'")} waiting`,
    problems: named(
      failed.map(
        ({ error, count: jobs, accessions }) =>
          `${jobs} given up${accessions ? ` (${accessions.slice(0, 200)})` : ''}: ${error} Replace the file in its source, and import it again.`,
      ),
    ),
  };
}

async function index(archive: Archive, { patience = 3_000 }: CheckOptions): Promise<CheckResult> {
  let look = lookAtIndex(archive, { thorough: false });
  for (let waited = 0; look.behind > 0 && waited < patience; waited += 250) {
    await pause(250);
    look = lookAtIndex(archive, { thorough: false });
  }
  if (!look.problem) look = lookAtIndex(archive, { thorough: true });
  return {
    name: 'search index',
    looked: `${look.testimonies} testimonies, ${look.passages} passages`,
    problems: problemsOf(look),
  };
}

function problemsOf({ problem, behind, missing, strangers, faults }: IndexLook): string[] {
  const again = 'Run “kolot reindex”; nothing is lost, since the index is made of the archive.';
  if (problem) return [`${problem} ${again}`];
  const problems = named(faults.map((line) => `The search index is damaged: ${line}. ${again}`));
  if (behind > 0) {
    // What it has not followed yet explains what is missing.
    problems.push(
      `The search index has not followed the last ${behind} changes of the archive. Start Kolot, which brings it up to date, or run “kolot reindex”.`,
    );
  } else if (missing || strangers) {
    problems.push(
      `The search index lacks ${missing} testimonies of the archive and has ${strangers} that are not there any more. ${again}`,
    );
  }
  return problems;
}

async function meilisearch(
  archive: Archive,
  address: Address,
  { patience = 3_000 }: CheckOptions,
): Promise<CheckResult> {
  let look = await lookAtMeilisearch(archive, address);
  for (let waited = 0; look.behind > 0 && waited < patience; waited += 250) {
    await pause(250);
    look = await lookAtMeilisearch(archive, address);
  }
  return {
    name: 'Meilisearch',
    looked: look.version === null ? 'cannot be used' : `version ${look.version}, ${look.testimonies} testimonies`,
    problems: look.problems,
  };
}
