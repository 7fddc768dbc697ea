import type { SearchRequest } from '../../../server/search/engine.ts';
import { READER, STAFF, VISITOR } from './asking.ts';
import { found, indexOf, made, search, within } from './made-index.ts';

const topic = (value: string, audience: 0 | 1 | 2 | 3 = 0) => ({ facet: 'topic' as const, value, audience });

const reader = indexOf([
  made({ id: 1, passages: ['The open market of Basra.'], facets: [topic('trade')] }),
  made({ id: 2, passages: [{ text: 'The registered jasmine of Basra.', audience: 1 }], facets: [topic('trade', 1)] }),
  made({ id: 3, passages: [{ text: 'The restricted quinces of Basra.', audience: 2 }], facets: [topic('trade', 2)] }),
  made({ id: 4, audience: 3, title: 'Closed', names: 'Salima', passages: ['The closed pomegranates of Basra.'] }),
  made({
    id: 5,
    passages: [
      { text: 'She said ▒▒▒ and wept.', audience: 0 },
      { text: 'Nothing withheld here.', audience: 0 },
    ],
    facets: [topic('exile'), topic('prison', 3)],
  }),
]);
const by = (who: Partial<SearchRequest['who']>) => ({ who: { ...READER, ...who } });

test('each finds the words within their reach and no others', () => {
  expect(found(reader, 'Basra')).toEqual([1]);
  expect(found(reader, 'Basra', { who: READER })).toEqual([1, 2]);
  expect(found(reader, 'Basra', by({ granted: [3] }))).toEqual([1, 2, 3]);
  expect(found(reader, 'Basra', by({ granted: [4] }))).toEqual([1, 2]);
  expect(found(reader, 'Basra', by({ given: [4] }))).toEqual([1, 2, 4]);
  expect(found(reader, 'Basra', { who: STAFF })).toEqual([1, 2, 3, 4]);
});

test('a word of a restricted transcript is not found, not counted and not completed by a visitor', () => {
  for (const text of [
    'quinces',
    'quince',
    'quin*',
    '"restricted quinces"',
    'NEAR(restricted Basra)',
    'Basra quinces',
  ]) {
    const answer = search(reader, text);
    expect(answer).toMatchObject({ total: 0, undated: 0, years: [] });
    expect(Object.values(answer.facets).flat()).toEqual([]);
  }
  expect(search(reader, 'quin*').wanted).toEqual({ terms: [], prefixes: ['quin'], phrases: [] });
  expect(search(reader, 'quince').wanted.terms).toEqual(['quince']); // not widened to the plural, which stands only there
  expect(search(reader, 'quince').alsoSpelled).toEqual([]);
  expect(search(reader, 'quince', { who: STAFF }).wanted.terms).toEqual(['quince', 'quinces']);
});

test('one it was granted to finds its words, also by their beginning, and learns of no other closed word', () => {
  expect(found(reader, 'quin*', by({ granted: [3] }))).toEqual([3]);
  expect(within(reader, 3, 'quin*', by({ granted: [3] }).who)).toEqual([300]);
  expect(found(reader, 'pomegran*', by({ granted: [3] }))).toEqual([]);
  expect(search(reader, 'quince', by({ granted: [3] })).wanted.terms).toEqual(['quince']);
});

test('what is ruled out is ruled out by what the viewer may know alone', () => {
  expect(found(reader, 'testimony -Basra')).toEqual([2, 3, 5]);
  expect(found(reader, 'testimony -Basra', { who: STAFF })).toEqual([5]);
});

test('a closed testimony does not change a facet count, and is in no list of everything', () => {
  expect(search(reader, '').facets.topic).toEqual([
    { value: 'exile', count: 1 },
    { value: 'trade', count: 1 },
  ]);
  expect(search(reader, '', { who: READER }).facets.topic).toContainEqual({ value: 'trade', count: 2 });
  expect(search(reader, '').total).toBe(4);
  expect(search(reader, '', { who: STAFF }).total).toBe(5);
  expect(within(reader, 4, 'Basra')).toEqual([]);
});

test('a facet value beyond reach neither counts nor filters', () => {
  const filters = { facets: { topic: ['prison'] }, yearFrom: null, yearTo: null };
  expect(found(reader, '', { filters })).toEqual([]);
  expect(found(reader, '', { filters, who: STAFF })).toEqual([5]);
  expect(found(reader, '-topic:prison')).toEqual([1, 2, 3, 5]);
});

test('the name of one who may not be known is not found by name', () => {
  expect(found(reader, 'narrator:Salima')).toEqual([]);
  expect(found(reader, 'narrator:Salima', { who: STAFF })).toEqual([4]);
});

test('no phrase reaches across words withheld', () => {
  expect(found(reader, '"said wept"')).toEqual([]);
  expect(found(reader, '"said and"')).toEqual([]);
  expect(found(reader, 'NEAR(said wept)')).toEqual([]);
  expect(found(reader, '"and wept"')).toEqual([5]);
});

test('testimonies left out are in no answer, whatever the index says', () => {
  const answer = search(reader, 'Basra', { leaveOut: [1] });
  expect(answer.total).toBe(0);
  expect(answer.facets.topic).toEqual([]);
  expect(found(reader, '', { leaveOut: [1], who: VISITOR })).toEqual([2, 3, 5]);
});
