/** Dates in words, in the reader's language. What these functions write of EDTF, `readDate` reads back. */
import { type Calendar, dayInCalendar } from '../archive/calendars.ts';
import { gregorianDay, twoDigits } from '../archive/dates/days.ts';
import {
  dayBounds,
  type Edtf,
  type EdtfDate,
  type EdtfRange,
  isSeason,
  parseEdtf,
} from '../archive/dates/edtf-grammar.ts';
import { hebrewNumeral } from '../archive/dates/hebrew-numerals.ts';
import { neighbour } from '../archive/dates/reading.ts';
import { Invalid } from '../archive/errors.ts';
import type { Lang } from './languages.ts';
import { type T, translator } from './messages.ts';
import { localDigits } from './numbers.ts';

export { formatDuration, timecode } from './durations.ts';

/** A date in words and how exact they are, which decides what stands before it in a sentence. */
interface Words {
  text: string;
  exact: 'day' | 'decade' | 'other';
}

/**
 * *c. 1951*, *1950s*, *between 1948 and 1951*, *before 1950*, *March 1951*, *14 March 1951*. `[..1950]`, which has 1950 in it,
 * is *before 1951*. Text that is no EDTF is given back as it is.
 */
export function formatEdtf(edtf: string, lang: Lang): string {
  const t = translator(lang);
  const parsed = parsedOrNull(edtf);
  if (!parsed) return edtf;
  if (parsed.kind === 'date') return dateWords(parsed.date, t).text;
  if (parsed.kind === 'interval') return interval(parsed.from, parsed.to, t);
  const ranges = parsed.ranges.map((range) => rangeWords(range, t));
  return ranges.reduce((first, second) => t(parsed.kind === 'one' ? 'date.or' : 'date.and', { first, second }));
}

/** A date of the archive: as it was given where that was in another calendar, with the Gregorian date behind it. */
export function formatArchiveDate(
  date: { edtf: string; given: string | null; calendar: Calendar | null },
  lang: Lang,
): string {
  const gregorian = formatEdtf(date.edtf, lang);
  if (!date.given || date.calendar === null || date.calendar === 'gregorian') return gregorian;
  return translator(lang)('date.given', { given: date.given, date: gregorian });
}

/**
 * A day `YYYY-MM-DD` in words of a calendar: *14 Nisan 5711*, י״ד בניסן תשי״א, *1 Ramadan 1370 AH*, ۱ فروردین ۱۳۳۰. The
 * Islamic date is that of the civil reckoning and may have been a day off. Throws `Invalid` where it is no day.
 */
export function inCalendar(isoDay: string, calendar: Calendar, lang: Lang): string {
  if (calendar === 'gregorian') return formatEdtf(isoDay, lang);
  const t = translator(lang);
  const { year, month, day } = dayInCalendar(isoDay, calendar);
  const inLetters = calendar === 'hebrew' && lang === 'he';
  return t(`calendar.${calendar}.date`, {
    day: inLetters ? hebrewNumeral(day) : dayDigits(day, t),
    month: t(`calendar.${calendar}.month.${month}`),
    year: inLetters ? hebrewNumeral(year % 1000) : localDigits(String(year), lang),
  });
}

function interval(from: EdtfDate | null | 'unknown', to: EdtfDate | null | 'unknown', t: T): string {
  const [first, last] = [from, to].map((end) => (end && end !== 'unknown' ? dateWords(end, t) : null));
  if (first && last) {
    const ends = {
      from: t(`date.from.${first.exact}`, { date: first.text }),
      to: t(`date.to.${last.exact}`, { date: last.text }),
    };
    return t('date.fromTo', ends);
  }
  if (first) return t(to === null ? 'date.since' : 'date.fromUnknown', { date: phrase(first, t) });
  if (last)
    return from === null
      ? t(`date.until.${last.exact}`, { date: last.text })
      : t('date.toUnknown', { date: phrase(last, t) });
  return t('date.unknown');
}

function rangeWords({ from, to }: EdtfRange, t: T): string {
  if (from && to) return from === to || from.text === to.text ? dateWords(from, t).text : between(from, to, t);
  const limit = from ?? to;
  if (!limit) return t('date.unknown');
  const beyond = parsedOrNull(neighbour(limit.text, from ? -1 : 1) ?? '');
  if (beyond?.kind === 'date')
    return t(from ? 'date.after' : 'date.before', { date: phrase(dateWords(beyond.date, t), t) });
  const words = dateWords(limit, t);
  return from ? t('date.since', { date: phrase(words, t) }) : t(`date.until.${words.exact}`, { date: words.text });
}

function between(from: EdtfDate, to: EdtfDate, t: T): string {
  return t('date.between', { from: phrase(dateWords(from, t), t), to: phrase(dateWords(to, t), t) });
}

/** A date with its marks. */
function dateWords(date: EdtfDate, t: T): Words {
  let words = bareWords(date, t);
  if (date.approximate) words = { text: t(`date.about.${words.exact}`, { date: words.text }), exact: 'other' };
  if (date.uncertain) words = { text: t('date.perhaps', { date: phrase(words, t) }), exact: 'other' };
  return words;
}

function bareWords(date: EdtfDate, t: T): Words {
  const [month, day] = [date.month === 'XX' ? null : date.month, date.day === 'XX' ? null : date.day];
  if (date.year === 'XXXX') return { text: t('date.unknownYear'), exact: 'other' };
  const decade = /^[1-9]\d[1-9]X$/.test(date.year) && month === null;
  if (decade)
    return { text: t('date.decade', { year: localDigits(date.year.replace('X', '0'), t.lang) }), exact: 'decade' };
  if ([date.year, month, day].join('').includes('X') || (day && !month)) return vagueWords(date, t);
  return wordsOf(Number(date.year), month, day, t);
}

function wordsOf(yearNumber: number, month: string | null, day: string | null, t: T): Words {
  const year = yearWords(yearNumber, t);
  if (!month) return { text: year, exact: 'other' };
  if (isSeason(month)) return { text: t(`date.season.${month}`, { year }), exact: 'other' };
  const monthName = t(`date.month.${Number(month)}`);
  if (!day) return { text: t('date.monthYear', { month: monthName, year }), exact: 'other' };
  return { text: t('date.dayMonthYear', { day: dayDigits(Number(day), t), month: monthName, year }), exact: 'day' };
}

/** Digits unknown in an unusual place: the first and last date that it may be. */
function vagueWords(date: EdtfDate, t: T): Words {
  const bounds = dayBounds(date);
  if (!bounds) return { text: t('date.unknown'), exact: 'other' };
  const [from, to] = [bounds.first, bounds.last].map((end) => {
    const { year, month, day } = gregorianDay(end);
    return wordsOf(year, date.month && twoDigits(month), date.day && twoDigits(day), t);
  });
  return { text: from && to ? t('date.between', { from: phrase(from, t), to: phrase(to, t) }) : '', exact: 'other' };
}

/** The words as they stand after a preposition: French says *avant le 14 mars* and *vers les années 1950*. */
function phrase({ text, exact }: Words, t: T): string {
  return t(`date.phrase.${exact}`, { date: text });
}

/** Early years say which era they count from, and in Persian and Arabic also those that read like years of the Hijra. */
function yearWords(year: number, t: T): string {
  const digits = (number: number) => localDigits(String(number), t.lang);
  if (year <= 0) return t('date.bce', { year: digits(1 - year) });
  const mistakable = year < 1000 || (year < 1500 && (t.lang === 'fa' || t.lang === 'ar'));
  return mistakable ? t('date.ce', { year: digits(year) }) : digits(year);
}

function dayDigits(day: number, t: T): string {
  return day === 1 ? t('date.firstDay') : localDigits(String(day), t.lang);
}

function parsedOrNull(edtf: string): Edtf | null {
  try {
    return parseEdtf(edtf);
  } catch (error) {
    if (error instanceof Invalid) return null;
    throw error;
  }
}
