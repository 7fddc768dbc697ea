import {
  APOSTROPHE,
  ASTRAL,
  FOLDED,
  isHebrewLetter,
  LAST_CLASS,
  MARK,
  QUOTE,
  SEPARATOR,
  SIGN,
  spell,
  UNSEEN,
} from './letters.ts';
import { elides } from './particles.ts';

/**
 * Spelling and script (DESIGN §6): one folding for texts and for queries, for both engines.
 *
 * A word is a run of letters and digits with their marks, folded letter by letter (letters.ts). Left out inside it:
 * apostrophes, ʿayin and hamza signs, geresh and gershayim, joiners and direction marks. Hyphens, maqaf and all else part
 * words, and so does the apostrophe of an elided particle (particles.ts: a search for Irak must find l'Irak). A word of more
 * than LONGEST_WORD units goes on as another. Of ASCII, folded words hold a-z and 0-9 only, and nothing holds `¶`.
 */
export const LONGEST_WORD = 64;

/** The words of one text, in arrays that the next scan uses again. `stops`: where each ends in `folded`, a space after it. */
export interface Words {
  folded: string;
  count: number;
  starts: Int32Array;
  ends: Int32Array;
  stops: Int32Array;
}

let units = new Uint16Array(1 << 14);
let bytes = Buffer.alloc(1 << 14);
let starts = new Int32Array(1 << 12);
let ends = new Int32Array(1 << 12);
let stops = new Int32Array(1 << 12);

function doubled(old: Int32Array): Int32Array<ArrayBuffer> {
  const more = new Int32Array(old.length * 2);
  more.set(old);
  return more;
}

/** Makes room for one more word, and for what its last letter can add to it. */
function makeRoom(used: number, count: number): boolean {
  if (used + 2 * LONGEST_WORD <= units.length && count < starts.length) return false;
  if (used + 2 * LONGEST_WORD > units.length) {
    const more = new Uint16Array(units.length * 2);
    more.set(units);
    units = more;
    bytes = Buffer.alloc(more.length);
  }
  if (count === starts.length) [starts, ends, stops] = [doubled(starts), doubled(ends), doubled(stops)];
  return true;
}

/** The units written, as a string of one byte a letter where they are all ASCII: half the memory, quicker to compare. */
function written(used: number, all: number): string {
  if (all > 0x7f) return Buffer.from(units.buffer, 0, used * 2).toString('utf16le');
  bytes.set(units.subarray(0, used));
  return bytes.toString('latin1', 0, used);
}

/** True for a quotation mark at `at` that stands between two Hebrew letters, and so abbreviates a word: צה"ל. */
export function isGershayim(text: string, at: number): boolean {
  let before = at - 1;
  while (before > 0 && FOLDED[text.charCodeAt(before)] === MARK) before--;
  return isHebrewLetter(text.charCodeAt(before)) && isHebrewLetter(text.charCodeAt(at + 1));
}

/**
 * Reads `text` once and writes its folded words. A word begins with its first letter, or a sign before it, and ends with the
 * marks of its last. A plain letter costs one look-up in a table; no regular expression is run.
 */
export function scan(text: string): Words {
  // A local array is read several times faster than a module's; makeRoom may replace those written to.
  const table = FOLDED;
  let out = units;
  let from = starts;
  let to = ends;
  let stop = stops;
  let used = 0; // units written
  let count = 0; // words begun
  let open = false; // in a word
  let full = 0; // where the word may not go on
  let sign = -1; // where a sign stands that no letter came before
  let all = 0; // all units or-ed: whether one is beyond ASCII
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const unit = table[code]!;
    if (unit > LAST_CLASS) {
      if (!open || used === full) {
        if (makeRoom(used, count)) {
          out = units;
          from = starts;
          to = ends;
          stop = stops;
        }
        if (count > 0) {
          stop[count - 1] = used;
          out[used++] = 0x20;
        }
        from[count++] = sign < 0 ? i : sign;
        full = used + LONGEST_WORD;
        open = true;
        sign = -1;
      }
      out[used++] = unit;
      all |= unit;
      to[count - 1] = i + 1;
    } else if (unit === SEPARATOR) {
      open = false;
      sign = -1;
    } else if (unit === MARK) {
      if (open) to[count - 1] = i + 1;
    } else if (unit === APOSTROPHE) {
      const first = count > 1 ? stop[count - 2]! + 1 : 0;
      if (
        open &&
        used - first < 8 &&
        elides(String.fromCharCode(...out.subarray(first, used)), text.charCodeAt(i + 1))
      ) {
        open = false;
      }
    } else if (unit === QUOTE) {
      if (!isGershayim(text, i)) open = false;
    } else if (unit === SIGN) {
      if (open) to[count - 1] = i + 1;
      else if (sign < 0) sign = i;
    } else if (unit !== UNSEEN) {
      const point = unit === ASTRAL ? text.codePointAt(i)! : code;
      const end = point > 0xffff ? i + 2 : i + 1;
      const spelling = spell(point);
      if (!spelling || spelling.alone) {
        open = false;
        sign = -1;
      } else if (open && spelling.words.length === 0) to[count - 1] = end;
      for (const word of spelling?.words ?? []) {
        if (!open || used + word.length > full) {
          if (makeRoom(used, count)) {
            out = units;
            from = starts;
            to = ends;
            stop = stops;
          }
          if (count > 0) {
            stop[count - 1] = used;
            out[used++] = 0x20;
          }
          from[count++] = sign < 0 ? i : sign;
          full = used + LONGEST_WORD;
          open = true;
          sign = -1;
        }
        for (let j = 0; j < word.length; j++) {
          const part = word.charCodeAt(j);
          out[used++] = part;
          all |= part;
        }
        to[count - 1] = end;
        if (spelling?.alone) full = used;
      }
      i = end - 1;
    }
  }
  if (count > 0) stop[count - 1] = used;
  return { folded: written(used, all), count, starts: from, ends: to, stops: stop };
}

/** The folded words of `text`, joined by one space: what FTS5 is given. Folding it again changes nothing. */
export function fold(text: string): string {
  return scan(text).folded;
}

/** The folded words of `text` in order, without their places: the fast way, for indexing. */
export function foldedTokens(text: string): string[] {
  const { folded } = scan(text);
  return folded === '' ? [] : folded.split(' ');
}
