/**
 * What a reader of the index holds in memory: who may know of each testimony, what is counted (facets, departures) and
 * sorted. Arrays over slots; the entries of a facet lie one after another and `start` and `length` say whose they are. A
 * testimony written again gets new entries at the end, and the old ones stay unused until half are.
 */
import type { Database } from '../../db/open.ts';
import { FACETS, type Facet } from '../engine.ts';
import { meta } from './schema.ts';
import {
  COUNTRY,
  type DepartureEntry,
  facetValues,
  readDepartures,
  readFacets,
  rowsAfter,
  type TestimonyRow,
} from './testimony-rows.ts';

/** Lists of numbers, one list a slot. */
export interface Lists {
  start: Uint32Array;
  length: Uint16Array;
  entries: Uint32Array;
  used: number;
  wasted: number;
}

export interface FacetHoldings extends Lists {
  values: string[]; // by number
  numbers: Map<string, number>;
} // an entry is the value's number * 4 + audience

/** Entries are indexes into `country`, `from`, `to`, `year` and `audience`, which lie beside each other. */
export interface DepartureHoldings {
  start: Uint32Array;
  length: Uint16Array;
  used: number;
  wasted: number;
  country: Int32Array; // value of the facet country, -1 where unknown
  from: Int16Array; // first possible year; after `to` where undated, so that no range meets it
  to: Int16Array;
  year: Int16Array; // the year it is counted and sorted by, UNDATED where there is none
  audience: Uint8Array;
}

/**
 * What is known of a testimony in every facet, in one list: all facets are counted in one pass over it, which is four times
 * faster than one over each. An entry is the place of a value in `values` * 4 + audience; a country is there once.
 */
export interface Together extends Lists {
  values: { facet: Facet; number: number }[];
  placeOf: Map<Facet, number[]>; // by number of the value
}

export interface Holdings {
  revision: number; // of the newest row taken up
  size: number; // slots
  testimonies: number;
  passages: number;
  id: Float64Array; // 0 where the slot is free
  audience: Uint8Array; // NOBODY where the slot is free
  recorded: Int16Array; // UNDATED where unknown
  published: Float64Array; // milliseconds since 1970, 0 where it is not
  passageCount: Uint32Array;
  accession: string[];
  title: string[];
  titleRank: Uint32Array | null; // worked out when first sorted by
  publishedRank: Uint32Array | null; // likewise
  byId: Uint32Array | null; // the slots by id; likewise
  facets: Record<Exclude<Facet, 'country'>, FacetHoldings>;
  departures: DepartureHoldings;
  countries: { values: string[]; numbers: Map<string, number> };
  together: Together;
}

export const UNDATED = 0x7fff;
export const NOBODY = 255;
const EARLIEST = -0x8000;
const LATEST = 0x7ffe;

/** Empty holdings; `refresh` fills them. */
export function newHoldings(): Holdings {
  const facets = Object.fromEntries(
    FACETS.filter((facet) => facet !== COUNTRY).map((facet): [string, FacetHoldings] => [
      facet,
      { ...newLists(), values: [], numbers: new Map() },
    ]),
  ) as Holdings['facets'];
  return {
    revision: 0,
    size: 0,
    testimonies: 0,
    passages: 0,
    id: new Float64Array(64),
    audience: new Uint8Array(64).fill(NOBODY),
    recorded: new Int16Array(64),
    published: new Float64Array(64),
    passageCount: new Uint32Array(64),
    accession: [],
    title: [],
    titleRank: null,
    publishedRank: null,
    byId: null,
    facets,
    departures: {
      start: new Uint32Array(64),
      length: new Uint16Array(64),
      used: 0,
      wasted: 0,
      country: new Int32Array(64),
      from: new Int16Array(64),
      to: new Int16Array(64),
      year: new Int16Array(64),
      audience: new Uint8Array(64),
    },
    countries: { values: [], numbers: new Map() },
    together: { ...newLists(), values: [], placeOf: new Map(FACETS.map((facet) => [facet, []])) },
  };
}

function newLists(): Lists {
  return { start: new Uint32Array(64), length: new Uint16Array(64), entries: new Uint32Array(64), used: 0, wasted: 0 };
}

/** Takes up what was written since; within the read transaction of the search. Gives the slots that changed. */
export function refresh(holdings: Holdings, db: Database): number[] {
  const revision = meta<number>(db, 'revision') ?? 0;
  if (revision === holdings.revision) return [];
  takeUpValues(holdings, db);
  const changed: number[] = [];
  for (const row of rowsAfter(db, holdings.revision)) {
    takeUp(holdings, row);
    changed.push(row.slot);
  }
  holdings.revision = revision;
  holdings.titleRank = null;
  holdings.publishedRank = null;
  holdings.byId = null;
  return changed;
}

function takeUpValues(holdings: Holdings, db: Database): void {
  for (const facet of FACETS) {
    const held = facet === COUNTRY ? holdings.countries : holdings.facets[facet];
    for (const value of facetValues(db, facet, held.values.length)) {
      const number = held.values.push(value) - 1;
      held.numbers.set(value, number);
      holdings.together.placeOf.get(facet)!.push(holdings.together.values.push({ facet, number }) - 1);
    }
  }
}

function takeUp(holdings: Holdings, row: TestimonyRow): void {
  const { slot } = row;
  makeRoom(holdings, slot + 1);
  if (holdings.id[slot]) {
    holdings.testimonies--;
    holdings.passages -= holdings.passageCount[slot]!;
  }
  if (row.id !== null) {
    holdings.testimonies++;
    holdings.passages += row.passages;
  }
  holdings.id[slot] = row.id ?? 0;
  holdings.audience[slot] = row.id === null ? NOBODY : row.audience;
  holdings.recorded[slot] = row.recorded === null ? UNDATED : clamped(row.recorded);
  holdings.published[slot] = row.published ?? 0;
  holdings.passageCount[slot] = row.passages;
  holdings.accession[slot] = row.accession;
  holdings.title[slot] = row.title;
  const byFacet: number[][] = FACETS.map(() => []);
  const together: number[] = [];
  const { placeOf } = holdings.together;
  for (const { facet, value, audience } of readFacets(row.facets)) {
    byFacet[facet]!.push(value * 4 + audience);
    together.push(placeOf.get(FACETS[facet]!)![value]! * 4 + audience);
  }
  FACETS.forEach((facet, number) => {
    if (facet !== COUNTRY) replaceList(holdings.facets[facet], slot, byFacet[number]!);
  });
  const departures = readDepartures(row.departures);
  const openest = new Map<number, number>(); // by country
  for (const { country, audience } of departures) {
    if (country !== null) openest.set(country, Math.min(audience, openest.get(country) ?? audience));
  }
  for (const [country, audience] of openest) together.push(placeOf.get(COUNTRY)![country]! * 4 + audience);
  replaceList(holdings.together, slot, together);
  replaceDepartures(holdings.departures, slot, departures);
}

function replaceList(lists: Lists, slot: number, entries: number[]): void {
  lists.wasted += lists.length[slot]!;
  if (lists.used + entries.length > lists.entries.length) {
    lists.entries = grown(lists.entries, (lists.used + entries.length) * 2);
  }
  lists.start[slot] = lists.used;
  lists.length[slot] = entries.length;
  lists.entries.set(entries, lists.used);
  lists.used += entries.length;
  if (lists.wasted > 4096 && lists.wasted > lists.used / 2) {
    const kept = new Uint32Array(lists.used - lists.wasted + 4096);
    lists.used = repack(lists, (from, to) => {
      kept[to] = lists.entries[from]!;
    });
    lists.entries = kept;
    lists.wasted = 0;
  }
}

function replaceDepartures(held: DepartureHoldings, slot: number, departures: DepartureEntry[]): void {
  held.wasted += held.length[slot]!;
  if (held.used + departures.length > held.country.length) growDepartures(held, (held.used + departures.length) * 2);
  held.start[slot] = held.used;
  held.length[slot] = departures.length;
  for (const { country, yearMin, yearMax, audience } of departures) {
    const i = held.used++;
    const dated = yearMin !== null || yearMax !== null;
    held.country[i] = country ?? -1;
    held.from[i] = dated ? clamped(yearMin ?? EARLIEST) : LATEST;
    held.to[i] = dated ? clamped(yearMax ?? LATEST) : EARLIEST;
    held.year[i] = dated ? clamped(yearMin ?? yearMax!) : UNDATED;
    held.audience[i] = audience;
  }
  if (held.wasted > 4096 && held.wasted > held.used / 2) {
    const { country, from, to, year, audience } = held;
    growDepartures(held, held.used);
    held.used = repack(held, (was, is) => {
      held.country[is] = country[was]!;
      held.from[is] = from[was]!;
      held.to[is] = to[was]!;
      held.year[is] = year[was]!;
      held.audience[is] = audience[was]!;
    });
    held.wasted = 0;
  }
}

/** Moves the entries of every slot together; gives how many there are. */
function repack(lists: Pick<Lists, 'start' | 'length'>, move: (from: number, to: number) => void): number {
  let used = 0;
  for (let slot = 0; slot < lists.start.length; slot++) {
    const start = lists.start[slot]!;
    lists.start[slot] = used;
    for (let i = 0; i < lists.length[slot]!; i++) move(start + i, used++);
  }
  return used;
}

function growDepartures(held: DepartureHoldings, capacity: number): void {
  held.country = grown(held.country, capacity);
  held.from = grown(held.from, capacity);
  held.to = grown(held.to, capacity);
  held.year = grown(held.year, capacity);
  held.audience = grown(held.audience, capacity);
}

function makeRoom(holdings: Holdings, size: number): void {
  holdings.size = Math.max(holdings.size, size);
  if (size <= holdings.id.length) return;
  const capacity = size * 2;
  const { length } = holdings.audience;
  holdings.id = grown(holdings.id, capacity);
  holdings.audience = grown(holdings.audience, capacity).fill(NOBODY, length);
  holdings.recorded = grown(holdings.recorded, capacity);
  holdings.published = grown(holdings.published, capacity);
  holdings.passageCount = grown(holdings.passageCount, capacity);
  for (const lists of [...Object.values(holdings.facets), holdings.departures, holdings.together]) {
    lists.start = grown(lists.start, capacity);
    lists.length = grown(lists.length, capacity);
  }
}

function clamped(year: number): number {
  return Math.max(EARLIEST, Math.min(LATEST, year));
}

type Numbers = Float64Array | Uint8Array | Int16Array | Uint16Array | Uint32Array | Int32Array;

function grown<Type extends Numbers>(numbers: Type, capacity: number): Type {
  const larger = new (numbers.constructor as new (length: number) => Type)(capacity);
  larger.set(numbers.subarray(0, Math.min(numbers.length, capacity)));
  return larger;
}
