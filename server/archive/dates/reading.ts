/** A date as read, and what can be done to it: marks, ends, and the date before or after it. All on EDTF text. */
import type { Calendar } from '../calendars.ts';
import { dayNumber, gregorianDay, isoDate, twoDigits, yearDigits } from './days.ts';
import { isSeason } from './edtf-grammar.ts';

export interface Reading {
  edtf: string;
  calendar: Calendar; // in which it was given
}

const DATE = /(-?[\dX]{4}(?:-[\dX]{2}){0,2})([?~%]?)/g;

/** The same with every date in it marked `~` approximate or `?` uncertain; both together are `%`. */
export function marked(edtf: string, mark: '~' | '?'): string {
  return edtf.replace(DATE, (_, date: string, old: string) => date + (old === '' || old === mark ? mark : '%'));
}

/** The first or last date of a reading, to begin or end another; null where its digits are too vague for that. */
export function endOf(edtf: string, which: 'first' | 'last'): string | null {
  const text = edtf.match(DATE)?.at(which === 'first' ? 0 : -1) ?? '';
  const year = text.replace(/^-?[\dX]{4}/, (digits) => digits.replaceAll('X', which === 'first' ? '0' : '9'));
  return year === '' || year.includes('X') ? null : year;
}

/** The year, month or day next to a date (-1 before, 1 after), in the same precision and with its marks; null of a season. */
export function neighbour(date: string, step: -1 | 1): string | null {
  const [, year, month, day, mark = ''] = /^(-?\d{4})(?:-(\d{2})(?:-(\d{2}))?)?([?~%]?)$/.exec(date) ?? [];
  if (!year || isSeason(month ?? null)) return null;
  if (!month) return yearDigits(Number(year) + step) + mark;
  if (day) return isoDate(dayNumber(Number(year), Number(month), Number(day)) + step) + mark;
  const next = gregorianDay(dayNumber(Number(year), Number(month), 1) + (step === 1 ? 31 : -1));
  return `${yearDigits(next.year)}-${twoDigits(next.month)}${mark}`;
}

/** The dates inside a set, without its brackets; a single date is its own. */
export function members(edtf: string): string {
  return edtf.replace(/^[[{]|[\]}]$/g, '');
}
