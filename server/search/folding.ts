import { APOSTROPHE, ASTRAL, FOLDED, isHebrewLetter, LAST_CLASS, MARK, QUOTE, SEPARATOR, SIGN, spell, UNSEEN } from './letters.ts';

/**
 * Spelling and script (DESIGN §6): one folding for texts and for queries, for both engines.
 *
 * A word is a run of letters and digits with their marks. It is folded letter by letter (letters.ts), so that
 * fold(a + b) of two halves of a word is fold(a) + fold(b). Left out inside words: apostrophes, ʿayin and hamza signs,
 * geresh and gershayim, joiners and direction marks. Hyphens, maqaf and all else part words, and so does the apostrophe of an
 * elided particle (l'Irak is two words, or a search for Irak would miss it); Sana'a and M'hamed stay one.
 * A word of more than 64 units is cut into several. Folded words hold, of ASCII, only a-z and 0-9, and never `¶`.
 */
export const LONGEST_WORD = 64;

/** Particles that lose their vowel before another: French, then Italian. */
const ELIDED = new Set(
  'l d j m t s c n qu jusqu lorsqu puisqu quoiqu dell all nell sull dall quell un'.split(' '),
);
const VOWELS = 'aeiouy';
/** Before h, only the commonest elide: M'hamed and T'hala are names. */
const ELIDED_BEFORE_H = new Set('l d qu jusqu'.split(' '));

/** True when `word` (folded) is a particle that an apostrophe parts from what follows, which begins with `next`. */
function elides(word: string, next: number): boolean {
  if (!ELIDED.has(word)) return false;
  const unit = FOLDED[next]!;
  if (unit === 0x68) return ELIDED_BEFORE_H.has(word);
  return unit > LAST_CLASS ? VOWELS.includes(String.fromCharCode(unit)) : VOWELS.includes(spell(next)?.words[0]?.[0] ?? '-');
}

/** The words of one text, in arrays that the next scan uses again: word k is folded.slice(stops[k-1] + 1 or 0, stops[k]). */
export interface Words {
  folded: string;
  count: number;
  starts: Int32Array;
  ends: Int32Array;
  stops: Int32Array;
}

let units = new Uint16Array(1 << 14);
let narrow = Buffer.alloc(1 << 14);
let starts = new Int32Array(1 << 12);
let ends = new Int32Array(1 << 12);
let stops = new Int32Array(1 << 12);

function twice<T extends Uint16Array | Int32Array>(bigger: T, old: T): T {
  bigger.set(old);
  return bigger;
}

/** Makes room for one more word and what a ligature can add to it. */
function makeRoom(unitsUsed: number, wordsUsed: number): void {
  if (unitsUsed + 4 * LONGEST_WORD > units.length) {
    units = twice(new Uint16Array(units.length * 2), units);
    narrow = Buffer.alloc(units.length);
  }
  if (wordsUsed + 1 > starts.length) {
    starts = twice(new Int32Array(starts.length * 2), starts);
    ends = twice(new Int32Array(ends.length * 2), ends);
    stops = twice(new Int32Array(stops.length * 2), stops);
  }
}

/** What was written: as one byte a letter where it can be, which is half the memory and quicker to compare. */
function written(length: number, seen: number): string {
  if (seen > 0x7f) return Buffer.from(units.buffer, 0, length * 2).toString('utf16le');
  narrow.set(units.subarray(0, length));
  return narrow.latin1Slice(0, length);
}

/** True for a quotation mark at `at` that stands between two Hebrew letters, and so abbreviates: צה"ל. */
export function isGershayim(text: string, at: number): boolean {
  let before = at - 1;
  while (before > 0 && FOLDED[text.charCodeAt(before)] === MARK) before--;
  return isHebrewLetter(text.charCodeAt(before)) && isHebrewLetter(text.charCodeAt(at + 1));
}

/**
 * Reads `text` once, writing its folded words. A word begins with its first letter, or a sign before it, and ends with the
 * last letter's marks. All plain letters are one look-up in a table; no regular expression is run.
 */
export function scan(text: string): Words {
  let used = 0; // units written
  let count = 0; // words closed
  let first = -1; // where the open word begins in `units`; -1 between words
  let full = 0; // where the open word may not go on
  let start = 0;
  let end = 0;
  let sign = -1; // a sign seen before any letter of its word
  let seen = 0; // all units or-ed: beyond ASCII or not
  const length = text.length;
  for (let i = 0; i < length; i++) {
    const code = text.charCodeAt(i);
    const unit = FOLDED[code]!;
    if (unit > LAST_CLASS) {
      if (first < 0 || used === full) {
        if (first >= 0) {
          starts[count] = start;
          ends[count] = end;
          stops[count++] = used;
        }
        makeRoom(used, count);
        if (count > 0) units[used++] = 0x20;
        first = used;
        full = used + LONGEST_WORD;
        start = sign < 0 ? i : sign;
        sign = -1;
      }
      units[used++] = unit;
      seen |= unit;
      end = i + 1;
      continue;
    }
    let apart = unit === SEPARATOR; // the open word ends here
    let words: readonly string[] = [];
    let alone = false;
    let width = 1;
    if (unit === MARK) {
      if (first >= 0) end = i + 1;
    } else if (unit === SIGN) {
      if (first >= 0) end = i + 1;
      else if (sign < 0) sign = i;
    } else if (unit === APOSTROPHE) {
      apart = first >= 0 && used - first <= 6 && elides(written(used, seen).slice(first), text.charCodeAt(i + 1));
    } else if (unit === QUOTE) {
      apart = !isGershayim(text, i);
    } else if (unit !== UNSEEN && unit !== SEPARATOR) {
      const point = unit === ASTRAL ? text.codePointAt(i)! : code;
      if (point > 0xffff) width = 2;
      const spelling = spell(point);
      if (!spelling) apart = true;
      else {
        words = spelling.words;
        alone = spelling.alone || words.length > 1;
        if (words.length === 0 && first >= 0) end = i + width;
      }
    }
    if (apart || alone) {
      if (first >= 0) {
        starts[count] = start;
        ends[count] = end;
        stops[count++] = used;
        first = -1;
      }
      sign = -1;
    }
    for (const word of words) {
      if (first < 0 || used + word.length > full) {
        if (first >= 0) {
          starts[count] = start;
          ends[count] = end;
          stops[count++] = used;
        }
        makeRoom(used, count);
        if (count > 0) units[used++] = 0x20;
        first = used;
        full = used + LONGEST_WORD;
        start = sign < 0 ? i : sign;
        sign = -1;
      }
      for (let j = 0; j < word.length; j++) {
        units[used++] = word.charCodeAt(j);
        seen |= word.charCodeAt(j);
      }
      end = i + width;
      if (alone) full = used;
    }
    i += width - 1;
  }
  if (first >= 0) {
    starts[count] = start;
    ends[count] = end;
    stops[count++] = used;
  }
  return { folded: written(used, seen), count, starts, ends, stops };
}
