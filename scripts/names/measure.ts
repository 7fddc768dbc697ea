import type { Archive } from '../../server/archive/archive.ts';
import { visitor } from '../../server/archive/viewer.ts';
import type { SearchEngine, Spellings } from '../../server/search/engine.ts';
import { find, wantedOf } from '../../server/search/find.ts';
import { fold } from '../../server/search/folding.ts';
import { highlight } from '../../server/search/highlight.ts';
import type { Widening } from '../../server/search/names/widen.ts';
import { sameWord } from '../../server/search/stem.ts';
import type { NameLine } from './read.ts';
import type { Stored } from './store.ts';

export interface Tried {
  pairs: number; // ordered pairs of one line
  right: number; // of them found
  found: number; // pairs found in the list
  missed: string[];
  wrong: string[];
  ordinary: string[]; // name and different word of ordinary text that it finds, spellings of its own line apart
  ordinaryTexts: number; // texts found through them
  p50: number; // milliseconds a search
  p95: number;
}

/** The mechanisms, each on top of those before it. `equal`: the same characters, without the search. */
export const mechanisms: { label: string; ways: Spellings | 'equal' }[] = [
  { label: 'equal', ways: 'equal' },
  { label: '+ folding', ways: 'as-typed' },
  ...(['stem', 'authority', 'name', 'script', 'sound'] as const).map((way, i, all) => ({
    label: `+ ${way}`,
    ways: all.slice(0, i + 1) as Widening[],
  })),
];

/** Searches every spelling once, and looks which of the others, and what ordinary text, is found. */
export async function tryNames(
  site: { archive: Archive; engine: SearchEngine },
  names: readonly NameLine[],
  { byTestimony }: Stored,
  ways: Spellings | 'equal',
): Promise<Tried> {
  const tried: Tried = {
    pairs: 0,
    right: 0,
    found: 0,
    missed: [],
    wrong: [],
    ordinary: [],
    ordinaryTexts: 0,
    p50: 0,
    p95: 0,
  };
  const times: number[] = [];
  const ordinary = new Set<string>();
  for (const [id, { line, spelling }] of byTestimony) {
    const begun = performance.now();
    const found =
      ways === 'equal' ? equal(byTestimony, spelling) : await searched(site, spelling, names[line]!.spellings, ways);
    times.push(performance.now() - begun);
    for (const word of found.ordinary) ordinary.add(`${names[line]!.name} finds ${word}`);
    tried.ordinaryTexts += found.ordinaryTexts;
    for (const [other, { line: otherLine, spelling: otherSpelling }] of byTestimony) {
      if (other === id) continue;
      const isFound = found.ids.has(other);
      if (otherLine === line) tried.pairs++;
      if (isFound) tried.found++;
      if (isFound && otherLine === line) tried.right++;
      else if (isFound) tried.wrong.push(`${spelling} finds ${otherSpelling}`);
      else if (otherLine === line) tried.missed.push(`${spelling} for ${otherSpelling}`);
    }
  }
  times.sort((a, b) => a - b);
  tried.ordinary = [...ordinary];
  tried.p50 = times[Math.floor(times.length / 2)] ?? 0;
  tried.p95 = times[Math.floor(times.length * 0.95)] ?? 0;
  return tried;
}

interface Found {
  ids: Set<number>;
  ordinary: string[];
  ordinaryTexts: number;
}

function equal(byTestimony: Stored['byTestimony'], spelling: string): Found {
  const ids = [...byTestimony].filter(([, other]) => other.spelling === spelling).map(([id]) => id);
  return { ids: new Set(ids), ordinary: [], ordinaryTexts: 0 };
}

async function searched(
  site: { archive: Archive; engine: SearchEngine },
  q: string,
  line: readonly string[],
  spellings: Spellings,
): Promise<Found> {
  const finding = await find(
    site,
    visitor(),
    { q, filters: { facets: {}, yearFrom: null, yearTo: null }, sort: 'relevance', page: 1, perPage: 5000, spellings },
    'en',
  );
  const wanted = wantedOf(finding.answer);
  const own = line.flatMap((spelling) => [fold(spelling), ...fold(spelling).split(' ')]);
  const texts = finding.results.filter(({ accession }) => accession.length > 7);
  const words = texts.flatMap(({ passages }) =>
    passages.flatMap(({ text }) => highlight(text, wanted).map(({ start, end }) => fold(text.slice(start, end)))),
  );
  const others = [...new Set(words)].filter((word) => !own.some((one) => sameWord(one, word)));
  return {
    ids: new Set(finding.results.map(({ id }) => id)),
    ordinary: others,
    ordinaryTexts: others.length ? texts.length : 0,
  };
}
