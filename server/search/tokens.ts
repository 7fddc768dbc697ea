import { fold } from './folding.ts';

/** A word of a text: its folded spelling, and where it stands in the original (UTF-16 offsets, whole clusters). */
export interface Token {
  folded: string;
  start: number;
  end: number;
}

/** The words of `text` with their places in it, in the order `foldedTokens` gives them. */
export function tokens(text: string): Token[] {
  const found: Token[] = [];
  for (const word of text.matchAll(/[\p{L}\p{Nd}][\p{L}\p{M}\p{Nd}]*/gu)) {
    found.push({ folded: fold(word[0]), start: word.index, end: word.index + word[0].length });
  }
  return found;
}
