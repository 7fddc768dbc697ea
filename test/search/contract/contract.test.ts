/** The contract of a search engine (server/search/engine.ts), claimed of every engine with the same words. */
import type { Filters, Reach, SearchAnswer, SearchEngine, SearchRequest } from '../../../server/search/engine.ts';
import { parse } from '../../../server/search/query.ts';
import { asking, NO_FILTERS, READER, STAFF, VISITOR } from '../embedded/asking.ts';
import { change, smallArchive, tell } from '../embedded/small-archive.ts';
import { addCollection, NAMES, type Name } from './collection.ts';
import { type Contestant, contestants } from './engines.ts';

if (contestants.length === 1) {
  process.stdout.write(
    'The contract is claimed of the embedded engine alone: no meilisearch is on the PATH, and MEILI_TEST_HOST is not set.\n',
  );
}

const filters = (facets: Filters['facets'], yearFrom: number | null = null, yearTo: number | null = null): Filters => ({
  facets,
  yearFrom,
  yearTo,
});
const GRANTED = (...granted: number[]): Reach => ({ reach: 1, granted, given: [] });
const GIVEN = (...given: number[]): Reach => ({ reach: 0, granted: [], given });

describe.each(contestants.map((make) => [make.name, make] as const))('%s', (_, make) => {
  let contestant: Contestant;
  let archive: ReturnType<typeof smallArchive>;
  let engine: SearchEngine;
  let ids: Record<Name, number>;
  let today = '2024-05-01';
  const answeredBy = new Map<string, number>();

  beforeAll(async () => {
    contestant = await make();
    archive = smallArchive();
    ids = addCollection(archive.db);
    engine = await contestant.open(archive, () => today);
  }, 120_000);

  afterAll(async () => {
    await engine.close();
    archive.leave();
    await contestant.leave();
  });

  async function search(text: string, more: Partial<SearchRequest> = {}): Promise<SearchAnswer> {
    const answer = await engine.search(asking(text, more));
    const by = answer.answeredBy ?? 'embedded';
    answeredBy.set(by, (answeredBy.get(by) ?? 0) + 1);
    return answer;
  }

  const nameOf = (id: number) => NAMES.find((name) => ids[name] === id) ?? `testimony ${id}`;
  const found = async (text: string, more: Partial<SearchRequest> = {}) =>
    (await search(text, { perPage: 50, ...more })).hits.map(({ testimonyId }) => nameOf(testimonyId)).sort();
  const inOrder = async (text: string, more: Partial<SearchRequest> = {}) =>
    (await search(text, more)).hits.map(({ testimonyId }) => nameOf(testimonyId));
  const counts = (answer: SearchAnswer, facet: keyof SearchAnswer['facets']) =>
    Object.fromEntries(answer.facets[facet].map(({ value, count }) => [value, count]));
  const years = (answer: SearchAnswer) => Object.fromEntries(answer.years.map(({ year, count }) => [year, count]));

  describe('finds', () => {
    test.each<[string, Name[]]>([
      ['orange', ['orange', 'school']],
      ['ORANGE', ['orange', 'school']],
      ['tree courtyard', ['orange', 'school', 'undated']],
      ['tree market', ['orange']],
      ['tree river boat', []],
      ['tree -market', ['school', 'undated']],
      ['tree -orange', ['undated']],
      ['-tree', ['arabic', 'hebrew', 'readers', 'restricted', 'river']],
      ['', ['arabic', 'hebrew', 'orange', 'readers', 'restricted', 'river', 'school', 'undated']],
      ['nowhere', []],
      ['tree nowhere', []],
      ['teach*', ['school']],
      ['teach* courtyard', ['school']],
      ['court*', ['orange', 'school', 'undated']],
      ['zz*', []],
      ['"orange tree"', ['orange']],
      ['"tree orange"', []],
      ['"orange"', ['orange', 'school']],
      ['"oranges"', ['orange']],
      ['"market of basra"', ['orange']],
      ['"courtyard the market"', []],
      ['tree -"orange tree"', ['school', 'undated']],
      ['"the river" boat', []],
      ['boat OR orange', ['orange', 'school', 'undated']],
      ['(boat OR market) tree', ['orange', 'undated']],
      ['market NEAR river', ['orange']],
      ['sara NEAR river', []],
      ['we had an orange tree in the courtyard market basra was near', ['orange']],
      ['بغداد', ['arabic']],
      ['سوق', ['arabic']],
      ['مغرب', ['arabic']],
      ['المغرب', ['arabic']],
      ['ماني', []],
      ['נהר', ['hebrew']],
      ['שוק', ['hebrew']],
      ['שו*', []],
      ['גר*', ['hebrew']],
      ['narrator:levi', ['orange']],
      ['narrator:orange', ['school']],
      ['-narrator:levi tree', ['school', 'undated']],
      ['accession:k-1', ['orange']],
      ['summer', ['orange', 'school']],
      ['recorded:1990..1995', ['arabic', 'orange']],
      ['-recorded:1990 tree', ['school', 'undated']],
      ['year:1951 OR year:1955', ['orange', 'school']],
      ['year:1951 year:1947', ['orange', 'river']],
      ['-year:1951', ['arabic', 'hebrew', 'readers', 'restricted', 'river', 'school', 'undated']],
    ])('%s', async (text, expected) => {
      expect(await found(text, { spellings: ['stem'] })).toEqual([...expected].sort());
    });

    test('other forms of a word, unless it is asked for as typed', async () => {
      expect(await found('oranges', { spellings: ['stem'] })).toEqual(['orange', 'school']);
      expect(await found('oranges', { spellings: 'as-typed' })).toEqual(['orange']);
      expect(await found('-oranges tree', { spellings: 'as-typed' })).toEqual(['school', 'undated']);
    });

    test.each(['coexistence', 'co-existence', 'Co‑Existence'])('%s joined, parted and with a hyphen', async (typed) => {
      expect(await found(typed)).toEqual(['river', 'school', 'undated']);
      const answer = await search(typed);
      expect([answer.corrected, answer.didYouMean]).toEqual([[], null]);
      const [first] = answer.hits;
      expect(nameOf(first!.testimonyId)).toEqual(
        typed === 'coexistence' ? 'school' : expect.stringMatching(/river|undated/),
      );
      expect(await found(typed, { spellings: 'as-typed' })).toEqual(
        typed === 'coexistence' ? ['school'] : ['river', 'undated'],
      );
      expect(await found(`"${typed}"`)).toEqual(typed === 'coexistence' ? ['school'] : ['river', 'undated']);
      expect(await found(`tree -${typed}`)).toEqual(['orange']);
    });

    test('the passages that match, and how many', async () => {
      const answer = await search('tree courtyard', { passagesPerResult: 1 });
      const orange = answer.hits.find(({ testimonyId }) => testimonyId === ids.orange)!;
      expect(orange.matching).toEqual(orange.passages); // both words are in one passage
      expect(orange.passages).toHaveLength(1);
      const within = await engine.within(ids.orange, parse('tree'), VISITOR);
      expect(within.passages).toHaveLength(2);
      expect(within.wanted.terms).toContain('tree');
      expect((await search('')).hits.every(({ passages }) => passages.length === 0)).toBe(true);
    });

    test('a hundred words, the letters of every script, and what is no word, without complaint', async () => {
      const hostile = [
        'word '.repeat(100),
        'ا א я 漢 ไทย ꙮ',
        '"" () - * OR',
        '"a\\" OR readers = 3',
        "x' OR 1=1 --",
        '\ud800',
      ];
      for (const text of hostile) expect((await search(text)).hits.length).toBeGreaterThanOrEqual(0);
    });
  });

  describe('forgives', () => {
    test.each<[string, { from: string; to: string }[], Name[]]>([
      ['courtyarp', [{ from: 'courtyarp', to: 'courtyard' }], ['orange', 'school', 'undated']],
      ['pourtyard', [{ from: 'pourtyard', to: 'courtyard' }], ['orange', 'school', 'undated']],
      ['tree courtyyarp', [{ from: 'courtyyarp', to: 'courtyard' }], ['orange', 'school', 'undated']],
      ['tree Schoog -market', [{ from: 'Schoog', to: 'school' }], ['school']],
      ['ذهبجا', [{ from: 'ذهبجا', to: 'ذهبنا' }], ['arabic']],
      ['הלכטו', [{ from: 'הלכטו', to: 'הלכנו' }], ['hebrew']],
      ['גחל', [], []], // three letters are too near to everything
      ['1952', [], []],
      ['tree -courtyarp', [], ['orange', 'school', 'undated']],
      ['courtqerp', [], []],
    ])('%s', async (text, corrected, expected) => {
      const answer = await search(text);
      expect(answer).toMatchObject({ corrected, didYouMean: null });
      expect(answer.hits.map(({ testimonyId }) => nameOf(testimonyId)).sort()).toEqual(expected);
      if (corrected[0]) expect(answer.wanted.terms).toContain(corrected[0].to);
    });

    test.each<[string, NonNullable<SearchRequest['spellings']> | undefined, string | null]>([
      ['tree courtyarp accession:k-1', 'as-typed', 'tree courtyard accession:k-1'],
      ['tree courtyarp', ['stem'], 'tree courtyard'],
      ['tree "of Bastra"', undefined, 'tree "of basra"'],
      ['tree courtyard', undefined, null],
    ])('%s, as typed: only offers another spelling', async (text, spellings, didYouMean) => {
      expect(await search(text, { spellings })).toMatchObject({ corrected: [], didYouMean });
    });

    test('by no word that is closed to the one who searches', async () => {
      expect(await search('secretwosd')).toMatchObject({ corrected: [], didYouMean: null, total: 0 });
      expect((await search('secretwosd', { who: STAFF })).corrected).toEqual([
        { from: 'secretwosd', to: 'secretword' },
      ]);
      expect(await search('secretwosd', { who: GIVEN(ids.closed) })).toMatchObject({ corrected: [], didYouMean: null });
      const opened = await search('secretword', { who: GIVEN(ids.closed) });
      expect(opened).toMatchObject({ corrected: [], total: 1 });
    });

    test('by no word that stands only in what is to be left out', async () => {
      expect(await search('markep', { leaveOut: [ids.orange] })).toMatchObject({ corrected: [], didYouMean: null });
      expect((await search('markep')).corrected).toEqual([{ from: 'markep', to: 'market' }]);
    });

    test('the passages of one testimony too', async () => {
      expect((await engine.within(ids.orange, parse('courtyarp'), VISITOR)).passages).toHaveLength(1);
      expect((await engine.within(ids.orange, parse('courtyarp'), VISITOR, 'as-typed')).passages).toEqual([]);
    });

    test('ten thousand letters of unknown words, in bounded time', async () => {
      const unknown = Array.from({ length: 1000 }, (_, i) => `qwx${i.toString(26).replace(/\d/g, 'z')}kjvq`).join(' ');
      const begun = performance.now();
      expect((await search(unknown)).total).toBe(0);
      expect(performance.now() - begun).toBeLessThan(3000);
    });
  });

  describe('shows to', () => {
    test.each<[string, (of: Record<Name, number>) => Reach, string, Name[]]>([
      ['visitors what is public', () => VISITOR, 'tree', ['orange', 'school', 'undated']],
      ['visitors nothing by a closed word', () => VISITOR, 'secretword', []],
      ['visitors nothing by the beginning of one', () => VISITOR, 'secret*', []],
      ['visitors nothing by a closed name', () => VISITOR, 'narrator:hidden', []],
      ['visitors that there is something on request', () => VISITOR, 'request', ['restricted']],
      ['visitors nothing of its words', () => VISITOR, 'mulberry', []],
      ['visitors what is for the signed in, not its words', () => VISITOR, 'pomegranate', []],
      ['readers what is for them', () => READER, 'pomegranate', ['readers']],
      ['readers nothing more', () => READER, 'mulberry', []],
      ['staff everything', () => STAFF, 'fig', ['closed', 'draft']],
      ['staff what words were withheld', () => STAFF, '"boat on the river"', ['river']],
      ['visitors nothing of words withheld', () => VISITOR, 'boat', ['undated']],
      ['someone what was opened to them', ({ restricted }) => GRANTED(restricted), 'mulberry', ['restricted']],
      ['and nothing else', ({ restricted }) => GRANTED(restricted), 'fig', []],
      ['someone what is closed, not by a grant', ({ closed }) => GRANTED(closed), 'fig', []],
      ['a giver what they gave, whatever its state', ({ draft }) => GIVEN(draft), 'fig', ['draft']],
      ['a giver what they gave, by the beginning of a word', ({ draft }) => GIVEN(draft), 'fi*', ['draft']],
      [
        'a giver what they gave, beside the rest',
        ({ closed }) => GIVEN(closed),
        'tree',
        ['closed', 'orange', 'school', 'undated'],
      ],
    ])('%s', async (_what, who, text, expected) => {
      expect(await found(text, { who: who(ids), spellings: ['stem'] })).toEqual([...expected].sort());
    });

    test('everyone the counts of what they may see', async () => {
      const facets = async (who: Reach) => counts(await search('', { who }), 'country');
      expect(await facets(VISITOR)).toEqual({ IQ: 3, SY: 1, LB: 1, EG: 1, YE: 1, MA: 1 });
      expect(await facets(STAFF)).toEqual({ IQ: 3, SY: 1, LB: 1, EG: 1, YE: 1, MA: 1, FR: 1 });
      expect(await facets(GIVEN(ids.closed))).toEqual({ IQ: 3, SY: 1, LB: 1, EG: 1, YE: 1, MA: 1, FR: 1 });
      expect(counts(await search('', { who: VISITOR }), 'access')).not.toHaveProperty('closed');
    });

    test('nobody a testimony to be left out, nor its counts', async () => {
      const answer = await search('tree', { leaveOut: [ids.orange] });
      expect(answer.total).toBe(2);
      expect(counts(answer, 'country')).toEqual({ EG: 1 });
    });
  });

  describe('narrows', () => {
    test('country and years by the same departure', async () => {
      expect(await found('', { filters: filters({ country: ['LB'] }, 1947, 1947) })).toEqual([]);
      expect(await found('', { filters: filters({ country: ['LB'] }, 1960, null) })).toEqual(['river']);
      expect(await found('', { filters: filters({}, 1947, 1947) })).toEqual(['river']);
      expect(await found('', { filters: filters({ country: ['LB', 'IQ'] }, null, 1951) })).toEqual([
        'arabic',
        'orange',
      ]);
      expect(await found('year:1947', { filters: filters({}, 1960, 1970) })).toEqual([]); // of one departure, not of two
    });

    test('by any possible year of a departure', async () => {
      for (const year of [1955, 1956, 1957]) {
        expect(await found('', { filters: filters({ country: ['EG'] }, year, year) })).toEqual(['school']);
      }
      expect(await found('', { filters: filters({ country: ['EG'] }, 1958, null) })).toEqual([]);
    });

    test('each facet counted as if its own filter were off', async () => {
      const answer = await search('', { filters: filters({ form: ['memoir'], country: ['EG', 'IQ'] }) });
      expect(answer.total).toBe(1);
      expect(counts(answer, 'form')).toEqual({ interview: 3, memoir: 1 });
      expect(counts(answer, 'country')).toEqual({ EG: 1 });
      expect(years(answer)).toEqual({ 1955: 1 });
    });

    test('countries counted within the years, years within the countries', async () => {
      const within = await search('', { filters: filters({}, 1960, 1970) });
      expect(counts(within, 'country')).toEqual({ LB: 1 });
      expect(years(within)).toEqual({ 1941: 1, 1947: 1, 1949: 1, 1951: 1, 1955: 1, 1956: 1 });
      expect(within.undated).toBe(2);
      const of = await search('', { filters: filters({ country: ['LB', 'EG'] }) });
      expect(years(of)).toEqual({ 1955: 1, 1967: 1 });
      expect(of.undated).toBe(0);
      expect(counts(of, 'country')).toMatchObject({ IQ: 3, SY: 1 });
    });

    test('values as they are, whatever they are written in', async () => {
      expect(await found('', { filters: filters({ topic: ['Été-Summer'] }) })).toEqual(['orange', 'school']);
      expect(await found('', { filters: filters({ topic: ['ete-summer'] }) })).toEqual([]);
      expect(counts(await search(''), 'topic')).toEqual({ 'Été-Summer': 2 });
      expect(await found('', { filters: filters({ recorded: ['1990', '2001'] }) })).toEqual([
        'arabic',
        'orange',
        'river',
      ]);
    });

    test('hostile values to nothing', async () => {
      const hostile = ['x" OR readers = 3', "'", '\\', ']', '1 TO 9', 'x'.repeat(5000), '\ud800', 'IN'];
      for (const value of hostile) {
        expect(await found('', { filters: filters({ form: [value], country: [value], place: [value] }) })).toEqual([]);
      }
      expect(
        await found('', { filters: filters({ topic: Array.from({ length: 500 }, (_v, i) => `none-${i}`) }) }),
      ).toEqual([]);
    });
  });

  describe('orders', () => {
    test('by relevance: words as typed first, then what is named so, then what has them in one passage', async () => {
      expect(await inOrder('oranges', { spellings: ['stem'] })).toEqual(['orange', 'school']);
      expect(await inOrder('tree courtyard', { spellings: ['stem'] })).toHaveLength(3);
      expect((await inOrder('orange tree', { spellings: ['stem'] }))[0]).toBe('orange');
    });

    test('by departure, recording and title, those without last', async () => {
      expect(await inOrder('', { sort: 'departure', who: VISITOR })).toEqual([
        ...['arabic', 'river', 'readers', 'orange', 'school', 'restricted'],
        ...['hebrew', 'undated'],
      ]);
      expect(await inOrder('', { sort: 'departure', filters: filters({ country: ['IQ'] }) })).toEqual([
        'arabic',
        'orange',
        'hebrew',
      ]);
      expect(await inOrder('', { sort: 'departure', filters: filters({ country: ['LB', 'IQ'] }) })).toEqual([
        ...['arabic', 'orange', 'river', 'hebrew'],
      ]);
      expect((await inOrder('', { sort: 'recorded' })).slice(0, 3)).toEqual(['river', 'orange', 'arabic']);
      expect(await inOrder('', { sort: 'published' })).toEqual([
        ...['school', 'river', 'arabic', 'orange', 'hebrew', 'undated', 'readers', 'restricted'],
      ]);
      expect((await inOrder('', { sort: 'published', who: STAFF }))[0]).toBe('closed');
      expect(await inOrder('', { sort: 'title' })).toEqual([
        ...['school', 'river', 'readers', 'undated', 'restricted', 'orange', 'hebrew', 'arabic'],
      ]);
    });

    test('in pages that together are all, each once', async () => {
      for (const sort of ['relevance', 'title'] as const) {
        const pages = await Promise.all([1, 2, 3, 4].map((page) => search('', { sort, page, perPage: 3 })));
        expect(pages.map(({ hits }) => hits.length)).toEqual([3, 3, 2, 0]);
        expect(pages[0]).toMatchObject({ total: 8, pages: 3, page: 1 });
        expect(new Set(pages.flatMap(({ hits }) => hits.map(({ testimonyId }) => testimonyId))).size).toBe(8);
      }
    });
  });

  describe('follows', () => {
    test('what is added, edited, narrowed and taken out, and the day', async () => {
      const id = tell(archive.db, { embargoUntil: '2024-05-02', passages: ['A quince.'] });
      await engine.follow();
      expect((await search('quince')).total).toBe(0);
      expect((await search('quince', { who: STAFF })).total).toBe(1);
      today = '2024-05-02';
      await engine.follow();
      expect((await search('quince')).total).toBe(1);
      expect((await search('')).total).toBe(9);

      change(archive.db, id, "UPDATE testimony SET access = 'closed' WHERE id = @id", { narrowed: true });
      await engine.follow();
      expect((await search('quince')).total).toBe(0);
      expect((await search('')).total).toBe(8);
      expect((await search('quince', { who: STAFF })).total).toBe(1);

      change(archive.db, id, 'DELETE FROM testimony WHERE id = @id');
      await engine.follow();
      expect((await search('quince', { who: STAFF })).total).toBe(0);
    }, 60_000);

    test('while it is built anew, with no search unanswered and nothing lost', async () => {
      let building = true;
      const rebuilt = engine.rebuild().finally(() => {
        building = false;
      });
      const id = tell(archive.db, { passages: ['A medlar.'] });
      while (building) {
        expect((await search('market')).total).toBe(1);
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      await rebuilt;
      await engine.follow();
      expect((await search('medlar')).hits.map(({ testimonyId }) => testimonyId)).toEqual([id]);
      expect(await engine.state()).toMatchObject({ ready: true, message: null });
    }, 120_000);
  });

  test('by itself, where it can', () => {
    process.stdout.write(`${contestant.name}: ${JSON.stringify(Object.fromEntries(answeredBy))}\n`);
    if (contestant.name !== 'embedded') {
      expect(answeredBy.get('meilisearch')).toBeGreaterThan(3 * (answeredBy.get('embedded') ?? 0));
    }
  });

  test.each([NO_FILTERS])(
    'answers nothing asked of an archive in which there is nothing',
    async (none) => {
      const empty = smallArchive();
      const other = await contestant.open(empty);
      try {
        expect(await other.search(asking('orange', { filters: none }))).toMatchObject({
          total: 0,
          pages: 0,
          hits: [],
          years: [],
          undated: 0,
        });
      } finally {
        await other.close();
        empty.leave();
      }
    },
    60_000,
  );
});
