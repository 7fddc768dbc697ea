/**
 * Made-up languages that are to an index what real ones are: five, in three scripts, their words as frequent as words are
 * (Zipf–Mandelbrot: the word of rank r as often as 1 / (r + 2.7)), the frequent ones short, and now and then a word that
 * hardly comes again.
 */
import { below, oneOf, type Random, random } from './random.ts';

export const LANGS = ['en', 'fr', 'ar', 'he', 'fa'] as const;
export type BenchLang = (typeof LANGS)[number];

const WORDS = 200_000; // of each language
const SHIFT = 2.7;
const LETTERS: Record<BenchLang, { heads: string; tails: string }> = {
  en: { heads: 'bcdfghklmnprstvw', tails: 'aeiou' },
  fr: { heads: 'bcdfghjlmnpqrstv', tails: 'aeiouéèê' },
  ar: { heads: 'ابتثجحخدرسشصطعغ', tails: 'فقكلمنهوي' },
  he: { heads: 'אבגדהזחטיכל', tails: 'מנסעפצקרשתו' },
  fa: { heads: 'ابپتجچخدرزسش', tails: 'عفقکگلمنوهی' },
};

export interface Vocabulary {
  words: string[]; // the commonest first
  /** The rank of a word drawn as often as it is used. */
  draw: (next: Random) => number;
}

export function vocabulary(lang: BenchLang): Vocabulary {
  const next = random(LANGS.indexOf(lang) + 1);
  const taken = new Set<string>();
  const words: string[] = [];
  while (words.length < WORDS) {
    const word = madeWord(next, lang, 1 + Math.floor(Math.log10(words.length + 1) * 0.45 + next()));
    if (taken.has(word)) continue;
    taken.add(word);
    words.push(word);
  }
  return { words, draw: zipf(WORDS) };
}

/** A word of so many syllables. */
export function madeWord(next: Random, lang: BenchLang, syllables: number): string {
  const { heads, tails } = LETTERS[lang];
  let word = '';
  for (let i = 0; i < syllables; i++) word += oneOf(next, [...heads]) + oneOf(next, [...tails]);
  return next() < 0.3 ? word + heads[below(next, heads.length)] : word;
}

/** Draws ranks below `n` by their frequency, in constant time (Vose's alias method). */
function zipf(n: number): (next: Random) => number {
  const weights = Float64Array.from({ length: n }, (_, rank) => 1 / (rank + SHIFT));
  const mean = weights.reduce((sum, weight) => sum + weight, 0) / n;
  const chance = weights.map((weight) => weight / mean);
  const alias = new Uint32Array(n);
  const small: number[] = [];
  const large: number[] = [];
  chance.forEach((value, rank) => void (value < 1 ? small : large).push(rank));
  while (small.length && large.length) {
    const [less, more] = [small.pop()!, large.pop()!];
    alias[less] = more;
    chance[more] = chance[more]! + chance[less]! - 1;
    (chance[more]! < 1 ? small : large).push(more);
  }
  for (const rank of [...small, ...large]) chance[rank] = 1;
  return (next) => {
    const rank = below(next, n);
    return next() < chance[rank]! ? rank : alias[rank]!;
  };
}
