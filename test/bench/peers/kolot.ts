import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { storeSpellings } from '../../../scripts/names/store.ts';
import { type Archive, openArchive } from '../../../server/archive/archive.ts';
import { visitor } from '../../../server/archive/viewer.ts';
import { readConfig } from '../../../server/config.ts';
import { openEmbedded } from '../../../server/search/embedded/index.ts';
import type { SearchEngine } from '../../../server/search/engine.ts';
import { openEngines } from '../../../server/search/engines.ts';
import { find } from '../../../server/search/find.ts';
import { hasMeilisearch, startMeilisearch } from '../../search/meilisearch/server.ts';
import { indexFile, requestFor } from '../request.ts';
import type { OpenPeer, Question } from './peer.ts';
import { bytesIn, memoryOf } from './resources.ts';

const LIMIT = 120_000; // milliseconds: a slow answer is a figure too
const EMBEDDED = { threads: readConfig({}).searchThreads, limit: LIMIT };

export const embedded: OpenPeer = async ({ archive, folder, testimonies }) => {
  const engine = openEmbedded(archive, EMBEDDED);
  return {
    version: 'this tree',
    notes: ['eighteen facets, and three passages of each of the twenty; the index holds the texts that snippets need'],
    testimonies,
    build: () => engine.follow(),
    search: (question) => totalOf(engine, question),
    bytes: async () => statSync(indexFile(archive)).size,
    memory: () => memoryOf([process.pid]),
    names: (spellings) => searchedNames(spellings, join(folder, 'names'), (one) => openEmbedded(one, EMBEDDED)),
    close: () => engine.close(),
  };
};

export const throughMeilisearch: OpenPeer = async ({ archive, folder, testimonies }) => {
  if (!hasMeilisearch) return { absent: 'there is no meilisearch on the PATH, and no MEILI_TEST_HOST.' };
  const server = await startMeilisearch({ indexingMemory: '1GiB' });
  const options = {
    meilisearch: { host: server.host, apiKey: server.apiKey },
    embedded: EMBEDDED,
    limit: LIMIT,
    patience: 2 ** 31 - 1, // milliseconds: the longest a timer takes
  };
  const engine = openEngines(archive, options);
  let asked = 0;
  let byItself = 0;
  const notes = [
    'its build and its bytes are Meilisearch’s alone; the embedded index stands beside it, and answers what is beyond it',
  ];
  return {
    version: server.version,
    notes,
    testimonies,
    build: () => untilBothReady(engine),
    async search(question) {
      const answer = await engine.search(requestFor(question.text, question.filters));
      asked++;
      if (answer.answeredBy === 'meilisearch') byItself++;
      notes[1] = `Meilisearch itself answered ${byItself} of ${asked} searches`;
      return answer.total;
    },
    bytes: async () => (server.folder === null ? Number.NaN : bytesIn(server.folder)),
    memory: () => memoryOf([process.pid, ...[server.pid() ?? []].flat()]),
    names: async (spellings) =>
      searchedNames(spellings, join(folder, 'names'), (one) => openEngines(one, options), untilBothReady),
    async close() {
      await engine.close();
      await server.leave();
    },
  };
};

async function totalOf(engine: SearchEngine, { text, filters }: Question): Promise<number> {
  return (await engine.search(requestFor(text, filters))).total;
}

async function untilBothReady(engine: SearchEngine): Promise<void> {
  await engine.follow();
  for (;;) {
    const { engines } = await engine.state();
    if (engines?.every(({ ready }) => ready)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** The search of the site, in an archive of its own that holds the spellings, each as a testimony. */
async function searchedNames(
  spellings: readonly string[],
  folder: string,
  open: (archive: Archive) => SearchEngine,
  ready: (engine: SearchEngine) => Promise<void> = (engine) => engine.follow(),
): Promise<(spelling: string) => Promise<number[]>> {
  mkdirSync(folder);
  const archive = openArchive(folder);
  const lines = spellings.map((spelling) => ({ name: spelling, spellings: [spelling] }));
  const { byTestimony } = storeSpellings(archive, lines, { texts: [], words: 0 });
  const engine = open(archive);
  await ready(engine);
  return async (q) => {
    const filters = { facets: {}, yearFrom: null, yearTo: null };
    const request = { q, filters, sort: 'relevance', page: 1, perPage: 5000, spellings: 'all' } as const;
    const { results } = await find({ archive, engine }, visitor(), request, 'en');
    return results.map(({ id }) => byTestimony.get(id)!.line);
  };
}
