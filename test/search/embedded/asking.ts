import type { Filters, Reach, SearchRequest } from '../../../server/search/engine.ts';
import { parse } from '../../../server/search/query.ts';

export const VISITOR: Reach = { reach: 0, granted: [], given: [] };
export const READER: Reach = { reach: 1, granted: [], given: [] };
export const STAFF: Reach = { reach: 3, granted: [], given: [] };

export const NO_FILTERS: Filters = { facets: {}, yearFrom: null, yearTo: null };

/** A search of what somebody types, by a visitor unless said otherwise. */
export function asking(text: string, more: Partial<SearchRequest> = {}): SearchRequest {
  return {
    query: parse(text),
    filters: NO_FILTERS,
    sort: 'relevance',
    page: 1,
    perPage: 20,
    passagesPerResult: 3,
    who: VISITOR,
    leaveOut: [],
    ...more,
  };
}
