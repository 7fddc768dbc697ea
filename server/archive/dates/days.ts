/**
 * Days counted in one row, so that calendars can be compared: day 1 is 1 January of year 1 in the Gregorian calendar, taken
 * back before 1582 (as ISO 8601 does). Year 0 is 1 BCE.
 */

export interface GregorianDay {
  year: number;
  month: number; // from 1
  day: number;
}

/** The number of a Gregorian day. The day may be past the month's end and then counts on. */
export function dayNumber(year: number, month: number, day: number): number {
  const before = year - 1;
  const leapDays = Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400);
  const beforeMonth = Math.floor((367 * month - 362) / 12); // as if February had thirty days
  const february = month <= 2 ? 0 : isLeapYear(year) ? -1 : -2;
  return 365 * before + leapDays + beforeMonth + february + day;
}

/** The Gregorian day of a number. */
export function gregorianDay(number: number): GregorianDay {
  let year = Math.floor(number / 365.2425) + 1;
  while (dayNumber(year, 1, 1) > number) year -= 1;
  while (dayNumber(year + 1, 1, 1) <= number) year += 1;
  let month = 12;
  while (dayNumber(year, month, 1) > number) month -= 1;
  return { year, month, day: number - dayNumber(year, month, 1) + 1 };
}

export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

export function daysInMonth(year: number, month: number): number {
  return month === 2 ? (isLeapYear(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** `1951`, `0987`, `-0586`: a year in four digits. */
export function yearDigits(year: number): string {
  return (year < 0 ? '-' : '') + String(Math.abs(year)).padStart(4, '0');
}

/** `1951-04-20` of a day number. */
export function isoDate(number: number): string {
  const { year, month, day } = gregorianDay(number);
  return `${yearDigits(year)}-${twoDigits(month)}-${twoDigits(day)}`;
}

export function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}
