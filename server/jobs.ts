import { setTimeout as pause } from 'node:timers/promises';
import type { Archive } from './archive/archive.ts';
import { Invalid } from './archive/errors.ts';
import { failJob, finishJob, type Job, putBack, resumeJobs, takeJob } from './archive/job.ts';
import { NotKept } from './media/storage.ts';
import { askForMissing, makeRendition } from './renditions.ts';

export interface Jobs {
  /** Stops what is under way, which waits to be done after the next start. Resolves within a moment. */
  stop(): Promise<void>;
}

type Log = (message: string, error?: unknown) => void;

/** Work by its kind. */
const WORK: Record<string, (archive: Archive, payload: unknown, signal: AbortSignal) => Promise<void>> = {
  rendition: makeRendition,
  film: makeRendition,
};

/** Done side by side, so that a film of hours holds up no photograph. */
const LANES = [['rendition'], ['film']];

const LOOK = 1_000; // milliseconds between two looks for new jobs
const AFTER_TROUBLE = 10_000;

/** Works through the jobs until stopped, one at a time in each lane. */
export function startJobs(archive: Archive, log: Log, now: () => Date = () => new Date()): Jobs {
  const stopping = new AbortController();
  const { signal } = stopping;
  resumeJobs(archive.db, now());
  const asking = askForMissing(archive, signal).catch((error) => log('asking for renditions', error));
  const lanes = LANES.map((kinds) => work(kinds));

  async function work(kinds: string[]): Promise<void> {
    while (!signal.aborted) {
      let wait = 0;
      try {
        const job = takeJob(archive.db, kinds, now());
        if (job) await carryOut(job);
        else wait = LOOK;
      } catch (error) {
        // The database is busy or its disk is full: nothing that a job did.
        log('jobs', error);
        wait = AFTER_TROUBLE;
      }
      if (wait) await pause(wait, undefined, { signal, ref: false }).catch(() => {});
    }
  }

  async function carryOut(job: Job): Promise<void> {
    const doing = WORK[job.kind]!;
    try {
      await doing(archive, job.payload, signal);
      finishJob(archive.db, job);
    } catch (error) {
      if (signal.aborted) return putBack(archive.db, job);
      log(`job ${job.id} (${job.kind})`, error);
      // A file that cannot be read today cannot be read tomorrow; a full disk may have room again.
      const hopeless = error instanceof Invalid && !(error instanceof NotKept);
      failJob(archive.db, job, error instanceof Error ? error.message : String(error), now(), { hopeless });
    }
  }

  return {
    async stop() {
      stopping.abort();
      await Promise.all([asking, ...lanes]);
    },
  };
}
