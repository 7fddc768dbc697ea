/** The words around a date (*about*, *before*, *between … and*), in the five languages: authorities/date-words.json. */
import { readFileSync } from 'node:fs';
import type { Calendar } from '../calendars.ts';
import { plainLetters } from '../plain-letters.ts';

const file = new URL('../authorities/date-words.json', import.meta.url);
const lists = JSON.parse(readFileSync(file, 'utf8')) as Record<Kind, string[]>;

/** A key of date-words.json. */
export type Kind =
  | (
      | 'circa'
      | 'perhaps'
      | 'before'
      | 'after'
      | 'since'
      | 'onwards'
      | 'until'
      | 'between'
      | 'from'
      | 'and'
      | 'to'
      | 'or'
    )
  | ('decade' | `${number}s` | 'of the twentieth century' | 'century' | '21' | '22' | '23' | '24')
  | ('early' | 'middle' | 'late' | 'filler' | 'weekday' | 'bce' | Calendar);

const ATTACHED = new Set(['و', 'ו', 'ל']); // written as one with the word that follows
const alternatives = new Map<string, string[]>(
  Object.entries(lists).map(([kind, words]) => {
    const plain = words.map((word) => plainLetters(word).replace(/\.$/, '')); // a last dot may be there or not
    return [kind, [...new Set(plain)].sort((a, b) => b.length - a.length)];
  }),
);

/** What follows where `text` begins with a word of this kind; null where it does not. */
export function afterWord(kind: Kind, text: string): string | null {
  for (const word of wordsOf(kind)) {
    if (!text.startsWith(word)) continue;
    const rest = text.slice(word.length);
    if (/^(\.|[ -]|(?=\d))/.test(rest)) return rest.replace(/^[. -]+/, '');
  }
  return null;
}

/** What comes before where `text` ends with a word of this kind; null where it does not. */
export function beforeWord(kind: Kind, text: string): string | null {
  for (const word of wordsOf(kind)) {
    if (!text.endsWith(word)) continue;
    const rest = text.slice(0, text.length - word.length);
    if (/[\d ]$/.test(rest)) return rest.trim();
  }
  return null;
}

/** Whether all of `text` is one word of this kind. */
export function isWord(kind: Kind, text: string): boolean {
  return wordsOf(kind).includes(text);
}

/** Every way to part `text` at a word of this kind, in order. */
export function partedAt(kind: Kind, text: string): [string, string][] {
  const parts: [string, string][] = [];
  for (let at = text.indexOf(' '); at >= 0; at = text.indexOf(' ', at + 1)) {
    const left = text.slice(0, at);
    const rest = text.slice(at + 1);
    for (const word of wordsOf(kind)) {
      const right = rest.slice(word.length);
      if (rest.startsWith(`${word} `) || (ATTACHED.has(word) && rest.startsWith(word) && right !== ''))
        parts.push([left, right.trim()]);
    }
  }
  return parts;
}

/** `text` without the words of this kind at its beginning. */
export function withoutLeading(kind: Kind, text: string): string {
  const rest = afterWord(kind, text);
  return rest === null || rest === '' ? text : withoutLeading(kind, rest);
}

function wordsOf(kind: Kind): readonly string[] {
  return alternatives.get(kind) ?? [];
}
