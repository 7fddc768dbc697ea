/** A date in words: alone, marked, limited on one side, or two of them together. What each becomes is told in written.ts. */
import { Invalid } from '../errors.ts';
import { parseEdtf } from './edtf-grammar.ts';
import { readNumeric } from './numeric.ts';
import { readPeriod } from './periods.ts';
import { endOf, marked, members, neighbour, type Reading } from './reading.ts';
import { type Digits, readSimple } from './simple.ts';
import { afterWord, beforeWord, partedAt, withoutLeading } from './words.ts';

type Reader = (text: string, digits: Digits) => Reading | null;

/**
 * Any date in plain letters, null where it is none. What stands within a limit or a range is read with `readOne`, so that no
 * text makes the work grow out of hand. Throws `Invalid` as `readDate` does.
 */
export function readPhrase(text: string, digits: Digits): Reading | null {
  const plain = withoutLeading('filler', withoutLeading('weekday', withoutLeading('filler', text)));
  return (
    readNumeric(plain, digits) ??
    readMarked(plain, digits, readPhrase) ??
    readLimit(plain, digits) ??
    readPeriod(plain, digits) ??
    readTwo(plain, digits) ??
    readSimple(plain, digits)
  );
}

function readOne(text: string, digits: Digits): Reading | null {
  const plain = withoutLeading('filler', withoutLeading('weekday', withoutLeading('filler', text)));
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
  if (between) return join([...partedAt('and', between), ...dashes(between)], digits, choice);
  const from = afterWord('from', text);
  const lasting = from && join(partedAt('to', from), digits, duration);
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
