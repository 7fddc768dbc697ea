import { setMaxListeners } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { Archive } from './archive/archive.ts';
import { ERASURE_JOB } from './archive/erasure/erasure.ts';
import { Conflict, Invalid, NotAllowed } from './archive/errors.ts';
import { IMPORT_JOB } from './archive/import-run.ts';
import { failJob, finishJob, type Job, putBack, resumeJobs, setProgress, takeJob } from './archive/job.ts';
import { TRANSCRIPTION } from './archive/machine-draft.ts';
import { WITHDRAWAL_JOB } from './archive/submission/withdrawal.ts';
import { lookAfterUpload, UPLOAD_JOB } from './arrival.ts';
import { carryOutImport } from './desk-import.ts';
import { carryOut as carryOutWithdrawal, finishErasure } from './erasure.ts';
import { CHECK_JOB, lookOver } from './looked-over.ts';
import { type AtHandover, deliver, gaveUp, type MailServer } from './mail/deliver.ts';
import { MAIL_JOB } from './mail/mail.ts';
import type { ClamdPlace } from './media/clamd.ts';
import { NotKept } from './media/storage.ts';
import type { TranscribeCommand } from './media/transcriber.ts';
import { askForMissing, makeRendition, makeWaveform } from './renditions.ts';
import type { SearchEngine } from './search/engine.ts';
import { transcribe } from './transcription.ts';

export interface Jobs {
  /** Stops what is under way, which waits to be done after the next start. Resolves within a moment. */
  stop(): Promise<void>;
}

type Log = (message: string, error?: unknown) => void;

export interface JobOptions {
  now?: () => Date;
  /** The program that writes down recordings; without one, such jobs fail and say so. */
  transcribe?: TranscribeCommand | null;
  /** A scanner that looks at every file that is sent. */
  clamd?: ClamdPlace | null;
  /** How many days a file that comes in pieces waits for the next. */
  uploadDays?: number;
  /** Where mails are handed over; without it they wait in the outbox. */
  mail?: MailServer | null;
  /** What mails of a template are when they are handed over, where that is decided only then. */
  atHandover?: Record<string, AtHandover>;
  /** The search engine, which an erasure builds anew; without it erasures wait. */
  engine?: SearchEngine | null;
  /** Work that needs the app itself, by its kind. */
  more?: Record<string, Work>;
}

/** What a job does. `onProgress` hears how far it is, from 0 to 1. */
export type Work = (
  archive: Archive,
  payload: unknown,
  signal: AbortSignal,
  onProgress: (share: number) => void,
) => Promise<void>;

/** Work by its kind. */
function workBy(options: JobOptions): Record<string, Work> {
  const {
    transcribe: command = null,
    mail = null,
    atHandover,
    engine = null,
    more = {},
    clamd = null,
    uploadDays: days = 7,
    now = () => new Date(),
  } = options;
  return {
    rendition: makeRendition,
    film: makeRendition,
    waveform: makeWaveform,
    [IMPORT_JOB]: carryOutImport,
    [CHECK_JOB]: async (archive, _payload, _signal, onProgress) => {
      await lookOver(archive, now(), { onProgress: (done, all) => onProgress(done / Math.max(1, all)) });
    },
    [WITHDRAWAL_JOB]: (archive, payload) => carryOutWithdrawal(archive, payload, now()),
    [UPLOAD_JOB]: (archive, payload) => lookAfterUpload(archive, payload, { clamd, days, now: now() }),
    [TRANSCRIPTION]: (archive, payload, signal, onProgress) =>
      transcribe(archive, payload, { command, signal, onProgress }),
    ...(engine && {
      [ERASURE_JOB]: async (archive, payload, _signal, onProgress) => {
        await finishErasure(archive, engine, (payload as { erasure: number }).erasure, { now, onProgress });
      },
    }),
    ...more,
    ...(mail && {
      [MAIL_JOB]: (archive, payload, signal) =>
        deliver(archive, payload, { server: mail, now: now(), signal, atHandover }),
    }),
  };
}

/** Done side by side, so that a film of hours holds up no photograph. */
const LANES = [
  ['rendition', 'waveform', WITHDRAWAL_JOB],
  ['film'],
  [UPLOAD_JOB],
  [TRANSCRIPTION],
  [MAIL_JOB],
  [IMPORT_JOB],
  [CHECK_JOB],
  [ERASURE_JOB],
];

/** How often work is tried that fails through no fault of its own, where that is more than usual: a mail, for eight hours. */
const ATTEMPTS: Record<string, number> = { [MAIL_JOB]: 12 };

const LOOK = 1_000; // milliseconds between two looks for new jobs
const AFTER_TROUBLE = 10_000;

/** Works through the jobs until stopped, one at a time in each lane. */
export function startJobs(archive: Archive, log: Log, options: JobOptions = {}): Jobs {
  const { now = () => new Date() } = options;
  const works = workBy(options);
  const stopping = new AbortController();
  const { signal } = stopping;
  setMaxListeners(0, signal); // each lane waits for it
  resumeJobs(archive.db, now());
  const asking = askForMissing(archive, signal).catch((error) => log('asking for renditions', error));
  const lanes = [...LANES, ...Object.keys(options.more ?? {}).map((kind) => [kind])].map((kinds) =>
    work(kinds.filter((kind) => works[kind])),
  );

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
    const doing = works[job.kind]!;
    const onProgress = atMostEachSecond((share) => setProgress(archive.db, job, share));
    try {
      await doing(archive, job.payload, signal, onProgress);
      finishJob(archive.db, job);
    } catch (error) {
      if (signal.aborted) return putBack(archive.db, job);
      log(`job ${job.id} (${job.kind})`, error);
      // A file that cannot be read today cannot be read tomorrow; a full disk may have room again.
      const hopeless =
        (error instanceof Invalid && !(error instanceof NotKept)) ||
        error instanceof NotAllowed ||
        error instanceof Conflict;
      const said = error instanceof Error ? error.message : String(error);
      const ended = failJob(archive.db, job, said, now(), { hopeless, most: ATTEMPTS[job.kind] });
      if (ended && job.kind === MAIL_JOB) gaveUp(archive.db, job.payload, said);
    }
  }

  return {
    async stop() {
      stopping.abort();
      await Promise.all([asking, ...lanes]);
    },
  };
}

/** Passes on what is said, and not more often than once a second: each is a write. */
function atMostEachSecond(tell: (share: number) => void): (share: number) => void {
  let last = 0;
  return (share) => {
    if (Date.now() - last < 1_000) return;
    last = Date.now();
    tell(share);
  };
}
