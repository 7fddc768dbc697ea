/**
 * The words of one length, by the letters they have. A word's sign is a bit for each letter (of 32 kinds), and an error changes
 * two bits at most. Words lie by their sign folded to twelve bits: where so many differ that the words must be too far, the
 * whole group is passed over. Of 2.6 million words a twentieth is left to be compared by the sign itself.
 */
export interface Shelf {
  count: number;
  signs: Int32Array; // of each word
  places: Int32Array; // of each, in the list of all words
  grouped: number; // so many lie by their folded sign; those that came after follow in their order
  groups: Int32Array; // where each group begins
}

const KINDS = 32;
const GROUPS = 1 << 12;
const WORTH_GROUPING = 4096; // words that came after

export function newShelf(): Shelf {
  return {
    count: 0,
    signs: new Int32Array(256),
    places: new Int32Array(256),
    grouped: 0,
    groups: new Int32Array(GROUPS + 1),
  };
}

export function signOf(word: string): number {
  let bits = 0;
  for (let i = 0; i < word.length; i++) bits |= 1 << (word.charCodeAt(i) % KINDS);
  return bits;
}

function folded(sign: number): number {
  return (sign ^ (sign >>> 12) ^ (sign >>> 24)) & (GROUPS - 1);
}

function countOf(bits: number): number {
  const pairs = bits - ((bits >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return (((fours + (fours >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}

export function putOn(shelf: Shelf, sign: number, place: number): void {
  if (shelf.count === shelf.signs.length) {
    shelf.signs = larger(shelf.signs);
    shelf.places = larger(shelf.places);
  }
  shelf.signs[shelf.count] = sign;
  shelf.places[shelf.count++] = place;
}

/** Takes the word at `place` away. */
export function takeFrom(shelf: Shelf, place: number): void {
  const at = shelf.places.subarray(0, shelf.count).indexOf(place);
  if (at === -1) return;
  shelf.signs.copyWithin(at, at + 1, shelf.count);
  shelf.places.copyWithin(at, at + 1, shelf.count);
  shelf.count--;
  shelf.grouped = 0;
}

/**
 * Calls `visit` with the place of every word whose sign differs from `sign` in at most `most` bits; it gives how many are
 * allowed from there on.
 */
export function lookAlong(shelf: Shelf, sign: number, most: number, visit: (place: number) => number): void {
  settle(shelf);
  const { signs, places, groups, grouped, count } = shelf;
  const own = folded(sign);
  let allowed = most;
  const lookOver = (from: number, to: number) => {
    for (let i = from; i < to; i++) {
      if (countOf(signs[i]! ^ sign) <= allowed) allowed = visit(places[i]!);
    }
  };
  for (let one = 0; grouped > 0 && one < GROUPS; one++) {
    if (countOf(one ^ own) <= allowed) lookOver(groups[one]!, groups[one + 1]!);
  }
  lookOver(grouped, count);
}

/** Puts the words in their groups where many came after the others: 0.1 s for a large shelf, better before somebody waits. */
export function settle(shelf: Shelf): void {
  if (shelf.count - shelf.grouped > WORTH_GROUPING + shelf.grouped / 8) group(shelf);
}

/** Puts all words in their groups, each in its order (a counting sort). */
function group(shelf: Shelf): void {
  const { count, signs, places } = shelf;
  const groups = new Int32Array(GROUPS + 1);
  for (let i = 0; i < count; i++) groups[folded(signs[i]!) + 1]!++;
  for (let one = 0; one < GROUPS; one++) groups[one + 1]! += groups[one]!;
  const next = groups.slice();
  shelf.signs = new Int32Array(signs.length);
  shelf.places = new Int32Array(places.length);
  for (let i = 0; i < count; i++) {
    const at = next[folded(signs[i]!)]!++;
    shelf.signs[at] = signs[i]!;
    shelf.places[at] = places[i]!;
  }
  shelf.grouped = count;
  shelf.groups = groups;
}

function larger(from: Int32Array): Int32Array {
  const to = new Int32Array(from.length * 2);
  to.set(from);
  return to;
}
