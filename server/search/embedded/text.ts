/**
 * A testimony as it is looked through: for each of its words, where it stands. It lies in several rows: the first says what
 * pieces there are and how long each is, and each other row has the words of some numbers. One word is found in two short
 * rows, of about two kilobytes each; to read fifty whole texts, of 50 KB each, was a third of a search.
 */
import { eachWord, GAP, KINDS, type Piece } from './pieces.ts';
import { type Writing, writeNumber, writeSigned, writing, written } from './varint.ts';

/** Gives the word of `text` from `start` to `end` its number, from 1 (dictionary.ts). */
export type NumberOf = (text: string, start: number, end: number) => number;

/** Places that words withheld take up: more than any NEAR reaches over, so that nothing is found across them. */
export const GAP_WIDTH = 1000;

/** The row of a testimony's pieces has the number slot * ROWS; the rows of its words follow. */
export const ROWS = 64;
const MOST_PARTS = 32;
const A_PART = 750; // words of a text for each of its rows, about

/** One audience's text of a testimony: its rows, null for one that would be empty, and the words that come back in it. */
export interface EncodedText {
  rows: (Buffer | null)[];
  words: number;
  repeated: RepeatedWord[];
}

export interface RepeatedWord {
  text: string;
  start: number;
  end: number;
  times: number;
}

export function encodeText(pieces: Piece[], numberOf: NumberOf): EncodedText {
  forgetLast();
  const head = writing(256);
  const again: { number: number; text: string; start: number; end: number }[] = [];
  let place = 0; // of the next word
  let [id, order] = [0, 0];
  writeNumber(head, pieces.length);
  for (const { kind, text, ...piece } of pieces) {
    const from = place;
    eachWord(text, (start, end) => {
      if (text.startsWith(GAP, start)) {
        place += GAP_WIDTH;
        return;
      }
      const number = numberOf(text, start, end);
      if (putDown(number, place++) === 2) again.push({ number, text, start, end });
    });
    writeNumber(head, KINDS.indexOf(kind));
    if (kind === 'passage') {
      writeSigned(head, piece.id - id);
      writeSigned(head, piece.place - order);
      id = piece.id;
      order = piece.place;
    }
    writeNumber(head, place - from);
  }
  const words = noted.count;
  const parts = partsFor(words);
  writeNumber(head, parts);
  writeNumber(head, words);
  return {
    rows: [Buffer.from(written(head)), ...partRows(parts)],
    words,
    repeated: again.map(({ number, ...word }) => ({ ...word, times: noted.timesOf[number]! })),
  };
}

function partsFor(words: number): number {
  let parts = 1;
  while (parts < MOST_PARTS && parts * A_PART < words) parts *= 2;
  return parts;
}

const BEYOND = 2 ** 27; // more than there are words

/**
 * The words of each part in the order of their numbers, each as what it is more than the one before. The lowest bit tells a word
 * that stands in one place alone, which follows; of another follows how many bytes its places take, at the end of the row.
 */
function partRows(parts: number): (Buffer | null)[] {
  const sorted = Uint32Array.from(noted.distinct, (one) => (one % parts) * BEYOND + Math.floor(one / parts)).sort();
  const rows: (Buffer | null)[] = new Array(parts).fill(null);
  const { lastOf, timesOf, place } = noted;
  for (let at = 0; at < sorted.length; ) {
    const part = Math.floor(sorted[at]! / BEYOND);
    const words = writing(1024);
    const places = writing(1024);
    let last = 0;
    for (; at < sorted.length && Math.floor(sorted[at]! / BEYOND) === part; at++) {
      const quotient = sorted[at]! % BEYOND;
      const number = quotient * parts + part;
      const once = timesOf[number] === 1;
      writeNumber(words, (quotient - last) * 2 + (once ? 1 : 0));
      last = quotient;
      const from = places.length;
      if (once) writeNumber(words, place[lastOf[number]!]!);
      else writePlaces(places, lastOf[number]!);
      if (!once) writeNumber(words, places.length - from);
    }
    const size = writing(8);
    writeNumber(size, words.length);
    rows[part] = Buffer.concat([written(size), written(words), written(places)]);
  }
  return rows;
}

/** Places from the last to the first, each as what it is less than the one after it. */
function writePlaces(to: Writing, last: number): void {
  const { before, place } = noted;
  writeNumber(to, place[last]!);
  for (let one = last; before[one] !== NONE; one = before[one]!) writeNumber(to, place[one]! - place[before[one]!]!);
}

/** The occurrences of one text, put down as they come: these arrays are used again for the next. */
const noted = {
  count: 0,
  place: new Uint32Array(1 << 15),
  before: new Int32Array(1 << 15), // the occurrence before of the same word
  distinct: [] as number[], // numbers of the words
  lastOf: new Int32Array(1 << 12), // by number: its last occurrence
  timesOf: new Int32Array(1 << 12), // by number: how often it came
};
const NONE = -1;

function forgetLast(): void {
  for (const number of noted.distinct) noted.timesOf[number] = 0;
  noted.distinct = [];
  noted.count = 0;
}

/** How often the word has come with this. */
function putDown(number: number, place: number): number {
  if (noted.count === noted.place.length) {
    noted.place = larger(noted.place, new Uint32Array(noted.count * 2));
    noted.before = larger(noted.before, new Int32Array(noted.count * 2));
  }
  if (number >= noted.lastOf.length) {
    noted.lastOf = larger(noted.lastOf, new Int32Array(number * 2));
    noted.timesOf = larger(noted.timesOf, new Int32Array(number * 2));
  }
  const times = ++noted.timesOf[number]!;
  if (times === 1) noted.distinct.push(number);
  noted.place[noted.count] = place;
  noted.before[noted.count] = times === 1 ? NONE : noted.lastOf[number]!;
  noted.lastOf[number] = noted.count++;
  return times;
}

function larger<Numbers extends Int32Array | Uint32Array>(from: Numbers, to: Numbers): Numbers {
  to.set(from);
  return to;
}
