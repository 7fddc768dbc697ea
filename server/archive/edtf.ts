/**
 * Dates of the archive: EDTF (https://www.loc.gov/standards/datetime/), and beside it the date as it was given, in the
 * calendar in which it is remembered. What counts as EDTF is written in dates/edtf-grammar.ts, what else families write in
 * dates/written.ts, and how other calendars are converted in calendars.ts.
 */
import type { Calendar } from './calendars.ts';
import { edtfBounds } from './dates/bounds.ts';
import { gregorianDay, isoDate } from './dates/days.ts';
import { readWritten } from './dates/written.ts';
import { Invalid } from './errors.ts';

/** A date as the archive keeps it. `min` and `max` are the first and last possible year; null where there is no limit. */
export interface ArchiveDate {
  edtf: string;
  given: string; // as it was written, trimmed
  calendar: Calendar; // in which it was given
  min: number | null;
  max: number | null;
}

const LONGEST = 150; // characters; a longer text is a story, not a date
const LAST_YEAR = 2999; // a later one is a slip, or a year of another calendar

/**
 * Reads a date as archives and families write it: EDTF, or words in English, French, Arabic, Hebrew or Persian
 * (*c. 1951*, *1948-1951*, *before 1950*, *14 March 1951*, *Nisan 5711*). EDTF wins where a text is both, so `1930-11` is
 * November. Throws `Invalid`, which says what to write instead, for what is no date, an impossible one, or an ambiguous one.
 */
export function readDate(text: string): ArchiveDate {
  const given = text.trim();
  if (given.length > LONGEST) throw new Invalid(`A date has at most ${LONGEST} characters. Move the rest to a note.`);
  const { edtf, calendar } = readWritten(given);
  const span = yearSpan(edtf);
  if (Math.max(span.min ?? 0, span.max ?? 0) > LAST_YEAR)
    throw new Invalid(`“${given}” lies too far ahead. Correct the year; write a Hebrew date as 5711 or 14 Nisan 5711.`);
  return { edtf, given, calendar, ...span };
}

/**
 * The first and last year that an EDTF date may be; null for an open or unknown end. `1951~` is 1951: EDTF does not say
 * how far a mark reaches, and nothing is invented. A season stays in its year. Throws `Invalid` where it is not EDTF.
 */
export function yearSpan(edtf: string): { min: number | null; max: number | null } {
  const { first, last } = edtfBounds(edtf);
  const year = (day: number) => (Number.isFinite(day) ? gregorianDay(day).year : null);
  return { min: year(first), max: year(last) };
}

/** The first and last day that an EDTF date may be, as `YYYY-MM-DD`; null for an open or unknown end. Throws as `yearSpan`. */
export function daySpan(edtf: string): { first: string | null; last: string | null } {
  const { first, last } = edtfBounds(edtf);
  const iso = (day: number) => (Number.isFinite(day) ? isoDate(day) : null);
  return { first: iso(first), last: iso(last) };
}
