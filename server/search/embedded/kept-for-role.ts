/**
 * What holds for everybody of one role until the index changes, worked out once: whom they may know of, and the years they may
 * know. To go over 55,000 testimonies for each of these took 1 to 4 ms of every search.
 */
import { type Bits, emptyBits, setBit } from './bits.ts';
import { ANY_DEPARTURE, earliestYear } from './departures.ts';
import { type Holdings, NOBODY } from './holdings.ts';

export interface ForRole {
  bySlot: Uint8Array; // the role's reach, for every slot
  visible: Bits;
  years: Int16Array | null; // earliestYear of each slot, made when first asked for
  withValue: Map<string, Bits>; // testimonies with a value of a facet (facets.ts)
}

const kept = new WeakMap<Holdings, { revision: number; size: number; byRole: Map<number, ForRole> }>();

/** Not to be changed by whoever asks. */
export function forRole(holdings: Holdings, role: number): ForRole {
  let known = kept.get(holdings);
  if (known?.revision !== holdings.revision || known.size !== holdings.size) {
    known = { revision: holdings.revision, size: holdings.size, byRole: new Map() };
    kept.set(holdings, known);
  }
  let of = known.byRole.get(role);
  if (!of) {
    of = made(holdings, role);
    known.byRole.set(role, of);
  }
  return of;
}

function made(holdings: Holdings, role: number): ForRole {
  const visible = emptyBits(holdings.size);
  for (let slot = 0; slot < holdings.size; slot++) {
    const audience = holdings.audience[slot]!;
    if (audience !== NOBODY && audience <= role) setBit(visible, slot);
  }
  return { bySlot: new Uint8Array(holdings.size).fill(role), visible, years: null, withValue: new Map() };
}

/** Of each slot the year of its earliest departure of all that the role may know of; UNDATED where there is none. */
export function yearsForRole(holdings: Holdings, role: number): Int16Array {
  const of = forRole(holdings, role);
  of.years ??= Int16Array.from({ length: holdings.size }, (_, slot) =>
    earliestYear(holdings, slot, role, ANY_DEPARTURE),
  );
  return of.years;
}
