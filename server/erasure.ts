import type { Archive } from './archive/archive.ts';
import { carryOutWithdrawal } from './archive/submission/erase.ts';
import { removeUnused } from './media/sweep.ts';

/** The work of a job `{ withdrawal }`: what was taken back thirty days ago is erased, or kept closed, as the family chose. */
export async function carryOut(archive: Archive, payload: unknown, now: Date): Promise<void> {
  const { withdrawal } = payload as { withdrawal: number };
  await removeUnused(archive, carryOutWithdrawal(archive.db, withdrawal, now));
}
