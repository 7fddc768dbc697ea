import { scan } from './folding.ts';

/** A word of a text: its folded spelling, and where it stands in the original (UTF-16 offsets, whole clusters). */
export interface Token {
  folded: string;
  start: number;
  end: number;
}

/**
 * The words of `text` with their places in it, in the order `foldedTokens` gives them. Folding the place gives the word;
 * only signs that stand for several words (ﷺ) give them all the same place.
 */
export function tokens(text: string): Token[] {
  const { folded, count, starts, ends, stops } = scan(text);
  const found: Token[] = new Array(count);
  let from = 0;
  for (let k = 0; k < count; k++) {
    const stop = stops[k]!;
    found[k] = { folded: folded.slice(from, stop), start: starts[k]!, end: ends[k]! };
    from = stop + 1;
  }
  return found;
}
