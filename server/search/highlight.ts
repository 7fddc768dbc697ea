import { onClusters, type Range } from './clusters.ts';
import { type Token, tokens } from './tokens.ts';

export { excerpt } from './excerpt.ts';
export type { Range };

/** What to mark, in folded words. In a phrase, a word that ends in `*` stands for all that begin with it. */
export interface Wanted {
  terms: ReadonlySet<string>;
  prefixes: readonly string[];
  phrases: readonly (readonly string[])[];
}

/** Signs that no phrase crosses: between the items of a list, and where words are withheld. */
const BREAK = /[¶▒]/;

function fits(word: string, folded: string): boolean {
  return word.endsWith('*') ? folded.startsWith(word.slice(0, -1)) : folded === word;
}

function isPhrase(text: string, words: readonly Token[], phrase: readonly string[]): boolean {
  return (
    words.length === phrase.length &&
    words.every(({ folded }, k) => fits(phrase[k]!, folded)) &&
    !BREAK.test(text.slice(words[0]!.start, words.at(-1)!.end))
  );
}

/** Where `text` has what is wanted: in order, apart from each other, on whole clusters; a phrase is one range. */
export function highlight(text: string, wanted: Wanted): Range[] {
  const words = tokens(text);
  const found: Range[] = [];
  const phrases = wanted.phrases.filter((phrase) => phrase.length > 0);
  words.forEach(({ folded, start, end }, k) => {
    if (wanted.terms.has(folded) || wanted.prefixes.some((prefix) => folded.startsWith(prefix)))
      found.push({ start, end });
    for (const phrase of phrases) {
      if (!fits(phrase[0]!, folded)) continue;
      const these = words.slice(k, k + phrase.length);
      if (isPhrase(text, these, phrase)) found.push({ start, end: these.at(-1)!.end });
    }
  });
  return onClusters(text, found);
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
/** Controls that would turn round what follows: a passage runs in the direction of its language. */
const DIRECTIONS = /[\u202a-\u202e\u2066-\u2069]/g;
const escaped = (text: string) => text.replace(DIRECTIONS, '').replace(/[&<>"']/g, (char) => ENTITIES[char]!);

/**
 * Safe HTML of `text`: every character escaped, `<mark>` round the ranges, `<span class="unsure">` round the words a program
 * was unsure of, and no other tag; no cluster split. The one function whose result a view may show unescaped.
 */
export function marked(text: string, ranges: readonly Range[], unsure: readonly Range[] = []): string {
  let html = '';
  let at = 0;
  for (const { start, end } of onClusters(text, ranges)) {
    html += `${plain(text, at, start, unsure)}<mark>${escaped(text.slice(start, end))}</mark>`;
    at = end;
  }
  return html + plain(text, at, text.length, unsure);
}

function plain(text: string, from: number, to: number, unsure: readonly Range[]): string {
  let html = '';
  let at = from;
  for (const { start, end } of unsure) {
    if (end <= at || start >= to) continue;
    const [first, last] = [Math.max(start, at), Math.min(end, to)];
    html += `${escaped(text.slice(at, first))}<span class="unsure">${escaped(text.slice(first, last))}</span>`;
    at = last;
  }
  return html + escaped(text.slice(at, to));
}
