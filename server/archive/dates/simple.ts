/** One year, month or day in words, in any of the calendars: *14 March 1951*, *Nisan 5711*, *رمضان 1370*, *1330 AP*. */
import {
  CALENDAR_NAMES,
  type Calendar,
  dayInCalendar,
  MONTHS,
  type OtherCalendar,
  toEdtf,
  YEARS,
} from '../calendars.ts';
import { Invalid } from '../errors.ts';
import { daysInMonth, twoDigits, yearDigits } from './days.ts';
import { readHebrewNumeral, readHebrewYear } from './hebrew-numerals.ts';
import { monthsNamed, type NamedMonth } from './month-names.ts';
import type { Reading } from './reading.ts';
import { afterWord, beforeWord, isWord } from './words.ts';

/** The digits in which a date is written tell what a bare year such as ۱۳۳۰ means. */
export type Digits = 'latin' | 'arabic' | 'persian';

type Era = Calendar | 'bce';
const ERAS: Era[] = ['bce', 'gregorian', 'persian', 'islamic', 'hebrew'];

/** The reading of a year, month or day in plain letters; null where it is none. Throws `Invalid` as `readDate` does. */
export function readSimple(text: string, digits: Digits): Reading | null {
  const { era, rest } = eraOf(text, digits);
  const words = yearLast(rest.split(' ').filter((word) => !isWord('filler', word)));
  const last = words.at(-1) ?? '';
  const year = yearIn(last, era);
  if (year === null) return shortYear(words);
  if (words.length === 1) return readYear(year, last, era, digits);
  const [before, month] = [words.slice(0, -1), words.slice(0, -1).join(' ')];
  return (
    inMonth(month, null, year, era) ??
    onDay(before.slice(1).join(' '), before[0], year, era) ??
    onDay(before.slice(0, -1).join(' '), before.at(-1), year, era)
  );
}

/** *1951 March 14* with its year at the end. */
function yearLast(words: string[]): string[] {
  const [first = '', ...rest] = words;
  return /^\d{4}$/.test(first) && rest.length > 0 && !/^\d{4}$/.test(rest.at(-1) ?? '') ? [...rest, first] : words;
}

/** A year alone. Between 1200 and 1450 it may be of three calendars, and only its digits or its era can say of which. */
export function calendarOfYear(year: number, digits: Digits): Calendar {
  if (year >= YEARS.hebrew.first && year <= YEARS.hebrew.last) return 'hebrew';
  if (year < 1200 || year > 1450) return 'gregorian';
  if (digits === 'persian') return 'persian';
  throw new Invalid(
    `The year ${year} may be of the Persian, the Islamic or the Gregorian calendar. Write ${year} AP, ${year} AH or ${year} CE.`,
  );
}

/** `1951-03-14` from numbers. Throws `Invalid` where there is no such day. */
export function gregorian(year: number, month: number | null, day: number | null): Reading {
  const edtf = [yearDigits(year), month, day].map((part) => (typeof part === 'number' ? twoDigits(part) : part));
  const text = edtf.filter((part) => part !== null).join('-');
  if (month !== null && (month < 1 || month > 12))
    throw new Invalid(`“${text}” is not a date: there is no month ${month}. Write year, month and day as 1951-03-14.`);
  if (month !== null && day !== null && (day < 1 || day > daysInMonth(year, month)))
    throw new Invalid(
      `“${text}” is not a date: that month has ${daysInMonth(year, month)} days. Correct the day or leave it out.`,
    );
  return { edtf: text, calendar: 'gregorian' };
}

/** A day of another calendar, or less. */
export function otherCalendar(
  calendar: OtherCalendar,
  year: number,
  month: string | null,
  day: number | null,
): Reading {
  return { edtf: toEdtf(calendar, year, month, day), calendar };
}

function eraOf(text: string, digits: Digits): { era: Era | null; rest: string } {
  if (digits === 'persian' && /\d ?هجری$/.test(text))
    throw new Invalid(`“${text}” may be of the solar or the lunar calendar. Write هجری شمسی or هجری قمری.`);
  for (const era of ERAS) {
    const rest = beforeWord(era, text) ?? afterWord(era, text);
    if (rest) return { era, rest };
  }
  return { era: null, rest: text };
}

function yearIn(word: string, era: Era | null): number | null {
  if (/^\d{4}$/.test(word) || (/^\d{1,3}$/.test(word) && (era === 'gregorian' || era === 'bce'))) return Number(word);
  return readHebrewYear(word);
}

function dayIn(word = ''): number | null {
  const [, digits] = /^(\d{1,2})(?:st|nd|rd|th|er|re|e|o)?$/.exec(word) ?? [];
  const day = digits ? Number(digits) : (readHebrewNumeral(word.replace(/^ב(?=.)/, '')) ?? readHebrewNumeral(word));
  return day !== null && day <= 31 ? day : null;
}

function readYear(year: number, word: string, era: Era | null, digits: Digits): Reading {
  if (era === 'bce') return gregorian(1 - year, null, null);
  const calendar = era ?? (/\d/.test(word) ? calendarOfYear(year, digits) : 'hebrew');
  return calendar === 'gregorian' ? gregorian(year, null, null) : otherCalendar(calendar, year, null, null);
}

function onDay(month: string, dayWord: string | undefined, year: number, era: Era | null): Reading | null {
  const day = dayIn(dayWord);
  return day === null ? null : inMonth(month, day, year, era);
}

function inMonth(name: string, day: number | null, year: number, era: Era | null): Reading | null {
  const named = monthsNamed(name).filter(({ calendar }) => era === null || era === calendar);
  if (named.length === 0) return null;
  const meant =
    named.find(({ calendar }) => calendar !== 'gregorian' && holds(calendar, year)) ?? named.find(isGregorian);
  if (!meant || (isGregorian(meant) && holds('hebrew', year))) throw wrongYear(named[0]!, name, year);
  if (meant.calendar === 'gregorian') return gregorian(year, Number(meant.month), day);
  return otherCalendar(meant.calendar, year, meant.month, day);
}

function isGregorian({ calendar }: NamedMonth): boolean {
  return calendar === 'gregorian';
}

function holds(calendar: OtherCalendar, year: number): boolean {
  return year >= YEARS[calendar].first && year <= YEARS[calendar].last;
}

/** *Nisan 1951*: a month of one calendar with a year of another. Says which year of its own calendar it may be. */
function wrongYear({ calendar, month }: NamedMonth, plainName: string, year: number): Invalid {
  const name = plainName.charAt(0).toUpperCase() + plainName.slice(1);
  if (calendar === 'gregorian' || year < 1582 || year > 2100)
    return new Invalid(
      `“${name}” and the year ${year} are not of one calendar. Write month and year of the same calendar.`,
    );
  const ends = [`${year}-01-01`, `${year}-12-31`].map((day) => dayInCalendar(day, calendar));
  const years = [...new Set(ends.map((end) => end.year))].filter((own) => {
    const after = (end: { month: string }) => MONTHS[calendar].indexOf(month) - MONTHS[calendar].indexOf(end.month);
    return ends.some((end, i) => end.year === own && (i === 0 ? after(end) >= 0 : after(end) <= 0));
  });
  const own = years.map((one) => `${name} ${one}`).join(' or ');
  return new Invalid(
    `“${name}” is a month of the ${CALENDAR_NAMES[calendar]} calendar and ${year} a year of the Gregorian. Write ${own}.`,
  );
}

function shortYear(words: string[]): null {
  const [month, year] = [words.slice(0, -1).join(' '), words.at(-1) ?? ''];
  if (
    /^\d{2}$/.test(year) &&
    month &&
    (monthsNamed(month).length > 0 || monthsNamed(words.slice(1, -1).join(' ')).length > 0)
  )
    throw new Invalid(`The year ${year} may be of more than one century. Write it in four digits.`);
  return null;
}
