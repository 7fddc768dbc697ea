/**
 * The dictionary of one audience in memory, to find the words nearest to one that is not in it. Of millions of words almost all
 * are known to be too far by their length and the letters they have (shelf.ts).
 */
import type { Database } from '../../db/open.ts';
import { errorsBetween, forgiven, lettersOf, mayBeMeant } from '../names/mistyped.ts';
import { meta } from './schema.ts';
import { lookAlong, newShelf, putOn, type Shelf, settle, signOf, takeFrom } from './shelf.ts';
import { kept, keptColumn } from './statements.ts';

interface WordList {
  revision: number; // of the index when it was read
  count: number;
  ids: Int32Array;
  shelves: Shelf[]; // by length
  starts: Int32Array; // in `letters`; a word ends where the next begins
  letters: Uint16Array;
  near: Map<string, NearWord[]>; // what was found for words lately asked for
}

export interface NearWord {
  word: string;
  far: number; // twice the errors, and one more where the first letter is among them: it is seldom mistyped
}

const MOST = 32; // equally near, those that came first into the dictionary (mostly the commonest)
const AT_ONCE = 50_000; // words read
const MOST_KEPT = 2000;

const lists = new WeakMap<Database, Map<number, WordList>>();

/** The words of audience `k` nearest to a folded word, itself left out; none where none is near enough. */
export function nearWords(db: Database, k: number, word: string): NearWord[] {
  const most = forgiven(word);
  if (most === 0) return [];
  const list = wordList(db, k);
  const known = list.near.get(word);
  if (known) return known;
  const found = lookedOver(list, word, most);
  if (list.near.size >= MOST_KEPT) list.near.clear();
  list.near.set(word, found);
  return found;
}

function lookedOver({ shelves, starts, letters }: WordList, word: string, most: 1 | 2): NearWord[] {
  const own = lettersOf(word);
  const range = [0, own.length] as const;
  const sign = signOf(word);
  let near: { place: number; far: number }[] = [];
  let nearest = most === 1 ? 3 : 4; // so far; of two errors none in the first letter
  for (let length = own.length - most; length <= own.length + most; length++) {
    const shelf = shelves[length];
    if (!shelf) continue;
    lookAlong(shelf, sign, nearest, (place) => {
      const start = starts[place]!;
      const first = letters[start] === own[0] ? 0 : 1;
      const errors = errorsBetween(own, range, letters, [start, start + length], most);
      const far = 2 * errors + first;
      if (errors === 0 || errors > most || far > nearest) return nearest;
      if (far < nearest) near = [];
      nearest = far;
      near.push({ place, far });
      return nearest;
    });
  }
  return near
    .sort((a, b) => a.place - b.place)
    .slice(0, MOST)
    .map(({ place, far }) => ({ word: wordAt(letters, starts[place]!, starts[place + 1]!), far }));
}

function wordAt(letters: Uint16Array, start: number, end: number): string {
  return String.fromCharCode(...letters.subarray(start, end));
}

/** Reads on towards the words of audience `k`, some at a time: whether there are more. So that no search waits for all. */
export function readAhead(db: Database, k: number): boolean {
  const list = listOf(db, k);
  if (list.revision !== -1) return false;
  const more = readOn(db, k, list, 1);
  if (!more) list.shelves.forEach(settle); // shelves are by length: forEach passes over lengths that no word has
  return more;
}

function wordList(db: Database, k: number): WordList {
  const list = listOf(db, k);
  const revision = meta<number>(db, 'revision') ?? 0;
  if (list.revision !== revision) {
    readOn(db, k, list);
    list.revision = revision;
    list.near.clear();
  }
  return list;
}

function listOf(db: Database, k: number): WordList {
  let ofDatabase = lists.get(db);
  if (!ofDatabase) {
    ofDatabase = new Map();
    lists.set(db, ofDatabase);
  }
  let list = ofDatabase.get(k);
  if (!list) {
    list = {
      ...{ revision: -1, count: 0 },
      ids: new Int32Array(1024),
      shelves: [],
      starts: new Int32Array(1024),
      letters: new Uint16Array(8192),
      near: new Map(),
    };
    ofDatabase.set(k, list);
  }
  return list;
}

/**
 * Reads what is new: words are numbered on from the last there is, so that a number is given again only at the end. Words that
 * are gone from the middle stay; whoever asks looks up how often a word is.
 */
function readOn(db: Database, k: number, list: WordList, times = Number.POSITIVE_INFINITY): boolean {
  const wordOf = keptColumn<string>(db, `SELECT word FROM term_${k} WHERE id = ?`);
  while (list.count > 0) {
    const last = list.count - 1;
    const word = wordAt(list.letters, list.starts[last]!, list.starts[last + 1]!);
    if (wordOf.get(list.ids[last]!) === word) break;
    list.count = last;
    takeFrom(list.shelves[word.length]!, last);
  }
  const some = kept<{ last: number | null; lines: string | null }>(
    db,
    `SELECT max(id) AS last, group_concat(id || ' ' || word, char(10) ORDER BY id) AS lines
    FROM (SELECT id, word FROM term_${k} WHERE id > ? ORDER BY id LIMIT ${AT_ONCE})`,
  );
  let after: number | null = list.count ? list.ids[list.count - 1]! : 0;
  for (let read = 0; after !== null && read < times; read++) {
    const next: { last: number | null; lines: string | null } = some.get(after)!;
    for (const line of next.lines?.split('\n') ?? []) {
      const space = line.indexOf(' ');
      const word = line.slice(space + 1);
      if (mayBeMeant(word)) add(list, Number(line.slice(0, space)), word);
    }
    after = next.last;
  }
  return after !== null;
}

function add(list: WordList, id: number, word: string): void {
  const at = list.count++;
  if (at + 2 > list.starts.length) {
    list.ids = larger(list.ids, new Int32Array(list.ids.length * 2));
    list.starts = larger(list.starts, new Int32Array(list.starts.length * 2));
  }
  const start = list.starts[at]!;
  const end = start + word.length;
  if (end > list.letters.length) list.letters = larger(list.letters, new Uint16Array(list.letters.length * 2));
  for (let i = 0; i < word.length; i++) list.letters[start + i] = word.charCodeAt(i);
  list.ids[at] = id;
  list.shelves[word.length] ??= newShelf();
  putOn(list.shelves[word.length]!, signOf(word), at);
  list.starts[at + 1] = end;
}

function larger<Numbers extends Int32Array | Uint16Array>(from: Numbers, to: Numbers): Numbers {
  to.set(from);
  return to;
}
