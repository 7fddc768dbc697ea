/** The testimonies that a query finds, as sets of slots. */
import type { Database } from '../../db/open.ts';
import { type Bits, emptyBits, intersect, isEmpty, setBit, slotsOf, subtract, unite } from './bits.ts';
import { leafExpression, type Reading, wholeExpression } from './match.ts';
import { WIDEST_NATIVE_NEAR } from './pieces.ts';
import type { Leaf, Plan, PlanNode } from './plan.ts';
import type { SlotReach } from './reach.ts';
import { scannerOf, scanText } from './scan.ts';
import { keptColumn } from './statements.ts';

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

/** Sets of words often asked for; emptied when the index changes. */
export type LeafCache = Map<string, Bits>;
const MOST_CACHED = 512;

/** The testimonies with the words of the query, whoever may know of them; `exact`: without what words were widened to. */
export function foundBy(searching: Searching, plan: Plan, exact: boolean): Bits {
  const { audiences, opened, size, reach } = searching;
  if (plan.tree === null) return reach.visible.slice();
  if (audiences.length === 1 && opened.length === 0) {
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
  const expression = leafExpression(leaf, reading);
  if (expression === null) return emptyBits(searching.size);
  if (leaf.named) return rowsMatching(searching, `head_${k}`, `names : (${expression})`);
  if (headOnly) return rowsMatching(searching, `head_${k}`, `{title names} : (${expression})`);
  const found = rowsMatching(searching, `all_${k}`, expression);
  if (leaf.kind !== 'near' || leaf.distance <= WIDEST_NATIVE_NEAR) return found;
  return withinOnePassage(searching, plan, leaf, k, reading, found);
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
  const scanner = scannerOf(searching.db, { ...plan, leaves: [leaf] }, [k], reading.opened ? [k] : []);
  const doubtful = subtract(found.slice(), sure);
  if (reading.opened) intersect(doubtful, searching.reach.opened[k]!);
  for (const slot of slotsOf(doubtful)) {
    searching.check();
    const text = keptColumn<Buffer>(searching.db, `SELECT text FROM text_${k} WHERE slot = ?`).get(slot);
    if (text) scanText(scanner, k, text, () => setBit(sure, slot));
  }
  return sure;
}

/** The rows of an FTS5 table that match. Not to be changed: it may be kept for the next search. */
function rowsMatching(searching: Searching, table: string, expression: string): Bits {
  const { db, cache, size } = searching;
  const key = `${table} ${expression}`;
  const known = cache.get(key);
  if (known) {
    cache.delete(key); // and to the end, as the last used
    cache.set(key, known);
    return known;
  }
  searching.check();
  const found = emptyBits(size);
  addRows(found, db, `SELECT group_concat(rowid) FROM ${table} WHERE ${table} MATCH ?`, expression);
  cache.set(key, found);
  if (cache.size > MOST_CACHED) cache.delete(cache.keys().next().value!);
  return found;
}

/** Sets the slots that a statement gives with a comma between: half of what it takes to be given each by itself. */
function addRows(to: Bits, db: Database, sql: string, expression: string): void {
  const rows = keptColumn<string | null>(db, sql).get(expression) ?? '';
  let slot = -1;
  for (let i = 0; i < rows.length; i++) {
    const code = rows.charCodeAt(i);
    if (code !== COMMA) {
      slot = (slot < 0 ? 0 : slot * 10) + code - ZERO;
      continue;
    }
    setBit(to, slot);
    slot = -1;
  }
  if (slot >= 0) setBit(to, slot);
}

const COMMA = 0x2c;
const ZERO = 0x30;
