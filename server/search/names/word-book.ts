/** The words of the texts of an archive, as a search looks them up. Engines differ in how they do it, and in nothing else. */
import { sameWord, stemKey } from '../stem.ts';

export interface Word {
  word: string; // folded
  testimonies: number;
}

/** The words of an index, as far as the one who searches may know of them. */
export interface WordBook {
  /** In how many testimonies a folded word is. */
  testimonies(word: string): number;
  withStem(key: string): readonly Word[];
  withKey(key: string): readonly Word[]; // of dictionaryKeys
}

/** The words of the texts that are `word` (folded) with a plural, an article or a prefix. */
export function sameStem(book: WordBook, word: string): Word[] {
  return book.withStem(stemKey(word)).filter((other) => sameWord(word, other.word));
}
