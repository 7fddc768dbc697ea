/** What is understood of a date as it is typed, to be shown beside it. */
import { readDate } from '../../../archive/edtf.ts';
import { Invalid } from '../../../archive/errors.ts';
import { formatArchiveDate } from '../../../i18n/dates.ts';
import type { Lang } from '../../../i18n/languages.ts';
import { formatYears } from '../../../i18n/years.ts';

export interface Understood {
  words: string; // in the language of the page
  edtf: string;
  years: string; // as which the date is found
}

/** Null for nothing, and for what is no date. */
export function understood(text: string, lang: Lang): Understood | null {
  if (text.trim() === '') return null;
  try {
    const date = readDate(text);
    return { words: formatArchiveDate(date, lang), edtf: date.edtf, years: formatYears(date.min, date.max, lang) };
  } catch (error) {
    if (error instanceof Invalid) return null;
    throw error;
  }
}
