import { tokens } from './tokens.ts';

/** What to mark, in folded words. In a phrase, a word that ends in `*` stands for all that begin with it. */
export interface Wanted {
  terms: ReadonlySet<string>;
  prefixes: readonly string[];
  phrases: readonly (readonly string[])[];
}

/** UTF-16 offsets, the end exclusive. */
export interface Range {
  start: number;
  end: number;
}

/** Where `text` has what is wanted: in order, apart from each other, on whole clusters; a phrase is one range. */
export function highlight(text: string, wanted: Wanted): Range[] {
  return tokens(text)
    .filter((token) => wanted.terms.has(token.folded))
    .map(({ start, end }) => ({ start, end }));
}

/** Safe HTML of `text`: every character escaped, `<mark>` round the ranges and no other tag, no cluster split. */
export function marked(text: string, ranges: readonly Range[]): string {
  const escape = (part: string) => part.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
  let html = '';
  let at = 0;
  for (const { start, end } of ranges) {
    html += `${escape(text.slice(at, start))}<mark>${escape(text.slice(start, end))}</mark>`;
    at = end;
  }
  return html + escape(text.slice(at));
}

/** The best `maxChars` of `text` (UTF-16 units, ellipses included) to show, and the ranges as they stand in it. */
export function excerpt(text: string, ranges: readonly Range[], maxChars: number): { text: string; ranges: Range[] } {
  return { text: text.slice(0, maxChars), ranges: ranges.filter((range) => range.end <= maxChars) };
}
