import { fileURLToPath } from 'node:url';
import type { Archive } from '../../server/archive/archive.ts';
import { sweepPeople } from '../../server/archive/person.ts';
import { removeTestimony } from '../../server/archive/testimony.ts';
import { type ImportReport, importPaths } from '../../server/ingest/importer.ts';

const collection = fileURLToPath(new URL('./collection/', import.meta.url));

/** Adds the sample collection through the ordinary importer, everything in it marked as illustrative. */
export function addSample(archive: Archive, onProgress?: (done: number, all: number) => void): Promise<ImportReport> {
  return importPaths(archive, [collection], { sample: true, onProgress });
}

/** Takes every sample record out again, with its people and collections. Gives how many testimonies went. */
export function removeSample({ db }: Archive): number {
  return db
    .transaction(() => {
      const ids = db.prepare<[], number>('SELECT id FROM testimony WHERE sample = 1').pluck().all();
      for (const id of ids) removeTestimony(db, id);
      sweepPeople(db, db.prepare<[], number>('SELECT id FROM person WHERE sample = 1').pluck().all());
      db.prepare(
        'DELETE FROM collection WHERE sample = 1 AND id NOT IN (SELECT collection_id FROM testimony WHERE collection_id IS NOT NULL)',
      ).run();
      return ids.length;
    })
    .immediate();
}
