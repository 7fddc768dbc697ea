import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import MiniSearch, { type SearchOptions } from 'minisearch';
import { type About, aboutTestimonies, answersTo } from './about.ts';
import { type OpenPeer, texts, wordsOf } from './peer.ts';
import { memoryOf } from './resources.ts';

const PACKAGE = join(import.meta.dirname, '../../../node_modules/minisearch/package.json');
const MOST = 400; // testimonies: it takes a megabyte of memory for each

/** MiniSearch, an engine in the memory of one process, with as much of the corpus as it can hold. */
export const minisearch: OpenPeer = async ({ archive, folder, testimonies }) => {
  const about = aboutTestimonies(archive.db);
  let engine = newIndex();
  const held = Math.min(testimonies, MOST);
  return {
    version: (JSON.parse(readFileSync(PACKAGE, 'utf8')) as { version: string }).version,
    notes: [
      `${held} testimonies, as many as it can hold in reasonable memory: its times are of so many`,
      'phrases, which it has not, are asked of it as words; facets are counted over all it finds; its bytes on disk are its own JSON',
    ],
    testimonies: held,
    async build() {
      for (const one of texts(archive, MOST)) engine.add(one);
    },
    async search({ text, filters }) {
      const options: SearchOptions = {
        combineWith: 'AND',
        prefix: wordsOf(text).some(({ kind }) => kind === 'prefix'),
        filter: filters ? ({ id }) => answersTo(about.get(id)!, filters) : undefined,
      };
      const words = wordsOf(text).map((word) => word.text);
      const found = engine.search(words.length ? words.join(' ') : MiniSearch.wildcard, options);
      countFacets(found.map(({ id }) => about.get(id)!));
      return found.length;
    },
    async bytes() {
      const path = join(folder, 'minisearch.json');
      writeFileSync(path, JSON.stringify(engine));
      return statSync(path).size;
    },
    memory: () => memoryOf([process.pid]),
    async names(spellings) {
      engine = newIndex();
      engine.addAll(spellings.map((text, id) => ({ id, text })));
      return async (spelling) =>
        engine.search(spelling, { combineWith: 'AND', fuzzy: 0.2 }).map(({ id }) => id as number);
    },
    async close() {},
  };
};

function newIndex(): MiniSearch<{ id: number; text: string }> {
  return new MiniSearch({ fields: ['text'] });
}

function countFacets(found: About[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { values } of found) for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}
