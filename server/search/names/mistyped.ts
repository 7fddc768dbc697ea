/**
 * Words as fingers write them: a letter missed, doubled, taken for its neighbour, or two of them changed about (the optimal
 * string alignment of Damerau and Levenshtein, https://en.wikipedia.org/wiki/Damerau–Levenshtein_distance), over folded letters.
 */
import { scriptOfWord } from './sounds-of.ts';

const LEAST = 4; // letters: shorter words are too near to each other
const LEAST_FOR_TWO = 8;
const LONGEST = 24;
const DIGIT = /\d/;

/** How many errors are forgiven in a folded word: none in a short one, a number, or another script than the three. */
export function forgiven(word: string): 0 | 1 | 2 {
  if (word.length < LEAST || !mayBeMeant(word)) return 0;
  return word.length < LEAST_FOR_TWO ? 1 : 2;
}

/** True for what may stand in place of a mistyped word. */
export function mayBeMeant(word: string): boolean {
  return word.length >= LEAST - 1 && word.length <= LONGEST && scriptOfWord(word) !== null && !DIGIT.test(word);
}

/** Letters of words laid end to end, as UTF-16 units. */
type Letters = Uint16Array;

const rows = [new Int32Array(32), new Int32Array(32), new Int32Array(32)];

/**
 * How many errors lie between the word of `a` from `aFrom` to `aTo` and that of `b` from `bFrom` to `bTo`; more than `most`
 * where it is more than that.
 */
export function errorsBetween(
  a: Letters,
  [aFrom, aTo]: readonly [number, number],
  b: Letters,
  [bFrom, bTo]: readonly [number, number],
  most: number,
): number {
  while (aFrom < aTo && bFrom < bTo && a[aFrom] === b[bFrom]) {
    aFrom++;
    bFrom++;
  }
  while (aFrom < aTo && bFrom < bTo && a[aTo - 1] === b[bTo - 1]) {
    aTo--;
    bTo--;
  }
  const [height, width] = [aTo - aFrom, bTo - bFrom];
  if (height === 0 || width === 0) return height + width;
  if (Math.abs(height - width) > most) return most + 1;
  let [before2, before, row] = rows as [Int32Array, Int32Array, Int32Array];
  for (let j = 0; j <= width; j++) before[j] = j;
  for (let i = 1; i <= height; i++) {
    row[0] = i;
    let least = i;
    for (let j = 1; j <= width; j++) {
      const same = a[aFrom + i - 1] === b[bFrom + j - 1];
      let errors = Math.min(before[j]! + 1, row[j - 1]! + 1, before[j - 1]! + (same ? 0 : 1));
      const changedAbout =
        i > 1 && j > 1 && a[aFrom + i - 1] === b[bFrom + j - 2] && a[aFrom + i - 2] === b[bFrom + j - 1];
      if (changedAbout) errors = Math.min(errors, before2[j - 2]! + 1);
      row[j] = errors;
      if (errors < least) least = errors;
    }
    if (least > most + 1) return most + 1;
    [before2, before, row] = [before, row, before2];
  }
  return before[width]!;
}

/** The letters of one word. */
export function lettersOf(word: string): Letters {
  return Uint16Array.from({ length: word.length }, (_, i) => word.charCodeAt(i));
}
