/**
 * The dictionary of one audience while an index is built: millions of words, each looked up a thousand million times, so
 * it lies in arrays (open addressing over FNV-1a hashes) and a word is read where it stands, without being cut out. What
 * costs is the memory not yet in the processor's cache, so what is read together lies together.
 */
export interface WordNumbers {
  count: number; // numbers given out, from 1
  table: Int32Array; // number of a word, 0 where free; its length is a power of two
  records: Int32Array; // four of each number: HASH, START, LAST_IN, TESTIMONIES
  letters: Uint16Array;
}

const HASH = 0;
const START = 1; // in `letters`; the letters of a word end where those of the next number begin
const LAST_IN = 2; // the last testimony it was counted in
const TESTIMONIES = 3;

export function newWordNumbers(): WordNumbers {
  return {
    count: 0,
    table: new Int32Array(1 << 12),
    records: new Int32Array(4 * ((1 << 11) + 2)),
    letters: new Uint16Array(1 << 14),
  };
}

/** The number of the word in `text` from `start` to `end`, counted once for the testimony `one` (any number but 0). */
export function numberIn(words: WordNumbers, text: string, start: number, end: number, one: number): number {
  let hash = 0x811c9dc5 | 0;
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  const { table, records } = words;
  const mask = table.length - 1;
  let at = (hash ^ (hash >>> 15)) & mask;
  for (let number = table[at]!; number !== 0; number = table[at]!) {
    const record = number * 4;
    if (records[record + HASH] === hash && isWord(words, record, text, start, end)) {
      if (records[record + LAST_IN] !== one) {
        records[record + LAST_IN] = one;
        records[record + TESTIMONIES]!++;
      }
      return number;
    }
    at = (at + 1) & mask;
  }
  const number = add(words, hash, text, start, end, one);
  words.table[at] = number;
  if (number * 2 > words.table.length) rehash(words);
  return number;
}

function isWord({ records, letters }: WordNumbers, record: number, text: string, start: number, end: number): boolean {
  const from = records[record + START]!;
  if (records[record + 4 + START]! - from !== end - start) return false;
  for (let i = start; i < end; i++) if (letters[from + i - start] !== text.charCodeAt(i)) return false;
  return true;
}

function add(words: WordNumbers, hash: number, text: string, start: number, end: number, one: number): number {
  const number = ++words.count;
  const record = number * 4;
  if (record + 8 > words.records.length)
    words.records = larger(words.records, new Int32Array(words.records.length * 2));
  const from = words.records[record + START]!;
  if (from + end - start > words.letters.length) {
    words.letters = larger(words.letters, new Uint16Array(words.letters.length * 2));
  }
  for (let i = start; i < end; i++) words.letters[from + i - start] = text.charCodeAt(i);
  words.records[record + HASH] = hash;
  words.records[record + LAST_IN] = one;
  words.records[record + TESTIMONIES] = 1;
  words.records[record + 4 + START] = from + end - start;
  return number;
}

function rehash(words: WordNumbers): void {
  const table = new Int32Array(words.table.length * 2);
  const mask = table.length - 1;
  for (let number = 1; number <= words.count; number++) {
    const hash = words.records[number * 4 + HASH]!;
    let at = (hash ^ (hash >>> 15)) & mask;
    while (table[at] !== 0) at = (at + 1) & mask;
    table[at] = number;
  }
  words.table = table;
}

function larger<Numbers extends Int32Array | Uint16Array>(from: Numbers, to: Numbers): Numbers {
  to.set(from);
  return to;
}

const decoder = new TextDecoder('utf-16le');

/** The word of a number. */
export function wordOf({ letters, records }: WordNumbers, number: number): string {
  return decoder.decode(letters.subarray(records[number * 4 + START]!, records[number * 4 + 4 + START]!));
}

/** In how many testimonies it was counted. */
export function testimoniesWith({ records }: WordNumbers, number: number): number {
  return records[number * 4 + TESTIMONIES]!;
}

/** The same words numbered again, the commonest first, and counted in none: what they will be numbered by. */
export function commonestFirst(words: WordNumbers): WordNumbers {
  const order = Uint32Array.from({ length: words.count }, (_, i) => i + 1);
  order.sort((a, b) => testimoniesWith(words, b) - testimoniesWith(words, a) || a - b);
  const again = newWordNumbers();
  for (const number of order) {
    const word = wordOf(words, number);
    numberIn(again, word, 0, word.length, 1);
  }
  for (let number = 1; number <= again.count; number++) {
    again.records[number * 4 + LAST_IN] = 0;
    again.records[number * 4 + TESTIMONIES] = 0;
  }
  return again;
}
