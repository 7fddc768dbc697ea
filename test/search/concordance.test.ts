import { keywordsInContext } from '../../server/search/concordance.ts';

const wanted = { terms: new Set(['key']), prefixes: [], phrases: [] };

test('a word found stands in the middle of what is around it, wherever it stands', () => {
  expect(keywordsInContext('The key lay\n on the table. Who took the KEY?', wanted)).toEqual([
    { before: 'The ', keyword: 'key', after: ' lay on the table. Who took the KEY?' },
    { before: 'The key lay on the table. Who took the ', keyword: 'KEY', after: '?' },
  ]);
});

test('long texts are cut at words', () => {
  const [line] = keywordsInContext(
    `${'many words before '.repeat(20)}key ${'many words after '.repeat(20)}`,
    wanted,
    30,
  );
  expect(line!.before).toMatch(/^… \S.{0,30}before $/);
  expect(line!.after).toMatch(/^ many words .*…$/);
});

test('where nothing is found there is no line', () => {
  expect(keywordsInContext('No door, no lock.', wanted)).toEqual([]);
});
