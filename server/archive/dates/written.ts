/**
 * What families and catalogues write instead of EDTF, in five languages, and what it becomes:
 * - *c. 1951* `1951~`; *perhaps 1951*, *1951?* `1951?`; *1950s* `195X`;
 * - *1948-1951*, *1948 to 1951*, *between 1948 and 1951* `[1948..1951]`: some time between. A person left once, so a range
 *   is taken as not knowing when; all of the time is *from 1948 to 1951*, `1948/1951`;
 * - *before 1950* `[..1949]` and *after 1950* `[1951..]`: EDTF counts the year that it names;
 * - *since 1948* `1948/..`, *until 1951* `../1951`; *1948 or 1949* `[1948,1949]`; *1948 and 1950* `{1948,1950}`.
 */
import { Invalid } from '../errors.ts';
import { asciiDigits, plainLetters } from '../plain-letters.ts';
import { parseEdtf } from './edtf-grammar.ts';
import { readPhrase } from './phrases.ts';
import type { Reading } from './reading.ts';
import type { Digits } from './simple.ts';
import { readTwice } from './twice.ts';

const HEBREW_YEAR = /^5\d{3}$/; // EDTF would take it for a year to come
const DATE_AND_TIME = /^(\d{4}-\d{2}-\d{2})[T ]\d{2}:\d{2}(:\d{2}([.,]\d+)?)?(Z|[+-]\d{2}(:?\d{2})?)?$/i;

/** Reads a date however it is written. Throws `Invalid`, with what to write instead. */
export function readWritten(text: string): Reading {
  const edtf = text
    .replace(DATE_AND_TIME, '$1')
    .replace(/\s*(\/|\.\.|,)\s*/g, '$1')
    .replace(/^\[([^,.]*)\]$/, '$1'); // brackets round one date are a cataloguer's own, and say nothing of when
  if (!HEBREW_YEAR.test(text)) {
    if (parseEdtf(edtf)) return { edtf, calendar: 'gregorian' };
    if (/^[^a-wyz]*$/i.test(edtf) && parseEdtf(edtf.toUpperCase()))
      return { edtf: edtf.toUpperCase(), calendar: 'gregorian' };
  }
  const reading = readTwice(text, readPlain) ?? readPlain(text);
  if (!reading) throw unreadable(text);
  parseEdtf(reading.edtf); // throws where it ends before it begins
  return reading;
}

function readPlain(text: string): Reading | null {
  return readPhrase(prepared(text), digitsOf(text));
}

/**
 * Plain letters, without brackets, commas and a last dot. Prepositions that Hebrew and Arabic join to numbers are set apart,
 * and so are the parts of `14-Mar-1951`.
 */
function prepared(text: string): string {
  return plainLetters(text)
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/[,،()]/g, ' ')
    .replace(/\s*\.\s*$/, '')
    .trim()
    .replace(/^(?:(\d{1,2})[-/])?(\p{L}{3,})\.?[-/](\d{2,4})$/u, '$1 $2 $3')
    .replace(/(^|\s)([בלמכוהو])-?(?=\d)/g, '$1$2 ')
    .replace(/\s+/g, ' ')
    .trim();
}

function digitsOf(text: string): Digits {
  return /[\u06f0-\u06f9]/.test(text) ? 'persian' : asciiDigits(text) === text ? 'latin' : 'arabic';
}

function unreadable(text: string): Invalid {
  return new Invalid(
    text === ''
      ? 'No date is given. Leave it out where none is known.'
      : `“${text}” is not a date that can be read. Write for example 1951, 1951-03-14, 14 March 1951, c. 1951, 1950s, before 1950, 1948-1951 for some time between, 1948/1951 for all of it, or Nisan 5711.`,
  );
}
