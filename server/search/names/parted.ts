/**
 * A word of several parts is written joined, parted and with hyphens: coexistence, co existence, co-existence. Hyphens part
 * words in the index, so that the last two are one there; the first is what has to be looked for as well, or parted.
 */
import { LONGEST_WORD } from '../folding.ts';
import { isOrdinaryForm, isVeryCommon } from './ordinary.ts';
import type { Word, WordBook } from './word-book.ts';

/** What is written before a word with a hyphen or without, and stands by itself in few texts. Folded, as all words here. */
const LEADING =
  'anglo ante anti arabo arriere auto bi co contre counter demi ethno euro ex franco grand great greco half hispano inter intra irano italo judeo macro mid micro mini multi neo non over pan post pre pro proto pseudo quasi re self semi socio step sub super trans tri turco ultra under vice'.split(
    ' ',
  );
const LEAST_AFTER_LEADING = 3; // letters: none, exit and come are whole
const LEAST_OF_PARTS = 4; // of any two words: Iran is not I ran, nor notable not able

/** The other ways of writing folded words that are one: several joined, or one in two. Only what stands in the texts. */
export function otherwiseJoined(book: WordBook, words: readonly string[]): Word[] {
  const among = (candidates: string[]) =>
    candidates.map((word) => ({ word, testimonies: leastOf(book, word) })).filter(({ testimonies }) => testimonies > 0);
  if (words.length > 1) return among([words.join('')].filter((word) => word.length <= LONGEST_WORD));
  return among(partings(words[0] ?? ''));
}

function leastOf(book: WordBook, words: string): number {
  return Math.min(...words.split(' ').map((word) => book.testimonies(word)));
}

/** A word in two where it may be two: after what leads in others; or anywhere, if nobody writes it as one every day. */
function partings(word: string): string[] {
  if (!/^[a-z]+$/.test(word)) return [];
  const places = LEADING.filter(
    (part) => word.startsWith(part) && word.length - part.length >= LEAST_AFTER_LEADING,
  ).map((part) => part.length);
  if (!isOrdinaryForm(word)) {
    for (let at = LEAST_OF_PARTS; at <= word.length - LEAST_OF_PARTS; at++) {
      // Two of the commonest words stand beside each other everywhere, and cost much to be found so.
      if (!isVeryCommon(word.slice(0, at)) || !isVeryCommon(word.slice(at))) places.push(at);
    }
  }
  return [...new Set(places)].map((at) => `${word.slice(0, at)} ${word.slice(at)}`);
}
