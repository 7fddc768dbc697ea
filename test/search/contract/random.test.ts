/** Searches made at random in an archive made at random: every engine answers as the documents themselves do. */
import fc from 'fast-check';
import { documentIds, documentOf } from '../../../server/search/collect.ts';
import type { SearchDocument } from '../../../server/search/document.ts';
import { openEmbedded } from '../../../server/search/embedded/index.ts';
import { LOOKED_THROUGH } from '../../../server/search/embedded/rank.ts';
import {
  FACETS,
  type Filters,
  type Reach,
  type SearchAnswer,
  type SearchEngine,
  type SearchRequest,
  SORTS,
} from '../../../server/search/engine.ts';
import { parse } from '../../../server/search/query.ts';
import { expected } from '../embedded/oracle.ts';
import { smallArchive } from '../embedded/small-archive.ts';
import { type Contestant, contestants } from './engines.ts';
import { addRandom, COUNTRIES, TOPICS, WORDS } from './random-archive.ts';

const TODAY = '2024-05-01';
const TESTIMONIES = 200;
const RUNS = Number(process.env.CONTRACT_RUNS ?? 60);
const SEED = Number(process.env.CONTRACT_SEED ?? 20_240_501);

const word = fc.constantFrom(...WORDS);
const clauses: fc.Arbitrary<string>[] = [
  word,
  word,
  word,
  word.map((one) => `-${one}`),
  word.map((one) => `${[...one].slice(0, 2).join('')}*`),
  fc.array(word, { minLength: 1, maxLength: 3 }).map((some) => `"${some.join(' ')}"`),
  fc.tuple(word, word).map(([one, other]) => `${one} OR ${other}`),
  word.map((one) => `narrator:${one}`),
  word.map((one) => `-narrator:${one}`),
];
const ofNumbers = [
  fc.integer({ min: 1979, max: 1986 }).map((year) => `recorded:${year}..`),
  fc.integer({ min: 1944, max: 1957 }).map((year) => `-year:${year}`),
  fc.integer({ min: 1944, max: 1957 }).map((year) => `year:${year - 1}..${year}`),
  fc.integer({ min: 1, max: 9 }).map((number) => `accession:K-${number}`),
];
const textOf = (parts: fc.Arbitrary<string>[]) =>
  fc.array(fc.oneof(...parts), { maxLength: 3 }).map((some) => some.join(' '));
const ids = fc.uniqueArray(fc.integer({ min: 1, max: TESTIMONIES }), { maxLength: 40 });
const nobody = fc.constant<number[]>([]);
const who: fc.Arbitrary<Reach> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ reach: fc.constantFrom(0, 1, 3), granted: nobody, given: nobody }) },
  fc.record({ reach: fc.constantFrom(0, 1), granted: ids, given: ids }),
);
const year = fc.option(fc.integer({ min: 1944, max: 1957 }), { freq: 2 });
const filters: fc.Arbitrary<Filters> = fc.record({
  facets: fc.record(
    {
      country: fc.subarray([...COUNTRIES, 'XX']),
      topic: fc.subarray([...TOPICS, 'none']),
      form: fc.subarray(['memoir', 'letter']),
      language: fc.constantFrom([], ['en'], ['fr']),
    },
    { requiredKeys: [] },
  ),
  yearFrom: year,
  yearTo: year,
});
const requestOf = (text: fc.Arbitrary<string>): fc.Arbitrary<SearchRequest> =>
  fc.record({
    query: text.map(parse),
    filters,
    sort: fc.constantFrom(...SORTS),
    page: fc.constant(1),
    perPage: fc.constant(TESTIMONIES),
    passagesPerResult: fc.constant(2),
    who,
    leaveOut: fc.oneof({ weight: 4, arbitrary: nobody }, ids),
  });

const spellings = fc.constantFrom<NonNullable<SearchRequest['spellings']>[]>('all', 'all', 'as-typed', [
  'stem',
  'sound',
]);

describe.each(contestants.map((make) => [make.name, make] as const))('%s', (_, make) => {
  let contestant: Contestant;
  let archive: ReturnType<typeof smallArchive>;
  let engine: SearchEngine;
  let embedded: SearchEngine;
  let documents: SearchDocument[];

  beforeAll(async () => {
    archive = smallArchive();
    addRandom(archive.db, SEED, TESTIMONIES);
    documents = documentIds(archive.db).map((id) => documentOf(archive.db, id, TODAY)!);
    contestant = await make();
    engine = await contestant.open(archive, () => TODAY);
    embedded = openEmbedded(archive, { threads: 1, limit: 60_000, today: () => TODAY });
    await embedded.follow();
  }, 180_000);

  afterAll(async () => {
    await embedded.close();
    await engine.close();
    archive.leave();
    await contestant.leave();
  });

  test('finds and counts what the documents hold', async () => {
    await fc.assert(
      fc.asyncProperty(requestOf(textOf(clauses)), async (asked) => {
        expectRight(await engine.search({ ...asked, spellings: ['stem'] }), documents, asked);
      }),
      { numRuns: RUNS, seed: SEED, endOnFailure: true },
    );
  }, 180_000);

  test('answers as the embedded index does: the same testimonies, counts, spellings and moments', async () => {
    let byItself = 0;
    await fc.assert(
      fc.asyncProperty(requestOf(textOf([...clauses, ...ofNumbers])), spellings, async (asked, spelled) => {
        const { answeredBy, fallback, cursor, ...given } = await engine.search({ ...asked, spellings: spelled });
        const { cursor: theirs, ...right } = await embedded.search({ ...asked, spellings: spelled });
        if (answeredBy === 'meilisearch') byItself++;
        expect(fallback ?? false).toBe(false);
        expect(cursor).toBe(theirs);
        const ordered = asked.sort !== 'relevance' || given.total <= LOOKED_THROUGH;
        expect(ordered ? given : byId(given)).toEqual(ordered ? right : byId(right));
      }),
      { numRuns: RUNS, seed: SEED + 1, endOnFailure: true },
    );
    process.stdout.write(`${contestant.name}: ${byItself} of ${RUNS} random searches not by the embedded index\n`);
    if (contestant.name !== 'embedded') expect(byItself).toBeGreaterThan(RUNS / 3);
  }, 180_000);
});

/** The order of more than are looked through is each engine's own, beyond the best of them. */
function byId(answer: Omit<SearchAnswer, 'cursor'>) {
  return { ...answer, hits: [...answer.hits].sort((a, b) => a.testimonyId - b.testimonyId) };
}

function expectRight(given: SearchAnswer, documents: SearchDocument[], asked: SearchRequest): void {
  const right = expected(documents, asked);
  expect(given.hits.map(({ testimonyId }) => testimonyId).sort((a, b) => a - b)).toEqual(right.ids);
  expect(given.total).toBe(right.ids.length);
  for (const facet of FACETS) {
    const counts = Object.fromEntries(given.facets[facet].map(({ value, count }) => [value, count]));
    expect({ facet, counts }).toEqual({ facet, counts: right.facets[facet] });
  }
  expect(Object.fromEntries(given.years.map(({ year, count }) => [String(year), count]))).toEqual(right.years);
  expect(given.undated).toBe(right.undated);
  for (const { testimonyId, matching } of given.hits) {
    expect(matching.toSorted()).toEqual(right.matching.get(testimonyId)!.toSorted());
  }
}
