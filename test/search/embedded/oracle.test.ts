import Sqlite from 'better-sqlite3';
import fc from 'fast-check';
import type { Audience } from '../../../server/archive/access.ts';
import type { SearchDocument } from '../../../server/search/document.ts';
import { answer, answerWithin } from '../../../server/search/embedded/answer.ts';
import { newHoldings } from '../../../server/search/embedded/holdings.ts';
import type { Reader } from '../../../server/search/embedded/reader.ts';
import { AUDIENCES, createTables, createTermIndexes } from '../../../server/search/embedded/schema.ts';
import { removeTestimony, writeTestimony } from '../../../server/search/embedded/write.ts';
import { FACETS, type Filters, type Reach, type SearchRequest, SORTS } from '../../../server/search/engine.ts';
import type { Node, Not, Term } from '../../../server/search/query.ts';
import { expected } from './oracle.ts';

const WORDS = 'house houses baghdad tree trees ab abc abd a of بيت البيت בית הבית'.split(' ');
const word = fc.constantFrom(...WORDS);
const audience = fc.oneof(
  { weight: 3, arbitrary: fc.constant(0) },
  { weight: 2, arbitrary: fc.nat(3) },
) as fc.Arbitrary<Audience>;
const text = fc
  .array(fc.oneof({ weight: 12, arbitrary: word }, fc.constant('▒▒▒')), { minLength: 1, maxLength: 14 })
  .map((words) => words.join(' '));

const document = (id: number): fc.Arbitrary<SearchDocument> =>
  fc
    .record({
      audience,
      title: text,
      recordedYear: fc.option(fc.integer({ min: 1980, max: 1984 })),
      published: fc.option(fc.integer({ min: 1.7e12, max: 1.7e12 + 3 })),
      departures: fc.array(
        fc.record({
          country: fc.option(fc.constantFrom('IQ', 'SY', 'LB')),
          yearMin: fc.option(fc.integer({ min: 1945, max: 1952 })),
          yearMax: fc.option(fc.integer({ min: 1952, max: 1956 })),
          audience,
        }),
        { maxLength: 3 },
      ),
      facets: fc.array(
        fc.record({
          facet: fc.constantFrom('topic' as const, 'form' as const, 'language' as const),
          value: fc.constantFrom('x', 'y', 'z'),
          audience,
        }),
        { maxLength: 4 },
      ),
      texts: fc.array(
        fc.record({
          column: fc.constantFrom('title' as const, 'names' as const, 'about' as const, 'body' as const),
          text,
          audience,
        }),
        { maxLength: 3 },
      ),
      passages: fc.array(fc.record({ text, audience }), { maxLength: 6 }),
    })
    .map((made) => ({
      ...made,
      id,
      accession: `K-${id}`,
      texts: [...made.texts, { column: 'title', text: made.title, audience: made.audience }],
      passages: made.passages.map((passage, i) => ({ ...passage, id: id * 100 + ((i * 7) % 10) })),
    }));

const term = (prefix: fc.Arbitrary<boolean>): fc.Arbitrary<Term> =>
  fc.record({ folded: word, prefix }).map(({ folded, prefix }) => ({
    kind: 'term',
    text: folded,
    folded: prefix ? folded.slice(0, 2) : folded,
    prefix,
  }));
const never = fc.constant(false);
const phrase = fc
  .tuple(fc.array(term(never), { maxLength: 2 }), term(fc.boolean()))
  .map(([first, last]) => ({ kind: 'phrase' as const, terms: [...first, last] }));
const near = fc.record({
  kind: fc.constant('near' as const),
  nodes: fc.array(fc.oneof(term(fc.boolean()), phrase), { minLength: 2, maxLength: 3 }),
  distance: fc.constantFrom(0, 1, 2, 10, 11, 30),
});
const { node } = fc.letrec<{ node: Node; child: Node | Not }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    term(fc.boolean()),
    phrase,
    near,
    fc.record({ kind: fc.constant('and' as const), nodes: fc.array(tie('child'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ kind: fc.constant('or' as const), nodes: fc.array(tie('node'), { minLength: 2, maxLength: 3 }) }),
  ),
  child: fc.oneof(
    { weight: 3, arbitrary: tie('node') },
    fc.record({ kind: fc.constant('not' as const), node: tie('node') }),
  ),
}));

const ids = fc.uniqueArray(fc.integer({ min: 1, max: 9 }), { maxLength: 3 });
const nobody = fc.constant<number[]>([]);
const who: fc.Arbitrary<Reach> = fc.oneof(
  fc.record({ reach: fc.constantFrom(0, 1, 3), granted: nobody, given: nobody }),
  fc.record({ reach: fc.constant(1), granted: ids, given: ids }),
);
const filters: fc.Arbitrary<Filters> = fc.record({
  facets: fc.record(
    {
      country: fc.subarray(['IQ', 'SY', 'XX']),
      topic: fc.subarray(['x', 'y', 'none']),
      form: fc.subarray(['x', 'z']),
    },
    { requiredKeys: [] },
  ),
  yearFrom: fc.option(fc.integer({ min: 1944, max: 1957 })),
  yearTo: fc.option(fc.integer({ min: 1944, max: 1957 })),
});
const request: fc.Arbitrary<SearchRequest> = fc.record({
  query: fc.record({
    tree: fc.option(node, { freq: 8 }),
    fields: fc.array(
      fc.record({
        field: fc.constant('narrator' as const),
        value: fc.oneof(word, fc.constant('house tree')),
        not: fc.boolean(),
      }),
      { maxLength: 1 },
    ),
    notes: fc.constant<[]>([]),
  }),
  filters,
  sort: fc.constantFrom(...SORTS),
  page: fc.constant(1),
  perPage: fc.constant(50),
  passagesPerResult: fc.constant(2),
  who,
  leaveOut: fc.oneof({ weight: 4, arbitrary: nobody }, ids),
  spellings: fc.constant(['stem' as const]), // what else words are widened to is tried in names/
});

const requests = fc.array(request, { minLength: 6, maxLength: 12 });
/** Words the dictionary has already: numbers that take one byte, two and more (text.ts). */
const knownWords = fc.constantFrom(0, 61, 8189, 0x1ffff);
const archive = fc.tuple(...Array.from({ length: 9 }, (_, i) => document(i + 1)));

test('an index answers as the documents themselves do, whoever asks, after any edits', () => {
  fc.assert(
    fc.property(archive, archive, requests, knownWords, (before, after, asked, known) => {
      const db = new Sqlite(':memory:');
      createTables(db, { archive: 'test', cursor: 0, day: '2024-01-01' });
      createTermIndexes(db);
      for (const k of known ? AUDIENCES : []) {
        db.prepare(`INSERT INTO term_${k} (id, word, testimonies) VALUES (?, 'zzz', 1)`).run(known);
      }
      const reader: Reader = { db, holdings: newHoldings(), cache: new Map() };
      for (const one of before) writeTestimony(db, one);
      const all = (documents: SearchDocument[]) => {
        for (const one of asked) expectSame(reader, documents, one);
      };
      all(before);
      // three are edited, two go, one of them comes back elsewhere
      for (const one of after.slice(0, 3)) writeTestimony(db, one);
      removeTestimony(db, 4);
      removeTestimony(db, 5);
      writeTestimony(db, after[4]!);
      all([...after.slice(0, 3), after[4]!, ...before.slice(5)]);
      db.close();
    }),
    {
      numRuns: Number(process.env.ORACLE_RUNS ?? 60),
      ...(process.env.ORACLE_SEED && { seed: Number(process.env.ORACLE_SEED) }),
    },
  );
});

function expectSame(reader: Reader, documents: SearchDocument[], asked: SearchRequest): void {
  const right = expected(documents, asked);
  const given = answer(reader, asked, () => {});
  expect(given.hits.map(({ testimonyId }) => testimonyId).sort((a, b) => a - b)).toEqual(right.ids);
  expect(given.total).toBe(right.ids.length);
  for (const facet of FACETS) {
    const counts = Object.fromEntries(given.facets[facet].map(({ value, count }) => [value, count]));
    expect({ facet, counts }).toEqual({ facet, counts: right.facets[facet] });
  }
  expect(Object.fromEntries(given.years.map(({ year, count }) => [String(year), count]))).toEqual(right.years);
  expect(given.undated).toBe(right.undated);
  for (const { testimonyId, passages, matching: all } of given.hits) {
    const matching = right.matching.get(testimonyId)!;
    expect(answerWithin(reader, testimonyId, asked.query, asked.who, () => {}, asked.spellings).passages).toEqual(
      matching,
    );
    expect(all.toSorted()).toEqual(matching.toSorted());
    expect(all.slice(0, asked.passagesPerResult)).toEqual(passages);
    expect(passages.length).toBe(Math.min(matching.length, asked.passagesPerResult));
    expect(matching).toEqual(expect.arrayContaining(passages));
  }
}
