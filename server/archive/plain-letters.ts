/**
 * Text reduced to plain letters, to recognise a name however it is written: dates and languages as families type them.
 * This is for comparing known words only; the search index has a folding of its own, made for running text.
 */

const ONE_FORM: [RegExp, string][] = [
  [/[ىيی]/g, 'ی'],
  [/[ةەہھ]/g, 'ه'],
  [/ك/g, 'ک'],
  [/[ٱ]/g, 'ا'],
  [/ء/g, ''],
];

/**
 * Lower case, without accents, vowel points or invisible marks; one form of each Arabic and Persian letter; digits of any
 * script as 0–9; every dash `-`, every apostrophe `'`, every double quote `"`; single spaces.
 */
export function plainLetters(text: string): string {
  let plain = asciiDigits(text)
    .replace(/[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u0640]/g, '')
    .replace(/[\u05be\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/g, '-')
    .replace(/[\u05f4\u201c-\u201f\u00ab\u00bb]|''/g, '"')
    .replace(/[\u05f3\u2018-\u201b\u02b9\u02bb-\u02bf\u0060\u00b4]/g, "'")
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
  for (const [letters, one] of ONE_FORM) plain = plain.replace(letters, one);
  return plain.replace(/\s+/g, ' ').trim();
}

/** Arabic-Indic and Persian digits as 0–9. */
export function asciiDigits(text: string): string {
  return text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf));
}
