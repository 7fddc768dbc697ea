/**
 * Where in a testimony's text the leaves of a query are: for the passages shown, for ranking the best, and for what FTS5
 * cannot tell. Of the text are read the places of the words looked for (text.ts); a piece of it is a passage or another text.
 */
import type { Database } from '../../db/open.ts';
import { type Bits, hasBit } from './bits.ts';
import { beginningWith, lookUp } from './dictionary.ts';
import { MOST_COMPLETIONS, type Variant } from './expand.ts';
import type { Leaf, Plan, Unit } from './plan.ts';
import { type EncodedPiece, eachPlace, type OpenText, openText, type Sought, soughtWords } from './text-reading.ts';

/** A leaf as units, which are numbered through the whole plan. */
type LeafUnits =
  | { kind: 'word'; own: number; variant: number } // NO_UNIT where it was not widened
  | { kind: 'phrase'; units: number[] }
  | { kind: 'near'; phrases: number[][]; distance: number };

/** Sets of testimonies lately found, of a word under its number (termKey); emptied when the index changes. */
export type LeafCache = Map<string, Bits>;

export function termKey(k: number, term: number): string {
  return `${k}#${term}`;
}

interface AudienceWords {
  sought: Sought; // numbers of words
  /** Of each, the testimonies with it, where they are known: it is not looked for in others. Made for the first text. */
  within: (Bits | null)[] | null;
  units: number[][]; // of each, the units it belongs to
}

export interface Scanner {
  cache: LeafCache;
  leaves: (LeafUnits | null)[]; // null for a leaf that is looked for in names alone
  audiences: Map<number, AudienceWords>;
  hits: Hits;
  found: PieceFound;
}

/** The words found in one piece, in their order. */
interface Hits {
  count: number;
  at: number[]; // its place in the text (text.ts)
  units: number[][];
}

const NO_UNIT = -1;
const MOST_OPENED = 20_000;

/** Makes ready to look for the leaves in the texts of `audiences`; `opened` are those among them that no dictionary was read of. */
export function scannerOf(
  db: Database,
  plan: Plan,
  audiences: readonly number[],
  opened: readonly number[],
  cache: LeafCache = new Map(),
): Scanner {
  const numbers = new Map<string, number>();
  const words = audiences.map(() => new Map<number, number[]>()); // number of a word: the units it belongs to

  function unit(key: string, wordsOf: (k: number) => number[]): number {
    const known = numbers.get(key);
    if (known !== undefined) return known;
    const number = numbers.size;
    numbers.set(key, number);
    audiences.forEach((k, i) => {
      for (const id of wordsOf(k)) {
        const units = words[i]!.get(id);
        if (units) units.push(number);
        else words[i]!.set(id, [number]);
      }
    });
    return number;
  }
  const numberOf = (k: number, word: string) => lookUp(db, k, word)?.id ?? [];
  const unitOf = ({ word, completions }: Unit) =>
    completions === null
      ? unit(` ${word}`, (k) => [numberOf(k, word)].flat())
      : unit(`*${word}`, (k) => {
          if (opened.includes(k)) return beginningWith(db, k, word, MOST_OPENED).map(({ id }) => id);
          if (completions.all) return beginningWith(db, k, word, MOST_COMPLETIONS).map(({ id }) => id);
          return completions.words.flatMap((completion) => numberOf(k, completion.word));
        });
  const variantsOf = (variants: Variant[], number: number) =>
    unit(`variants ${number}`, (k) => variants.flatMap(({ word }) => numberOf(k, word)));
  function unitsOf(leaf: Leaf, number: number): LeafUnits | null {
    if (leaf.named) return null;
    if (leaf.kind === 'phrase') return { kind: 'phrase', units: leaf.units.map(unitOf) };
    if (leaf.kind === 'near') {
      return { kind: 'near', phrases: leaf.phrases.map((units) => units.map(unitOf)), distance: leaf.distance };
    }
    const variant = leaf.variants.length ? variantsOf(leaf.variants, number) : NO_UNIT;
    return { kind: 'word', own: unitOf(leaf.unit), variant };
  }
  const leaves = plan.leaves.map(unitsOf);
  return {
    cache,
    leaves,
    audiences: new Map(
      audiences.map((k, i) => [
        k,
        { sought: soughtWords([...words[i]!.keys()]), within: null, units: [...words[i]!.values()] },
      ]),
    ),
    hits: { count: 0, at: [], units: [] },
    found: {
      piece: { kind: 'passage', id: 0, place: 0, from: 0, to: 0 },
      holds: new Uint8Array(plan.leaves.length),
      occurrences: new Uint32Array(plan.leaves.length),
      span: 0,
    },
  };
}

/** What one piece holds of the query, until the next is looked at. */
export interface PieceFound {
  piece: EncodedPiece;
  holds: Uint8Array; // by leaf: 0 not, 1 a word it was widened to, 2 itself
  occurrences: Uint32Array; // by leaf, of words; of phrases at least 1 where held
  span: number; // words in the smallest stretch that holds every leaf the piece holds
}

/**
 * Calls `visit` with the pieces of the text that audience `k` has of a testimony and that hold any leaf, in their order; always
 * with the same object. Gives how many words the text has: 0 where there is none.
 */
export function scanText(
  scanner: Scanner,
  db: Database,
  k: number,
  slot: number,
  visit: (found: PieceFound) => void,
): number {
  const words = scanner.audiences.get(k);
  const text = words && openText(db, k, slot);
  if (!text) return 0;
  const { hits } = scanner;
  words.within ??= words.sought.numbers.map((number) => scanner.cache.get(termKey(k, number)) ?? null);
  const places = placesOf(db, text, words);
  let p = 0;
  for (let i = 0; i < places.length; ) {
    while (text.pieces[p]!.to <= Math.floor(places[i]! / WORDS)) p++;
    const piece = text.pieces[p]!;
    hits.count = 0;
    for (; i < places.length && places[i]! < piece.to * WORDS; i++) {
      hits.at[hits.count] = Math.floor(places[i]! / WORDS);
      hits.units[hits.count] = words.units[places[i]! % WORDS]!;
      hits.count++;
    }
    lookAt(scanner, piece, visit);
  }
  return text.words;
}

/** More than are looked for. */
const WORDS = 2 ** 20;

/** Where the words looked for stand, in the order of the text: place * WORDS + which word. */
function placesOf(db: Database, text: OpenText, { sought, within }: AudienceWords): Float64Array {
  const places: number[] = [];
  const mayHave = (which: number) => {
    const those = within?.[which];
    return !those || hasBit(those, text.slot);
  };
  eachPlace(db, text, sought, mayHave, (place, which) => void places.push(place * WORDS + which));
  return Float64Array.from(places).sort();
}

function lookAt(scanner: Scanner, piece: EncodedPiece, visit: (found: PieceFound) => void): void {
  const { leaves, hits, found } = scanner;
  let held = 0;
  for (let number = 0; number < leaves.length; number++) {
    found.occurrences[number] = 0;
    const leaf = leaves[number]!;
    found.holds[number] = leaf === null ? 0 : holdsLeaf(leaf, hits, found.occurrences, number);
    if (found.holds[number]! > 0) held++;
  }
  if (held === 0) return;
  found.piece = piece;
  found.span = held === 1 ? 1 : smallestSpan(scanner, found.holds);
  visit(found);
}

function holdsLeaf(leaf: LeafUnits, hits: Hits, occurrences: Uint32Array, number: number): number {
  if (leaf.kind === 'word') {
    let held = 0;
    let times = 0;
    for (let i = 0; i < hits.count; i++) {
      const units = hits.units[i]!;
      if (units.includes(leaf.own)) held = 2;
      else if (!units.includes(leaf.variant)) continue;
      else if (held === 0) held = 1;
      times++;
    }
    occurrences[number] = times;
    return held;
  }
  const times = leaf.kind === 'phrase' ? phraseStarts(leaf.units, hits).length : isNear(leaf, hits) ? 1 : 0;
  occurrences[number] = times;
  return times > 0 ? 2 : 0;
}

/** Places at which the units follow each other. */
function phraseStarts(units: number[], { count, at, units: of }: Hits): number[] {
  const starts: number[] = [];
  for (let i = 0; i + units.length <= count; i++) {
    if (!of[i]!.includes(units[0]!)) continue;
    const start = at[i]!;
    let length = 1;
    while (length < units.length && at[i + length] === start + length && of[i + length]!.includes(units[length]!)) {
      length++;
    }
    if (length === units.length) starts.push(start);
  }
  return starts;
}

/** As FTS5 has it: for some place of each phrase, at most `distance` words lie between the end of any and the start of the last. */
function isNear({ phrases, distance }: Extract<LeafUnits, { kind: 'near' }>, hits: Hits): boolean {
  const places = phrases.map((units) => ({ starts: phraseStarts(units, hits), length: units.length }));
  return places.some(({ starts }) =>
    starts.some((last) =>
      places.every((other) => other.starts.some((start) => start <= last && last - (start + other.length) <= distance)),
    ),
  );
}

/** Words from the first to the last of the smallest stretch with one word of every leaf of kind `word` that is held. */
function smallestSpan(scanner: Scanner, holds: Uint8Array): number {
  const { leaves, hits } = scanner;
  const wanted = leaves.flatMap((leaf, number) => (leaf?.kind === 'word' && holds[number] ? [leaf] : []));
  if (wanted.length < 2) return 1;
  const last = wanted.map(() => -1);
  let smallest = Number.POSITIVE_INFINITY;
  for (let i = 0; i < hits.count; i++) {
    const here = hits.at[i]!;
    let first = here;
    for (let w = 0; w < wanted.length; w++) {
      const { own, variant } = wanted[w]!;
      if (hits.units[i]!.includes(own) || hits.units[i]!.includes(variant)) last[w] = here;
      first = Math.min(first, last[w]!);
    }
    if (first >= 0) smallest = Math.min(smallest, here - first + 1);
  }
  return smallest;
}
