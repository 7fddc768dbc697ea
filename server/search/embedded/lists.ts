/**
 * The testimonies with a word, ready made, for the words in many (list_k): FTS5 takes 2 ms to go over 10,000 rows, and a prefix
 * of two letters stands for 256 words, which took 70 ms. A list says of each slot how many it is after the one before, or has a
 * bit for each slot, whichever is shorter.
 */
import type { Database } from '../../db/open.ts';
import { type Bits, clearBit, emptyBits, hasBit, setBit, slotsOf } from './bits.ts';
import { eachRowFound } from './rows-found.ts';
import { kept, keptColumn } from './statements.ts';
import { type Reading, readNumber, writeNumber, writing, written } from './varint.ts';

/** Testimonies that a word must be in to have a list. */
export const WORTH_A_LIST = 256;

const AS_DISTANCES = 0;
const AS_BITS = 1;

function encoded(bits: Bits): Buffer {
  return listOf(bits.length * 32, (visit) => slotsOf(bits).forEach(visit));
}

/** A list of the slots, below `size`, that `each` calls back with, ascending. */
function listOf(size: number, each: (visit: (slot: number) => void) => void): Buffer {
  const to = writing(1024);
  writeNumber(to, AS_DISTANCES);
  let next = 0;
  each((slot) => {
    writeNumber(to, slot - next);
    next = slot + 1;
  });
  const bits = emptyBits(size);
  if (to.length <= bits.byteLength) return Buffer.from(written(to));
  each((slot) => setBit(bits, slot));
  return Buffer.concat([Buffer.from([AS_BITS]), Buffer.from(bits.buffer, bits.byteOffset, bits.byteLength)]);
}

function addTo(to: Bits, list: Uint8Array): void {
  const reading: Reading = { bytes: list, at: 0 };
  if (readNumber(reading) === AS_BITS) {
    const theirs = new Uint32Array(new Uint8Array(list.subarray(1)).buffer); // aligned;
    for (let i = 0; i < theirs.length; i++) to[i]! |= theirs[i]!;
    return;
  }
  for (let next = 0; reading.at < list.length; next++) {
    next += readNumber(reading);
    setBit(to, next);
  }
}

/** Adds the testimonies with the word of this number to `to`; false where it has no list. */
export function addListed(db: Database, k: number, term: number, to: Bits): boolean {
  const list = keptColumn<Buffer>(db, `SELECT slots FROM list_${k} WHERE term = ?`).get(term);
  if (list) addTo(to, list);
  return list !== undefined;
}

/** The list of a word, as FTS5 finds its testimonies. */
function listFor(db: Database, k: number, word: string, size: number): Buffer {
  const slots: number[] = [];
  eachRowFound(db, `all_${k}`, `"${word}"`, (slot) => void slots.push(slot));
  return listOf(size, (visit) => slots.forEach(visit));
}

function slotsEver(db: Database): number {
  return (keptColumn<number | null>(db, 'SELECT max(slot) FROM testimony').get() ?? -1) + 1;
}

/** Makes the lists of audience `k`, of an index that has all its testimonies, in the order in which FTS5 has the words. */
export function makeLists(db: Database, k: number): void {
  const size = slotsEver(db);
  const words = db
    .prepare<[number], { id: number; word: string }>(
      `SELECT id, word FROM term_${k} WHERE testimonies >= ? ORDER BY word`,
    )
    .all(WORTH_A_LIST);
  const insert = kept(db, `INSERT INTO list_${k} (term, slots) VALUES (?, ?)`);
  for (const { id, word } of words) insert.run(id, listFor(db, k, word, size));
}

/**
 * Puts down that the testimony in `slot`, which is in FTS5's table by now, has these words and has those no longer. Words that
 * are in enough testimonies by now get a list; one that has a list keeps it.
 */
export function changeLists(
  db: Database,
  k: number,
  slot: number,
  { more, less }: { more: Iterable<number>; less: Iterable<number> },
): void {
  const size = Math.max(slotsEver(db), slot + 1);
  const find = keptColumn<Buffer>(db, `SELECT slots FROM list_${k} WHERE term = ?`);
  const store = kept(db, `INSERT OR REPLACE INTO list_${k} (term, slots) VALUES (?, ?)`);
  const wordInMany = keptColumn<string>(
    db,
    `SELECT word FROM term_${k} WHERE id = ? AND testimonies >= ${WORTH_A_LIST}`,
  );
  const change = (term: number, has: boolean) => {
    const list = find.get(term);
    if (!list) {
      const word = has ? wordInMany.get(term) : undefined;
      if (word !== undefined) store.run(term, listFor(db, k, word, size));
      return;
    }
    const bits = emptyBits(size);
    addTo(bits, list);
    if (hasBit(bits, slot) === has) return;
    if (has) setBit(bits, slot);
    else clearBit(bits, slot);
    store.run(term, encoded(bits));
  };
  for (const term of more) change(term, true);
  for (const term of less) change(term, false);
}

/** Takes the list of a word away that is in no testimony any more: its number may be given to another. */
export function dropList(db: Database, k: number, term: number): void {
  kept(db, `DELETE FROM list_${k} WHERE term = ?`).run(term);
}
