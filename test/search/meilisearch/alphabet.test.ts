import fc from 'fast-check';
import { fold } from '../../../server/search/folding.ts';
import { decodeValue, encodeValue, encodeWords, sortKey } from '../../../server/search/meilisearch/alphabet.ts';

const folded = fc
  .oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: fc.constantFrom(...'qxzqaאבשתالمغربж漢0 ') }))
  .map(fold);

test('a word keeps to letters and digits that nothing cuts, and plain English is as it was', () => {
  expect(encodeWords('the market 1951')).toBe('the market 1951');
  for (const word of ['المغرب', 'בית', 'дом', '漢', 'quxz']) expect(encodeWords(word)).toMatch(/^[a-z0-9]+$/);
  expect(encodeWords('quiz')).toBe('qquizz');
});

test('two words are written alike only where they are the same', () => {
  fc.assert(fc.property(folded, folded, (one, other) => (encodeWords(one) === encodeWords(other)) === (one === other)));
});

test('a word begins with another exactly where it is written so', () => {
  fc.assert(
    fc.property(
      folded,
      folded,
      (one, other) => encodeWords(one).startsWith(encodeWords(other)) === one.startsWith(other),
    ),
  );
  for (const [word, beginning] of [
    ['المغرب', 'الم'],
    ['בתים', 'בת'],
    ['qxz', 'qx'],
    ['z00e9', 'z'],
  ] as const) {
    expect(encodeWords(fold(word)).startsWith(encodeWords(fold(beginning)))).toBe(true);
  }
});

test('the longest word of any script is short enough to be filtered by', () => {
  for (const letter of ['я', '漢', 'ا', 'z', 'ß', '𐤀']) {
    for (const word of fold(letter.repeat(200)).split(' ')) expect(encodeWords(word).length).toBeLessThanOrEqual(460);
  }
});

test('a value comes back as it was, and no two are compared as one', () => {
  const value = fc.oneof(
    fc.string(),
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('IQ', 'iq', 'jrb-Hebr', 'e_0301', 'é', 'e\u0301', 'ﬁ'),
  );
  fc.assert(
    fc.property(value, value, (one, other) => {
      expect(decodeValue(encodeValue(one))).toBe(one);
      const compared = (text: string) => encodeValue(text).normalize('NFKD').toLowerCase();
      expect(compared(one) === compared(other)).toBe(one === other);
    }),
  );
});

test('titles are sorted by their keys as they are by their letters', () => {
  const sign = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);
  fc.assert(fc.property(folded, folded, (one, other) => sign(sortKey(one), sortKey(other)) === sign(one, other)));
});
