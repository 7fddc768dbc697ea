import fc from 'fast-check';
import { excerpt, highlight, marked, type Wanted } from '../../server/search/highlight.ts';

const wanted = (...terms: string[]): Wanted => ({ terms: new Set(terms), prefixes: [], phrases: [] });
const around = (text: string, terms: string[], length: number) => {
  const cut = excerpt(text, highlight(text, wanted(...terms)), length);
  return marked(cut.text, cut.ranges);
};
const filler = (words: number) => Array.from({ length: words }, (_, k) => `word${k}`).join(' ');

describe('an excerpt', () => {
  test('is the whole text where that fits', () => {
    expect(around('We left Baghdad.', ['baghdad'], 16)).toBe('We left <mark>Baghdad</mark>.');
  });

  test('is cut between words, around the word found', () => {
    expect(around(`${filler(40)} we left Baghdad in spring ${filler(40)}`, ['baghdad'], 60)).toBe(
      '…word38 word39 we left <mark>Baghdad</mark> in spring word0 word1…',
    );
  });

  test('uses its room at either end of the text', () => {
    expect(around(`Baghdad ${filler(40)}`, ['baghdad'], 30)).toBe('<mark>Baghdad</mark> word0 word1 word2…');
    expect(around(`${filler(40)} Baghdad`, ['baghdad'], 30)).toBe('…word37 word38 word39 <mark>Baghdad</mark>');
    expect(around(filler(40), ['baghdad'], 30)).toBe('word0 word1 word2 word3 word4…');
  });

  test('shows where most different words are, not where one is repeated', () => {
    const text = `Baghdad Baghdad Baghdad ${filler(30)} Baghdad and the Farhud ${filler(30)}`;
    expect(around(text, ['baghdad', 'farhud'], 50)).toContain('<mark>Baghdad</mark> and the <mark>Farhud</mark>');
  });

  test('reads right to left as well', () => {
    const text = `${'كانت العائلة تعيش هناك '.repeat(10)}في بَغْدَادَ القديمة ${'قبل الرحيل بسنوات '.repeat(10)}`;
    expect(around(text, ['بغداد'], 40)).toMatch(/^….*<mark>بَغْدَادَ<\/mark>.*…$/);
  });

  test('cuts a text without spaces between whole characters', () => {
    const text = 'e\u0301'.repeat(100);
    expect(excerpt(text, [{ start: 100, end: 102 }], 21)).toEqual({
      text: `…${'e\u0301'.repeat(9)}…`,
      ranges: [expect.objectContaining({ start: expect.any(Number) })],
    });
  });

  test('shows the beginning of a phrase that is longer than itself', () => {
    const text = filler(50);
    expect(excerpt(text, [{ start: 6, end: 300 }], 30)).toEqual({
      text: '…word1 word2 word3 word4 word…',
      ranges: [{ start: 1, end: 29 }],
    });
  });

  test('of any text is no longer than asked, part of it, and marked on the same letters', () => {
    const clusters = new Intl.Segmenter('und', { granularity: 'grapheme' });
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'ab  é\u0301ב\u05b8 ب\u064e👩\u200d👧日本\n'), maxLength: 120 }),
        fc.array(fc.record({ start: fc.nat(100), end: fc.nat(110) }), { maxLength: 8 }),
        fc.integer({ min: 0, max: 60 }),
        (text, ranges, length) => {
          const cut = excerpt(text, ranges, length);
          expect(cut.text.length).toBeLessThanOrEqual(length);
          const inside = text.length <= length ? cut.text : cut.text.replace(/^…/, '').replace(/…$/, '');
          expect(text).toContain(inside);
          for (const { start, end } of cut.ranges)
            expect(inside).toContain(cut.text.slice(start, end).replace(/…/g, ''));
          const edges = new Set([...clusters.segment(cut.text)].map(({ index }) => index)).add(cut.text.length);
          for (const { start, end } of cut.ranges)
            expect([edges.has(start), edges.has(end), end > start]).toEqual([true, true, true]);
        },
      ),
      { numRuns: 3000 },
    );
  });
});
