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
import { readNumeric } from './numeric.ts';
import { readPeriod } from './periods.ts';
import { endOf, marked, members, neighbour, type Reading } from './reading.ts';
import { type Digits, readSimple } from './simple.ts';
import { afterWord, beforeWord, partedAt, withoutLeading } from './words.ts';

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
  const reading = read(prepared(text), digitsOf(text));
  if (!reading) throw unreadable(text);
  parseEdtf(reading.edtf); // throws where it ends before it begins
  return reading;
}

/** Plain letters, without brackets and commas, and with prepositions that Hebrew and Arabic join to numbers set apart. */
function prepared(text: string): string {
  return plainLetters(text)
    .replace(/^[[(](.*)[\])]$/, '$1')
    .replace(/[,،]/g, ' ')
    .replace(/(^|\s)([בלמכוהو])-?(?=\d)/g, '$1$2 ')
    .replace(/\s+/g, ' ')
    .trim();
}

function digitsOf(text: string): Digits {
  return /[\u06f0-\u06f9]/.test(text) ? 'persian' : asciiDigits(text) === text ? 'latin' : 'arabic';
}

type Reader = (text: string, digits: Digits) => Reading | null;

/** Any date. What stands within a limit or a range is read with `readOne`, so that no text makes the work grow out of hand. */
function read(text: string, digits: Digits): Reading | null {
  const plain = withoutLeading('filler', text);
  return (
    readNumeric(plain, digits) ??
    readMarked(plain, digits, read) ??
    readLimit(plain, digits) ??
    readTwo(plain, digits) ??
    readPeriod(plain, digits) ??
    readSimple(plain, digits)
  );
}

function readOne(text: string, digits: Digits): Reading | null {
  const plain = withoutLeading('filler', text);
  return (
    readNumeric(plain, digits) ??
    readMarked(plain, digits, readOne) ??
    readPeriod(plain, digits) ??
    readSimple(plain, digits)
  );
}

function readMarked(text: string, digits: Digits, reader: Reader): Reading | null {
  const [, beforeMark, mark] = /^(.*?) ?([?؟~])$/.exec(text) ?? [];
  if (beforeMark) return withMark(reader(beforeMark, digits), mark === '~' ? '~' : '?');
  const perhaps = afterWord('perhaps', text) ?? beforeWord('perhaps', text);
  if (perhaps) return withMark(reader(perhaps, digits), '?');
  const about = afterWord('circa', text) ?? beforeWord('circa', text);
  return about ? withMark(reader(about, digits), '~') : null;
}

function withMark(reading: Reading | null, mark: '~' | '?'): Reading | null {
  return reading && { ...reading, edtf: marked(reading.edtf, mark) };
}

function readLimit(text: string, digits: Digits): Reading | null {
  const of = (rest: string | null, which: 'first' | 'last') => {
    const reading = rest ? readOne(rest, digits) : null;
    const end = reading && endOf(reading.edtf, which);
    return end ? { end, calendar: reading.calendar } : null;
  };
  const before = of(afterWord('before', text), 'first');
  if (before) return limit(before, neighbour(before.end, -1), (end) => `[..${end}]`);
  const after = of(afterWord('after', text), 'last');
  if (after) return limit(after, neighbour(after.end, 1), (end) => `[${end}..]`);
  const onwards = beforeWord('onwards', text);
  const since = of((onwards && afterWord('from', onwards)) ?? afterWord('since', onwards ?? text), 'first');
  if (since) return limit(since, since.end, (end) => `${end}/..`);
  const until = of(afterWord('until', text), 'last');
  return until && limit(until, until.end, (end) => `../${end}`);
}

function limit(of: Omit<Reading, 'edtf'>, end: string | null, edtf: (end: string) => string): Reading {
  if (end === null) throw new Invalid('Before or after a season cannot be converted. Write a month or a year.');
  return { edtf: edtf(end), calendar: of.calendar };
}

function readTwo(text: string, digits: Digits): Reading | null {
  const between = afterWord('between', text);
  if (between) return join(partedAt('and', between), digits, choice);
  const from = afterWord('from', text);
  const lasting = from && join([...partedAt('to', from), ...partedAt('and', from)], digits, duration);
  if (lasting) return lasting;
  return (
    join([...dashes(text), ...partedAt('to', text)], digits, choice) ??
    join(partedAt('or', text).slice(0, 1), digits, (left, right) => `[${members(left)},${members(right)}]`, readList) ??
    join(partedAt('and', text), digits, (left, right) => `{${members(left)},${members(right)}}`)
  );
}

/** *1948 or 1949 or 1950*, one at a time. */
function readList(text: string, digits: Digits): Reading | null {
  return readOne(text, digits) ?? readTwo(text, digits);
}

function dashes(text: string): [string, string][] {
  return [...text.matchAll(/ ?-+ ?/g)].map(({ 0: dash, index }) => [
    text.slice(0, index),
    text.slice(index + dash.length),
  ]);
}

/** The first way of parting in which both sides are dates. The left may leave to the right what both share: *7 or 8 May 1951*. */
function join(
  ways: [string, string][],
  digits: Digits,
  edtf: (left: string, right: string) => string | null,
  readRight: Reader = readOne,
): Reading | null {
  for (const [left, right] of ways) {
    const last = readRight(right, digits);
    const words = right.split(' ');
    const shared = words.map((_, i) => [left, ...words.slice(i + 1)].join(' ')).reverse();
    const first = last && shared.map((way) => readOne(way, digits)).find((reading) => reading !== null);
    const both = first && edtf(first.edtf, last.edtf);
    if (first && both) return { edtf: both, calendar: first.calendar === 'gregorian' ? last.calendar : first.calendar };
  }
  return null;
}

function choice(left: string, right: string): string | null {
  const [first, last] = [endOf(left, 'first'), endOf(right, 'last')];
  return first && last && `[${first}..${last}]`;
}

/** A decade stays a decade: from some time in the 1940s to some time in the 1950s. */
function duration(left: string, right: string): string | null {
  const [first, last] = [wholeDate(left) ?? endOf(left, 'first'), wholeDate(right) ?? endOf(right, 'last')];
  return first && last && `${first}/${last}`;
}

function wholeDate(edtf: string): string | null {
  return parseEdtf(edtf)?.kind === 'date' ? edtf : null;
}

function unreadable(text: string): Invalid {
  return new Invalid(
    text === ''
      ? 'No date is given. Leave it out where none is known.'
      : `“${text}” is not a date that can be read. Write for example 1951, 1951-03-14, 14 March 1951, c. 1951, 1950s, before 1950, 1948-1951 for some time between, 1948/1951 for all of it, or Nisan 5711.`,
  );
}
