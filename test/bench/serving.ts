/** `serving.ts ARCHIVE`, forked: opens an archive as the server does, searches, and tells what that took. */
import { openArchive } from '../../server/archive/archive.ts';
import { readConfig } from '../../server/config.ts';
import { openEmbedded } from '../../server/search/embedded/index.ts';
import { openToRead } from '../../server/search/embedded/schema.ts';
import { queryClasses } from './queries.ts';
import { benchFilters, indexFile, requestFor } from './request.ts';

export interface Served {
  first: number; // milliseconds to the first answer
  searches: number;
  memory: number; // bytes
  threads: number;
}

const EACH = 20; // queries of a class
const LIMIT = 60_000; // milliseconds

const threads = readConfig({}).searchThreads;
const begun = performance.now();
const archive = openArchive(process.argv[2]!);
const engine = openEmbedded(archive, { threads, limit: LIMIT });
await engine.search(requestFor('a', null));
const first = performance.now() - begun;

const index = openToRead(indexFile(archive));
const classes = queryClasses(index, archive.db, EACH);
index.close();
const filters = benchFilters(archive.db);
const requests = classes.flatMap(({ queries, filtered }) =>
  queries.map((text) => requestFor(text, filtered ? filters : null)),
);
for (let at = 0; at < requests.length; at += threads) {
  await Promise.all(requests.slice(at, at + threads).map((request) => engine.search(request)));
}
const served: Served = { first, searches: requests.length, memory: process.memoryUsage().rss, threads };
await engine.close();
archive.db.close();
process.send!(served, () => process.disconnect());
