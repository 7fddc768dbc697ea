import { join } from 'node:path';
import type { Archive } from '../../server/archive/archive.ts';
import { setting } from '../../server/archive/setting.ts';
import type { Database } from '../../server/db/open.ts';
import type { Filters, SearchRequest } from '../../server/search/engine.ts';
import { parse } from '../../server/search/query.ts';

/** Two countries, one topic and a range of years: what the filtered classes of queries ask for. */
export function benchFilters(db: Database): Filters {
  const topic = db.prepare<[], string>("SELECT slug FROM term WHERE vocabulary = 'topic' LIMIT 1").pluck().get()!;
  return { facets: { country: ['IQ', 'EG'], topic: [topic] }, yearFrom: 1945, yearTo: 1965 };
}

const NONE: Filters = { facets: {}, yearFrom: null, yearTo: null };

/** A visitor's search with facets and the first page: twenty testimonies, three passages of each. */
export function requestFor(text: string, filters: Filters | null): SearchRequest {
  return {
    query: parse(text),
    filters: filters ?? NONE,
    sort: 'relevance',
    page: 1,
    perPage: 20,
    passagesPerResult: 3,
    who: { reach: 0, granted: [], given: [] },
    leaveOut: [],
  };
}

/** The file of the embedded index that is in use. */
export function indexFile({ folder, db }: Archive): string {
  return join(folder, setting(db, 'search_file')!);
}
