import fc from 'fast-check';
import { fold, foldedTokens } from '../../server/search/folding.ts';
import { tokens } from '../../server/search/tokens.ts';

/** The letters of the original that each word stands on. */
const places = (text: string) => tokens(text).map(({ start, end }) => text.slice(start, end));

describe('the place of a word', () => {
  test.each([
    ['combining accents', 'cafe\u0301, Al-H\u0323illah', ['cafe\u0301', 'Al', 'H\u0323illah']],
    ['niqqud', 'אָמַר שָׁלוֹם.', ['אָמַר', 'שָׁלוֹם']],
    ['harakat and tatweel', 'في بَغْدَادـ، العِراقُ', ['في', 'بَغْدَادـ', 'العِراقُ']],
    ['ligatures', 'ﬁn ﷲ ﻻ', ['ﬁn', 'ﷲ', 'ﻻ']],
    ['signs before and after', 'ʿAlī ibn ʾIsḥāqʾ', ['ʿAlī', 'ibn', 'ʾIsḥāqʾ']],
    ['quotes, which are no part of it', '‘Iraq’ "צה״ל"', ['Iraq', 'צה״ל']],
    ['geresh, which is', 'רח׳ הרצל', ['רח׳', 'הרצל']],
    ['elided particles', 'd’Alep à l’Égypte', ['d', 'Alep', 'à', 'l', 'Égypte']],
    ['joiners', 'می‌خواهم برگردم', ['می‌خواهم', 'برگردم']],
    ['letters of two units', 'x𝐀b\ud800c', ['x𝐀b', 'c']],
    ['ideographs', '日本 ab', ['日', '本', 'ab']],
  ])('covers whole letters: %s', (_, text, words) => {
    expect(places(text)).toEqual(words);
  });

  test('is the same for every word of a sign that stands for a phrase', () => {
    expect(tokens('النبي ﷺ قال').map(({ start, end }) => [start, end])).toEqual([
      [0, 5],
      [6, 7],
      [6, 7],
      [6, 7],
      [6, 7],
      [8, 11],
    ]);
  });
});

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom(...'aÉ éœ’\'lLd-"״׳צהם ּ\u0301\u200d\u200fأ ئ ﻻـ٣日が\ud800\udc00', 'abcdefgh'.repeat(8)),
  }),
);

describe('any text', () => {
  test('has the same words with and without their places', () => {
    fc.assert(
      fc.property(anyText, (text) => expect(tokens(text).map((word) => word.folded)).toEqual(foldedTokens(text))),
      {
        numRuns: 2000,
      },
    );
  });

  test('folds at each place to the word that stands there, in order and apart', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        let before = 0;
        for (const { folded, start, end } of tokens(text)) {
          if (!/[ﷺﷻゟヿ]/.test(text)) {
            expect(fold(text.slice(start, end))).toBe(folded);
            expect(start).toBeGreaterThanOrEqual(before);
          }
          expect(end).toBeGreaterThan(start);
          before = end;
        }
      }),
      { numRuns: 3000 },
    );
  });

  test('is never cut inside a letter with its marks', () => {
    const clusters = new Intl.Segmenter('und', { granularity: 'grapheme' });
    const readable = fc.string({
      unit: fc.constantFrom(...'abÉœ’- "״׳צהםﬁﻻـ\u0301\u0323\u05b8\u05c1\u064e\u0651\u200d\u200cأئ٣日が'),
    });
    fc.assert(
      fc.property(readable, (text) => {
        const edges = new Set([...clusters.segment(text)].map((cluster) => cluster.index)).add(text.length);
        for (const { start, end } of tokens(text)) expect([edges.has(start), edges.has(end)]).toEqual([true, true]);
      }),
      { numRuns: 2000 },
    );
  });
});
