/**
 * What each character is to a search: a letter and how it is spelled when folded, a mark, a sign, or what stands between
 * words. Unicode's compatibility decomposition (NFKD) does most of it; this file says the rest, by script.
 * https://www.unicode.org/reports/tr15/ and https://www.unicode.org/reports/tr44/#General_Category_Values
 */

/** What a code unit is, where it is not a letter that folds to one unit. All stay below '0', the lowest folded letter. */
export const SEPARATOR = 0;
/** Accents, niqqud, harakat, tatweel, joiners: belong to the letter before them and leave no trace. */
export const MARK = 1;
/** Letters without a sound of their own that many leave out: ʿ ʾ ء ׳. Part of a word, and leave no trace in it. */
export const SIGN = 2;
/** ' ’ ‘ `: left out inside a word; after an elided French or Italian particle, the end of it. */
export const APOSTROPHE = 3;
/** " ” ״: left out between two Hebrew letters (צה"ל), elsewhere between words. */
export const QUOTE = 4;
/** Direction marks, soft hyphens, zero-width spaces: as if they were not there. */
export const UNSEEN = 5;
/** A letter that folds to several: æ ﷲ ﬁ ﻻ. */
export const LIGATURE = 6;
/** A character that is a word by itself: Han and kana. */
export const IDEOGRAPH = 7;
/** The first half of a character beyond U+FFFF. */
export const ASTRAL = 8;
export const LAST_CLASS = 8;

const LETTER = /[\p{L}\p{Nd}\p{Nl}]/u;
const DIGIT = /\p{Nd}/u;
const ANY_MARK = /\p{M}/u;
/** Marks of the scripts that can be read without them. Those of India and South-East Asia are vowels, and stay. */
const OPTIONAL_MARK =
  /[\p{Script=Inherited}\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Samaritan}\p{Script=Ethiopic}]/u;
const BY_ITSELF = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
const FORMAT = /\p{Cf}/u;

const APOSTROPHES = "'’‘‛`´′‵＇՚";
const QUOTES = '"“”„‟″״＂';
/** Joiners belong to the cluster before them (UAX 29), unlike other format characters. Tatweel only makes a word longer. */
const LIKE_MARKS = '\u200c\u200dـ';

/** Letters whose plain spelling Unicode does not give: each group is a spelling, then the letters that fold to it. */
const SPELLINGS = [
  // Latin, and the phonetic letters that transcribers borrow
  ...['ae æ', 'oe œ', 'ss ß', 'th þ', 'gh ɣ', 'sh ʃ', 'hv ƕ', 'dz ʣ', 'ts ʦ', 'a ɐɑ', 'b ƀɓƃ', 'c ƈȼɕ', 'd đðɖɗƌȡ'],
  ...['e ǝəɛɘɇɜ', 'f ƒ', 'g ǥɠɡɢ', 'h ħɦⱨɥ', 'i ıɨɩɪ', 'j ȷɉɟʝ', 'k ĸƙⱪ', 'l łƚɫɬɭⱡȴʟ', 'm ɱ', 'n ŋƞɲɳȵɴ', 'o øɔɵ'],
  ...['p ƥ', 'q ɋ', 'r ɍɽɾʀʁɹ', 's ʂȿ', 't ŧƭʈⱦȶ', 'u ʉʊ', 'v ʋⱱ', 'w ⱳ', 'x χ', 'y ƴɏʏ', 'z ƶȥʐⱬɀʒ'],
  'σ ς',
  // Arabic: alef, ya, kaf, ha; gaf, pe and che stay letters of their own, and Maghribi letters for g are gaf
  ...['ا ٱٲٳٵ', 'ي ىیېۍےێ', 'ك کڪ', 'ه ةۃەہھۀ', 'گ ڭݣڨ', 'ن ں'],
  // Hebrew final letters, and the Yiddish digraphs
  ...['כ ך', 'מ ם', 'נ ן', 'פ ף', 'צ ץ', 'וו װ', 'וי ױ', 'יי ײ'],
  // ʿayin, hamza, glottal stops, primes and geresh
  ' ʹʺʻʼʽʾʿˀˁˈˮʔʕʡʢꞋꞌꜢꜣꜤꜥءٴ׳',
];

const spelling = new Map<string, string>();
for (const group of SPELLINGS) {
  const [plain = '', letters = ''] = group.split(' ');
  for (const letter of letters) spelling.set(letter, plain);
}

/** The value of a decimal digit of any script: they stand in runs of ten, from zero. */
function digit(char: string): string {
  let zero = char.codePointAt(0) ?? 0;
  const code = zero;
  while (DIGIT.test(String.fromCodePoint(zero - 1))) zero--;
  return String((code - zero) % 10);
}

const isOptionalMark = (char: string) => ANY_MARK.test(char) && OPTIONAL_MARK.test(char);

/** How one letter or digit is spelled when folded. Empty for signs; with spaces inside for signs of whole phrases (ﷺ). */
function spelled(letter: string): string {
  let folded = '';
  for (const part of letter.normalize('NFKD').toLowerCase().normalize('NFKD')) {
    const plain = spelling.get(part);
    if (LIKE_MARKS.includes(part)) continue;
    if (plain !== undefined) folded += plain;
    else if (DIGIT.test(part)) folded += digit(part);
    else if (LETTER.test(part) || (ANY_MARK.test(part) && !isOptionalMark(part))) folded += part;
    else if (part === ' ') folded += part;
  }
  return folded.trim();
}

function classOf(char: string): number {
  if (APOSTROPHES.includes(char)) return APOSTROPHE;
  if (QUOTES.includes(char)) return QUOTE;
  if (LIKE_MARKS.includes(char) || isOptionalMark(char)) return MARK;
  if (spelling.get(char) === '') return SIGN;
  if (LETTER.test(char)) {
    if (BY_ITSELF.test(char)) return IDEOGRAPH;
    const folded = spelled(char);
    return folded.length === 1 ? folded.charCodeAt(0) : folded === '' ? SIGN : LIGATURE;
  }
  if (ANY_MARK.test(char)) return spelled(char).length === 1 ? char.charCodeAt(0) : LIGATURE;
  return FORMAT.test(char) ? UNSEEN : SEPARATOR;
}

/** For each UTF-16 code unit: one of the classes above, or the one unit it folds to. */
export const FOLDED = Uint16Array.from({ length: 0x10000 }, (_, code) => {
  if (code >= 0xd800 && code < 0xdc00) return ASTRAL;
  if (code >= 0xdc00 && code < 0xf900) return SEPARATOR; // unpaired second halves, private use
  if (code >= 0xac00 && code < 0xd7a4) return LIGATURE; // Hangul syllables come apart into their letters
  if (code >= 0x3400 && code < 0xa000) return IDEOGRAPH;
  return classOf(String.fromCharCode(code));
});

/** A character that folds to other than one unit: to which words, and whether it is a word by itself. */
export interface Spelled {
  words: readonly string[];
  alone: boolean;
}

const known = new Map<number, Spelled>();

/** What the ligature, ideograph or character beyond U+FFFF at `code` folds to: no words where it leaves no trace. */
export function spell(code: number): Spelled | null {
  const seen = known.get(code);
  if (seen) return seen;
  const char = String.fromCodePoint(code);
  const letter = LETTER.test(char);
  if (!letter && !ANY_MARK.test(char)) return FORMAT.test(char) ? { words: [], alone: false } : null;
  const folded = isOptionalMark(char) ? '' : spelled(char);
  const words = BY_ITSELF.test(char) ? [...folded] : folded === '' ? [] : folded.split(' ');
  const answer = { words, alone: words.length > 1 || BY_ITSELF.test(char) };
  known.set(code, answer);
  return answer;
}

/** Whether a code unit is a Hebrew letter, presentation forms included. */
export const isHebrewLetter = (code: number) =>
  (code >= 0x5d0 && code <= 0x5f2) || (code >= 0xfb1d && code <= 0xfb4f && code !== 0xfb29);
