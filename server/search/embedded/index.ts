/** The embedded search engine: SQLite files of its own in the archive's folder, threads that search them, one that writes. */
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import type { Archive } from '../../archive/archive.ts';
import { lastChange } from '../../archive/outbox.ts';
import { dayOf } from '../../archive/viewer.ts';
import { Busy } from '../busy.ts';
import type { EngineState, SearchAnswer, SearchEngine, WithinAnswer } from '../engine.ts';
import { buildingSince, noteBuilding } from './building.ts';
import type { Followed } from './follow.ts';
import { identityOf, newGeneration, pointTo, remove, sweep, usableFile } from './generation.ts';
import { openPool } from './pool.ts';
import { type FromBuilder, startThread } from './threads.ts';
import { startWriter, type Writer } from './writer.ts';

type Standing = Pick<Followed, 'cursor' | 'day'>;

export interface EmbeddedOptions {
  threads: number; // that search; 0 for a command that only builds or follows
  limit: number; // milliseconds one search may take
  queue: number; // what may wait, in searches of one word
  poll: number; // milliseconds between two looks for what another process changed
  today: () => string; // YYYY-MM-DD
}

const DEFAULTS: EmbeddedOptions = {
  threads: Math.max(1, Math.min(4, availableParallelism() - 1)),
  limit: 3000,
  queue: 200,
  poll: 250,
  today: () => dayOf(new Date()),
};
const TURN_OF_DAY = 30_000; // milliseconds between two looks at the calendar
const RESTART = 1000;

/**
 * Opens the index of an archive and begins to follow it. Where there is no index, or one that cannot be used, it is built;
 * until then searches wait as long as one may take, and are then refused as Busy. Close it before the archive.
 */
export function openEmbedded({ folder, db }: Archive, options: Partial<EmbeddedOptions> = {}): SearchEngine {
  const { threads, limit, queue, poll, today } = { ...DEFAULTS, ...options };
  const pool = openPool({ threads, limit, queue, onUnreadable });
  let writer: Writer | null = null;
  const followed = new Map<string, Standing>(); // by file
  let serving: string | null = null; // the file that is searched
  let message: string | null = null;
  let ready = false;
  let closed = false;
  let building: Promise<void> | null = null;
  let builder: Worker | null = null;
  const listeners = new Set<(done: number, all: number) => void>();
  let moving: Promise<void> = Promise.resolve(); // the searching threads' move to another generation
  const begun = begin();

  async function begin(): Promise<void> {
    const usable = usableFile(folder, db);
    if (usable.name === null) {
      message = usable.why;
      await rebuild().catch((error: Error) => {
        message = `The search index could not be built: ${error.message}`;
      });
      return;
    }
    followed.set(usable.name, usable);
    write(usable.name);
    await moveTo(usable.name);
    ready = true;
  }

  function write(file: string): Writer {
    const started = startWriter(
      { folder, file, today: today(), poll },
      {
        onFollowed(name, state) {
          followed.set(name, state);
          if (state.unreadable.length) {
            message = `Testimonies that cannot be read are not in the index: ${state.unreadable.join(', ')}.`;
          }
        },
        onMoved: (name) => void moveTo(name).catch(noteError),
        onError(text, unreadable) {
          message = `The search index does not follow the archive: ${text}`;
          if (unreadable) onUnreadable();
        },
        onEnd() {
          if (writer !== started) return;
          writer = null;
          setTimeout(() => {
            if (!closed && !writer) void begin().catch(noteError);
          }, RESTART).unref();
        },
      },
    );
    writer = started;
    return started;
  }

  function moveTo(file: string): Promise<void> {
    moving = moving
      .catch(() => {})
      .then(() => pool.moveTo(join(folder, file)))
      .then(() => {
        serving = file;
        for (const name of followed.keys()) if (name !== file) followed.delete(name);
        sweep(folder, db);
      });
    return moving;
  }

  function rebuild(onProgress?: (done: number, all: number) => void): Promise<void> {
    if (onProgress) listeners.add(onProgress);
    building ??= build().finally(() => {
      building = null;
      listeners.clear();
    });
    return building;
  }

  async function build(): Promise<void> {
    const endNote = noteBuilding(db, lastChange(db));
    const file = newGeneration(folder);
    try {
      await runBuilder(file);
      if (writer) {
        await writer.adopt(file);
      } else {
        pointTo(db, file);
        await write(file).follow(today());
      }
    } catch (error) {
      remove(join(folder, file));
      throw error;
    } finally {
      endNote();
    }
    await moveTo(file);
    ready = true;
    message = null;
  }

  function runBuilder(file: string): Promise<void> {
    const data = { folder, file, identity: identityOf(db), today: today() };
    const worker = startThread('./builder-thread.ts', data);
    builder = worker;
    return new Promise((resolve, reject) => {
      worker.on('message', (said: FromBuilder) => {
        if (said.kind === 'built') resolve();
        else for (const hear of listeners) hear(said.done, said.all);
      });
      worker.on('error', reject);
      worker.on('exit', () => reject(new Error('The thread that builds the index ended.')));
    });
  }

  function onUnreadable(): void {
    if (!building && !closed) void rebuild().catch(noteError);
  }

  function noteError(error: Error): void {
    message = error.message;
  }

  async function whenReady(): Promise<void> {
    if (ready) return;
    let timer: NodeJS.Timeout | undefined;
    const tooLong = new Promise<void>((_, reject) => {
      timer = setTimeout(() => reject(new Busy('The search index is being built. Try again in a while.')), limit);
    });
    await Promise.race([begun, tooLong]).finally(() => clearTimeout(timer));
    if (!ready) throw new Busy(message ?? 'The search index is being built. Try again in a while.');
  }

  /** Where the index that is searched stands; at the beginning of everything where there is none yet. */
  function standing(): Standing {
    return followed.get(serving ?? '') ?? { cursor: 0, day: today() };
  }

  const calendar = setInterval(() => {
    if (writer && standing().day !== today()) void writer.follow(today()).catch(noteError);
  }, TURN_OF_DAY).unref();

  return {
    async search(request) {
      await whenReady();
      return (await pool.run({ kind: 'search', request })) as SearchAnswer;
    },
    async within(testimonyId, query, who) {
      await whenReady();
      return (await pool.run({ kind: 'within', testimonyId, query, who })) as WithinAnswer;
    },
    current: standing,
    async follow() {
      await begun;
      await building?.catch(() => {});
      if (!writer) throw new Busy(message ?? 'The search index cannot be followed just now.');
      await writer.follow(today());
      await moving;
    },
    rebuild: async (onProgress) => {
      if (!building) await begun;
      await rebuild(onProgress);
    },
    async state(): Promise<EngineState> {
      const { cursor } = standing();
      return {
        name: 'embedded',
        ready,
        cursor: Math.min(cursor, buildingSince(db) ?? cursor),
        ...pool.held(),
        message,
      };
    },
    async close() {
      closed = true;
      clearInterval(calendar);
      await builder?.terminate(); // what it has built is nothing yet
      await begun.catch(() => {});
      await building?.catch(() => {});
      await moving.catch(() => {});
      await writer?.close();
      await pool.close();
    },
  };
}
