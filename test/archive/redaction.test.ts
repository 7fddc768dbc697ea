/** Words withheld: nothing of them is left in a text, however the spans lie. */
import fc from 'fast-check';
import { WITHHELD, withhold } from '../../server/archive/redaction.ts';

test('a span is replaced by a sign that does not tell how long it was', () => {
  expect(withhold('We hid with Ezra Cohen there.', [{ start: 12, end: 22 }])).toBe(`We hid with ${WITHHELD} there.`);
  expect(withhold('We hid with Al there.', [{ start: 12, end: 14 }])).toBe(`We hid with ${WITHHELD} there.`);
});

test('spans that meet are one sign: nobody can count the words', () => {
  expect(
    withhold('abcdef', [
      { start: 1, end: 3 },
      { start: 3, end: 5 },
    ]),
  ).toBe(`a${WITHHELD}f`);
  expect(
    withhold('abcdef', [
      { start: 2, end: 5 },
      { start: 1, end: 3 },
    ]),
  ).toBe(`a${WITHHELD}f`);
});

test('of any text with any spans, just the letters outside all of them are left, in order', () => {
  const span = fc.tuple(fc.nat(40), fc.nat(40)).map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) }));
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', 'ב', 'ج', ' '), maxLength: 30 }),
      fc.array(span),
      (text, spans) => {
        const left = [...text].filter((_, at) => !spans.some(({ start, end }) => at >= start && at < end)).join('');
        expect(withhold(text, spans).replaceAll(WITHHELD, '')).toBe(left);
      },
    ),
  );
});
