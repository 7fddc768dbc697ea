/** Testimonies on their way to Meilisearch: in batches that are bounded in bytes, each with where the index then stands. */
import { randomUUID } from 'node:crypto';
import type { EnqueuedTask, Index } from 'meilisearch';
import type { Database } from '../../db/open.ts';
import { documentOf } from '../collect.ts';
import { documentOfEdition } from './documents.ts';
import { editionsOf, REACHES } from './editions.ts';
import { type Standing, standingDocument } from './standing.ts';

/** Bytes of a batch beyond which no testimony is added to it: far below the 100 MB that Meilisearch takes at once. */
export const FULL_BATCH = 8 * 1024 * 1024;

/** Documents as they are sent, a line each (http://ndjson.org). */
export interface Batch {
  lines: string[];
  bytes: number;
  documents: Set<string>; // ids
  unreadable: number[]; // testimonies that could not be read, and are left out
}

export function newBatch(): Batch {
  return { lines: [], bytes: 0, documents: new Set(), unreadable: [] };
}

/** Adds all editions of a testimony, if there is still such a testimony. */
export function addTestimony(batch: Batch, archive: Database, testimonyId: number, today: string): void {
  for (const edition of readEditions(batch, archive, testimonyId, today)) {
    const document = documentOfEdition(edition);
    addLine(batch, document);
    batch.documents.add(document.id);
  }
}

function readEditions(batch: Batch, archive: Database, testimonyId: number, today: string) {
  try {
    const document = documentOf(archive, testimonyId, today);
    return document ? editionsOf(document) : [];
  } catch (error) {
    if (/^SQLITE_(BUSY|IOERR|FULL|CORRUPT|NOTADB|CANTOPEN)/.test((error as { code?: string }).code ?? '')) throw error;
    batch.unreadable.push(testimonyId); // what the index says of it may be closed by now
    return [];
  }
}

function addLine(batch: Batch, document: object): void {
  const line = JSON.stringify(document);
  batch.lines.push(line);
  batch.bytes += Buffer.byteLength(line) + 1;
}

/**
 * Takes leave of the editions of these testimonies that are in the index and not in the batch: nobody reads them from the
 * same task on in which the others are written, and they can be removed after it. True where there are any.
 */
export async function addGone(batch: Batch, index: Index, testimonyIds: readonly number[]): Promise<boolean> {
  if (testimonyIds.length === 0) return false;
  const { results } = await index.getDocuments<{ id: string }>({
    filter: `testimony IN [${testimonyIds.join(', ')}]`,
    fields: ['id'],
    limit: testimonyIds.length * REACHES.length,
  });
  const gone = results.filter(({ id }) => !batch.documents.has(id));
  for (const { id } of gone) addLine(batch, { id, gone: true });
  return gone.length > 0;
}

export const removeGone = (index: Index): Promise<EnqueuedTask> =>
  Promise.resolve(index.deleteDocuments({ filter: 'gone = true' }));

/** The testimonies in an index: staff read an edition of each. */
export async function countTestimonies(index: Index): Promise<number> {
  const { total } = await index.getDocuments({ filter: `readers = ${REACHES.at(-1)}`, fields: ['id'], limit: 0 });
  return total;
}

/** Tells the index a batch. With a standing, that is where it is once the batch is in. */
export function send(
  index: Index,
  { lines }: Batch,
  standing: Standing | null,
  archiveId: string,
): Promise<EnqueuedTask> {
  const all = standing ? [...lines, JSON.stringify(standingDocument(standing, archiveId))] : lines;
  return Promise.resolve(index.addDocumentsFromString(all.join('\n'), 'application/x-ndjson'));
}

export const stamped = (cursor: number, day: string): Standing => ({ cursor, day, stamp: randomUUID() });
