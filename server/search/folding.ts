/** First shape, so that others can build on it; the full folding of DESIGN §6 follows. */

/** The folded words of `text`, joined by one space: what FTS5 is given. Folding it again changes nothing. */
export function fold(text: string): string {
  return foldedTokens(text).join(' ');
}

/** The folded words of `text` in order, without offsets: the fast way, for indexing. */
export function foldedTokens(text: string): string[] {
  return (
    text
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[\p{L}\p{Nd}]+/gu) ?? []
  );
}
