import { finishLeakCheck, leakCheckById, setLeakProgress } from '../../archive/leak-check.ts';
import type { Site } from '../site.ts';
import { checkLeaks } from './check.ts';

/** The work of a job `{ check }`: asks every exit, and keeps what was found. A testimony that is gone meanwhile needs none. */
export async function carryOutLeakCheck(
  site: Site,
  payload: unknown,
  signal: AbortSignal,
  onProgress: (share: number) => void,
): Promise<void> {
  const { db } = site.archive;
  const check = leakCheckById(db, (payload as { check: number }).check);
  if (!check || check.finishedAt !== null) return;
  let told = 0;
  try {
    const report = await checkLeaks(site, check.testimonyId, {
      signal,
      onProgress(share) {
        onProgress(share);
        if (Date.now() - told < 500) return;
        told = Date.now();
        setLeakProgress(db, check.id, share);
      },
    });
    finishLeakCheck(db, check.id, report, site.now());
  } catch (error) {
    if (!signal.aborted) finishLeakCheck(db, check.id, null, site.now());
    throw error;
  }
}
