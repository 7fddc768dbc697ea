import type { Database } from '../../db/open.ts';
import { sameWord, stemKey } from '../stem.ts';
import { beginningWith, type DictionaryWord, lookUp, withStem } from './dictionary.ts';

/**
 * The one place where a word asked for becomes the words looked for. Only the dictionaries the viewer reaches by role are
 * read: a word that stands nowhere but in what is closed to them cannot be completed, widened to or counted. Further ways
 * to widen (equal spellings of an authority, a phonetic key) are further `Widening`s here, and nothing else changes.
 */
export interface Variant {
  word: string;
  testimonies: number;
  by: Widening;
}
export type Widening = 'stem';

export interface Expansion {
  /** In how many testimonies the word itself is; 0 where nowhere the viewer reaches. */
  testimonies: number;
  variants: Variant[];
}

const MOST_VARIANTS = 64;

/** The words that `word` (folded) also means, commonest first, itself left out. `audiences`: the dictionaries to read. */
export function expandWord(db: Database, audiences: readonly number[], word: string): Expansion {
  const found = summed(audiences.flatMap((k) => withStem(db, k, stemKey(word))));
  const own = found.get(word) ?? summed(audiences.flatMap((k) => lookUp(db, k, word) ?? [])).get(word) ?? 0;
  found.delete(word);
  const variants = [...found]
    .filter(([other]) => sameWord(word, other))
    .map<Variant>(([other, testimonies]) => ({ word: other, testimonies, by: 'stem' }));
  return { testimonies: own, variants: commonestFirst(variants).slice(0, MOST_VARIANTS) };
}

/** Above this many completions a prefix stands for the commonest alone: a word of two letters would be half the dictionary. */
export const MOST_COMPLETIONS = 256;

export interface Completions {
  words: { word: string; testimonies: number }[];
  all: boolean; // false where there are more
}

/** The words that begin with `prefix` (folded). */
export function completions(db: Database, audiences: readonly number[], prefix: string): Completions {
  const found = audiences.flatMap((k) => beginningWith(db, k, prefix, MOST_COMPLETIONS + 1));
  const words = [...summed(found)].map(([word, testimonies]) => ({ word, testimonies }));
  return { words: commonestFirst(words).slice(0, MOST_COMPLETIONS), all: words.length <= MOST_COMPLETIONS };
}

function summed(words: DictionaryWord[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { word, testimonies } of words) sums.set(word, (sums.get(word) ?? 0) + testimonies);
  return sums;
}

function commonestFirst<Word extends { word: string; testimonies: number }>(words: Word[]): Word[] {
  return words.sort((a, b) => b.testimonies - a.testimonies || (a.word < b.word ? -1 : 1));
}
