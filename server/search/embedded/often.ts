/**
 * Which testimonies a word comes back in, and how often: what tells them apart where a word is in thousands. Of each word
 * that does, a testimony has one mark, the word and a level, in an FTS5 table of its own (often_k): so the testimonies in
 * which a word weighs most are found without reading on to the thousands in which it is said once.
 */
import type { EncodedText } from './text.ts';

export const LEVELS = 10;
const FEWEST = 2; // times: below, it does not come back
const SHORT = 500; // words: shorter texts count as this long

/** 0 where the word does not come back, else from 1 to LEVELS: each level is twice as often in as many words. */
export function levelOf(times: number, words: number): number {
  if (times < FEWEST) return 0;
  const inThousand = (times * 1000) / Math.max(words, SHORT);
  return Math.max(0, Math.min(LEVELS, 1 + Math.floor(Math.log2(inThousand * 8))));
}

/** The mark of a word at a level; no folded word holds the sign. */
export function markOf(word: string, level: number): string {
  return `${word}·${level}`;
}

/** The marks of a text, for FTS5. */
export function marksOf({ words, repeated }: Pick<EncodedText, 'words' | 'repeated'>): string {
  const marks: string[] = [];
  for (const { times, text, start, end } of repeated) {
    const level = levelOf(times, words);
    if (level > 0) marks.push(markOf(text.slice(start, end), level));
  }
  return marks.join(' ');
}
