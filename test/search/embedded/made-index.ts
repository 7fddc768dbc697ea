/** Indexes in memory of documents made for a test. */
import Sqlite from 'better-sqlite3';
import type { Audience } from '../../../server/archive/access.ts';
import type { SearchDocument } from '../../../server/search/document.ts';
import { answer, answerWithin } from '../../../server/search/embedded/answer.ts';
import { newHoldings } from '../../../server/search/embedded/holdings.ts';
import type { Reader } from '../../../server/search/embedded/reader.ts';
import { createTables, createTermIndexes } from '../../../server/search/embedded/schema.ts';
import { writeTestimony } from '../../../server/search/embedded/write.ts';
import type { Reach, SearchAnswer, SearchRequest } from '../../../server/search/engine.ts';
import { parse } from '../../../server/search/query.ts';
import { asking, VISITOR } from './asking.ts';

export interface Made extends Partial<Omit<SearchDocument, 'passages'>> {
  id: number;
  names?: string;
  passages?: (string | { text: string; audience: Audience })[];
}

/** A document open to everyone but for what is said. The id of a passage is that of its testimony, a hundred times, and its place. */
export function made({ id, names, passages = [], texts = [], ...more }: Made): SearchDocument {
  const audience = more.audience ?? 0;
  const title = more.title ?? 'A testimony';
  return {
    accession: `K-${id}`,
    recordedYear: null,
    published: null,
    departures: [],
    facets: [],
    ...more,
    id,
    audience,
    title,
    texts: [
      { column: 'title', text: title, audience },
      ...(names ? [{ column: 'names' as const, text: names, audience }] : []),
      ...texts,
    ],
    passages: passages.map((passage, i) => ({
      id: id * 100 + i,
      ...(typeof passage === 'string' ? { text: passage, audience } : passage),
    })),
  };
}

export function indexOf(documents: SearchDocument[]): Reader {
  const db = new Sqlite(':memory:');
  createTables(db, { archive: 'test', cursor: 0, day: '2024-01-01' });
  createTermIndexes(db);
  db.transaction(() => {
    for (const document of documents) writeTestimony(db, document);
  })();
  return { db, holdings: newHoldings(), cache: new Map() };
}

/** A search of what somebody types, for nothing but stems of its words unless said otherwise. */
export function search(reader: Reader, text: string, more: Partial<SearchRequest> = {}): SearchAnswer {
  return answer(reader, asking(text, { spellings: ['stem'], ...more }), () => {});
}

/** The testimonies found, in their order. */
export function found(reader: Reader, text: string, more: Partial<SearchRequest> = {}): number[] {
  return search(reader, text, more).hits.map(({ testimonyId }) => testimonyId);
}

/** The passages of a testimony that match. */
export function within(reader: Reader, id: number, text: string, who: Reach = VISITOR): number[] {
  return answerWithin(reader, id, parse(text), who, () => {}, ['stem']).passages;
}
