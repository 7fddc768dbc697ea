/**
 * The Hebrew calendar by its fixed rules (Reingold and Dershowitz, *Calendrical Calculations*, chapter 8). A Hebrew day
 * begins at the sunset before; a date here is the day that follows that night. Months are counted from Tishri.
 */
import type { MonthOfYear } from './month-of-year.ts';

const FIRST_DAY = -1_373_427; // 1 Tishri of year 1

export const HEBREW_MONTHS = [
  'tishri',
  'heshvan',
  'kislev',
  'tevet',
  'shevat',
  'adar', // of a common year
  'adar-i',
  'adar-ii',
  'nisan',
  'iyar',
  'sivan',
  'tammuz',
  'av',
  'elul',
] as const;

/** Seven of nineteen years have a second Adar. */
export function isHebrewLeapYear(year: number): boolean {
  return (7 * year + 1) % 19 < 7;
}

/** The months of a Hebrew year from Tishri, with their first day (a day number, days.ts) and length. */
export function hebrewYear(year: number): MonthOfYear[] {
  const newYear = newYearsDay(year);
  const length = newYearsDay(year + 1) - newYear;
  const leap = isHebrewLeapYear(year);
  const heshvan = length % 10 === 5 ? 30 : 29; // 355 and 385 days
  const kislev = length % 10 === 3 ? 29 : 30; // 353 and 383 days
  const winter: [string, number][] = [
    ['tishri', 30],
    ['heshvan', heshvan],
    ['kislev', kislev],
    ['tevet', 29],
    ['shevat', 30],
  ];
  const adars: [string, number][] = leap
    ? [
        ['adar-i', 30],
        ['adar-ii', 29],
      ]
    : [['adar', 29]];
  const summer: [string, number][] = [
    ['nisan', 30],
    ['iyar', 29],
    ['sivan', 30],
    ['tammuz', 29],
    ['av', 30],
    ['elul', 29],
  ];
  let first = newYear;
  return [...winter, ...adars, ...summer].map(([month, days]) => {
    first += days;
    return { month, first: first - days, days };
  });
}

/** The Hebrew year in which a day falls. */
export function hebrewYearOf(day: number): number {
  let year = Math.floor((day - FIRST_DAY) / 365.2468) + 1;
  while (newYearsDay(year) > day) year -= 1;
  while (newYearsDay(year + 1) <= day) year += 1;
  return year;
}

/** 1 Tishri, put off where a year would otherwise get an impossible length. */
function newYearsDay(year: number): number {
  const [before, here, after] = [daysElapsed(year - 1), daysElapsed(year), daysElapsed(year + 1)] as const;
  const delay = after - here === 356 ? 2 : here - before === 382 ? 1 : 0;
  return FIRST_DAY + here + delay;
}

/** Days from the first new moon to that of Tishri of a year, put off from Sunday, Wednesday and Friday. */
function daysElapsed(year: number): number {
  const months = Math.floor((235 * year - 234) / 19);
  const parts = 12_084 + 13_753 * months; // of a day, 25,920 to the day, above 29 days a month
  const days = 29 * months + Math.floor(parts / 25_920);
  return (3 * (days + 1)) % 7 < 3 ? days + 1 : days;
}
