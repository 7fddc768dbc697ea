/**
 * EDTF, the Extended Date/Time Format (https://www.loc.gov/standards/datetime/): levels 0 and 1 without times of day, and of
 * level 2 what archives write: sets, `X` in any place, a mark on a part. Not here, because no testimony needs them:
 * years of more than four digits, exponents, significant digits, and quarters and semesters (25–41 in place of a month).
 */
import { Invalid } from '../errors.ts';
import { dayNumber, daysInMonth, yearDigits } from './days.ts';

/** One date, as its digits. `X` stands for a digit nobody knows. */
export interface EdtfDate {
  text: string; // as written, with its marks
  year: string; // four digits, with a leading `-` before year 0
  month: string | null; // `01`–`12`, or the season `21` spring, `22` summer, `23` autumn, `24` winter
  day: string | null;
  approximate: boolean; // `~` or `%` on any part
  uncertain: boolean; // `?` or `%` on any part
}

/** From one date to another, both ends in it; null where there is no end. A single date is both ends. */
export interface EdtfRange {
  from: EdtfDate | null;
  to: EdtfDate | null;
}

/**
 * `date`; `interval` (all the time between: `1948/1951`, null for an open end, `unknown` for an empty one);
 * `one` of several (`[1948..1951]`); `all` of several (`{1948,1950}`).
 */
export type Edtf =
  | { kind: 'date'; date: EdtfDate }
  | { kind: 'interval'; from: EdtfDate | null | 'unknown'; to: EdtfDate | null | 'unknown' }
  | { kind: 'one' | 'all'; ranges: EdtfRange[] };

const DATE = /^([?~%]?)(-?[\dX]{4})([?~%]?)(?:-([?~%]?)([\dX]{2})([?~%]?)(?:-([?~%]?)([\dX]{2})([?~%]?))?)?$/;

/** The parts of an EDTF text; null where it is not EDTF at all. Throws `Invalid` for EDTF of an impossible date. */
export function parseEdtf(text: string): Edtf | null {
  const set = /^(\[.*\]|\{.*\})$/.exec(text);
  if (set) return parseSet(text[0] === '[' ? 'one' : 'all', text.slice(1, -1));
  const ends = text.split('/');
  if (ends.length === 2) return parseInterval(text, ends[0] ?? '', ends[1] ?? '');
  const date = parseDate(text);
  return date && { kind: 'date', date };
}

function parseDate(text: string): EdtfDate | null {
  const match = DATE.exec(text);
  if (!match || match[2] === '-0000') return null;
  const [, m1, year = '', m2, m3, month = null, m4, m5, day = null, m6] = match;
  if (months(month).length === 0 || (isSeason(month) && day !== null)) return null;
  const marks = [m1, m2, m3, m4, m5, m6].join('');
  const date = { text, year, month, day, approximate: /[~%]/.test(marks), uncertain: /[?%]/.test(marks) };
  mustBePossible(date);
  return date;
}

function parseInterval(text: string, left: string, right: string): Edtf | null {
  const end = (part: string) => (part === '..' ? null : part === '' ? 'unknown' : (parseDate(part) ?? undefined));
  const from = end(left);
  const to = end(right);
  const dated = (edge: typeof from) => edge !== null && edge !== 'unknown';
  if (from === undefined || to === undefined || (!dated(from) && !dated(to))) return null;
  if (from && to && from !== 'unknown' && to !== 'unknown') mustRunForward(text, from, to);
  return { kind: 'interval', from, to };
}

function parseSet(kind: 'one' | 'all', members: string): Edtf | null {
  const ranges: EdtfRange[] = [];
  for (const member of members.split(',').map((part) => part.trim())) {
    const [left, right] = member.includes('..') ? member.split('..') : [member, member];
    const from = left === '' ? null : parseDate(left ?? '');
    const to = right === '' ? null : parseDate(right ?? '');
    if ((!from && left) || (!to && right) || (!from && !to)) return null;
    if (from && to) mustRunForward(member, from, to);
    ranges.push({ from, to });
  }
  return { kind, ranges };
}

/** The first and last day that a date may be, as day numbers; null where the year is not known at all. */
export function dayBounds(date: EdtfDate): { first: number; last: number } | null {
  if (date.year === 'XXXX') return null;
  const possible = years(date.year);
  const first = firstDay(date, possible);
  const last = lastDay(date, possible.reverse());
  return first === null || last === null ? null : { first, last };
}

/** A season is taken as the whole year, since where the narrator was decides its months. */
function firstDay({ month, day }: Pick<EdtfDate, 'month' | 'day'>, inYears: number[]): number | null {
  for (const year of inYears)
    for (const m of months(month))
      for (let d = 1; d <= daysInMonth(year, m); d += 1) if (fits(day, d)) return dayNumber(year, m, d);
  return null;
}

function lastDay({ month, day }: Pick<EdtfDate, 'month' | 'day'>, inYears: number[]): number | null {
  for (const year of inYears)
    for (const m of months(month).reverse())
      for (let d = daysInMonth(year, m); d >= 1; d -= 1) if (fits(day, d)) return dayNumber(year, m, d);
  return null;
}

/** The years that the digits may stand for, in order of time. */
function years(pattern: string): number[] {
  const ends = [Number(pattern.replaceAll('X', '0')), Number(pattern.replaceAll('X', '9'))].sort((a, b) => a - b);
  const all = Array.from({ length: ends[1]! - ends[0]! + 1 }, (_, i) => ends[0]! + i);
  return pattern.includes('X') ? all.filter((year) => matches(pattern, yearDigits(year))) : all;
}

function months(pattern: string | null): number[] {
  const all = Array.from({ length: 12 }, (_, i) => i + 1);
  return pattern === null || isSeason(pattern) ? all : all.filter((month) => fits(pattern, month));
}

/** Whether the digits in place of a month mean a season. */
export function isSeason(month: string | null): boolean {
  return month !== null && /^2[1-4]$/.test(month);
}

function fits(pattern: string | null, number: number): boolean {
  return pattern === null || matches(pattern, String(number).padStart(2, '0'));
}

function matches(pattern: string, digits: string): boolean {
  return pattern.length === digits.length && [...pattern].every((char, i) => char === 'X' || char === digits[i]);
}

function mustBePossible({ text, year, month, day }: EdtfDate): void {
  if (day !== null && firstDay({ month, day }, years(year)) === null)
    throw new Invalid(
      `“${text}” is not a date: that month has no day ${day}. Correct the day, or write ${year}-${month} alone.`,
    );
}

function mustRunForward(text: string, from: EdtfDate, to: EdtfDate): void {
  const start = dayBounds(from);
  const end = dayBounds(to);
  if (start && end && end.last < start.first)
    throw new Invalid(`“${text}” ends before it begins. Write the earlier date first.`);
}
