/**
 * One word in Arabic and in Hebrew letters: Judeo-Arabic and Judeo-Persian write each letter by its fellow, and Ladino in
 * Hebrew letters writes every vowel. Letters (folded) that Hebrew has not are written by the nearest, with a dot or a geresh
 * that many leave out and folding takes off: ج is ג, and so is غ; خ is כ or ח. Vowels between consonants may be written
 * with a letter in Hebrew that Arabic does not have (באגדאד), never the other way.
 */
const FELLOWS: Readonly<Record<string, string>> = {
  ...{
    ا: 'א',
    ب: 'ב',
    ت: 'ת',
    ث: 'ת',
    ج: 'ג',
    ح: 'ח',
    خ: 'כח',
    د: 'ד',
    ذ: 'ד',
    ر: 'ר',
    ز: 'ז',
    س: 'ס',
    ش: 'ש',
    ص: 'צ',
  },
  ...{
    ض: 'צ',
    ط: 'ט',
    ظ: 'ט',
    ع: 'ע',
    غ: 'גע',
    ف: 'פ',
    ق: 'ק',
    ك: 'כ',
    ل: 'ל',
    م: 'מ',
    ن: 'נ',
    ه: 'ה',
    و: 'ו',
    ي: 'י',
  },
  ...{ پ: 'פ', چ: 'צג', ژ: 'ז', گ: 'ג', ڤ: 'ב' },
};
/** What the Hebrew fellow of an Arabic last letter may also be. */
const LAST: Readonly<Record<string, string>> = { ه: 'א', ي: 'א', ا: 'ה' };
const SHORT_VOWELS = 'אוי';
const isArabic = (word: string) => word >= '\u0620' && word < '\u0700';
const isHebrew = (word: string) => word >= '\u05d0' && word < '\u05eb';

const MOST_KEYS = 4;
const VOWELS = /[אוי]/g;

/**
 * The keys under which a folded word of Arabic or Hebrew letters meets itself in the other script: its consonants in Hebrew
 * letters, a letter of two readings giving two keys; where there is but one (יום), its vowels as well. None for other scripts.
 */
export function scriptKeys(folded: string): string[] {
  if (isHebrew(folded)) return keyed([folded]);
  if (!isArabic(folded)) return [];
  let written = [''];
  for (const letter of folded) {
    const fellows = [...(FELLOWS[letter] ?? '')];
    if (fellows.length === 0) return [];
    written = fellows.flatMap((fellow) => written.map((word) => word + fellow)).slice(0, MOST_KEYS);
  }
  return keyed(written);
}

function keyed(words: string[]): string[] {
  const keys = words.map((word) => {
    const consonants = word.slice(0, -1).replace(VOWELS, '') + word.slice(-1).replace(/[אהוי]/, '');
    return consonants.length < 2 && word.length >= 3 ? word.replace(/(?<=..)[אה]$/, '') : consonants;
  });
  return [...new Set(keys.filter((key) => key.length >= 2))];
}

/** What al-, wa-, fa-, bi-, li-, ka- and ha- leave of themselves in the key of a word they are written together with. */
const PREFIXES = ['', 'ל', 'ב', 'כ', 'פ', 'בל', 'כל', 'פל', 'לל', 'ה'];
const PREFIX = {
  hebrew: [/^[ופ]?[בכ]?אל(?=.{3})/, /^[ופ]?לל(?=.{3})/, /^[ופ]?[בלכה](?=.{3})/, /^[ופ](?=.{3})/],
  arabic: [/^[وف]?[بك]?ال(?=.{3})/, /^[وف]?لل(?=.{3})/, /^[وف]?[بلك](?=.{3})/, /^[وف](?=.{3})/],
};
const LEAST_PREFIXED = 3; // letters of a word that is looked for behind prefixes

/** The keys of a folded word, and those it has behind a prefix. */
export function prefixedKeys(folded: string): string[] {
  const keys = scriptKeys(folded);
  if (folded.length < LEAST_PREFIXED) return keys;
  return PREFIXES.flatMap((prefix) => keys.map((key) => prefix + key));
}

/** True where `found` is `asked` (both folded) in the other script, letter by letter, also where either has a prefix. */
export function sameBehindPrefix(asked: string, found: string): boolean {
  if (sameInScript(asked, found)) return true;
  const bare = isArabic(found) ? PREFIX.arabic : isHebrew(found) ? PREFIX.hebrew : [];
  return bare.some((prefix) => prefix.test(found) && sameInScript(asked, found.replace(prefix, '')));
}

/** The word, and what it is without an article and what stands before one: والسوق is asked for as السوق and as سوق. */
export function withoutPrefixAsked(asked: string): string[] {
  const [article] = isArabic(asked) ? PREFIX.arabic : isHebrew(asked) ? PREFIX.hebrew : [];
  const bare = article ? asked.replace(article, '') : asked;
  return bare === asked ? [asked] : [asked, bare];
}

/** True where one is the other (both folded) in the other script, letter by letter. */
export function sameInScript(one: string, other: string): boolean {
  if (isArabic(one) && isHebrew(other)) return writes(one, 0, other, 0);
  return isHebrew(one) && isArabic(other) && writes(other, 0, one, 0);
}

function writes(arabic: string, i: number, hebrew: string, j: number): boolean {
  if (i === arabic.length) return j === hebrew.length;
  const letter = arabic[i]!;
  const fellows = FELLOWS[letter] ?? '';
  const isLast = i === arabic.length - 1;
  const found = hebrew[j];
  if (found === undefined) return false;
  if (fellows.includes(found) || (isLast && LAST[letter]?.includes(found))) {
    if (writes(arabic, i + 1, hebrew, j + 1)) return true;
    // a consonant w or y within a word is often doubled
    if ((found === 'ו' || found === 'י') && hebrew[j + 1] === found && writes(arabic, i + 1, hebrew, j + 2))
      return true;
  }
  // a short vowel, written between two consonants, or after the alef that a first vowel is written on (אוסתאד)
  if (i === 1 && j === 1 && arabic[0] === 'ا' && (found === 'ו' || found === 'י') && writes(arabic, i, hebrew, j + 1))
    return true;
  return i > 0 &&
    j > 0 &&
    SHORT_VOWELS.includes(found) &&
    !SHORT_VOWELS.includes(hebrew[j - 1]!) &&
    j + 1 < hebrew.length
    ? !SHORT_VOWELS.includes(fellows) && writes(arabic, i, hebrew, j + 1)
    : false;
}
