/** What was lately searched for: the next page, another order or the way back cost no more than the passages shown. */
import type { SearchAnswer, SearchRequest } from '../engine.ts';
import type { Thesaurus } from '../names/thesaurus.ts';
import type { Bits } from './bits.ts';
import type { Correction } from './correct.ts';
import type { Narrowing } from './facets.ts';
import type { TestimonyFound } from './passages.ts';
import type { Plan } from './plan.ts';
import type { Ranked } from './rank.ts';
import type { Reader } from './reader.ts';
import type { Scanner } from './scan.ts';
import type { Searching } from './sets.ts';

export interface Asked {
  searching: Searching; // `check` is that of the search that found it
  plan: Plan;
  scanner: Scanner;
  correction: Correction;
  by: Narrowing;
  found: Bits;
  counts: Pick<SearchAnswer, 'facets' | 'years' | 'undated'>;
  best: Uint32Array; // the first of them by relevance, as far as they were asked for
  looked: Map<number, TestimonyFound>; // those looked through for it
}

const MOST_KEPT = 32; // each some hundred kilobytes at most

const kept = new WeakMap<Reader, { thesaurus: Thesaurus | null; byRequest: Map<string, Asked> }>();

/** What was found for a request, or is found now. The same query with the same filters, asked by one who may know as much. */
export function lately(reader: Reader, request: SearchRequest, find: () => Asked): Asked {
  const thesaurus = reader.thesaurus?.() ?? null;
  let known = kept.get(reader);
  if (!known || known.thesaurus !== thesaurus) {
    known = { thesaurus, byRequest: new Map() };
    kept.set(reader, known);
  }
  const { query, filters, who, leaveOut, spellings } = request;
  const key = JSON.stringify([query, filters, who, leaveOut, spellings]);
  const asked = known.byRequest.get(key) ?? find();
  known.byRequest.delete(key); // and to the end, as the last asked for
  known.byRequest.set(key, asked);
  if (known.byRequest.size > MOST_KEPT) known.byRequest.delete(known.byRequest.keys().next().value!);
  return asked;
}

/** Forgets all: the index changed. */
export function forgetLately(reader: Reader): void {
  kept.delete(reader);
}

/** The best of what was found, `count` of them at least, put in order now where they were not yet. */
export function best(asked: Asked, count: number, order: () => Ranked): Uint32Array {
  if (asked.best.length < count) {
    const { slots, looked } = order();
    asked.best = slots;
    for (const [slot, found] of looked) asked.looked.set(slot, found);
  }
  return asked.best;
}
