/** The testimonies that a query finds, as sets of slots. */
import type { Database } from '../../db/open.ts';
import { type Bits, emptyBits, intersect, isEmpty, setBit, slotsOf, subtract, unite } from './bits.ts';
import { type DictionaryWord, lookUp } from './dictionary.ts';
import { addListed } from './lists.ts';
import { isAnywhere, leafExpression, type Reading, wholeExpression } from './match.ts';
import { WIDEST_NATIVE_NEAR } from './pieces.ts';
import type { Leaf, Plan, PlanNode } from './plan.ts';
import type { SlotReach } from './reach.ts';
import { eachRowFound } from './rows-found.ts';
import { type LeafCache, scannerOf, scanText, termKey } from './scan.ts';

/** What a search is made over: one reading of the index, one who searches, until when it may go on. */
export interface Searching {
  db: Database;
  size: number; // slots
  reach: SlotReach;
  audiences: number[]; // the indexes that hold anything, within reach by role
  opened: number[]; // those beyond, searched for some testimonies only
  cache: LeafCache;
  check: () => void; // throws Busy when the time is up
}

const MOST_CACHED = 2048; // sets, of 7 KB at 55,000 testimonies

/** The testimonies with the words of the query, whoever may know of them; `exact`: without what words were widened to. */
export function foundBy(searching: Searching, plan: Plan, exact: boolean): Bits {
  const { audiences, opened, size, reach } = searching;
  if (plan.tree === null) return reach.visible.slice();
  const words = plan.leaves.every(({ kind }) => kind === 'word'); // which have lists, mostly
  if (audiences.length === 1 && opened.length === 0 && !words) {
    const expression = wholeExpression(plan, plan.tree, { exact, opened: false });
    if (expression !== null) return rowsMatching(searching, `all_${audiences[0]}`, expression).slice();
  }
  if (audiences.length + opened.length === 0) return emptyBits(size);
  return combine(searching, plan, plan.tree, exact);
}

function combine(searching: Searching, plan: Plan, node: PlanNode, exact: boolean): Bits {
  searching.check();
  switch (node.kind) {
    case 'leaf':
      return leafBits(searching, plan, node.leaf, exact).slice();
    case 'or': {
      const all = emptyBits(searching.size);
      for (const child of node.nodes) unite(all, combine(searching, plan, child, exact));
      return all;
    }
    case 'and': {
      const rarestFirst = [...node.nodes].sort((a, b) => atMost(plan, a) - atMost(plan, b));
      let left: Bits | null = null;
      for (const child of rarestFirst) {
        if (left && isEmpty(left)) return left;
        const found = combine(searching, plan, child, exact);
        left = left ? intersect(left, found) : found;
      }
      left ??= searching.reach.visible.slice();
      for (const child of node.nots) subtract(left, combine(searching, plan, child, exact));
      return left;
    }
  }
}

/** In how many testimonies a part of the query is at most. */
export function atMost(plan: Plan, node: PlanNode): number {
  if (node.kind === 'leaf') return plan.leaves[node.leaf]!.testimonies;
  const counts = node.nodes.map((child) => atMost(plan, child));
  if (node.kind === 'or') return counts.reduce((sum, count) => sum + count, 0);
  return Math.min(Number.POSITIVE_INFINITY, ...counts);
}

/** The testimonies with one leaf: in the indexes within reach, and in those opened for the testimonies that are. */
export function leafBits(searching: Searching, plan: Plan, number: number, exact: boolean, headOnly = false): Bits {
  const leaf = plan.leaves[number]!;
  const all = emptyBits(searching.size);
  for (const k of searching.audiences)
    unite(all, inAudience(searching, plan, leaf, k, { exact, opened: false }, headOnly));
  for (const k of searching.opened) {
    const found = inAudience(searching, plan, leaf, k, { exact, opened: true }, headOnly);
    unite(all, intersect(found.slice(), searching.reach.opened[k]!));
  }
  return all;
}

function inAudience(
  searching: Searching,
  plan: Plan,
  leaf: Leaf,
  k: number,
  reading: Reading,
  headOnly: boolean,
): Bits {
  if (leaf.kind === 'word' && !leaf.named && !headOnly) {
    const found = reading.opened
      ? rowsMatching(searching, `all_${k}`, leafExpression(leaf, reading)!)
      : withAnyOf(searching, k, wordsOfLeaf(leaf, reading));
    const others = reading.exact ? [] : leaf.variants.filter(({ notAsSubject }) => notAsSubject);
    if (others.length === 0) return found;
    const all = found.slice();
    for (const { word } of others) unite(all, notAsSubject(searching, k, word));
    return all;
  }
  const expression = leafExpression(leaf, reading);
  if (expression === null) return emptyBits(searching.size);
  if (leaf.named) return rowsMatching(searching, `head_${k}`, `names : (${expression})`);
  if (headOnly) return rowsMatching(searching, `head_${k}`, `{title names} : (${expression})`);
  const found = rowsMatching(searching, `all_${k}`, expression);
  if (leaf.kind !== 'near' || leaf.distance <= WIDEST_NATIVE_NEAR) return found;
  return withinOnePassage(searching, plan, leaf, k, reading, found);
}

/** The words that a leaf stands for, as the dictionaries know them. */
function wordsOfLeaf(leaf: Extract<Leaf, { kind: 'word' }>, { exact }: Reading): string[] {
  if (leaf.added && exact) return [];
  const { word, completions } = leaf.unit;
  const own = completions ? completions.words.map((completion) => completion.word) : [word];
  return exact ? own : [...own, ...leaf.variants.filter(isAnywhere).map((variant) => variant.word)];
}

const FEW = 16; // words: more would fill what is kept with sets of their own
const AT_ONCE = 16; // words asked of FTS5 in one expression: it looks at all of them again for each row

/** The testimonies with any of some words: by their lists (lists.ts), and of the rarer words as FTS5 finds them. */
function withAnyOf(searching: Searching, k: number, words: readonly string[]): Bits {
  const { db, size } = searching;
  return remembered(searching, `${k} ${words.join(' ')}`, () => {
    const terms = words.flatMap((word) => lookUp(db, k, word) ?? []);
    const found = emptyBits(size);
    if (terms.length <= FEW) {
      for (const term of terms) unite(found, withTerm(searching, k, term));
      return found;
    }
    const rarer = terms.filter(({ id }) => !addListed(db, k, id, found)).map(({ word }) => `"${word}"`);
    for (let from = 0; from < rarer.length; from += AT_ONCE) {
      const some = rarer.slice(from, from + AT_ONCE).join(' OR ');
      eachRowFound(db, `all_${k}`, some, (slot) => setBit(found, slot));
    }
    return found;
  });
}

/** The testimonies with a word anywhere but in what their subjects are called. */
function notAsSubject(searching: Searching, k: number, word: string): Bits {
  const found = rowsMatching(searching, `all_${k}`, `"${word}"`).slice();
  return subtract(found, rowsMatching(searching, `head_${k}`, `subject : "${word}"`));
}

/** The testimonies with one word, kept under its number, so that its places are read of no others (scan.ts). */
function withTerm(searching: Searching, k: number, { id, word }: DictionaryWord): Bits {
  const { db, size } = searching;
  return remembered(searching, termKey(k, id), () => {
    const found = emptyBits(size);
    if (!addListed(db, k, id, found)) eachRowFound(db, `all_${k}`, `"${word}"`, (slot) => setBit(found, slot));
    return found;
  });
}

/** Of what FTS5 found with words further apart than the signs between passages, those that are near within one passage. */
function withinOnePassage(
  searching: Searching,
  plan: Plan,
  leaf: Extract<Leaf, { kind: 'near' }>,
  k: number,
  reading: Reading,
  found: Bits,
): Bits {
  const closer = leafExpression({ ...leaf, distance: WIDEST_NATIVE_NEAR }, reading)!;
  const sure = rowsMatching(searching, `all_${k}`, closer).slice();
  const scanner = scannerOf(searching.db, { ...plan, leaves: [leaf] }, [k], reading.opened ? [k] : [], searching.cache);
  const doubtful = subtract(found.slice(), sure);
  if (reading.opened) intersect(doubtful, searching.reach.opened[k]!);
  for (const slot of slotsOf(doubtful)) {
    searching.check();
    scanText(scanner, searching.db, k, slot, () => setBit(sure, slot));
  }
  return sure;
}

/** The rows of an FTS5 table that match. Not to be changed: it may be kept for the next search. */
function rowsMatching(searching: Searching, table: string, expression: string): Bits {
  return remembered(searching, `${table} ${expression}`, () => {
    const found = emptyBits(searching.size);
    eachRowFound(searching.db, table, expression, (slot) => setBit(found, slot));
    return found;
  });
}

function remembered({ cache, check }: Searching, key: string, find: () => Bits): Bits {
  let found = cache.get(key);
  if (!found) {
    check();
    found = find();
  }
  cache.delete(key); // and to the end, as the last used
  cache.set(key, found);
  if (cache.size > MOST_CACHED) cache.delete(cache.keys().next().value!);
  return found;
}
