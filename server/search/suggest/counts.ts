/** In how many testimonies a thing is, as far as the one who asks reaches: from what the index holds for facets. */

import { hasBit, slotsOf } from '../embedded/bits.ts';
import { ANY_DEPARTURE, countCountries } from '../embedded/departures.ts';
import type { Holdings } from '../embedded/holdings.ts';
import { reachOver, type SlotReach } from '../embedded/reach.ts';
import type { Facet } from '../engine.ts';
import type { Kind, SuggestRequest } from './asked.ts';
import type { Thing } from './known.ts';

const FACET_OF = {
  place: 'place',
  polity: 'polity',
  topic: 'topic',
  event: 'event',
  community: 'community',
  collection: 'collection',
} as const satisfies Partial<Record<Kind, Facet>>;
type Counted = keyof typeof FACET_OF;
const COUNTED = Object.keys(FACET_OF) as Counted[];

export interface Counts {
  reach: SlotReach;
  of: Record<Counted | 'country', Uint32Array>; // by number of the value
}

interface Kept {
  revision: number;
  size: number;
  byRole: Map<number, Counts>;
}
const kept = new WeakMap<Holdings, Kept>();

/**
 * Counts of all values for one who asks. By role alone they are kept until the index changes; what was opened to somebody, and
 * what must be left out, is counted anew and the difference made.
 */
export function countsFor(holdings: Holdings, { who, leaveOut }: Pick<SuggestRequest, 'who' | 'leaveOut'>): Counts {
  const byRole = countsByRole(holdings, who.reach);
  if (who.granted.length + who.given.length + leaveOut.length === 0) return byRole;
  const reach = reachOver(holdings, who, leaveOut);
  const other: number[] = [];
  for (let slot = 0; slot < holdings.size; slot++) {
    const differs =
      reach.bySlot[slot] !== who.reach || hasBit(reach.visible, slot) !== hasBit(byRole.reach.visible, slot);
    if (differs) other.push(slot);
  }
  const slots = Uint32Array.from(other);
  const less = countOver(holdings, visibleOf(slots, byRole.reach), byRole.reach);
  const more = countOver(holdings, visibleOf(slots, reach), reach);
  const of = Object.fromEntries(
    [...COUNTED, 'country' as const].map((kind) => [
      kind,
      byRole.of[kind].map((count, at) => count - less[kind][at]! + more[kind][at]!),
    ]),
  ) as Counts['of'];
  return { reach, of };
}

function visibleOf(slots: Uint32Array, reach: SlotReach): Uint32Array {
  return slots.filter((slot) => hasBit(reach.visible, slot));
}

function countsByRole(holdings: Holdings, role: number): Counts {
  let known = kept.get(holdings);
  if (known?.revision !== holdings.revision || known.size !== holdings.size) {
    known = { revision: holdings.revision, size: holdings.size, byRole: new Map() };
    kept.set(holdings, known);
  }
  let counts = known.byRole.get(role);
  if (!counts) {
    const reach = reachOver(holdings, { reach: role, granted: [], given: [] }, []);
    counts = { reach, of: countOver(holdings, slotsOf(reach.visible), reach) };
    known.byRole.set(role, counts);
  }
  return counts;
}

function countOver(holdings: Holdings, slots: Uint32Array, { bySlot }: SlotReach): Counts['of'] {
  const of = Object.fromEntries(
    COUNTED.map((kind) => {
      const { start, length, entries, values } = holdings.facets[FACET_OF[kind]];
      const counts = new Uint32Array(values.length);
      for (const slot of slots) {
        const end = start[slot]! + length[slot]!;
        for (let i = start[slot]!; i < end; i++) {
          if ((entries[i]! & 3) <= bySlot[slot]!) counts[entries[i]! >>> 2]!++;
        }
      }
      return [kind, counts];
    }),
  ) as Record<Counted, Uint32Array>;
  return { ...of, country: countCountries(holdings, slots, bySlot, ANY_DEPARTURE) };
}

/** Testimonies with `thing` that the one who asks may know of. */
export function countOf(holdings: Holdings, { reach, of }: Counts, thing: Thing): number {
  if (thing.kind === 'person') {
    let count = 0;
    for (const part of thing.parts) {
      const slot = part >>> 2;
      if ((part & 3) <= reach.bySlot[slot]! && hasBit(reach.visible, slot)) count++;
    }
    return count;
  }
  if (thing.kind === 'testimony') return 0;
  const { numbers } = thing.kind === 'country' ? holdings.countries : holdings.facets[FACET_OF[thing.kind]];
  const number = numbers.get(thing.value);
  return number === undefined ? 0 : (of[thing.kind][number] ?? 0);
}
