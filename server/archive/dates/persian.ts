/**
 * The Persian solar calendar by its 33-year cycle, which agrees with the equinox as observed in Tehran for the years 1178 to
 * 1501 (1799 to 2123 of the Gregorian calendar). Iran took it as its civil calendar in 1304 (1925).
 */
import type { MonthOfYear } from './month-of-year.ts';

const FIRST_DAY = 226_895; // 1 Farvardin of year 1 by this cycle

export const PERSIAN_MONTHS = [
  'farvardin',
  'ordibehesht',
  'khordad',
  'tir',
  'mordad',
  'shahrivar',
  'mehr',
  'aban',
  'azar',
  'dey',
  'bahman',
  'esfand',
] as const;

/** The months of a Persian year, with their first day (a day number, days.ts) and length. */
export function persianYear(year: number): MonthOfYear[] {
  const newYear = newYearsDay(year);
  const esfand = newYearsDay(year + 1) - newYear - 336;
  return PERSIAN_MONTHS.map((month, i) => ({
    month,
    first: newYear + 30 * i + Math.min(i, 6),
    days: i < 6 ? 31 : i < 11 ? 30 : esfand,
  }));
}

/** The Persian year in which a day falls. */
export function persianYearOf(day: number): number {
  let year = Math.floor((day - FIRST_DAY) / 365.2424) + 1;
  while (newYearsDay(year) > day) year -= 1;
  while (newYearsDay(year + 1) <= day) year += 1;
  return year;
}

function newYearsDay(year: number): number {
  return FIRST_DAY + 365 * (year - 1) + Math.floor((8 * year + 21) / 33);
}
