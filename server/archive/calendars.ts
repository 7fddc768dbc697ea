/**
 * The calendars in which families remember: Hebrew, Islamic (tabular civil reckoning), and Persian (solar), beside the
 * Gregorian. Own arithmetic, so that a date never changes with the version of Node.
 */
import { dayNumber, gregorianDay, isoDate, yearDigits } from './dates/days.ts';
import { HEBREW_MONTHS, hebrewYear, hebrewYearOf } from './dates/hebrew.ts';
import { ISLAMIC_MONTHS, islamicYear, islamicYearOf } from './dates/islamic.ts';
import type { MonthOfYear } from './dates/month-of-year.ts';
import { PERSIAN_MONTHS, persianYear, persianYearOf } from './dates/persian.ts';
import { Invalid } from './errors.ts';

export type Calendar = 'gregorian' | 'hebrew' | 'islamic' | 'persian';
export type OtherCalendar = Exclude<Calendar, 'gregorian'>;

/** A day in a calendar other than the Gregorian. */
export interface CalendarDay {
  year: number;
  month: string; // its key: `nisan`, `ramadan`, `farvardin`
  day: number;
}

/** Years in which a date of the calendar can be meant, and for which its arithmetic is right. */
export const YEARS: Record<OtherCalendar, { first: number; last: number }> = {
  hebrew: { first: 5000, last: 5999 },
  islamic: { first: 1000, last: 1600 },
  persian: { first: 1178, last: 1501 },
};

/** The months of each calendar by their keys; Adar I and II are those of a leap year. */
export const MONTHS: Record<OtherCalendar, readonly string[]> = {
  hebrew: HEBREW_MONTHS,
  islamic: ISLAMIC_MONTHS,
  persian: PERSIAN_MONTHS,
};

const yearIn = { hebrew: hebrewYear, islamic: islamicYear, persian: persianYear };
const yearOf = { hebrew: hebrewYearOf, islamic: islamicYearOf, persian: persianYearOf };
/** For messages in English. */
export const CALENDAR_NAMES = { hebrew: 'Hebrew', islamic: 'Islamic', persian: 'Persian' };

/** The day of another calendar on which a Gregorian `YYYY-MM-DD` falls; of a Hebrew or Islamic day, the part after the night. */
export function dayInCalendar(isoDay: string, calendar: OtherCalendar): CalendarDay {
  const [, y, m, d] = /^(-?\d{4})-(\d{2})-(\d{2})$/.exec(isoDay) ?? [];
  const number = dayNumber(Number(y), Number(m), Number(d));
  if (isoDay !== isoDate(number)) throw new Invalid(`“${isoDay}” is not a day. Write it as 1951-03-14.`);
  const year = yearOf[calendar](number);
  const month = yearIn[calendar](year).find(({ first, days }) => number < first + days)!;
  return { year, month: month.month, day: number - month.first + 1 };
}

/**
 * A year, month or day of another calendar as EDTF: a day is a Gregorian day, a month *some day between* its first and its
 * last, a year *some year between*. An Islamic date may be a day off: a day is marked `~`, a month and a year reach a day
 * further on both sides. Adar of a leap year may be the first or the second. Throws `Invalid` for what that year has not.
 */
export function toEdtf(calendar: OtherCalendar, year: number, month: string | null, day: number | null): string {
  const { first: firstYear, last: lastYear } = YEARS[calendar];
  if (year < firstYear || year > lastYear)
    throw new Invalid(
      `${year} is no year of the ${CALENDAR_NAMES[calendar]} calendar that can be converted (${firstYear} to ${lastYear}). Give the Gregorian year.`,
    );
  const months = yearIn[calendar](year);
  const slack = calendar === 'islamic' ? 1 : 0;
  if (month === null) return yearsBetween(months[0]!.first - slack, endOf(months.at(-1)!) + slack);
  const meant = monthsNamed(calendar, year, months, month);
  if (day === null) return `[${isoDate(meant[0]!.first - slack)}..${isoDate(endOf(meant.at(-1)!) + slack)}]`;
  const days = meant
    .filter((candidate) => day >= 1 && day <= candidate.days)
    .map(({ first }) => isoDate(first + day - 1));
  if (days.length === 0)
    throw new Invalid(
      `The month has no day ${day} in the year ${year}: it has ${meant[0]!.days}. Correct the day or leave it out.`,
    );
  if (days.length > 1) return `[${days.join(',')}]`;
  return days[0] + (slack ? '~' : '');
}

function monthsNamed(calendar: OtherCalendar, year: number, months: MonthOfYear[], month: string): MonthOfYear[] {
  const found = months.filter((candidate) => candidate.month === month);
  if (found.length > 0) return found;
  if (month === 'adar') return months.filter((candidate) => candidate.month.startsWith('adar-'));
  if (month.startsWith('adar-')) throw new Invalid(`The Hebrew year ${year} has only one Adar. Write Adar ${year}.`);
  throw new Invalid(`The ${CALENDAR_NAMES[calendar]} calendar has no month ${month}.`);
}

function yearsBetween(first: number, last: number): string {
  const [from, to] = [gregorianDay(first).year, gregorianDay(last).year];
  return from === to ? yearDigits(from) : `[${yearDigits(from)}..${yearDigits(to)}]`;
}

function endOf({ first, days }: MonthOfYear): number {
  return first + days - 1;
}
