/**
 * Numbers in the reader's language. Persian pages have Persian digits. Arabic pages have the digits 0–9: readers from
 * Casablanca to Baghdad read both kinds, the Maghreb writes only these, and time codes, accession numbers and addresses on
 * the same page have them too; the Unicode locale data choose the same for `ar`.
 */
import type { Lang } from './languages.ts';

const LOCALES: Record<Lang, string> = {
  en: 'en',
  fr: 'fr',
  ar: 'ar-u-nu-latn',
  he: 'he',
  fa: 'fa-u-nu-arabext',
};
const formats = new Map<Lang, Intl.NumberFormat>();

/** `12,345` with the separators and digits of the language. */
export function formatNumber(number: number, lang: Lang): string {
  const format = formats.get(lang) ?? new Intl.NumberFormat(LOCALES[lang]);
  formats.set(lang, format);
  return format.format(number);
}

/** A share of a whole, 0 to 1, in whole hundredths: `12%`, as the language writes it. */
export function formatPercent(share: number, lang: Lang): string {
  return new Intl.NumberFormat(LOCALES[lang], { style: 'percent', maximumFractionDigits: 0 }).format(share);
}

/** The same text with the digits of the language, for years and days, which take no separators. */
export function localDigits(text: string, lang: Lang): string {
  return lang === 'fa' ? text.replace(/\d/g, (digit) => String.fromCharCode(0x06f0 + Number(digit))) : text;
}
