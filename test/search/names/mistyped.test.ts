import fc from 'fast-check';
import { errorsBetween, forgiven, lettersOf } from '../../../server/search/names/mistyped.ts';

/** The definition, without a bound: https://en.wikipedia.org/wiki/Damerau–Levenshtein_distance#Optimal_string_alignment_distance */
function plainly(a: string, b: string): number {
  const all = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)),
  );
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const row = all[i]!;
      row[j] = Math.min(all[i - 1]![j]! + 1, row[j - 1]! + 1, all[i - 1]![j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        row[j] = Math.min(row[j]!, all[i - 2]![j - 2]! + 1);
    }
  }
  return all[a.length]![b.length]!;
}

const word = fc.string({ unit: fc.constantFrom(...'abcאבجد'), maxLength: 12 });

test('errors are counted as they are defined, up to the bound', () => {
  fc.assert(
    fc.property(word, word, fc.integer({ min: 1, max: 2 }), (a, b, most) => {
      const between = errorsBetween(lettersOf(a), [0, a.length], lettersOf(b), [0, b.length], most);
      const right = plainly(a, b);
      if (right <= most) expect(between).toBe(right);
      else expect(between).toBeGreaterThan(most);
    }),
    { numRuns: 2000 },
  );
});

test.each([
  ['bag', 0],
  ['home', 1],
  ['baghdad', 1],
  ['alexandria', 2],
  ['בגדאד', 1],
  ['بغداد', 1],
  ['1951', 0],
  ['θάλασσα', 0],
  ['漢字漢字', 0],
])('in %s, %i', (one, errors) => expect(forgiven(one)).toBe(errors));
