import { arabic } from './stem/arabic.ts';
import { hebrew } from './stem/hebrew.ts';
import { english, french, latin, otherLatin } from './stem/latin.ts';
import type { Stemming } from './stem/stemming.ts';

/**
 * Light stemming, at query time, over the dictionary of folded words:
 *   1. store stemKey(word) beside every word of the dictionary (one indexed column);
 *   2. for a word asked, take the dictionary words with the same stemKey: a wide bucket;
 *   3. keep those for which sameWord(asked, found) is true. Never skip this step: the bucket alone surprises.
 *
 * sameWord has a direction. Whoever asks for Dina (דינה) may mean מדינה read as "from Dina"; whoever asks for מדינה,
 * "state", never means Dina. And ordinary words that only look like a prefix and a word are listed, and left whole.
 */

const whole: Stemming = { bucket: (word) => word, asked: (word) => [word], found: (word) => [word] };

function stemmingOf(word: string): Stemming {
  const first = word.charCodeAt(0);
  if (first >= 0x61 && first <= 0x7a) return latin;
  if (first >= 0x5d0 && first <= 0x5ea) return hebrew;
  if (first >= 0x620 && first <= 0x6ff) return arabic;
  return whole;
}

/** The bucket a folded word is stored under. Not for showing. */
export function stemKey(folded: string): string {
  return stemmingOf(folded).bucket(folded);
}

/** True when a reader who asked for `asked` also means `found` (both folded): plural, article, one-letter prefix. */
export function sameWord(asked: string, found: string): boolean {
  if (asked === found) return true;
  const meant = stemmingOf(asked).asked(asked);
  return stemmingOf(found)
    .found(found)
    .some((form) => meant.includes(form));
}

/**
 * The word itself, then its forms without article, prefix or plural: an index that cannot expand queries stores them all.
 * `lang` (BCP 47), where known, leaves out the plurals of other languages.
 */
export function stems(folded: string, lang?: string): string[] {
  const stemming = stemmingOf(folded);
  if (stemming !== latin || lang === undefined) return stemming.found(folded);
  const primary = lang.split('-')[0];
  return (primary === 'en' ? english : primary === 'fr' ? french : otherLatin).found(folded);
}
