/**
 * Where a long turn may be divided. A sentence ends with a mark of any of the archive's scripts (Latin, Arabic ؟, Persian
 * and Urdu ۔, Hebrew ׃, Armenian and others), its closing quotation marks and brackets, and white space after them; not
 * after an initial (`Gordon E. Moore`) or a title.
 */
const END = /(?<![.?!…؟۔׃։।。！？])[.?!…؟۔׃։।。！？]+["'”’»›)\]}]{0,4}(?=\s)/gu;
const NO_END =
  /(?:^|[\s([“"'’-])(?:\p{Lu}|Mr|Mrs|Ms|Dr|St|Prof|Rev|Gen|Col|Mt|vs|No|Mme|Mlle|M|Me|etc|e\.g|i\.e|p)\.$/u;

/** The offsets after which a sentence of `text` ends, the end of the text not included. */
export function sentenceEnds(text: string): number[] {
  const ends: number[] = [];
  for (const found of text.matchAll(END)) {
    const end = found.index + found[0].length;
    if (!(found[0] === '.' && NO_END.test(text.slice(Math.max(0, end - 6), end)))) ends.push(end);
  }
  return ends;
}

/**
 * A word: a run of anything but white space. One of over forty characters counts as several, since scripts without spaces
 * and damaged files have such, and nothing may grow without bound. Combining marks stay with their letter.
 */
export const WORD = /\S{1,40}\p{M}*/gu;

/** How many words `text` has. */
export function wordsIn(text: string): number {
  return text.match(WORD)?.length ?? 0;
}
