/** Reads the texts of testimonies (text.ts): their pieces, and where words stand in them. */
import type { Database } from '../../db/open.ts';
import { KINDS, type PieceKind } from './pieces.ts';
import { kept, keptColumn } from './statements.ts';
import { ROWS } from './text.ts';
import { type Reading, readNumber, readSigned } from './varint.ts';

/** The beginning of a text. */
export interface OpenText {
  k: number;
  slot: number;
  pieces: EncodedPiece[];
  parts: number;
  words: number;
}

/** A piece: its words stand in the places from `from` to `to`. */
export interface EncodedPiece {
  kind: PieceKind;
  id: number;
  place: number; // in the order of the text
  from: number;
  to: number;
}

/** Opens the text that audience `k` has of a testimony; null where it has none. */
export function openText(db: Database, k: number, slot: number): OpenText | null {
  const bytes = rowOf(db, k, slot * ROWS);
  if (!bytes) return null;
  const reading: Reading = { bytes, at: 0 };
  const pieces: EncodedPiece[] = new Array(readNumber(reading));
  let id = 0;
  let place = 0;
  let from = 0;
  for (let i = 0; i < pieces.length; i++) {
    const kind = KINDS[readNumber(reading)]!;
    const isPassage = kind === 'passage';
    if (isPassage) {
      id += readSigned(reading);
      place += readSigned(reading);
    }
    const to = from + readNumber(reading);
    pieces[i] = { kind, id: isPassage ? id : 0, place: isPassage ? place : 0, from, to };
    from = to;
  }
  return { k, slot, pieces, parts: readNumber(reading), words: readNumber(reading) };
}

function rowOf(db: Database, k: number, row: number): Buffer | undefined {
  return keptColumn<Buffer>(db, `SELECT words FROM text_${k} WHERE row = ?`).get(row);
}

/** Numbers of words to be looked for, in the order in which the parts of a text have them. */
export interface Sought {
  /** By how many parts a text has: of each part, the quotients in their order and which word each is. */
  byParts: Map<number, { quotients: Int32Array; which: Int32Array }[]>;
  numbers: readonly number[];
}

export function soughtWords(numbers: readonly number[]): Sought {
  return { byParts: new Map(), numbers };
}

function soughtIn({ byParts, numbers }: Sought, parts: number) {
  let known = byParts.get(parts);
  if (!known) {
    const all = numbers.map((number, which) => ({ which, part: number % parts, quotient: Math.floor(number / parts) }));
    all.sort((a, b) => a.quotient - b.quotient);
    known = Array.from({ length: parts }, (_, part) => {
      const of = all.filter((one) => one.part === part);
      return {
        quotients: Int32Array.from(of, ({ quotient }) => quotient),
        which: Int32Array.from(of, ({ which }) => which),
      };
    });
    byParts.set(parts, known);
  }
  return known;
}

const ALL_AT_ONCE = 12; // rows: as many are read faster with those between them than each by itself

/** Calls `visit` with every place of those words sought that the text may have, of each word from its last place to its first. */
export function eachPlace(
  db: Database,
  { k, slot, parts }: OpenText,
  sought: Sought,
  mayHave: (which: number) => boolean,
  visit: (place: number, which: number) => void,
): void {
  const wanted = soughtIn(sought, parts);
  const some: number[] = [];
  wanted.forEach(({ which }, part) => {
    if (which.some(mayHave)) some.push(part);
  });
  const first = slot * ROWS + 1;
  const look = (part: number, bytes: Buffer | undefined) => {
    if (bytes) lookIn(bytes, wanted[part]!.quotients, wanted[part]!.which, visit);
  };
  if (some.length < ALL_AT_ONCE) {
    for (const part of some) look(part, rowOf(db, k, first + part));
    return;
  }
  const rows = kept<{ row: number; words: Buffer }>(
    db,
    `SELECT row, words FROM text_${k} WHERE row >= @first AND row < @first + @parts`,
  ).all({ first, parts });
  for (const { row, words } of rows) look(row - first, words);
}

function lookIn(
  bytes: Buffer,
  quotients: Int32Array,
  which: Int32Array,
  visit: (place: number, which: number) => void,
): void {
  const words: Reading = { bytes, at: 0 };
  const size = readNumber(words);
  const end = words.at + size;
  const places: Reading = { bytes, at: end };
  let quotient = 0;
  let next = 0;
  while (words.at < end) {
    const word = readNumber(words);
    quotient += word >>> 1;
    const more = readNumber(words);
    while (next < quotients.length && quotients[next]! < quotient) next++;
    if (next === quotients.length) return;
    const wanted = quotients[next] === quotient;
    if (word & 1) {
      if (wanted) visit(more, which[next]!);
      continue;
    }
    const after = places.at + more;
    if (wanted) {
      let place = readNumber(places);
      visit(place, which[next]!);
      while (places.at < after) {
        place -= readNumber(places);
        visit(place, which[next]!);
      }
    }
    places.at = after;
  }
}

/** The numbers of the words in a text. */
export function distinctWords(db: Database, { k, slot, parts }: OpenText): Set<number> {
  const numbers = new Set<number>();
  for (let part = 0; part < parts; part++) {
    const bytes = rowOf(db, k, slot * ROWS + 1 + part);
    if (!bytes) continue;
    const reading: Reading = { bytes, at: 0 };
    const end = readNumber(reading) + reading.at;
    let quotient = 0;
    while (reading.at < end) {
      quotient += readNumber(reading) >>> 1;
      readNumber(reading); // its place, or how long its places are
      numbers.add(quotient * parts + part);
    }
  }
  return numbers;
}
