import { Meilisearch, type MultiSearchParams } from 'meilisearch';
import type { Database } from '../../db/open.ts';
import { documentOf } from '../collect.ts';
import { bestPassages, type TestimonyFound } from '../embedded/passages.ts';
import type { Plan } from '../embedded/plan.ts';
import { closeScore, tellingLeaves } from '../embedded/rank.ts';
import { wantedBy } from '../embedded/wanted.ts';
import { type AlsoSpelled, FACETS, type FacetCount, type SearchAnswer, type SearchRequest } from '../engine.ts';
import { countCountries, countYears, type FindDepartures, listed } from './counts.ts';
import type { Departure } from './departures.ts';
import { editionsOf } from './editions.ts';
import { type EmbeddedIndex, lookAt, makeReady, type Ready } from './embedded-index.ts';
import { narrowing } from './filters.ts';
import { type Given, queriesFor } from './queries.ts';
import { type Question, questionOf } from './question.ts';
import { readingToken, type SearchKey } from './reading.ts';

/** What a search is made with. */
export interface Asking {
  archive: Database;
  embedded: EmbeddedIndex;
  host: string;
  limit: number; // milliseconds that Meilisearch may take
  index: string;
  key: SearchKey;
  cursor: number; // where the index stands
  day: string; // YYYY-MM-DD of its audiences
}

/** Asks Meilisearch which testimonies answer and counts them, then looks through the best for their moments. */
export async function answer(asking: Asking, request: SearchRequest): Promise<SearchAnswer> {
  const ready = makeReady(asking.embedded.current(), request);
  const question = questionOf(ready);
  const given = await ask(asking, request, question);
  const perPage = Math.max(1, request.perPage);
  const shown = ordered(ready, given).slice(given.from, given.from + perPage);
  const by = narrowing(request.filters, request.query.fields);
  const find: FindDepartures = (id, reach) => departuresOf(asking, id, reach);
  const countries = countCountries(given.countries, by.anyCountry, find);
  return {
    total: given.total,
    page: Math.max(1, request.page),
    pages: Math.ceil(given.total / perPage),
    hits: shown.map(({ id, looked = lookAt(ready, id) }) => {
      const matching = looked ? bestPassages(looked) : [];
      return { testimonyId: id, passages: matching.slice(0, request.passagesPerResult), matching };
    }),
    facets: Object.fromEntries(
      FACETS.map((facet): [string, FacetCount[]] => [
        facet,
        facet === 'country' ? countries : listed(Object.entries(given.facets.get(facet) ?? {})),
      ]),
    ) as SearchAnswer['facets'],
    ...countYears(given.years, by.anyYear, find),
    wanted: wantedBy(ready.plan),
    alsoSpelled: alsoSpelled(ready.plan, question),
    otherNames: ready.plan.otherNames,
    corrected: ready.correction.corrected,
    didYouMean: ready.correction.didYouMean,
    cursor: asking.cursor,
  };
}

async function ask({ host, limit, index, key }: Asking, request: SearchRequest, question: Question): Promise<Given> {
  const { queries, read } = queriesFor(index, request, question);
  const apiKey = await readingToken(index, key, request.who);
  const client = new Meilisearch({ host, apiKey, timeout: limit });
  const { results } = await client.multiSearch<MultiSearchParams, { testimony: number }>({ queries });
  return read(results);
}

interface Found {
  id: number;
  looked?: TestimonyFound | null;
}

/** The best by what their passages say; those after them, and whatever is sorted otherwise, as they come. */
function ordered(ready: Ready, { hits, exact, toOrder }: Given): Found[] {
  const { plan } = ready;
  const telling = toOrder === 0 ? [] : tellingLeaves(plan, ready);
  const first = hits.slice(0, toOrder).map((id) => {
    const looked = lookAt(ready, id);
    return { id, looked, score: looked ? closeScore(plan, telling, ready, looked, exact.has(id)) : 0 };
  });
  first.sort((a, b) => b.score - a.score || a.id - b.id);
  return [...first, ...hits.slice(toOrder).map((id) => ({ id }))];
}

/** How the words of a query were widened: only to what stands in a text that the one who searches may know of. */
function alsoSpelled({ widened }: Plan, { nowhere }: Question): AlsoSpelled[] {
  return widened.flatMap(({ asked, variants, phrases }) => {
    const there = phrases.filter(({ leaf }) => !nowhere.has(leaf)).map(({ variant }) => variant);
    const added = [...variants, ...there].map(({ word, by, testimonies }) => ({ spelling: word, by, testimonies }));
    return added.length ? [{ asked, added }] : [];
  });
}

/** The departures of an edition that are too many for a value of the index. */
function departuresOf({ archive, day }: Asking, testimonyId: number, reach: number): Departure[] {
  const document = documentOf(archive, testimonyId, day);
  const edition = document && editionsOf(document).find(({ reaches }) => reaches[0] === reach);
  return edition?.departures ?? [];
}
