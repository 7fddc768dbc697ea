/** The queries that one search is made of, and what Meilisearch says to them. All go out in one request. */
import type { MultiSearchQuery, MultiSearchResult } from 'meilisearch';
import { LOOKED_THROUGH } from '../embedded/rank.ts';
import { FACETS, type Facet, type SearchRequest } from '../engine.ts';
import { decodeValue } from './alphabet.ts';
import type { Distribution } from './counts.ts';
import { ANYWHERE, type DepartureFilter, fieldOfCountry } from './departures.ts';
import { allOf, hasDeparture, isTestimony, narrowing, not } from './filters.ts';
import type { Question } from './question.ts';

export interface Queries {
  queries: MultiSearchQuery[];
  read(results: readonly MultiSearchResult<{ testimony: number }>[]): Given;
}

export interface Given {
  hits: number[]; // testimonies in the order of Meilisearch, those before the page too where they are to be ordered once more
  from: number; // where in them the page begins
  toOrder: number; // how many of them, from the first
  exact: Set<number>; // those of the hits that have the words as typed
  total: number;
  facets: Map<Facet, Distribution>; // all but countries, which are counted from departures
  countries: Distribution; // of departures, with the filter on countries off
  years: Distribution; // the same with the range of years off
}

export function queriesFor(index: string, request: SearchRequest, question: Question): Queries {
  const { filters, query, leaveOut, sort } = request;
  const by = narrowing(filters, query.fields);
  const perPage = Math.max(1, request.perPage);
  const first = (Math.max(1, request.page) - 1) * perPage;
  const looksThrough = sort === 'relevance' && question.asks && first < LOOKED_THROUGH;

  function filter({
    off = null,
    departure = by.departure,
  }: {
    off?: Facet | null;
    departure?: DepartureFilter;
  }): string {
    const others = by.byFacet.filter(({ facet }) => facet !== off).map(({ expression }) => expression);
    const departing = hasDeparture(departure);
    return allOf([
      ...(question.filter === null ? [] : [question.filter]),
      ...by.fixed,
      ...others,
      ...(departing === null ? [] : [departing]),
      ...(leaveOut.length ? [not(isTestimony(leaveOut))] : []),
    ]);
  }

  const queries: MultiSearchQuery[] = [];
  const add = (one: Omit<MultiSearchQuery, 'indexUid'>) => queries.push({ indexUid: index, ...one }) - 1;
  const counting = (facets: string[], expression: string) => add({ filter: expression, facets, limit: 0 });
  const everything = filter({});
  const hits: Omit<MultiSearchQuery, 'indexUid' | 'filter'> = {
    ...(sort === 'relevance' ? { q: question.ranked, matchingStrategy: 'last' } : { sort: orderOf(request) }),
    attributesToRetrieve: ['testimony'],
    offset: looksThrough ? 0 : first,
    limit: looksThrough ? Math.max(LOOKED_THROUGH, first + perPage) : perPage,
  };
  const found = add({ ...hits, filter: everything });
  const exact =
    looksThrough && question.exact !== null ? add({ ...hits, filter: allOf([everything, question.exact]) }) : null;
  const free = FACETS.filter((facet) => facet !== 'country' && !by.byFacet.some((one) => one.facet === facet));
  const all = counting([...free.map(nameOf), DEPARTURES], everything);
  const ownOff = new Map(by.byFacet.map(({ facet }) => [facet, counting([nameOf(facet)], filter({ off: facet }))]));
  const isNarrowed = (departure: DepartureFilter) => departure.countries !== null || departure.years.length > 0;
  const without = (departure: DepartureFilter) =>
    isNarrowed(by.departure) ? counting([DEPARTURES], filter({ departure })) : all;
  const countries = without(by.anyCountry);
  const years = without(by.anyYear);

  return {
    queries,
    read(results) {
      const idsOf = (at: number) => results[at]!.hits.map(({ testimony }) => testimony);
      const countsOf = (at: number, name: string): Distribution => results[at]!.facetDistribution?.[name] ?? {};
      const ids = idsOf(found);
      return {
        hits: ids,
        from: looksThrough ? first : 0,
        toOrder: looksThrough ? LOOKED_THROUGH : 0,
        exact: new Set(exact === null ? ids : idsOf(exact)),
        total: results[all]!.estimatedTotalHits ?? 0,
        facets: new Map([
          ...free.map((facet) => [facet, decoded(countsOf(all, nameOf(facet)))] as const),
          ...[...ownOff].map(([facet, at]) => [facet, decoded(countsOf(at, nameOf(facet)))] as const),
        ]),
        countries: countsOf(countries, DEPARTURES),
        years: countsOf(years, DEPARTURES),
      };
    },
  };
}

const DEPARTURES = 'departures';
const nameOf = (facet: Facet) => `facets.${facet}`;

function decoded(counts: Distribution): Distribution {
  return Object.fromEntries(Object.entries(counts).map(([value, count]) => [decodeValue(value), count]));
}

/** As the embedded index sorts (embedded/order.ts): those without come last, equals by id. */
function orderOf({ sort, filters }: SearchRequest): string[] {
  const [country, another] = filters.facets.country ?? [];
  const field = country !== undefined && another === undefined ? fieldOfCountry(country) : ANYWHERE;
  const first = sort === 'departure' ? `first.${field}:asc` : sort === 'title' ? 'titleKey:asc' : `${sort}:desc`;
  return [first, 'testimony:asc'];
}
