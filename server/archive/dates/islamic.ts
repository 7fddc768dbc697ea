/**
 * The Islamic calendar in its tabular, civil reckoning (Friday epoch, 16 July 622 Julian; leap years 2, 5, 7, 10, 13, 16, 18,
 * 21, 24, 26 and 29 of thirty). Months began with the crescent as it was seen in each country, so a real date may be a day
 * earlier or later: calendars.ts says so in the EDTF that it gives.
 */
import type { MonthOfYear } from './month-of-year.ts';

const FIRST_DAY = 227_015; // 1 Muharram of year 1

export const ISLAMIC_MONTHS = [
  'muharram',
  'safar',
  'rabi-i',
  'rabi-ii',
  'jumada-i',
  'jumada-ii',
  'rajab',
  'shaban',
  'ramadan',
  'shawwal',
  'dhu-al-qada',
  'dhu-al-hijja',
] as const;

/** The months of an Islamic year, with their first day (a day number, days.ts) and length. */
export function islamicYear(year: number): MonthOfYear[] {
  const newYear = newYearsDay(year);
  return ISLAMIC_MONTHS.map((month, i) => {
    const first = newYear + 29 * i + Math.ceil(i / 2);
    const next = i === 11 ? newYearsDay(year + 1) : newYear + 29 * (i + 1) + Math.ceil((i + 1) / 2);
    return { month, first, days: next - first };
  });
}

/** The Islamic year in which a day falls. */
export function islamicYearOf(day: number): number {
  let year = Math.floor((day - FIRST_DAY) / 354.3667) + 1;
  while (newYearsDay(year) > day) year -= 1;
  while (newYearsDay(year + 1) <= day) year += 1;
  return year;
}

function newYearsDay(year: number): number {
  return FIRST_DAY + 354 * (year - 1) + Math.floor((3 + 11 * year) / 30);
}
