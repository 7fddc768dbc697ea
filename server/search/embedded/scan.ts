/**
 * Where in a testimony's text the leaves of a query are: for the passages shown, for ranking the best, and for what FTS5
 * cannot tell. The text is read as numbers of words (text.ts); a piece of it is a passage or another text.
 */
import type { Database } from '../../db/open.ts';
import { beginningWith, lookUp } from './dictionary.ts';
import { MOST_COMPLETIONS, type Variant } from './expand.ts';
import type { Leaf, Plan, Unit } from './plan.ts';
import { codesOf, type EncodedPiece, ESCAPE, GAP_CODE, isLowerHalf, numberAt, openText } from './text.ts';

/** A leaf as units, which are numbered through the whole plan. */
type LeafUnits =
  | { kind: 'word'; own: number; variant: number } // NO_UNIT where it was not widened
  | { kind: 'phrase'; units: number[] }
  | { kind: 'near'; phrases: number[][]; distance: number };

interface AudienceWords {
  /** 1 where the first code of some word looked for (text.ts) ends in these bits: small, to stay in the processor's cache. */
  maybe: Uint8Array;
  units: Map<number, number[]>; // number of a word: the units it belongs to
  /** The codes of each word, where they are few and none is in nearly every passage: sought with native code, ten times faster. */
  sought: { bytes: Buffer; units: number[] }[] | null;
}
const MAYBE_BITS = 0x1fff;

export interface Scanner {
  leaves: (LeafUnits | null)[]; // null for a leaf that is looked for in names alone
  audiences: Map<number, AudienceWords>;
  hits: Hits;
  found: PieceFound;
}

/** The words found in one piece, in their order. */
interface Hits {
  count: number;
  at: number[]; // code
  word: number[]; // how many words, and widths of gaps, stand before it
  units: number[][];
}

const NO_UNIT = -1;
const GAP_WIDTH = 1000; // words: more than any NEAR reaches over
const MOST_OPENED = 20_000;

/** Makes ready to look for the leaves in the texts of `audiences`; `opened` are those among them that no dictionary was read of. */
export function scannerOf(db: Database, plan: Plan, audiences: readonly number[], opened: readonly number[]): Scanner {
  const numbers = new Map<string, number>();
  const words: AudienceWords[] = audiences.map(() => ({
    maybe: new Uint8Array(MAYBE_BITS + 1),
    units: new Map(),
    sought: null,
  }));

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
        words[i]!.maybe[codesOf(id)[0] & MAYBE_BITS] = 1;
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
  for (const one of words) one.sought = soughtOf(one.units);
  return {
    leaves,
    audiences: new Map(audiences.map((k, i) => [k, words[i]!])),
    hits: { count: 0, at: [], word: [], units: [] },
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

const MOST_SOUGHT = 8; // words
const VERY_COMMON = 300; // numbers of words below this: finding each of their many places costs more than reading on

function soughtOf(units: Map<number, number[]>): AudienceWords['sought'] {
  if (units.size > MOST_SOUGHT || [...units.keys()].some((number) => number < VERY_COMMON)) return null;
  return [...units].map(([number, own]) => ({
    bytes: Buffer.from(Uint16Array.from(codesOf(number)).buffer),
    units: own,
  }));
}

/** Calls `visit` with the pieces of a text that hold any leaf, in their order; always with the same object. */
export function scanText(scanner: Scanner, k: number, text: Uint8Array, visit: (found: PieceFound) => void): void {
  const words = scanner.audiences.get(k);
  if (!words || words.units.size === 0) return;
  const { hits } = scanner;
  const { pieces, codes } = openText(text);
  if (words.sought === null) {
    for (let p = 0; p < pieces.length; p++) {
      hits.count = 0;
      findHits(codes, pieces[p]!, words, hits);
      if (hits.count > 0) lookAt(scanner, codes, pieces[p]!, visit);
    }
    return;
  }
  const all = seek(codes, words.sought);
  let p = 0;
  for (let i = 0; i < all.length; ) {
    while (pieces[p]!.to <= all[i]!.at) p++;
    hits.count = 0;
    for (; i < all.length && all[i]!.at < pieces[p]!.to; i++) addHit(hits, all[i]!.at, all[i]!.units);
    lookAt(scanner, codes, pieces[p]!, visit);
  }
}

function lookAt(scanner: Scanner, codes: Uint16Array, piece: EncodedPiece, visit: (found: PieceFound) => void): void {
  const { leaves, hits, found } = scanner;
  if (hits.count > 1) countWords(codes, piece, hits);
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

/** All places of the words sought in a text, in its order. */
function seek(codes: Uint16Array, sought: NonNullable<AudienceWords['sought']>): { at: number; units: number[] }[] {
  const bytes = Buffer.from(codes.buffer, codes.byteOffset, codes.byteLength);
  const found: { at: number; units: number[] }[] = [];
  for (const { bytes: word, units } of sought) {
    for (let i = bytes.indexOf(word); i !== -1; i = bytes.indexOf(word, i + 1)) {
      if (i % 2 === 0 && !isLowerHalf(codes, i / 2)) found.push({ at: i / 2, units });
    }
  }
  return sought.length > 1 ? found.sort((a, b) => a.at - b.at) : found;
}

function findHits(codes: Uint16Array, piece: EncodedPiece, words: AudienceWords, hits: Hits): void {
  const { maybe, units } = words;
  const { from, to } = piece;
  for (let at = from; at < to; at++) {
    if (maybe[codes[at]! & MAYBE_BITS] === 0) continue;
    if (isLowerHalf(codes, at)) continue; // of another word
    const found = units.get(numberAt(codes, at));
    if (found !== undefined) addHit(hits, at, found);
  }
}

function addHit(hits: Hits, at: number, units: number[]): void {
  hits.at[hits.count] = at;
  hits.units[hits.count] = units;
  hits.count++;
}

/** Puts down where each hit is in words, gaps counting for more than anything reaches over. */
function countWords(codes: Uint16Array, { from }: EncodedPiece, hits: Hits): void {
  let word = 0;
  let at = from;
  for (let i = 0; i < hits.count; i++) {
    for (; at < hits.at[i]!; at++) {
      const code = codes[at]!;
      word += code === GAP_CODE ? GAP_WIDTH : 1;
      if (code >= ESCAPE) at++;
    }
    hits.word[i] = word;
  }
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

/** Places, in words, at which the units follow each other. */
function phraseStarts(units: number[], { count, word, units: of }: Hits): number[] {
  const starts: number[] = [];
  for (let i = 0; i + units.length <= count; i++) {
    if (!of[i]!.includes(units[0]!)) continue;
    const start = count > 1 ? word[i]! : 0;
    let length = 1;
    while (length < units.length && word[i + length] === start + length && of[i + length]!.includes(units[length]!)) {
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
    const here = hits.word[i]!;
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
