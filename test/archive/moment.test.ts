/** Which text of a testimony is opened to read what was found in it. */
import { eachMomentOnce, textToOpen } from '../../server/archive/moment.ts';

const found = (...all: [lang: string, moment: number][]) =>
  all.map(([lang, moment], i) => ({ id: i + 1, moment, transcriptId: 1, lang }));

test('the text with most of the moments, of as many the one with the best', () => {
  expect(textToOpen(found(['lad', 1], ['en', 1], ['en', 2]))).toEqual({ text: 'en', beside: null });
  expect(textToOpen(found(['fr', 1], ['ar', 1]))).toEqual({ text: 'fr', beside: null });
  expect(textToOpen([])).toEqual({ text: null, beside: null });
});

test('beside it the one that has others', () => {
  expect(textToOpen(found(['ar', 1], ['ar', 2], ['fr', 2], ['fr', 3]))).toEqual({ text: 'ar', beside: 'fr' });
});

test('a moment counts once, by the best of its passages', () => {
  expect(eachMomentOnce(found(['fr', 7], ['ar', 7], ['ar', 8])).map(({ id }) => id)).toEqual([1, 3]);
});
