/**
 * What Meilisearch cannot answer exactly, and the embedded index therefore does. It has no OR that can be ranked and no
 * NEAR, reads ten words of a query, and tells a phrase by its pairs of words ("There may be false positives when resolving a
 * phrase", milli/src/search/new/resolve_query_graph.rs), for which alone its index would be three times as large.
 */
import type { SearchRequest } from '../engine.ts';
import { nodesIn, type ParsedQuery } from '../query.ts';
import { MOST_WORDS } from './question.ts';

export type Beyond = 'or' | 'near' | 'phrase' | 'many-words' | 'prefix-with-grants' | 'many-grants' | 'years' | 'sort';

/** Ids that the token of a search can hold (reading.ts). */
const MOST_GRANTS = 200;

/** Why this search is beyond Meilisearch; null where it is not. */
export function beyond({ query, filters, sort, who }: Omit<SearchRequest, 'leaveOut'>): Beyond | null {
  const nodes = query.tree ? nodesIn(query.tree) : [];
  const grants = who.granted.length + who.given.length;
  const words = nodes.filter(({ kind }) => kind === 'term' || kind === 'phrase').length;
  if (nodes.some(({ kind }) => kind === 'or')) return 'or';
  if (nodes.some(({ kind }) => kind === 'near')) return 'near';
  if (nodes.some((node) => node.kind === 'phrase' && (node.terms.length > 1 || node.terms[0]!.prefix))) return 'phrase';
  if (words > MOST_WORDS) return 'many-words';
  // What a prefix stands for is told by dictionaries, and nobody is told the words of what was opened to them alone.
  if (grants > 0 && nodes.some((node) => node.kind === 'term' && node.prefix)) return 'prefix-with-grants';
  if (grants > MOST_GRANTS) return 'many-grants';
  const { yearFrom, yearTo } = filters;
  const byField = hasYears(query);
  const byFilter = yearFrom !== null || yearTo !== null;
  // One departure would have to meet two ranges, as also where two were made one that ends before it begins.
  if ((byField && byFilter) || (yearFrom ?? -Infinity) > (yearTo ?? Infinity)) return 'years';
  const earliestOfSome = byField || byFilter || (filters.facets.country?.length ?? 0) > 1;
  return sort === 'departure' && earliestOfSome ? 'sort' : null;
}

const hasYears = ({ fields }: ParsedQuery) => fields.some(({ field, not }) => field === 'year' && !not);
