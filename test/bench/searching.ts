import { availableParallelism } from 'node:os';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Archive } from '../../server/archive/archive.ts';
import type { Database } from '../../server/db/open.ts';
import { openToRead } from '../../server/search/embedded/schema.ts';
import type { SearchEngine } from '../../server/search/engine.ts';
import { table, timeEach, timesOf } from './measure.ts';
import { type QueryClass, queryClasses } from './queries.ts';
import { benchFilters, indexFile, requestFor } from './request.ts';

const EACH = 60; // queries of a class

/** Searches of every class, with facets and the first page's passages, beside what FTS5 takes to say which rows match. */
export async function benchSearching(archive: Archive, engine: SearchEngine): Promise<string> {
  const index = openToRead(indexFile(archive));
  const classes = queryClasses(index, archive.db, EACH);
  const filters = benchFilters(archive.db);
  const request = ({ filtered }: QueryClass, text: string) => requestFor(text, filtered ? filters : null);
  await engine.search(request(classes[0]!, 'warm'));
  const rows: (string | number)[][] = [
    ['', 'found', 'p50 ms', 'p95 ms', 'again p50', 'again p95', 'FTS5 alone p50', 'p95', 'ratio'],
  ];
  let longest = 0; // that the event loop waited, in milliseconds
  for (const kind of classes) {
    let found = 0;
    const ask = async (text: string) => {
      found += (await engine.search(request(kind, text))).total;
    };
    const floor = timesOf(await timeEach(kind.queries, (text) => matchAlone(index, text)));
    // One for each class: what is measured for the floor runs here, and one that goes on again counts it as a wait.
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    const first = timesOf(await timeEach(kind.queries, ask));
    found = 0;
    const again = timesOf(await timeEach(kind.queries, ask));
    delay.disable();
    longest = Math.max(longest, delay.max / 1e6);
    const average = Math.round(found / kind.queries.length);
    rows.push([
      kind.name,
      String(average),
      first.p50,
      first.p95,
      again.p50,
      again.p95,
      floor.p50,
      floor.p95,
      first.p50 / floor.p50,
    ]);
  }
  index.close();
  const blocked = `Longest the event loop waited while searching: ${longest.toFixed(1)} ms.`;
  return `${table(rows)}\n${blocked}\nCores: ${availableParallelism()}.`;
}

/** What SQLite takes for the rows alone: no facets, no order, no passages. */
function matchAlone(index: Database, text: string): number {
  if (text === '') return 0;
  const words = text.startsWith('"')
    ? text
    : text
        .split(' ')
        .map((word) => (word.endsWith('*') ? `"${word.slice(0, -1)}" *` : `"${word}"`))
        .join(' AND ');
  return index.prepare<[string], number>('SELECT rowid FROM all_0 WHERE all_0 MATCH ?').pluck().all(words).length;
}
