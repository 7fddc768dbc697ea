import fc from 'fast-check';
import { edgesOf } from '../../../server/search/clusters.ts';
import { lettersTyped } from '../../../server/search/suggest/letters-typed.ts';

const typed = (name: string, text: string) => lettersTyped(name, text).map(({ start, end }) => name.slice(start, end));

test.each([
  ['Baghdad', 'bagh', ['Bagh']],
  ['Bağdat', 'bag', ['Bağ']],
  ['Rachel Mentash', 'ment rach', ['Rach', 'Ment']],
  ['Straße', 'strass', ['Straß']],
  ['l’Œuvre', 'oeu', ['Œu']],
  ['Abū Nājī', 'abu naj', ['Abū', 'Nāj']],
  ['בַּגְדָּד', 'בגד', ['בַּגְדָּ']],
  ['בַּגְדָּד', 'בג', ['בַּגְ']],
  ['ירושלים', 'ירושלים', ['ירושלים']],
  ['القبيسي', 'قبي', ['قبي']],
  ['بَغْداد', 'بغد', ['بَغْد']],
  ['محمد', 'mo', []],
  ['Baghdad', '', []],
])('in %s, %s marks %j', (name, text, marked) => {
  expect(typed(name, text)).toEqual(marked);
});

test('marks are in order, apart, within the name and on whole letters, whatever is typed', () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.stringMatching(/^[אבגד\u05b8\u05bcالبغ\u064eBağß ]{0,20}$/),
  );
  fc.assert(
    fc.property(text, text, (name, letters) => {
      let last = 0;
      const { before, after } = edgesOf(name);
      for (const { start, end } of lettersTyped(name, letters)) {
        expect(start).toBeGreaterThanOrEqual(last);
        expect(end).toBeGreaterThan(start);
        expect([before(start), after(end)]).toEqual([start, end]);
        last = end;
      }
      expect(last).toBeLessThanOrEqual(name.length);
    }),
  );
});
