import { on } from 'node:events';
import type { Database } from '../../db/open.ts';
import { documentIds } from '../collect.ts';
import { prepare, type Step } from './prepare.ts';
import { startThread } from './threads.ts';

const WORTH_A_THREAD = 500; // testimonies: a thread takes longer to start than fewer to be read
const AHEAD = 3; // steps

/** The steps of a build, read by a thread of its own ahead of the one that writes, where the archive is large. */
export async function* prepareAhead(archive: Database, folder: string, today: string): AsyncGenerator<Step> {
  if (documentIds(archive).length < WORTH_A_THREAD) {
    yield* prepare(archive, today);
    return;
  }
  const worker = startThread('./prepare-thread.ts', { folder, today });
  try {
    const steps = on(worker, 'message');
    for (let i = 0; i < AHEAD; i++) worker.postMessage('next');
    for await (const [step] of steps as AsyncIterableIterator<[Step | null]>) {
      if (step === null) return;
      worker.postMessage('next');
      yield step;
    }
  } finally {
    await worker.terminate();
  }
}
