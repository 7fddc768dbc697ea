import { parse } from 'node:querystring';
import { type SearchQuery, searchAddress, searchQuery } from '../search-query.ts';

/** What is kept of a search: its words and filters, from `q=` on, and neither page, order nor view. The same for the same search. */
export function addressKept(query: SearchQuery): string {
  return searchAddress({ ...query, page: 1, sort: 'relevance', view: 'list' }).replace(/^\?/, '');
}

/** The search that an address says. Throws Invalid where its values cannot be meant. */
export function searchKept(address: string): SearchQuery {
  return searchQuery(parse(address, '&', '=', { maxKeys: 0 }));
}
