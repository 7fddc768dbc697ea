import { FACETS, type Facet, type FacetCount, type Filters, type YearCount } from '../engine.ts';
import type { FieldFilter } from '../query.ts';
import { type Bits, bitsOf, emptyBits, intersect, setBit, slotsOf, subtract, unite } from './bits.ts';
import {
  ANY_DEPARTURE,
  countCountries,
  countYears,
  type DepartureFilter,
  earliestYear,
  narrows,
  withDeparture,
} from './departures.ts';
import type { Holdings } from './holdings.ts';
import { forRole, yearsForRole } from './kept-for-role.ts';
import type { SlotReach } from './reach.ts';
import { COUNTRY } from './testimony-rows.ts';

/** The filters of a search made ready: the testimonies each lets through. */
export interface Narrowing {
  /** What the fields of the query leave, which no facet is counted without. */
  fixed: Bits;
  byFacet: { facet: Facet; found: Bits }[];
  /** The departure asked for, and how it reads with the country, or the years of the filter, off. */
  departure: DepartureFilter;
  anyCountry: DepartureFilter;
  anyYear: DepartureFilter;
}

export function narrowing(
  holdings: Holdings,
  reach: SlotReach,
  filters: Filters,
  fields: readonly FieldFilter[],
): Narrowing {
  const asked = fields.flatMap((field) =>
    field.field === 'year' && !field.not ? [rangeOf(field.from, field.to)] : [],
  );
  const fieldYears = asked.length ? [asked] : [];
  const { yearFrom, yearTo } = filters;
  const filterYears = yearFrom === null && yearTo === null ? [] : [[rangeOf(yearFrom, yearTo)]];
  const fieldCountries = countriesAsked(holdings, fields);
  const countries = filters.facets.country?.length ? countryNumbers(holdings, filters.facets.country) : null;
  const both =
    countries && fieldCountries
      ? new Set([...countries].filter((country) => fieldCountries.has(country)))
      : (countries ?? fieldCountries);
  const byFacet = Object.entries(filters.facets)
    .filter(([facet, values]) => facet !== COUNTRY && values?.length)
    .map(([facet, values]) => ({
      facet: facet as Facet,
      found: withValue(holdings, reach, facet as Facet, values!),
    }));
  return {
    fixed: leftByFields(holdings, reach, fields),
    byFacet,
    departure: { countries: both, years: [...fieldYears, ...filterYears] },
    anyCountry: { countries: fieldCountries, years: [...fieldYears, ...filterYears] },
    anyYear: { countries: both, years: fieldYears },
  };
}

function rangeOf(from: number | null, to: number | null): { from: number; to: number } {
  return { from: from ?? Number.NEGATIVE_INFINITY, to: to ?? Number.POSITIVE_INFINITY };
}

/** What the fields of a query leave: any of the values of one that is asked for, none of those ruled out. Names are words (plan.ts). */
function leftByFields(holdings: Holdings, reach: SlotReach, fields: readonly FieldFilter[]): Bits {
  const left = reach.visible.slice();
  const asked = new Map<string, Bits>();
  for (const field of fields) {
    const found = withField(holdings, reach, field);
    if (found === null) continue;
    if (field.not) subtract(left, found);
    else asked.set(field.field, unite(asked.get(field.field) ?? emptyBits(holdings.size), found));
  }
  for (const found of asked.values()) intersect(left, found);
  return left;
}

/** The testimonies with the value of a field; null for country and years asked for, which belong to the departure, and for names. */
function withField(holdings: Holdings, reach: SlotReach, field: FieldFilter): Bits | null {
  if ('from' in field) {
    const range = rangeOf(field.from, field.to);
    if (field.field === 'year') {
      return field.not
        ? withDeparture(holdings, reach.visible, reach.bySlot, { countries: null, years: [[range]] })
        : null;
    }
    const { values } = holdings.facets.recorded;
    const years = values.filter((year) => Number(year) >= range.from && Number(year) <= range.to);
    return withValue(holdings, reach, 'recorded', years);
  }
  if (field.field === 'accession') {
    const accession = field.value.toLowerCase();
    return bitsOf(
      slotsWhere(holdings, (slot) => holdings.accession[slot] === accession),
      holdings.size,
    );
  }
  if (field.field === COUNTRY && !field.not) return null;
  const facet = FACETS.find((name) => name === field.field);
  return facet ? withValue(holdings, reach, facet, [field.value]) : null;
}

function countriesAsked(holdings: Holdings, fields: readonly FieldFilter[]): Set<number> | null {
  const codes = fields.flatMap((field) =>
    'value' in field && field.field === COUNTRY && !field.not ? [field.value] : [],
  );
  return codes.length ? countryNumbers(holdings, codes) : null;
}

function* slotsWhere(holdings: Holdings, holds: (slot: number) => boolean): Generator<number> {
  for (let slot = 0; slot < holdings.size; slot++) if (holds(slot)) yield slot;
}

function countryNumbers(holdings: Holdings, codes: readonly string[]): Set<number> {
  return new Set(codes.map((code) => holdings.countries.numbers.get(code) ?? NOWHERE));
}

const NOWHERE = -2; // the number of a country that nobody left

/** The testimonies with one of the values, known to the one who searches. */
function withValue(holdings: Holdings, reach: SlotReach, facet: Facet, values: readonly string[]): Bits {
  if (facet === COUNTRY) {
    const countries = countryNumbers(holdings, values);
    return withDeparture(holdings, reach.visible, reach.bySlot, { countries, years: [] });
  }
  const { bySlot, withValue: kept } = forRole(holdings, reach.base);
  if (bySlot !== reach.bySlot) return lookedFor(holdings, reach.bySlot, facet, values);
  const key = JSON.stringify([facet, ...values]);
  let found = kept.get(key);
  if (!found) {
    found = lookedFor(holdings, bySlot, facet, values);
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(key, found);
  }
  return found;
}

const MOST_KEPT = 256; // sets: 7 KB each at 55,000 testimonies

function lookedFor(
  holdings: Holdings,
  bySlot: Uint8Array,
  facet: Exclude<Facet, 'country'>,
  values: readonly string[],
) {
  const held = holdings.facets[facet];
  const wanted = new Uint8Array(held.values.length);
  for (const value of values) {
    const number = held.numbers.get(value);
    if (number !== undefined) wanted[number] = 1;
  }
  const found = emptyBits(holdings.size);
  for (let slot = 0; slot < holdings.size; slot++) {
    const end = held.start[slot]! + held.length[slot]!;
    for (let i = held.start[slot]!; i < end; i++) {
      const entry = held.entries[i]!;
      if (wanted[entry >>> 2] && (entry & 3) <= bySlot[slot]!) setBit(found, slot);
    }
  }
  return found;
}

/** What answers every filter among the testimonies `found` by the words. */
export function narrowed(holdings: Holdings, reach: SlotReach, found: Bits, by: Narrowing): Bits {
  const left = without(found, by, null);
  return narrows(by.departure) ? withDeparture(holdings, left, reach.bySlot, by.departure) : left;
}

function without(found: Bits, by: Narrowing, facet: Facet | null): Bits {
  const left = intersect(found.slice(), by.fixed);
  for (const other of by.byFacet) if (other.facet !== facet) intersect(left, other.found);
  return left;
}

/** Counts of every facet as if its own filter were off, and of years as if the range of years were off. */
export function countFacets(
  holdings: Holdings,
  reach: SlotReach,
  found: Bits,
  by: Narrowing,
): { facets: Record<Facet, FacetCount[]>; years: YearCount[]; undated: number } {
  const byDeparture = (left: Bits, filter: DepartureFilter) =>
    slotsOf(narrows(filter) ? withDeparture(holdings, left, reach.bySlot, filter) : left);
  const all = without(found, by, null);
  const facets = valueCounts(holdings, byDeparture(all, by.departure), reach.bySlot);
  for (const { facet } of by.byFacet) {
    const slots = byDeparture(without(found, by, facet), by.departure);
    facets[facet] = valueCounts(holdings, slots, reach.bySlot)[facet];
  }
  const allSlots = slotsOf(all);
  if (narrows(by.departure)) {
    const counts = countCountries(holdings, allSlots, reach.bySlot, by.anyCountry);
    facets.country = listed(holdings.countries.values, counts);
  }
  return { facets, ...yearCounts(holdings, reach, narrows(by.anyYear) ? byDeparture(all, by.anyYear) : allSlots, by) };
}

function yearCounts(
  holdings: Holdings,
  reach: SlotReach,
  slots: Uint32Array,
  by: Narrowing,
): { years: YearCount[]; undated: number } {
  const { bySlot, base } = reach;
  if (narrows(by.anyYear)) {
    return countYears(slots, (slot) => earliestYear(holdings, slot, bySlot[slot]!, by.anyYear));
  }
  const years = yearsForRole(holdings, base);
  return countYears(slots, (slot) =>
    bySlot[slot] === base ? years[slot]! : earliestYear(holdings, slot, bySlot[slot]!, ANY_DEPARTURE),
  );
}

function valueCounts(holdings: Holdings, slots: Uint32Array, bySlot: Uint8Array): Record<Facet, FacetCount[]> {
  const { start, length, entries, values } = holdings.together;
  const counts = new Uint32Array(values.length);
  for (const slot of slots) {
    const reach = bySlot[slot]!;
    const from = start[slot]!;
    const end = from + length[slot]!;
    for (let i = from; i < end; i++) {
      const entry = entries[i]!;
      if ((entry & 3) <= reach) counts[entry >>> 2]!++;
    }
  }
  const facets = Object.fromEntries(FACETS.map((facet): [Facet, FacetCount[]] => [facet, []])) as Record<
    Facet,
    FacetCount[]
  >;
  counts.forEach((count, place) => {
    if (count === 0) return;
    const { facet, number } = values[place]!;
    const held = facet === COUNTRY ? holdings.countries : holdings.facets[facet];
    facets[facet].push({ value: held.values[number]!, count });
  });
  for (const facet of FACETS) facets[facet].sort(mostFirst);
  return facets;
}

/** The counts above nought, most first, then by value. */
function listed(values: readonly string[], counts: Uint32Array): FacetCount[] {
  const list: FacetCount[] = [];
  counts.forEach((count, number) => {
    if (count > 0) list.push({ value: values[number]!, count });
  });
  return list.sort(mostFirst);
}

function mostFirst(a: FacetCount, b: FacetCount): number {
  return b.count - a.count || (a.value < b.value ? -1 : 1);
}
