import type { Audience } from '../../../server/archive/access.ts';
import type { SearchDocument } from '../../../server/search/document.ts';
import { countCountries, countYears } from '../../../server/search/meilisearch/counts.ts';
import { type Departure, departureFields, departuresValue } from '../../../server/search/meilisearch/departures.ts';
import { documentOfEdition, inParts } from '../../../server/search/meilisearch/documents.ts';
import { editionsOf } from '../../../server/search/meilisearch/editions.ts';

const document = (more: Partial<SearchDocument>): SearchDocument => ({
  id: 7,
  accession: 'K-7',
  audience: 0,
  title: 'A title',
  recordedYear: null,
  published: null,
  departures: [],
  facets: [],
  texts: [{ column: 'title', text: 'A title', audience: 0 }],
  passages: [],
  ...more,
});
const passage = (text: string, audience: Audience) => ({ id: 1, text, audience });

test('a testimony open to all has one edition for all', () => {
  expect(editionsOf(document({})).map(({ reaches }) => reaches)).toEqual([[0, 1, 2, 3]]);
});

test('whoever may find more has an edition of their own, and everyone exactly one', () => {
  const editions = editionsOf(
    document({
      passages: [passage('For readers.', 1), passage('For staff.', 3)],
      facets: [{ facet: 'topic', value: 'x', audience: 1 }],
    }),
  );
  expect(editions.map(({ reaches }) => reaches)).toEqual([[0], [1, 2], [3]]);
  const words = editions.map((edition) => documentOfEdition(edition).words);
  expect(words.map((all) => all.includes('readers'))).toEqual([false, true, true]);
  expect(words.map((all) => all.includes('staff'))).toEqual([false, false, true]);
  expect(editions.map((edition) => documentOfEdition(edition).facets.topic)).toEqual([undefined, ['x'], ['x']]);
});

test('of what nobody may know of, there is no edition for them', () => {
  expect(editionsOf(document({ audience: 3 })).map(({ reaches }) => reaches)).toEqual([[3]]);
  expect(editionsOf(document({ audience: 1 })).map(({ reaches }) => reaches)).toEqual([[1, 2, 3]]);
});

test('a text longer than an attribute holds goes on in another part, and no word is left out', () => {
  const words = Array.from({ length: 150_000 }, (_, i) => `w${i}`);
  const made = documentOfEdition(editionsOf(document({ passages: [passage(words.join(' '), 0)] }))[0]!);
  const parts = Object.values(made.body);
  expect(parts).toHaveLength(3);
  for (const part of parts) expect(part.split(' ').length).toBeLessThanOrEqual(65_536);
  expect(parts.join(' ').split(' ')).toEqual(words);
  expect(new Set(made.words).size).toBe(150_002);
});

test('texts do not run into each other, in as few parts as hold them', () => {
  expect(inParts(['a b', 'c'], 100)).toEqual({ part1: 'a b ¶ c' });
  expect(Object.values(inParts(['a b c', 'd e f', 'g'], 12))).toEqual(['a b c', 'd e f', 'g']);
  expect(inParts([])).toEqual({});
});

test('a departure is in each of its years; of one whose beginning or end nobody knows, the other is a limit', () => {
  const { left, first, countries } = departureFields([
    { country: 'IQ', yearMin: 1949, yearMax: 1951 },
    { country: 'SY', yearMin: null, yearMax: 1947 },
    { country: null, yearMin: 1960, yearMax: null },
    { country: 'EG', yearMin: null, yearMax: null },
  ]);
  expect(left.of_IQ).toEqual({ in: [1951, 1950, 1949] });
  expect(left.of_SY).toEqual({ until: [1947] });
  expect(left.anywhere).toEqual({ in: [1951, 1950, 1949], until: [1947], since: [1960] });
  expect(left.of_EG).toBeUndefined();
  expect(first).toEqual({ anywhere: 1947, of_IQ: 1949, of_SY: 1947 });
  expect(countries).toEqual(['IQ', 'SY', 'EG']);
});

test('more departures than a value holds are counted all the same', () => {
  const departures: Departure[] = Array.from({ length: 90 }, (_, i) => ({
    country: 'IQ',
    yearMin: 1900 + i,
    yearMax: 1900 + i,
  }));
  const edition = { ...editionsOf(document({}))[0]!, departures };
  const value = departuresValue(edition);
  expect(value).toBe('#7 0');
  const find = (testimonyId: number, reach: number) => (testimonyId === 7 && reach === 0 ? departures : []);
  const any = { countries: null, years: [] };
  expect(countCountries({ [value]: 2 }, any, find)).toEqual([{ value: 'IQ', count: 2 }]);
  expect(countYears({ [value]: 2 }, any, find)).toEqual({ years: [{ year: 1900, count: 2 }], undated: 0 });
});
