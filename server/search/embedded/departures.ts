/**
 * Country and years hold of the same departure: a testimony of Aleppo 1947 and Beirut 1967 does not answer Lebanon 1947.
 */
import type { YearCount } from '../engine.ts';
import { type Bits, emptyBits, setBit, slotsOf } from './bits.ts';
import { type DepartureHoldings, type Holdings, UNDATED } from './holdings.ts';

/** What a departure must be. `countries` are numbers, null for any; each of `years` must meet one of its ranges (inclusive). */
export interface DepartureFilter {
  countries: Set<number> | null;
  years: { from: number; to: number }[][];
}

export const ANY_DEPARTURE: DepartureFilter = { countries: null, years: [] };

export function narrows(filter: DepartureFilter): boolean {
  return filter.countries !== null || filter.years.length > 0;
}

function answers(held: DepartureHoldings, i: number, reach: number, filter: DepartureFilter): boolean {
  return (
    held.audience[i]! <= reach &&
    (filter.countries === null || filter.countries.has(held.country[i]!)) &&
    filter.years.every((ranges) => ranges.some(({ from, to }) => held.from[i]! <= to && held.to[i]! >= from))
  );
}

/** Of the testimonies `among`, those with a departure that answers and that the one who searches may know. */
export function withDeparture(holdings: Holdings, among: Bits, bySlot: Uint8Array, filter: DepartureFilter): Bits {
  const held = holdings.departures;
  const found = emptyBits(holdings.size);
  for (const slot of slotsOf(among)) {
    const end = held.start[slot]! + held.length[slot]!;
    for (let i = held.start[slot]!; i < end; i++) {
      if (!answers(held, i, bySlot[slot]!, filter)) continue;
      setBit(found, slot);
      break;
    }
  }
  return found;
}

/** The year of the earliest departure of a testimony that answers; UNDATED where it has none with a year. */
export function earliestYear(holdings: Holdings, slot: number, reach: number, filter: DepartureFilter): number {
  const held = holdings.departures;
  const end = held.start[slot]! + held.length[slot]!;
  let earliest = UNDATED;
  for (let i = held.start[slot]!; i < end; i++) {
    if (held.year[i]! < earliest && answers(held, i, reach, filter)) earliest = held.year[i]!;
  }
  return earliest;
}

/** Testimonies by year, each of `slots` in the one that `yearOf` gives, and how many have none. */
export function countYears(
  slots: Uint32Array,
  yearOf: (slot: number) => number,
): { years: YearCount[]; undated: number } {
  const counts = new Uint32Array(0x10000); // by the year's lower sixteen bits: some years are before our era
  let [first, last] = [UNDATED, -UNDATED];
  for (const slot of slots) {
    const year = yearOf(slot);
    counts[year & 0xffff]!++;
    if (year === UNDATED) continue;
    if (year < first) first = year;
    if (year > last) last = year;
  }
  const years: YearCount[] = [];
  for (let year = first; year <= last; year++) {
    const count = counts[year & 0xffff]!;
    if (count > 0) years.push({ year, count });
  }
  return { years, undated: counts[UNDATED]! };
}

/** How many of the testimonies have a departure from each country that answers; by number of the country. */
export function countCountries(
  holdings: Holdings,
  slots: Uint32Array,
  bySlot: Uint8Array,
  filter: DepartureFilter,
): Uint32Array {
  const held = holdings.departures;
  const counts = new Uint32Array(holdings.countries.values.length);
  const lastSlot = new Int32Array(counts.length).fill(-1); // a testimony counts once a country
  for (const slot of slots) {
    const end = held.start[slot]! + held.length[slot]!;
    for (let i = held.start[slot]!; i < end; i++) {
      const country = held.country[i]!;
      if (country < 0 || lastSlot[country] === slot || !answers(held, i, bySlot[slot]!, filter)) continue;
      lastSlot[country] = slot;
      counts[country]!++;
    }
  }
  return counts;
}
