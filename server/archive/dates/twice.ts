/** A date given in two calendars at once: *14 Nisan 5711 (20 April 1951)*. */
import { Invalid } from '../errors.ts';
import { edtfBounds } from './bounds.ts';
import type { Reading } from './reading.ts';

/**
 * The narrower of a date and the other behind it in brackets, in the calendar that is not the Gregorian; null where there
 * are no two dates. Throws `Invalid` where no day is in both.
 */
export function readTwice(text: string, reader: (text: string) => Reading | null): Reading | null {
  const [, outside, inside] = /^([^()]+)\(([^()]+)\)$/.exec(text) ?? [];
  const [first, second] = [outside, inside].map((part) => (part ? reader(part.trim()) : null));
  if (!first || !second) return null;
  const [one, other] = [edtfBounds(first.edtf), edtfBounds(second.edtf)];
  if (one.first > other.last || other.first > one.last)
    throw new Invalid(
      `“${text}” gives two dates that do not agree: ${first.edtf} and ${second.edtf}. Write the right one alone.`,
    );
  const narrower = other.last - other.first <= one.last - one.first ? second : first;
  return { edtf: narrower.edtf, calendar: first.calendar === 'gregorian' ? second.calendar : first.calendar };
}
