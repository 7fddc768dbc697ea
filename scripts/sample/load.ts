import { fileURLToPath } from 'node:url';
import type { Archive } from '../../server/archive/archive.ts';
import { lastChange } from '../../server/archive/outbox.ts';
import { sweepPeople } from '../../server/archive/person.ts';
import { placesAddedFor, sweepPlaces } from '../../server/archive/place.ts';
import { setSetting, setting } from '../../server/archive/setting.ts';
import { sweepTerms, termsAddedFor } from '../../server/archive/term.ts';
import { removeTestimony } from '../../server/archive/testimony.ts';
import { type ImportOptions, type ImportReport, importPaths } from '../../server/ingest/importer.ts';
import { removeUnused } from '../../server/media/sweep.ts';
import { addSampleCompositions, removeSampleCompositions } from './compositions.ts';

const collection = fileURLToPath(new URL('./collection/', import.meta.url));

/** How far the sample has got in an archive: `adding` until all of it is there, also through a start that was broken off. */
const STATE = 'sample';
type State = 'adding' | 'added' | 'removed' | 'off';

/** Adds the sample collection through the ordinary importer, everything in it marked as illustrative. */
export async function addSample(archive: Archive, onProgress?: ImportOptions['onProgress']): Promise<ImportReport> {
  setState(archive, 'adding');
  const report = await importPaths(archive, [collection], { sample: true, onProgress });
  if (report.refused === 0) {
    addSampleCompositions(archive.db, new Date());
    setState(archive, 'added');
  }
  return report;
}

/**
 * At start: adds the sample to an archive that nothing was ever stored in, if it is wanted, and completes what an earlier start
 * began. Null where there is nothing to do.
 */
export async function addSampleAtStart(
  archive: Archive,
  { wanted, onProgress }: { wanted: boolean; onProgress?: ImportOptions['onProgress'] },
): Promise<ImportReport | null> {
  const state = setting(archive.db, STATE) as State | null;
  const isNew = state === null && lastChange(archive.db) === 0;
  if (isNew && !wanted) setState(archive, 'off');
  return wanted && (isNew || state === 'adding') ? addSample(archive, onProgress) : null;
}

function setState({ db }: Archive, state: State): void {
  setSetting(db, STATE, state);
}

/**
 * Takes every sample record out again, with its people, collections and files, and the places and terms that only it brought.
 * Gives how many testimonies went.
 */
export async function removeSample(archive: Archive): Promise<number> {
  const { db } = archive;
  const { removed, originals } = db
    .transaction(() => {
      const ids = db.prepare<[], number>('SELECT id FROM testimony WHERE sample = 1').pluck().all();
      const files = db
        .prepare<[], string>(`
          SELECT DISTINCT sha256 FROM asset JOIN testimony ON testimony.id = testimony_id
          WHERE testimony.sample = 1 AND sha256 IS NOT NULL`)
        .pluck()
        .all();
      const places = placesAddedFor(db, ids);
      const terms = termsAddedFor(db, ids);
      removeSampleCompositions(db);
      for (const id of ids) removeTestimony(db, id);
      sweepPeople(db, db.prepare<[], number>('SELECT id FROM person WHERE sample = 1').pluck().all());
      sweepPlaces(db, places);
      sweepTerms(db, terms);
      db.prepare(`
        DELETE FROM collection WHERE sample = 1
          AND NOT EXISTS (SELECT 1 FROM testimony WHERE collection_id = collection.id)
          AND NOT EXISTS (SELECT 1 FROM collection AS part WHERE part.parent_id = collection.id)`).run();
      setState(archive, 'removed');
      return { removed: ids.length, originals: files };
    })
    .immediate();
  await removeUnused(archive, originals);
  return removed;
}
