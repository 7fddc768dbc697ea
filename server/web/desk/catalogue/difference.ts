/** A readable difference of two values: for a text, word by word; for a list, what went and what came. */
import { diffArrays, diffWordsWithSpace } from 'diff';

/** A piece of one line: as it is in both, only before, or only after. */
export interface Piece {
  text: string;
  in: 'both' | 'before' | 'after';
}

const LONGEST_BY_WORDS = 8_000; // letters of both together; beyond, whole lines are compared

/** Lines of pieces. What is the same in a long list is left out. */
export function difference(before: string[], after: string[]): Piece[][] {
  if (before.length === 1 && after.length === 1 && before[0]!.length + after[0]!.length < LONGEST_BY_WORDS) {
    return [
      diffWordsWithSpace(before[0]!, after[0]!).map(({ value, added, removed }) => ({
        text: value,
        in: added ? 'after' : removed ? 'before' : 'both',
      })),
    ];
  }
  return diffArrays(before, after).flatMap(({ value, added, removed }) =>
    added || removed ? value.map((text): Piece[] => [{ text, in: added ? 'after' : 'before' }]) : [],
  );
}
