/** Calendar years in the reader's language, for ranges of them. */
import { formatEdtf } from './dates.ts';
import type { Lang } from './languages.ts';
import { translator } from './messages.ts';

/**
 * Years from one to another, both included: *1941–1951*, *1951*, *since 1941*, *until 1951*. Languages written from right to
 * left say the range in words, since a dash between two numbers does not tell which comes first. Empty where neither is known.
 */
export function formatYears(from: number | null, to: number | null, lang: Lang): string {
  const t = translator(lang);
  const words = (year: number) => formatEdtf(String(year).padStart(4, '0'), lang);
  if (from !== null && to !== null)
    return from === to ? words(from) : t('date.years', { from: words(from), to: words(to) });
  if (from !== null) return t('date.since', { date: words(from) });
  return to === null ? '' : t('date.until.other', { date: words(to) });
}
