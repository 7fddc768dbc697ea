import { MOST_COMPLETIONS } from '../../../server/search/embedded/expand.ts';
import { STAFF } from './asking.ts';
import { found, indexOf, made, search, within } from './made-index.ts';

const departed = (country: string, from: number, to = from) => ({
  country,
  yearMin: from,
  yearMax: to,
  audience: 0 as const,
});
const between = (yearFrom: number | null, yearTo: number | null, country?: string[]) => ({
  filters: { facets: country ? { country } : {}, yearFrom, yearTo },
});

describe('words and passages', () => {
  const reader = indexOf([
    made({ id: 1, passages: ['We left the house.', 'At dawn the gate was shut.'] }),
    made({ id: 2, passages: ['The house had a gate.', 'And a well.'] }),
    made({ id: 3, passages: [`gate ${'and '.repeat(60)} house`] }),
  ]);

  test('all words must occur, and in one passage ranks first', () => {
    expect(found(reader, 'house gate')).toEqual([2, 3, 1]);
  });
  test('a phrase does not cross passages', () => {
    expect(found(reader, '"house at"')).toEqual([]);
    expect(found(reader, '"the house"').sort()).toEqual([1, 2]);
  });
  test('nor does NEAR, however far it reaches', () => {
    expect(found(reader, 'NEAR(house dawn)')).toEqual([]);
    expect(found(reader, 'NEAR(house dawn, 90)')).toEqual([]);
    expect(found(reader, 'NEAR(house gate, 2)')).toEqual([2]);
    expect(found(reader, 'NEAR(house gate, 59)')).toEqual([2]);
    expect(found(reader, 'NEAR(house gate, 60)')).toEqual([2, 3]);
  });
  test('either, and what is ruled out', () => {
    expect(found(reader, 'dawn OR well').sort()).toEqual([1, 2]);
    expect(found(reader, 'house -well')).toEqual([1, 3]);
    expect(found(reader, '-well')).toEqual([1, 3]);
  });
  test('under each are the passages that answer the whole query, else those with some of its words', () => {
    const [first, , last] = search(reader, 'house gate').hits;
    expect(first).toEqual({ testimonyId: 2, passages: [200], matching: [200] });
    expect(last).toEqual({ testimonyId: 1, passages: [100, 101], matching: [100, 101] });
    expect(within(reader, 2, 'well OR gate')).toEqual([200, 201]);
  });
  test('a prefix finds what begins so', () => {
    expect(found(reader, 'hou*')).toEqual(expect.arrayContaining([1, 2, 3]));
    expect(found(reader, '"the ho*"').sort()).toEqual([1, 2]);
  });
});

describe('order', () => {
  test('exact words come first, then title and names, then what stands together', () => {
    const reader = indexOf([
      made({ id: 1, passages: ['They were tailors.'] }),
      made({ id: 2, passages: ['He was a tailor.'] }),
      made({ id: 3, title: 'The tailor of Mosul' }),
      made({ id: 4, names: 'Tailor, Ezra', passages: ['Nothing of it.'] }),
    ]);
    expect(found(reader, 'tailor').slice(0, 2).sort()).toEqual([3, 4]);
    expect(found(reader, 'tailor').slice(2)).toEqual([2, 1]);
    expect(found(reader, 'tailors')[0]).toBe(1);
  });

  test('of hundreds, those in which the word comes back most are first, page after page, each once', () => {
    const reader = indexOf(
      Array.from({ length: 300 }, (_, i) =>
        made({
          id: i + 1,
          passages: [`${'honey '.repeat(i === 250 ? 12 : i === 180 ? 6 : 1)}${'and so on '.repeat(40)}`],
        }),
      ),
    );
    expect(found(reader, 'honey').slice(0, 3)).toEqual([251, 181, 1]);
    const pages = [1, 2, 3, 4, 5, 6].map((page) => found(reader, 'honey', { page, perPage: 50 }));
    expect(new Set(pages.flat()).size).toBe(300);
    expect(pages.flat()).toEqual([
      251,
      181,
      ...Array.from({ length: 300 }, (_, i) => i + 1).filter((id) => id !== 251 && id !== 181),
    ]);
  });

  test('by departure, by recording and by title, equals by their number', () => {
    const reader = indexOf([
      made({ id: 1, title: 'בגדד', recordedYear: 1990, departures: [departed('IQ', 1951), departed('SY', 1940)] }),
      made({ id: 2, title: 'Zakho', recordedYear: null }),
      made({ id: 3, title: 'aleppo', recordedYear: 2001, departures: [departed('IQ', 1948)] }),
      made({ id: 4, title: 'Élan', recordedYear: 1990, departures: [departed('IQ', 1951)] }),
      made({ id: 5, title: 'بغداد', recordedYear: 2001, departures: [departed('IQ', 1941, 1952)] }),
    ]);
    expect(found(reader, '', { sort: 'departure' })).toEqual([1, 5, 3, 4, 2]);
    expect(found(reader, '', { sort: 'departure', ...between(null, null, ['IQ']) })).toEqual([5, 3, 1, 4]);
    expect(found(reader, '', { sort: 'recorded' })).toEqual([3, 5, 1, 4, 2]);
    expect(found(reader, '', { sort: 'title' })).toEqual([3, 4, 2, 1, 5]);
    expect(found(reader, '')).toEqual([1, 2, 3, 4, 5]);
  });
});

describe('departures', () => {
  const reader = indexOf([
    made({ id: 1, departures: [departed('SY', 1947), departed('LB', 1967)] }),
    made({ id: 2, departures: [departed('LB', 1947)] }),
    made({ id: 3, departures: [{ country: 'LB', yearMin: null, yearMax: null, audience: 0 }] }),
    made({ id: 4, departures: [departed('IQ', 1948, 1951)] }),
    made({ id: 5, departures: [{ country: 'IQ', yearMin: null, yearMax: 1950, audience: 0 }] }),
    made({ id: 6, departures: [{ country: 'EG', yearMin: 1956, yearMax: 1956, audience: 3 }] }),
  ]);

  test('Aleppo 1947 then Beirut 1967 does not answer Lebanon 1947', () => {
    expect(found(reader, '', between(1947, 1947, ['LB']))).toEqual([2]);
    expect(found(reader, '', between(1947, 1947, ['SY', 'LB']))).toEqual([1, 2]);
    expect(found(reader, '', between(1967, 1967, ['LB']))).toEqual([1]);
    expect(found(reader, 'year:1947 country:LB')).toEqual([2]);
    expect(found(reader, 'country:LB', between(1947, 1947, ['SY', 'LB']))).toEqual([2]);
  });
  test('a range matches every year it may be, an open one also what is far', () => {
    expect(found(reader, '', between(1950, 1960))).toEqual([4, 5]);
    expect(found(reader, '', between(null, 1949))).toEqual([1, 2, 4, 5]);
    expect(found(reader, '', between(1967, null))).toEqual([1]);
  });
  test('each facet counts as if its own filter were off, and the years as if the range were', () => {
    const answer = search(reader, '', between(1947, 1951, ['LB']));
    expect(answer.facets.country).toEqual([
      { value: 'IQ', count: 2 },
      { value: 'LB', count: 1 },
      { value: 'SY', count: 1 },
    ]);
    expect(answer.years).toEqual([
      { year: 1947, count: 1 },
      { year: 1967, count: 1 },
    ]);
    expect(answer.undated).toBe(1);
  });
  test('a testimony is counted once, in the first year of its earliest departure within reach', () => {
    expect(search(reader, '').years).toEqual([
      { year: 1947, count: 2 },
      { year: 1948, count: 1 },
      { year: 1950, count: 1 },
    ]);
    expect(search(reader, '').undated).toBe(2);
    expect(search(reader, '', { who: STAFF }).years).toContainEqual({ year: 1956, count: 1 });
  });
  test('years and values are ruled out, and several ranges mean either', () => {
    expect(found(reader, '-year:1947')).toEqual([3, 4, 6]); // 5 may have been then
    expect(found(reader, 'year:1967 year:1951')).toEqual([1, 4]);
    expect(found(reader, 'accession:k-3')).toEqual([3]);
    expect(found(reader, '-accession:K-3 -year:1947')).toEqual([4, 6]);
  });
});

test('a prefix that begins very many words finds the commonest of them', () => {
  const words = Array.from(
    { length: MOST_COMPLETIONS + 50 },
    (_, i) => `zz${String.fromCharCode(97 + (i % 26))}${'abcdefghijklmnop'[Math.floor(i / 26)]}`,
  );
  const reader = indexOf([
    made({ id: 1, passages: [words.slice(0, MOST_COMPLETIONS).join(' ')] }),
    made({ id: 2, passages: [words.slice(0, MOST_COMPLETIONS).join(' ')] }),
    made({ id: 3, passages: [words.slice(MOST_COMPLETIONS).join(' ')] }),
  ]);
  expect(found(reader, 'zz*')).toEqual([1, 2]);
  expect(found(reader, 'zza*')).toEqual(expect.arrayContaining([1, 2, 3]));
});
