/** What an erasure leaves to do outside the rows of the database: files, the search index, pages that held the words. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Archive } from './archive/archive.ts';
import { type Begun, type Erasure, erasureById, noteFinished } from './archive/erasure/erasure.ts';
import { carryOutWithdrawal } from './archive/submission/erase.ts';
import { removeUnused, sweepOriginals } from './media/sweep.ts';
import { otherGenerations, sweep } from './search/embedded/generation.ts';
import type { SearchEngine } from './search/engine.ts';

const TRIES = 60;
const WAIT = 500; // milliseconds between two tries

/** The work of a job `{ withdrawal }`: what was taken back thirty days ago is erased, or kept closed, as the family chose. */
export async function carryOut(archive: Archive, payload: unknown, now: Date): Promise<void> {
  const { withdrawal } = payload as { withdrawal: number };
  await removeUnused(archive, carryOutWithdrawal(archive.db, withdrawal, now));
}

/** Takes away the originals of what was just erased, with what was made of them. */
export async function removeOriginals(archive: Archive, { originals }: Begun): Promise<void> {
  await removeUnused(archive, originals);
}

/**
 * Finishes an erasure: originals that nothing names, the search index built anew (an index that only follows keeps the words in
 * its segments until they are merged), the index of before removed, and the database's log emptied: what was deleted is
 * overwritten in the database itself (`secure_delete`). Throws where somebody reads an index or the log of before for longer
 * than half a minute; the job tries again.
 */
export async function finishErasure(
  archive: Archive,
  engine: Pick<SearchEngine, 'rebuild'>,
  id: number,
  { now, onProgress = () => {} }: { now: () => Date; onProgress?: (share: number) => void },
): Promise<Erasure | null> {
  const erasure = erasureById(archive.db, id);
  if (!erasure || erasure.finishedAt !== null) return erasure;
  try {
    await sweepOriginals(archive);
    await engine.rebuild((done, all) => onProgress((0.9 * done) / Math.max(1, all)));
    await leaveOldIndexes(archive);
    await emptyLog(archive);
  } catch (error) {
    noteFinished(archive.db, id, { now: now(), problem: error instanceof Error ? error.message : String(error) });
    throw error;
  }
  noteFinished(archive.db, id, { now: now(), problem: null });
  return erasureById(archive.db, id);
}

/** Waits until every thread, also of a server beside this process, has left the indexes before, which are removed then. */
async function leaveOldIndexes({ folder, db }: Archive): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    sweep(folder, db);
    if (otherGenerations(folder, db).length === 0) return;
    if (tries === TRIES)
      throw new Error('The search index of before is still being searched. It is removed once it is left.');
    await pause(WAIT);
  }
}

/** Writes the log into the database and cuts it to nothing; waits for those who are reading from it. */
export async function emptyLog({ db }: Archive): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    const [{ busy }] = db.pragma('wal_checkpoint(TRUNCATE)') as [{ busy: number }];
    if (busy === 0) return;
    if (tries === TRIES)
      throw new Error('Something is reading the database all the time. Its log still has the words.');
    await pause(WAIT);
  }
}
