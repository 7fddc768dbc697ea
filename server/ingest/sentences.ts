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
const LONGEST = 40;

/** How many words `text` has. Runs of up to forty letters, which nearly all are, are counted without the expression. */
export function wordsIn(text: string): number {
  let words = 0;
  let from = 0; // of the run that is being read
  for (let at = 0; at <= text.length; at++) {
    if (at < text.length && !isSpace(text.charCodeAt(at))) continue;
    const length = at - from;
    if (length > LONGEST) words += text.slice(from, at).match(WORD)?.length ?? 0;
    else if (length > 0) words++;
    from = at + 1;
  }
  return words;
}

/** What `\s` matches. */
function isSpace(code: number): boolean {
  if (code <= 0x20) return code === 0x20 || (code >= 9 && code <= 13);
  if (code < 0x1680) return code === 0xa0;
  return code === 0xfeff || (code <= 0x3000 && SPACES.has(code));
}
const SPACES = new Set([0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000]);
for (let code = 0x2000; code <= 0x200a; code++) SPACES.add(code);
