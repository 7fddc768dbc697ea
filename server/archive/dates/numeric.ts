/** Dates in numbers other than EDTF: `14/03/1951`, `1951.3.14`, `03/1951`, `1948-51`, and a cataloguer's `195-`. */
import { MONTHS } from '../calendars.ts';
import { Invalid } from '../errors.ts';
import type { Reading } from './reading.ts';
import { calendarOfYear, type Digits, gregorian, otherCalendar } from './simple.ts';

/** The reading of a date in numbers; null where it is none. Throws `Invalid` where day and month could be either way round. */
export function readNumeric(text: string, digits: Digits): Reading | null {
  const [, y, , m, d] = /^(\d{4})([-/.])(\d{1,2})(?:\2(\d{1,2}))?$/.exec(text) ?? [];
  if (y && m)
    return d ? onDay(y, Number(m), Number(d), digits) : (shortRange(text, y, m) ?? onDay(y, Number(m), null, digits));
  const [, first, , second, year] = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})$/.exec(text) ?? [];
  if (first && second && year) return dayAndMonth(text, Number(first), Number(second), year, digits);
  const [, month, ofYear] = /^(\d{1,2})[-/.](\d{4})$/.exec(text) ?? [];
  if (month && ofYear) return onDay(ofYear, Number(month), null, digits);
  if (/^\d{1,2}([-/.])\d{1,2}\1\d{2}$/.test(text))
    throw new Invalid(`“${text}” has a year of two digits. Write year, month and day as 1951-03-14.`);
  const [, known, dashes] = /^(\d{2,3})(-{1,2})$/.exec(text) ?? [];
  if (known && dashes && known.length + dashes.length === 4)
    return { edtf: known + 'X'.repeat(dashes.length), calendar: 'gregorian' };
  return null;
}

function onDay(year: string, month: number, day: number | null, digits: Digits): Reading {
  const calendar = calendarOfYear(Number(year), digits);
  if (calendar === 'gregorian') return gregorian(Number(year), month, day);
  const name = MONTHS[calendar][month - 1];
  if (calendar === 'hebrew' || !name)
    // the Hebrew months are counted from Tishri or from Nisan
    throw new Invalid(`Write the month of the year ${year} by its name, for example ${MONTHS[calendar][6]} ${year}.`);
  return otherCalendar(calendar, Number(year), name, day);
}

function dayAndMonth(text: string, first: number, second: number, year: string, digits: Digits): Reading {
  if (first <= 12 && second <= 12 && first !== second) {
    const ways = [gregorian(Number(year), second, first), gregorian(Number(year), first, second)];
    throw new Invalid(`“${text}” may be ${ways[0]?.edtf} or ${ways[1]?.edtf}: write the one that is meant.`);
  }
  return second > 12 ? onDay(year, first, second, digits) : onDay(year, second, first, digits);
}

/** `1948-51` and `1948/49`: from one year to another of the same century. */
function shortRange(text: string, year: string, end: string): Reading | null {
  if (end.length < 2 || Number(end) <= Number(year.slice(2))) return null;
  const last = year.slice(0, 2) + end;
  if (Number(end) <= 12 && !text.includes('-'))
    throw new Invalid(
      `“${text}” may be the years ${year} to ${last} or a month. Write ${year}-${last}, or ${year}-${end} for the month.`,
    );
  return { edtf: `[${year}..${last}]`, calendar: 'gregorian' };
}
