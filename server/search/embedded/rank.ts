/**
 * Order by relevance, bounded: what a search finds is first sorted by what costs little, and the first fifty are then
 * looked through. First come testimonies with the words as typed, then those with all telling words in title or names, then
 * those with all words in one passage; among equals, words close together and BM25 decide, and last the testimony's id.
 */
import { type Bits, countBits, hasBit, intersect, slotsOf, subtract } from './bits.ts';
import type { Holdings } from './holdings.ts';
import { LEVELS, markOf } from './often.ts';
import { slotsById } from './order.ts';
import { lookThrough, type TestimonyFound } from './passages.ts';
import type { Leaf, Plan } from './plan.ts';
import type { Scanner } from './scan.ts';
import { leafBits, type Searching } from './sets.ts';
import { keptColumn } from './statements.ts';

/** Testimonies that are looked through for their order, in either engine. */
export const LOOKED_THROUGH = 50;

export interface Ranked {
  slots: Uint32Array; // best first, as many as were wanted or are looked through
  looked: Map<number, TestimonyFound>; // the ones looked through
}

/** The order of `found`, of which the first `wanted` are to be given. */
export function rank(
  searching: Searching,
  holdings: Holdings,
  plan: Plan,
  scanner: Scanner,
  found: Bits,
  exact: Bits | null,
  wanted: number,
): Ranked {
  const looked = new Map<number, TestimonyFound>();
  const scores = new Map<number, number>();
  if (plan.asked.length === 0) return { slots: byScore(holdings, found, exact, scores, wanted), looked };
  const telling = tellingLeaves(plan, holdings);
  if (countBits(found) > LOOKED_THROUGH) scoreCheaply(searching, holdings, plan, telling, found, scores);
  const order = byScore(holdings, found, exact, scores, Math.max(wanted, LOOKED_THROUGH));
  const first = order.slice(0, LOOKED_THROUGH);
  const audiences = [...searching.audiences, ...searching.opened];
  for (const slot of first) {
    searching.check();
    const within = audiences.filter((k) => k <= searching.reach.bySlot[slot]!);
    const through = lookThrough(searching.db, plan, scanner, within, slot);
    looked.set(slot, through);
    scores.set(slot, closeScore(plan, telling, holdings, through, exact === null || hasBit(exact, slot)));
  }
  order.set(first.sort((a, b) => scores.get(b)! - scores.get(a)! || holdings.id[a]! - holdings.id[b]!));
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

/** Scores by where the telling words are named and how often they come back: below EXACT, and mostly 0. */
function scoreCheaply(
  searching: Searching,
  holdings: Holdings,
  plan: Plan,
  telling: number[],
  found: Bits,
  scores: Map<number, number>,
): void {
  const heads = telling
    .filter((leaf) => plan.leaves[leaf]!.kind !== 'near')
    .map((leaf) => leafBits(searching, plan, leaf, false, true));
  const inHeads = new Map<number, number>();
  for (const head of heads) {
    for (const slot of slotsOf(head)) if (hasBit(found, slot)) inHeads.set(slot, (inHeads.get(slot) ?? 0) + 1);
  }
  for (const [slot, count] of inHeads) scores.set(slot, count === heads.length ? IN_HEAD : count / heads.length);
  addOften(searching, holdings, plan, telling, found, scores);
}

const ENOUGH = 300; // testimonies in which a word weighs most
const MOST_ROWS = 3000; // read to find them
const MOST_WORDS = 5; // of one leaf

/** Adds how often the telling words come back (0 to 1), in the testimonies in which they do most. */
function addOften(
  searching: Searching,
  holdings: Holdings,
  plan: Plan,
  telling: number[],
  found: Bits,
  scores: Map<number, number>,
): void {
  const rarities = telling.map((leaf) => rarityOf(plan.leaves[leaf]!, holdings));
  const all = rarities.reduce((sum, rarity) => sum + rarity, 0) * LEVELS;
  telling.forEach((leaf, i) => {
    for (const word of wordsOf(plan.leaves[leaf]!).slice(0, MOST_WORDS)) {
      let rows = 0;
      let enough = 0;
      for (let level = LEVELS; level > 0 && rows < MOST_ROWS && enough < ENOUGH; level--) {
        searching.check();
        for (const k of searching.audiences) {
          const mark = `"${markOf(word, level)}"`;
          const slots = keptColumn<number>(
            searching.db,
            `SELECT rowid FROM often_${k} WHERE often_${k} MATCH ? LIMIT ${MOST_ROWS}`,
          ).all(mark);
          rows += slots.length;
          for (const slot of slots) {
            if (!hasBit(found, slot)) continue;
            scores.set(slot, (scores.get(slot) ?? 0) + (rarities[i]! * level) / all);
            enough++;
          }
        }
      }
    }
  });
}

/** The words of a leaf that are looked for as they are. */
function wordsOf(leaf: Leaf): string[] {
  if (leaf.kind === 'phrase') return leaf.units.flatMap(({ word, completions }) => (completions ? [] : [word]));
  if (leaf.kind === 'near') return leaf.phrases.flat().flatMap(({ word, completions }) => (completions ? [] : [word]));
  if (leaf.unit.completions) return leaf.unit.completions.words.map(({ word }) => word);
  return [leaf.unit.word, ...leaf.variants.map(({ word }) => word)];
}

function rarityOf({ testimonies }: Leaf, holdings: Pick<Holdings, 'testimonies'>): number {
  return Math.log(1 + holdings.testimonies / (1 + testimonies));
}

function squashed(score: number): number {
  return score > 0 ? score / (score + 10) : 0;
}

const K1 = 1.2;
const TYPICAL_WORDS = 20_000;

/** How well a testimony that was looked through answers. */
export function closeScore(
  plan: Plan,
  telling: number[],
  holdings: Pick<Holdings, 'testimonies'>,
  found: TestimonyFound,
  exact: boolean,
): number {
  const inHead = telling.filter((leaf) => found.head[leaf]! > 0).length;
  const length = 0.25 + (0.75 * found.words) / TYPICAL_WORDS;
  let bm25 = 0;
  for (const leaf of plan.asked) {
    const rarity = rarityOf(plan.leaves[leaf]!, holdings);
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

/**
 * The first `most` of what was found: with the words as typed first, then by score, then by id. Most scores are 0: those come
 * after the others as they are, and no more of them are looked for than are wanted.
 */
function byScore(
  holdings: Holdings,
  found: Bits,
  exact: Bits | null,
  scores: ReadonlyMap<number, number>,
  most: number,
): Uint32Array {
  const order = new Uint32Array(Math.min(most, countBits(found)));
  const typed = exact === null ? [found] : [intersect(found.slice(), exact), subtract(found.slice(), exact)];
  let count = 0;
  for (const some of typed) {
    if (count === order.length) break;
    const scored = [...scores.keys()].filter((slot) => scores.get(slot)! > 0 && hasBit(some, slot));
    scored.sort((a, b) => scores.get(b)! - scores.get(a)! || holdings.id[a]! - holdings.id[b]!);
    for (let i = 0; i < scored.length && count < order.length; i++) order[count++] = scored[i]!;
    for (const slot of count < order.length ? inOrderOfId(holdings, some) : []) {
      if (!hasBit(some, slot) || (scores.get(slot) ?? 0) > 0) continue;
      order[count++] = slot;
      if (count === order.length) break;
    }
  }
  return order;
}

const FEW = 1 / 16; // of all slots: fewer are put in order sooner than they are met among all

/** The slots of a set by the ids of their testimonies, others perhaps among them. */
function inOrderOfId(holdings: Holdings, some: Bits): Uint32Array {
  if (countBits(some) > holdings.size * FEW) return slotsById(holdings);
  return slotsOf(some).sort((a, b) => holdings.id[a]! - holdings.id[b]!);
}
