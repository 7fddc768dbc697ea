import { Invalid } from '../archive/errors.ts';
import { FACETS, type Facet, type Filters, SORTS, type Sort } from '../search/engine.ts';

/** A search as its address says it: the same names for the page and for the API. */
export interface SearchQuery {
  q: string;
  filters: Filters;
  sort: Sort;
  page: number;
  spellings: SpellingsAsked;
  view: View;
}

/** How a search is seen; each narrows it and is narrowed by it. */
export const VIEWS = ['list', 'map', 'timeline'] as const;
export type View = (typeof VIEWS)[number];

/** All: in every spelling and script known; all names: by other names used for the same person as well. */
export const SPELLINGS = ['all', 'all-names', 'as-typed'] as const;
export type SpellingsAsked = (typeof SPELLINGS)[number];

const MOST_VALUES = 200; // of all filters together
const LONGEST_VALUE = 200; // characters
const LONGEST_QUERY = 10_000;
const LAST_PAGE = 1_000_000; // beyond the last of any archive there is an honest empty page

type Parameters = Record<string, unknown>;

/**
 * Reads `q`, every facet, `year_from`, `year_to`, `sort`, `page`, `spellings` and `view`. Throws Invalid, naming the parameter, for a value that
 * cannot be meant. Parameters without a value count as absent, since a form sends all its fields; of one that is there several
 * times and can have but one value, the last counts.
 */
export function searchQuery(parameters: Parameters): SearchQuery {
  const facets: Partial<Record<Facet, string[]>> = {};
  let values = 0;
  for (const facet of FACETS) {
    const chosen = [...new Set(list(parameters[facet]))];
    values += chosen.length;
    if (chosen.some((value) => value.length > LONGEST_VALUE))
      throw new Invalid(`A value of ${facet} is too long.`, { field: facet });
    if (chosen.length)
      facets[facet] =
        facet === 'country' || facet === 'destination' || facet === 'mentioned' ? chosen.map(upper) : chosen;
  }
  if (values > MOST_VALUES)
    throw new Invalid(`There are more than ${MOST_VALUES} filters. Choose fewer.`, { field: 'filters' });
  const q = last(parameters.q) ?? '';
  return {
    q: q.slice(0, LONGEST_QUERY),
    filters: { facets, ...years(parameters) },
    sort: sort(parameters),
    page: page(parameters),
    spellings: spellings(parameters.spellings),
    view: view(parameters.view),
  };
}

function upper(code: string): string {
  return code.toUpperCase();
}

function list(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).filter(
    (one): one is string => typeof one === 'string' && one.trim() !== '',
  );
}

function last(value: unknown): string | undefined {
  return list(value).at(-1);
}

/** The years between, whichever was given first: 1951 to 1941 is meant as 1941 to 1951. */
function years(parameters: Parameters): { yearFrom: number | null; yearTo: number | null } {
  const [from, to] = [year(parameters, 'year_from'), year(parameters, 'year_to')];
  const turned = from !== null && to !== null && from > to;
  return turned ? { yearFrom: to, yearTo: from } : { yearFrom: from, yearTo: to };
}

/** A calendar year, in digits of any of the five languages. */
function year(parameters: Parameters, name: 'year_from' | 'year_to'): number | null {
  const text = last(parameters[name])?.trim();
  if (text === undefined) return null;
  const digits = text.replace(/[٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) & 15));
  if (!/^\d{3,4}$/.test(digits))
    throw new Invalid(`${name} is “${text.slice(0, 40)}”. Write a year, as 1951.`, { field: name });
  return Number(digits);
}

function sort(parameters: Parameters): Sort {
  const text = last(parameters.sort) ?? 'relevance';
  const known = SORTS.find((name) => name === text);
  if (!known) throw new Invalid(`sort is “${text.slice(0, 40)}”. It can be ${SORTS.join(', ')}.`, { field: 'sort' });
  return known;
}

function page(parameters: Parameters): number {
  const text = last(parameters.page)?.trim() ?? '1';
  if (/^\d+$/.test(text) && Number(text) > LAST_PAGE) {
    throw new Invalid(`page is “${text.slice(0, 40)}”. It can be at most ${LAST_PAGE}.`, { field: 'page' });
  }
  if (!/^\d+$/.test(text) || Number(text) < 1) {
    throw new Invalid(`page is “${text.slice(0, 40)}”. Write a whole number; pages count from 1.`, { field: 'page' });
  }
  return Number(text);
}

/** Throws Invalid for what is none of them. */
export function spellings(value: unknown): SpellingsAsked {
  const text = last(value) ?? 'all';
  const known = SPELLINGS.find((name) => name === text);
  if (!known)
    throw new Invalid(`spellings is “${text.slice(0, 40)}”. It can be ${SPELLINGS.join(', ')}.`, {
      field: 'spellings',
    });
  return known;
}

function view(value: unknown): View {
  const text = last(value) ?? 'list';
  const known = VIEWS.find((name) => name === text);
  if (!known) throw new Invalid(`view is “${text.slice(0, 40)}”. It can be ${VIEWS.join(', ')}.`, { field: 'view' });
  return known;
}

/** The address of a search, without its path: only what is set, in a fixed order, so that the same search has one address. */
export function searchAddress({ q, filters, sort, page, spellings, view }: SearchQuery): string {
  const parameters = new URLSearchParams();
  if (q) parameters.set('q', q);
  for (const facet of FACETS)
    for (const value of [...(filters.facets[facet] ?? [])].sort()) parameters.append(facet, value);
  if (filters.yearFrom !== null) parameters.set('year_from', String(filters.yearFrom));
  if (filters.yearTo !== null) parameters.set('year_to', String(filters.yearTo));
  if (sort !== 'relevance') parameters.set('sort', sort);
  if (spellings !== 'all') parameters.set('spellings', spellings);
  if (view !== 'list') parameters.set('view', view);
  if (page > 1) parameters.set('page', String(page));
  const text = parameters.toString();
  return text ? `?${text}` : '';
}
