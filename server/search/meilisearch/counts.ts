/** What is counted over departures, from the values that say all of them (departures.ts). Every testimony has one. */
import type { FacetCount, YearCount } from '../engine.ts';
import { answers, type Departure, type DepartureFilter, readDepartures } from './departures.ts';

/** How many testimonies have each value, as Meilisearch counts them. */
export type Distribution = Readonly<Record<string, number>>;

/** The departures of an edition that are too many for a value. */
export type FindDepartures = (testimonyId: number, reach: number) => Departure[];

/** Testimonies by country of a departure that answers, each once a country. */
export function countCountries(values: Distribution, filter: DepartureFilter, find: FindDepartures): FacetCount[] {
  const counts = new Map<string, number>();
  for (const [value, count] of Object.entries(values)) {
    const departures = readDepartures(value, find).filter((departure) => answers(departure, filter));
    for (const country of new Set(departures.flatMap((departure) => departure.country ?? []))) {
      counts.set(country, (counts.get(country) ?? 0) + count);
    }
  }
  return listed(counts);
}

/** Testimonies by the year of their earliest departure that answers, each once, and how many have none with a year. */
export function countYears(
  values: Distribution,
  filter: DepartureFilter,
  find: FindDepartures,
): { years: YearCount[]; undated: number } {
  const counts = new Map<number, number>();
  let undated = 0;
  for (const [value, count] of Object.entries(values)) {
    const departures = readDepartures(value, find).filter((departure) => answers(departure, filter));
    const years = departures.flatMap(({ yearMin, yearMax }) => yearMin ?? yearMax ?? []);
    const earliest = Math.min(...years);
    if (years.length === 0) undated += count;
    else counts.set(earliest, (counts.get(earliest) ?? 0) + count);
  }
  return { years: [...counts].sort(([a], [b]) => a - b).map(([year, count]) => ({ year, count })), undated };
}

/** Most first, then by value. */
export function listed(counts: Iterable<[string, number]>): FacetCount[] {
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}
