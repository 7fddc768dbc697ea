import { type DepartureFilter, earliestYear } from './departures.ts';
import { type Holdings, UNDATED } from './holdings.ts';

/**
 * Sorted otherwise than by relevance. `departure`: the earliest that answers the filters first, the undated last.
 * `recorded`: the newest first, the undated last. `title`: by its folded words, Latin before Hebrew before Arabic letters.
 * Equals by id. Sorts `slots` itself.
 */
export function ordered(
  holdings: Holdings,
  slots: Uint32Array,
  sort: 'departure' | 'recorded' | 'title',
  bySlot: Uint8Array,
  departure: DepartureFilter,
): Uint32Array {
  const keys = new Float64Array(holdings.size);
  if (sort === 'title') {
    const ranks = titleRanks(holdings);
    for (const slot of slots) keys[slot] = ranks[slot]!;
  } else if (sort === 'departure') {
    for (const slot of slots) keys[slot] = earliestYear(holdings, slot, bySlot[slot]!, departure);
  } else {
    const undated = Number.POSITIVE_INFINITY;
    for (const slot of slots) keys[slot] = holdings.recorded[slot] === UNDATED ? undated : -holdings.recorded[slot]!;
  }
  const byKey = (a: number, b: number) => (keys[a]! < keys[b]! ? -1 : keys[a]! > keys[b]! ? 1 : 0);
  return slots.sort((a, b) => byKey(a, b) || holdings.id[a]! - holdings.id[b]!);
}

/** Places of the titles in their order; equal titles have equal places. Kept until the index changes. */
function titleRanks(holdings: Holdings): Uint32Array {
  if (holdings.titleRank) return holdings.titleRank;
  const { title } = holdings;
  const order = Array.from({ length: holdings.size }, (_, slot) => slot).sort((a, b) =>
    title[a]! < title[b]! ? -1 : title[a]! > title[b]! ? 1 : 0,
  );
  const ranks = new Uint32Array(holdings.size);
  order.forEach((slot, i) => {
    const before = order[i - 1];
    ranks[slot] = before !== undefined && title[before] === title[slot] ? ranks[before]! : i;
  });
  holdings.titleRank = ranks;
  return ranks;
}
