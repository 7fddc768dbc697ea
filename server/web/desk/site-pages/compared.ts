import { diffArrays } from 'diff';
import type { PageWords } from '../../../archive/site-page/shipped.ts';
import { difference, type Piece } from '../catalogue/difference.ts';

/** What differs between two texts of a page: a line that was rewritten word by word, others whole; what stayed is left out. */
export function compared(before: PageWords | null, after: PageWords | null): Piece[][] {
  const parts = diffArrays(linesOf(before), linesOf(after));
  return parts.flatMap(({ value, added, removed }, at) => {
    const [last, next] = [parts[at - 1], parts[at + 1]];
    if (removed && next?.added && next.value.length === value.length)
      return value.flatMap((line, nth) => difference([line], [next.value[nth]!]));
    if (added && last?.removed && last.value.length === value.length) return []; // said with what it replaced
    return added || removed ? value.map((text): Piece[] => [{ text, in: added ? 'after' : 'before' }]) : [];
  });
}

/** The title, then the lines that say something. */
function linesOf(words: PageWords | null): string[] {
  return words ? [words.title, ...words.body.split('\n').filter((line) => line.trim() !== '')] : [];
}
