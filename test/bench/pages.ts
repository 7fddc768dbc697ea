import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { openArchive } from '../../server/archive/archive.ts';
import type { Answered, Told } from './answering.ts';
import { COUNTRIES } from './corpus.ts';
import { table, timesOf } from './measure.ts';

const EACH = 60; // requests of a page, one after another
const WARM = 12; // more before them, which only the first column counts
const LONG = 150; // passages

interface PageTried {
  name: string;
  paths: string[];
  /** Milliseconds within which 95 of 100 are to be answered, where that was promised. */
  limit: number | null;
}

/**
 * Pages of an archive that has its index, whole, as a browser asks for them, from a process that does nothing else. What each
 * took in the server, by the clock and of the processor: on a machine that is busy with other things the second says more.
 */
export async function benchPages(archiveFolder: string): Promise<string> {
  const child = fork(join(import.meta.dirname, 'answering.ts'), [archiveFolder], { execArgv: ['--import', 'tsx'] });
  try {
    const { address } = (await toldBy(child)) as { address: string };
    const rows: (string | number)[][] = [
      ['page', 'first ms', 'p50 ms', 'p95 ms', 'limit', 'p95/limit', 'processor p50', 'p95', 'p95/limit', 'bytes'],
    ];
    for (const { name, paths, limit } of pagesOf(archiveFolder)) {
      const answers = await answersOf(child, address, paths);
      const others = answers.slice(WARM);
      const [wall, processor] = [others.map((one) => one.wall), others.map((one) => one.processor)].map(timesOf);
      const to = (time: number) => (limit === null ? '–' : (time / limit).toFixed(2));
      rows.push([
        name,
        answers[0]!.wall,
        ...[wall!.p50, wall!.p95, limit === null ? '–' : String(limit), to(wall!.p95)],
        ...[processor!.p50, processor!.p95, to(processor!.p95)],
        String(Math.round(others.reduce((sum, { bytes }) => sum + bytes, 0) / others.length)),
      ]);
    }
    return table(rows);
  } finally {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.send('end');
    await ended;
  }
}

/** Asks for the pages in turn; gives what each answer took. */
async function answersOf(child: ChildProcess, address: string, paths: string[]) {
  const bytes: number[] = [];
  for (let i = 0; i < WARM + EACH; i += 1) {
    const path = paths[i % paths.length]!;
    const answer = await fetch(address + path);
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
    bytes.push((await answer.arrayBuffer()).byteLength);
  }
  child.send('tell');
  const { answered } = (await toldBy(child)) as { answered: Answered[] };
  return answered.map((one, i) => ({ ...one, bytes: bytes[i]! }));
}

function toldBy(child: ChildProcess): Promise<Told> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`The process that serves ended (${code}).`));
    child.once('exit', ended);
    child.once('message', (message) => {
      child.off('exit', ended);
      resolve(message as Told);
    });
  });
}

function pagesOf(archiveFolder: string): PageTried[] {
  const { db } = openArchive(archiveFolder);
  const long = db
    .prepare<{ long: number; most: number }, string>(`
      SELECT accession FROM testimony JOIN transcript ON testimony_id = testimony.id JOIN passage ON transcript_id = transcript.id
      GROUP BY transcript.id ORDER BY abs(count(*) - @long), testimony.id LIMIT @most`)
    .pluck()
    .all({ long: LONG, most: 40 });
  db.close();
  const countries = COUNTRIES.map((code) => `/en/countries/${code}`);
  return [
    { name: 'home', paths: ['/en/'], limit: null },
    {
      name: `testimony of ${LONG} passages`,
      paths: long.map((accession) => `/en/testimonies/${accession}`),
      limit: 15,
    },
    { name: 'country', paths: countries, limit: 25 },
    { name: 'country in 1938', paths: countries.map((path) => `${path}?year=1938`), limit: 25 },
    {
      name: 'search without a word',
      paths: Array.from({ length: 40 }, (_, i) => `/en/search?page=${i + 1}`),
      limit: null,
    },
    { name: 'robots.txt (nothing but HTTP)', paths: ['/robots.txt'], limit: null },
  ];
}
