/**
 * Departures so that a filter can ask for country and years of the same one, and so that what is counted over them can be
 * told exactly. A departure of some year between two is one of each; one of unknown beginning or end has a limit instead.
 */
import type { Edition } from './editions.ts';

export type Departure = Edition['departures'][number];

/** Years, both ends included; null where it is open. */
export interface YearRange {
  from: number | null;
  to: number | null;
}

/** What one departure must be: from one of the countries, if any are given, and in one range of each group of years. */
export interface DepartureFilter {
  countries: string[] | null;
  years: YearRange[][];
}

/** When somebody left: `in` has every possible year; of a departure not after or not before a year, only that is known. */
export interface Left {
  in?: number[];
  until?: number[];
  since?: number[];
}

/** Fields by country, and under ANYWHERE for departures from any. `first` has the first possible year of the earliest. */
export interface DepartureFields {
  countries: string[];
  left: Record<string, Left>;
  first: Record<string, number>;
}

export const ANYWHERE = 'anywhere';
/** Fields of a country begin so: IN, for India, is a word of the language of filters. */
export const fieldOfCountry = (code: string) => `of_${code}`;

/** Years of one departure that are told apart: no more than a slip of the pen can ask for. */
const MOST_YEARS = 4000;

export function departureFields(departures: readonly Departure[]): DepartureFields {
  const left: DepartureFields['left'] = {};
  const first: DepartureFields['first'] = {};
  for (const { country, yearMin, yearMax } of departures) {
    const year = yearMin ?? yearMax;
    if (year === null) continue;
    for (const field of country === null ? [ANYWHERE] : [ANYWHERE, fieldOfCountry(country)]) {
      const { in: years = [], until = [], since = [] } = left[field] ?? {};
      if (yearMin === null) left[field] = { ...left[field], until: [...until, year] };
      else if (yearMax === null) left[field] = { ...left[field], since: [...since, year] };
      else left[field] = { ...left[field], in: [...years, ...yearsFrom(yearMin, yearMax)] };
      first[field] = Math.min(first[field] ?? year, year);
    }
  }
  return { countries: [...new Set(departures.flatMap(({ country }) => country ?? []))], left, first };
}

function yearsFrom(min: number, max: number): number[] {
  const length = Math.min(max - min + 1, MOST_YEARS);
  return Array.from({ length }, (_, i) => max - i);
}

/** Longest value whose documents can be counted (bytes). */
const LONGEST_VALUE = 460;

/**
 * All departures of an edition in one value. A testimony has one such value, so that counting by it counts every testimony
 * once, and whatever is asked of departures is worked out from the values (counts.ts). One too long to be a value names the
 * edition instead.
 */
export function departuresValue({ testimonyId, reaches, departures }: Edition): string {
  const each = departures.map(({ country, yearMin, yearMax }) => `${country ?? ''}:${yearMin ?? ''}:${yearMax ?? ''}`);
  const value = [...new Set(each)].sort().join(' ');
  return value.length > LONGEST_VALUE ? `${NAMED}${testimonyId} ${reaches[0]}` : value || NONE;
}

const NAMED = '#';
const NONE = '-';

/** The departures of a value; those of a named edition are looked up by `find`. */
export function readDepartures(value: string, find: (testimonyId: number, reach: number) => Departure[]): Departure[] {
  if (value === NONE) return [];
  if (value.startsWith(NAMED)) {
    const [testimonyId, reach] = value.slice(NAMED.length).split(' ').map(Number);
    return find(testimonyId!, reach!);
  }
  return value.split(' ').map((one) => {
    const [country, yearMin, yearMax] = one.split(':');
    return { country: country || null, yearMin: yearOf(yearMin), yearMax: yearOf(yearMax) };
  });
}

const yearOf = (text: string | undefined) => (text ? Number(text) : null);

/** Whether a departure is from one of the countries and meets one range of each group of years. */
export function answers({ country, yearMin, yearMax }: Departure, { countries, years }: DepartureFilter): boolean {
  if (countries !== null && (country === null || !countries.includes(country))) return false;
  const undated = yearMin === null && yearMax === null;
  const meets = ({ from, to }: YearRange) =>
    !undated && (yearMin ?? -Infinity) <= (to ?? Infinity) && (yearMax ?? Infinity) >= (from ?? -Infinity);
  return years.every((ranges) => ranges.some(meets));
}
