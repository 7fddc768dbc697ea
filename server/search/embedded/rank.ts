/**
 * Order by relevance, bounded: what a search finds is first sorted by what costs little, and the first hundred are then
 * looked through. First come testimonies with the words as typed, then those with all telling words in title or names, then
 * those with all words in one passage; among equals, words close together and BM25 decide, and last the testimony's id.
 */
import { type Bits, hasBit, slotsOf } from './bits.ts';
import type { Holdings } from './holdings.ts';
import { lookThrough, type TestimonyFound } from './passages.ts';
import type { Plan } from './plan.ts';
import type { Scanner } from './scan.ts';
import { leafBits, type Searching } from './sets.ts';
import { kept } from './statements.ts';

const LOOKED_THROUGH = 100;
const MOST_SCORED = 4000; // rows given to bm25()

export interface Ranked {
  slots: Uint32Array; // best first
  looked: Map<number, TestimonyFound>; // the ones looked through
}

export function rank(
  searching: Searching,
  holdings: Holdings,
  plan: Plan,
  scanner: Scanner,
  found: Bits,
  exact: Bits | null,
): Ranked {
  const slots = slotsOf(found);
  const looked = new Map<number, TestimonyFound>();
  if (plan.asked.length === 0) return { slots: sortedBy(slots, new Float64Array(holdings.size), holdings), looked };
  const telling = tellingLeaves(plan, holdings);
  const scores = new Float64Array(holdings.size);
  if (slots.length > LOOKED_THROUGH) scoreCheaply(searching, plan, telling, slots, exact, scores);
  const order = sortedBy(slots, scores, holdings);
  const first = order.subarray(0, LOOKED_THROUGH);
  const audiences = [...searching.audiences, ...searching.opened];
  for (const slot of first) {
    searching.check();
    const within = audiences.filter((k) => k <= searching.reach.bySlot[slot]!);
    const through = lookThrough(searching.db, plan, scanner, within, slot);
    looked.set(slot, through);
    scores[slot] = closeScore(plan, telling, holdings, through, exact === null || hasBit(exact, slot));
  }
  order.set(sortedBy(first.slice(), scores, holdings));
  return { slots: order, looked };
}

/** The leaves that tell testimonies apart: not those in more than a third of them, unless all are. */
export function tellingLeaves(plan: Plan, holdings: Pick<Holdings, 'testimonies'>): number[] {
  const asked = plan.asked.filter((leaf) => !plan.leaves[leaf]!.added);
  const telling = asked.filter((leaf) => plan.leaves[leaf]!.testimonies <= holdings.testimonies / 3);
  return telling.length ? telling : asked;
}

const EXACT = 8;
const IN_HEAD = 4;
const IN_ONE_PASSAGE = 2;

function scoreCheaply(
  searching: Searching,
  plan: Plan,
  telling: number[],
  slots: Uint32Array,
  exact: Bits | null,
  scores: Float64Array,
): void {
  const heads = telling
    .filter((leaf) => plan.leaves[leaf]!.kind !== 'near')
    .map((leaf) => leafBits(searching, plan, leaf, false, true));
  for (const slot of slots) {
    const inHead = heads.reduce((count, head) => count + (hasBit(head, slot) ? 1 : 0), 0);
    scores[slot] =
      (exact === null || hasBit(exact, slot) ? EXACT : 0) +
      (inHead > 0 && inHead === heads.length ? IN_HEAD : heads.length ? inHead / heads.length : 0);
  }
  addBm25(searching, plan, telling, scores);
}

/** Adds BM25 over the telling words (0 to 1), where they are in few enough testimonies for it to be worth its price. */
function addBm25(searching: Searching, plan: Plan, telling: number[], scores: Float64Array): void {
  const words = telling.flatMap((number) => {
    const leaf = plan.leaves[number]!;
    return leaf.kind === 'word' && !leaf.named && leaf.unit.completions === null ? [leaf] : [];
  });
  let left = MOST_SCORED;
  const scored = words
    .sort((a, b) => a.testimonies - b.testimonies)
    .filter((leaf) => {
      left -= leaf.testimonies;
      return left >= 0;
    });
  if (scored.length === 0) return;
  const expression = scored.map(({ unit }) => `"${unit.word}"`).join(' OR ');
  for (const k of searching.audiences) {
    searching.check();
    const rows = kept<{ slot: number; score: number }>(
      searching.db,
      `SELECT rowid AS slot, bm25(all_${k}) AS score FROM all_${k} WHERE all_${k} MATCH ?`,
    ).iterate(expression);
    for (const { slot, score } of rows) scores[slot]! += squashed(-score);
  }
}

function squashed(score: number): number {
  return score > 0 ? score / (score + 10) : 0;
}

const K1 = 1.2;
const TYPICAL_BYTES = 20_000;

/** How well a testimony that was looked through answers. */
export function closeScore(
  plan: Plan,
  telling: number[],
  holdings: Pick<Holdings, 'testimonies'>,
  found: TestimonyFound,
  exact: boolean,
): number {
  const inHead = telling.filter((leaf) => found.head[leaf]! > 0).length;
  const length = 0.25 + (0.75 * found.bytes) / TYPICAL_BYTES;
  let bm25 = 0;
  for (const leaf of plan.asked) {
    const rarity = Math.log(1 + holdings.testimonies / (1 + plan.leaves[leaf]!.testimonies));
    const times = found.occurrences[leaf]!;
    bm25 += (rarity * times * (K1 + 1)) / (times + K1 * length);
  }
  return (
    (exact ? EXACT : 0) +
    (inHead === telling.length ? IN_HEAD : inHead / telling.length / 2) +
    (found.anyWhole ? IN_ONE_PASSAGE : 0) +
    (found.anyWhole && Number.isFinite(found.span) ? 0.5 / found.span : 0) +
    squashed(bm25)
  );
}

/** Highest score first, then by id. */
function sortedBy(slots: Uint32Array, scores: Float64Array, holdings: Holdings): Uint32Array {
  return slots.sort((a, b) => scores[b]! - scores[a]! || holdings.id[a]! - holdings.id[b]!);
}
