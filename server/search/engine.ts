/**
 * The contract of a search engine. Two implementations answer it and pass the same tests: `embedded/` (nothing to install) and
 * Meilisearch. Testimonies decide the result set, its order and the facet counts; passages give the moments under each.
 */
import type { Widening } from './names/widen.ts';
import type { ParsedQuery } from './query.ts';
import type { Reach } from './reach.ts';
import type { SuggestAnswer, SuggestRequest } from './suggest/asked.ts';

export type { Reach } from './reach.ts';

/** Facets, named as their filter parameters. Repeated values mean OR; facets mean AND with each other. */
export const FACETS = [
  'country',
  'place',
  'destination',
  'mentioned',
  'community',
  'polity',
  'topic',
  'event',
  'language',
  'form',
  'generation',
  'gender',
  'birth_decade',
  'recorded',
  'transcript',
  'media',
  'collection',
  'access',
] as const;
export type Facet = (typeof FACETS)[number];

export const SORTS = ['relevance', 'published', 'departure', 'recorded', 'title'] as const;
export type Sort = (typeof SORTS)[number];

/**
 * What narrows a search beside its words. Country and years must hold of the same departure: a testimony of Aleppo 1947 and
 * Beirut 1967 does not answer Lebanon 1947. A departure matches a range of years when any of its possible years is in it.
 */
export interface Filters {
  facets: Partial<Record<Facet, string[]>>; // country: ISO codes; place, topic…: slugs; language: BCP 47; recorded, birth_decade: years
  yearFrom: number | null;
  yearTo: number | null;
}

export interface SearchRequest {
  query: ParsedQuery;
  filters: Filters;
  sort: Sort;
  page: number; // from 1
  perPage: number;
  passagesPerResult: number;
  who: Reach;
  /** Testimonies to leave out whatever the index says: those that narrowed since it was written. */
  leaveOut: number[];
  spellings?: Spellings; // all unless said otherwise
}

/**
 * How far words are widened: to all spellings of theirs, also to other names used for theirs, not at all (as between quotes),
 * or in these ways only.
 */
export type Spellings = 'all' | 'all-names' | 'as-typed' | readonly Widening[];

/** What was looked for beside a word asked for, or beside several that are one name. Folded, nearest first. */
export interface AlsoSpelled {
  asked: string; // as typed
  added: { spelling: string; by: Widening; testimonies: number }[]; // in how many it is, as far as the one who searches reaches
}

/** Other names that are used for a name asked for, and are not looked for unless that is asked: Selim for Shlomo. */
export interface OtherNames {
  asked: string; // as typed
  names: string[]; // as they are listed, each by one of its spellings; only those that the one who searches could find
}

/** A word that nothing was found for, and the word searched in its place. Both as people type them. */
export interface Corrected {
  from: string;
  to: string;
}

/** A testimony found, with its best passages, best first. Ids are those of archive.db. */
export interface Hit {
  testimonyId: number;
  passages: number[];
  matching: number[]; // all passages of it that match, of whichever of its texts, best first
}

export interface FacetCount {
  value: string;
  count: number; // testimonies, counted as if this facet's own filter were off
}

/** Testimonies by the first possible year of their earliest departure that answers the filters; the range of years itself off. */
export interface YearCount {
  year: number;
  count: number;
}

export interface SearchAnswer {
  total: number;
  page: number;
  pages: number;
  hits: Hit[];
  facets: Record<Facet, FacetCount[]>;
  years: YearCount[];
  undated: number;
  /** Folded words, prefixes and phrases to mark in texts shown: those asked for and those they were widened to. */
  wanted: { terms: string[]; prefixes: string[]; phrases: string[][] };
  /** How the words asked for were widened; none where they were not. */
  alsoSpelled: AlsoSpelled[];
  /** Other names to offer; none where they were looked for, or words only as typed. */
  otherNames: OtherNames[];
  /** Words that are nowhere, and were searched by the nearest spelling instead; none unless spellings are `all` or `all-names`. */
  corrected: Corrected[];
  /** A query to offer beside what was searched, as people type it: a word of it that is (almost) nowhere is spelled otherwise. */
  didYouMean: string | null;
  /** Index state the answer was made from. */
  cursor: number;
  /** Where there are two engines: which of them answered, and whether it did because the other is in trouble. */
  answeredBy?: EngineState['name'];
  fallback?: boolean;
}

/** The passages of one testimony that match a query, in the order of the text. */
export interface WithinAnswer {
  passages: number[];
  wanted: SearchAnswer['wanted'];
  alsoSpelled: AlsoSpelled[];
  corrected: Corrected[];
}

export interface EngineState {
  name: 'embedded' | 'meilisearch';
  ready: boolean;
  cursor: number; // last change followed
  testimonies: number;
  passages: number;
  message: string | null; // what is wrong and what to do, in English, for `kolot check` and the desk
  engines?: EngineState[]; // each by itself, where there are two
}

export interface SearchEngine {
  search(request: SearchRequest): Promise<SearchAnswer>;
  within(testimonyId: number, query: ParsedQuery, who: Reach, spellings?: Spellings): Promise<WithinAnswer>;
  /** What may be meant by what is typed so far. Always from the embedded index and the archive, which are current. */
  suggest(request: SuggestRequest): Promise<SuggestAnswer>;
  /** The last change and the day (YYYY-MM-DD) that answers are made from, known at once: see left-out.ts. */
  current(): { cursor: number; day: string };
  /** Follows the outbox to its end. Resolves once everything changed before the call can be found. */
  follow(): Promise<void>;
  /** Builds the index anew beside the live one and switches, with no gap. `onProgress` hears testimonies done of all. */
  rebuild(onProgress?: (done: number, all: number) => void): Promise<void>;
  state(): Promise<EngineState>;
  close(): Promise<void>;
}
