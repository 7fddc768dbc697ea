import { FACETS, type Facet, type FacetCount, type Filters, type YearCount } from '../engine.ts';
import type { FieldFilter } from '../query.ts';
import { type Bits, bitsOf, emptyBits, intersect, setBit, slotsOf, subtract, unite } from './bits.ts';
import {
  ANY_DEPARTURE,
  countCountries,
  countYears,
  type DepartureFilter,
  narrows,
  withDeparture,
} from './departures.ts';
import type { FacetHoldings, Holdings } from './holdings.ts';
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
      return field.not ? withDeparture(holdings, reach.bySlot, { countries: null, years: [[range]] }) : null;
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
    return withDeparture(holdings, reach.bySlot, { countries: countryNumbers(holdings, values), years: [] });
  }
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
      if (wanted[entry >>> 2] && (entry & 3) <= reach.bySlot[slot]!) setBit(found, slot);
    }
  }
  return found;
}

/** What answers every filter among the testimonies `found` by the words. */
export function narrowed(holdings: Holdings, reach: SlotReach, found: Bits, by: Narrowing): Bits {
  const left = without(found, by, null);
  return narrows(by.departure) ? intersect(left, withDeparture(holdings, reach.bySlot, by.departure)) : left;
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
  const departing = narrows(by.departure) ? withDeparture(holdings, reach.bySlot, by.departure) : null;
  const slotsWithout = (facet: Facet) => {
    const left = without(found, by, facet);
    return slotsOf(departing ? intersect(left, departing) : left);
  };
  const all = slotsWithout(COUNTRY); // departures are not in byFacet: this is the result itself
  const facets = Object.fromEntries(
    FACETS.map((facet) => {
      if (facet === COUNTRY) return [facet, countryCounts(holdings, reach, found, by)];
      const own = by.byFacet.some((filter) => filter.facet === facet);
      return [facet, valueCounts(holdings.facets[facet], own ? slotsWithout(facet) : all, reach.bySlot)];
    }),
  ) as Record<Facet, FacetCount[]>;
  return { facets, ...yearCounts(holdings, reach, found, by) };
}

function countryCounts(holdings: Holdings, reach: SlotReach, found: Bits, by: Narrowing): FacetCount[] {
  const counts = countCountries(holdings, slotsOf(without(found, by, COUNTRY)), reach.bySlot, by.anyCountry);
  return listed(holdings.countries.values, counts);
}

function yearCounts(
  holdings: Holdings,
  reach: SlotReach,
  found: Bits,
  by: Narrowing,
): { years: YearCount[]; undated: number } {
  const left = without(found, by, null);
  if (narrows(by.anyYear)) intersect(left, withDeparture(holdings, reach.bySlot, by.anyYear));
  return countYears(holdings, slotsOf(left), reach.bySlot, narrows(by.anyYear) ? by.anyYear : ANY_DEPARTURE);
}

function valueCounts(held: FacetHoldings, slots: Uint32Array, bySlot: Uint8Array): FacetCount[] {
  const counts = new Uint32Array(held.values.length);
  const { start, length, entries } = held;
  for (const slot of slots) {
    const reach = bySlot[slot]!;
    const end = start[slot]! + length[slot]!;
    for (let i = start[slot]!; i < end; i++) {
      const entry = entries[i]!;
      if ((entry & 3) <= reach) counts[entry >>> 2]!++;
    }
  }
  return listed(held.values, counts);
}

/** The counts above nought, most first, then by value. */
function listed(values: readonly string[], counts: Uint32Array): FacetCount[] {
  const list: FacetCount[] = [];
  counts.forEach((count, number) => {
    if (count > 0) list.push({ value: values[number]!, count });
  });
  return list.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}
