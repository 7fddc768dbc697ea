/**
 * Where in a testimony's text the leaves of a query are: for the passages shown, for ranking the best, and for what FTS5
 * cannot tell. The text is read as numbers of words (text.ts); a piece of it is a passage or another text.
 */
import type { Database } from '../../db/open.ts';
import { beginningWith, lookUp } from './dictionary.ts';
import { MOST_COMPLETIONS, type Variant } from './expand.ts';
import type { Leaf, Plan, Unit } from './plan.ts';
import { type EncodedPiece, encodedPieces } from './text.ts';

/** A leaf as units, which are numbered through the whole plan. */
type LeafUnits =
  | { kind: 'word'; own: number; variant: number } // NO_UNIT where it was not widened
  | { kind: 'phrase'; units: number[] }
  | { kind: 'near'; phrases: number[][]; distance: number };

interface AudienceWords {
  maybe: Uint8Array; // 1 where some unit has a word whose number ends in these 16 bits
  units: Map<number, number[]>; // number of a word: the units it belongs to
}

export interface Scanner {
  leaves: (LeafUnits | null)[]; // null for a leaf that is looked for in names alone
  audiences: Map<number, AudienceWords>;
  hits: Hits;
}

/** The words found in one piece, in their order. */
interface Hits {
  count: number;
  at: number[];
  units: number[][];
}

const NO_UNIT = -1;
const GAP_WIDTH = 1000; // words: more than any NEAR reaches over
const MOST_OPENED = 20_000;

/** Makes ready to look for the leaves in the texts of `audiences`; `opened` are those among them that no dictionary was read of. */
export function scannerOf(db: Database, plan: Plan, audiences: readonly number[], opened: readonly number[]): Scanner {
  const numbers = new Map<string, number>();
  const words: AudienceWords[] = audiences.map(() => ({ maybe: new Uint8Array(1 << 16), units: new Map() }));

  function unit(key: string, wordsOf: (k: number) => number[]): number {
    const known = numbers.get(key);
    if (known !== undefined) return known;
    const number = numbers.size;
    numbers.set(key, number);
    audiences.forEach((k, i) => {
      for (const id of wordsOf(k)) {
        const units = words[i]!.units.get(id);
        if (units) units.push(number);
        else words[i]!.units.set(id, [number]);
        words[i]!.maybe[id & 0xffff] = 1;
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
  return {
    leaves: plan.leaves.map(unitsOf),
    audiences: new Map(audiences.map((k, i) => [k, words[i]!])),
    hits: { count: 0, at: [], units: [] },
  };
}

/** What one piece holds of the query. */
export interface PieceFound {
  piece: EncodedPiece;
  holds: Uint8Array; // by leaf: 0 not, 1 a word it was widened to, 2 itself
  occurrences: Uint32Array; // by leaf, of words; of phrases at least 1 where held
  span: number; // words in the smallest stretch that holds every leaf the piece holds
}

/** The pieces of a text that hold any leaf, in their order. */
export function scanText(scanner: Scanner, k: number, text: Uint8Array, visit: (found: PieceFound) => void): void {
  const words = scanner.audiences.get(k);
  if (!words || words.units.size === 0) return;
  for (const piece of encodedPieces(text)) {
    findHits(text, piece, words, scanner.hits);
    if (scanner.hits.count === 0) continue;
    const holds = new Uint8Array(scanner.leaves.length);
    const occurrences = new Uint32Array(scanner.leaves.length);
    let any = false;
    scanner.leaves.forEach((leaf, number) => {
      if (leaf === null) return;
      holds[number] = holdsLeaf(leaf, scanner.hits, occurrences, number);
      any ||= holds[number] > 0;
    });
    if (any) visit({ piece, holds, occurrences, span: smallestSpan(scanner, holds) });
  }
}

function findHits(text: Uint8Array, piece: EncodedPiece, words: AudienceWords, hits: Hits): void {
  const { maybe, units } = words;
  let count = 0;
  let position = 0;
  for (let at = piece.from; at < piece.to; position++) {
    let id = text[at++]!;
    if (id > 0x7f) {
      id &= 0x7f;
      let shift = 7;
      let byte: number;
      do {
        byte = text[at++]!;
        id |= (byte & 0x7f) << shift;
        shift += 7;
      } while (byte > 0x7f);
    } else if (id === 0) {
      position += GAP_WIDTH;
      continue;
    }
    if (maybe[id & 0xffff] === 0) continue;
    const found = units.get(id);
    if (!found) continue;
    hits.at[count] = position;
    hits.units[count] = found;
    count++;
  }
  hits.count = count;
}

function holdsLeaf(leaf: LeafUnits, hits: Hits, occurrences: Uint32Array, number: number): number {
  if (leaf.kind === 'word') {
    let held = 0;
    for (let i = 0; i < hits.count; i++) {
      const units = hits.units[i]!;
      if (units.includes(leaf.own)) held = 2;
      else if (!units.includes(leaf.variant)) continue;
      else held ||= 1;
      occurrences[number]!++;
    }
    return held;
  }
  if (leaf.kind === 'phrase') {
    occurrences[number] = phraseStarts(leaf.units, hits).length;
  } else {
    occurrences[number] = isNear(leaf, hits) ? 1 : 0;
  }
  return occurrences[number]! > 0 ? 2 : 0;
}

/** Positions at which the units follow each other. */
function phraseStarts(units: number[], hits: Hits): number[] {
  const starts: number[] = [];
  for (let i = 0; i + units.length <= hits.count; i++) {
    const start = hits.at[i]!;
    if (units.every((unit, j) => hits.at[i + j] === start + j && hits.units[i + j]!.includes(unit))) starts.push(start);
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
    let first = hits.at[i]!;
    for (let w = 0; w < wanted.length; w++) {
      const { own, variant } = wanted[w]!;
      if (hits.units[i]!.includes(own) || hits.units[i]!.includes(variant)) last[w] = hits.at[i]!;
      first = Math.min(first, last[w]!);
    }
    if (first >= 0) smallest = Math.min(smallest, hits.at[i]! - first + 1);
  }
  return smallest;
}
