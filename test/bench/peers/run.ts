/**
 * `npm run bench:peers -- [--testimonies 2000] [--names FILE] [--minutes 30] [--each 40]`: Kolot's embedded engine, Kolot through
 * Meilisearch, FTS5 alone, PostgreSQL and MiniSearch on one corpus and one machine, each in a process of its own, one after
 * another. What is not on this machine is passed over, and the reason printed. Writes test/bench/RESULTS.md; all else it writes
 * is in a temporary folder and removed again, and it ends only what it started.
 */
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { type NameLine, readNames } from '../../../scripts/names/read.ts';
import { openArchive } from '../../../server/archive/archive.ts';
import { openToRead } from '../../../server/search/embedded/schema.ts';
import { fill } from '../fill.ts';
import { type QueryClass, queryClasses } from '../queries.ts';
import { indexFile } from '../request.ts';
import { PEERS } from './entrants.ts';
import { type Contestant, startContestant } from './process.ts';
import { type Result, resultsPage } from './results.ts';

const NAMES = join(import.meta.dirname, '../../search/names/people.tsv');
const RESULTS = join(import.meta.dirname, '../RESULTS.md');

const { values } = parseArgs({
  options: {
    testimonies: { type: 'string', default: '2000' },
    names: { type: 'string', default: NAMES },
    minutes: { type: 'string', default: '30' },
    each: { type: 'string', default: '40' },
  },
});
const [testimonies, minutes, each] = [values.testimonies, values.minutes, values.each].map(Number) as [
  number,
  number,
  number,
];
if (!Number.isInteger(testimonies) || testimonies < 200)
  throw new Error('--testimonies takes a whole number from 200.');
if (!(minutes > 0) || !(each >= 5)) throw new Error('--minutes takes a number, --each a number from 5.');

const say = (text: string) => process.stdout.write(`${text}\n`);
const folder = mkdtempSync(join(tmpdir(), 'kolot-peers-'));
chmodSync(folder, 0o711); // another user may have a folder of its own in it
const archiveFolder = join(folder, 'archive');
const lines = readNames(values.names);
let stopping = false;
let atWork: Contestant | null = null;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    stopping = true;
    say('Stopping: the contestant at work is ended first.');
    void atWork?.end();
  });
}

try {
  const corpus = filled();
  const results: Result[] = [];
  let classes: QueryClass[] | null = null;
  for (const [at, name] of Object.keys(PEERS).entries()) {
    if (stopping) break;
    const result = await tried(name, join(folder, `peer-${at}`), () => {
      classes ??= drawnQueries();
      return classes;
    });
    results.push(result);
    say(`${name}: ${summary(result)}`);
    rmSync(join(folder, `peer-${at}`), { recursive: true, force: true });
  }
  const page = resultsPage(results, {
    command: `npm run bench:peers -- --testimonies ${testimonies}${values.names === NAMES ? '' : ` --names ${basename(values.names)}`}`,
    machine: `Node ${process.version}, ${process.platform} ${process.arch}, ${cpus().length} cores (${cpus()[0]?.model.trim()}), ${(totalmem() / 2 ** 30).toFixed(0)} GB of memory`,
    date: new Date().toISOString().slice(0, 10),
    corpus,
    names: {
      file: basename(values.names),
      lines: lines.length,
      spellings: lines.reduce((sum, { spellings }) => sum + spellings.length, 0),
    },
    each,
  });
  say(`\n${page}`);
  if (!stopping) writeFileSync(RESULTS, page);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function filled() {
  mkdirSync(archiveFolder);
  const archive = openArchive(archiveFolder);
  try {
    say(`Making ${testimonies} testimonies …`);
    return fill(archive, testimonies);
  } finally {
    archive.db.close();
  }
}

/** The queries are drawn from the words that the embedded index has counted. */
function drawnQueries(): QueryClass[] {
  const archive = openArchive(archiveFolder);
  const index = openToRead(indexFile(archive));
  try {
    return queryClasses(index, archive.db, each);
  } finally {
    index.close();
    archive.db.close();
  }
}

async function tried(name: string, peerFolder: string, queries: () => QueryClass[]): Promise<Result> {
  const result: Result = { name, absent: null, built: null, searched: null, named: null };
  const limit = minutes * 60_000;
  const peer = await startContestant(name, { archive: archiveFolder, folder: peerFolder, testimonies, limit });
  if (typeof peer === 'string') return { ...result, absent: `passed over: ${peer}` };
  atWork = peer;
  try {
    const built = await peer.ask({ kind: 'build' });
    if (built.kind === 'built') result.built = built;
    const searched = await peer.ask({ kind: 'search', classes: queries() });
    if (searched.kind === 'searched') result.searched = searched;
    const named = await peer.ask({ kind: 'names', lines: lines satisfies NameLine[] });
    if (named.kind === 'named') result.named = named;
    await peer.ask({ kind: 'close' });
  } catch (error) {
    result.absent = `broken off: ${(error as Error).message}`;
  } finally {
    atWork = null;
    await peer.end();
  }
  return result;
}

function summary({ absent, built, searched, named }: Result): string {
  const recall = named ? `, recall on names ${(named.right / named.pairs).toFixed(3)}` : '';
  const done = built ? `built in ${built.seconds.toFixed(1)} s${searched ? ', searched' : ''}${recall}` : '';
  return [done, absent].filter(Boolean).join('; ');
}
