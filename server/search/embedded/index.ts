/** The embedded search engine: SQLite files of its own in the archive's folder, threads that search them, one that writes. */
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Archive } from '../../archive/archive.ts';
import { lastChange } from '../../archive/outbox.ts';
import { dayOf } from '../../archive/viewer.ts';
import { Busy } from '../busy.ts';
import type { EngineState, SearchAnswer, SearchEngine, WithinAnswer } from '../engine.ts';
import { buildingSince, noteBuilding } from './building.ts';
import type { Followed } from './follow.ts';
import { identityOf, newGeneration, remove, sweep, usableFile } from './generation.ts';
import { openPool } from './pool.ts';
import { openSuggesting } from './suggesting.ts';
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
const WATCH = 30_000; // milliseconds between two looks at the calendar
const READY_WITHIN = 10_000; // milliseconds that a search waits for the index to be opened or built
const BEING_BUILT = 'The search index is being built. Try again in a while.';
const RESTART = 1000; // milliseconds until a writer that ended is started again

/**
 * Opens the index of an archive and begins to follow it. Where there is no index, or one that cannot be used, it is built;
 * until then searches wait for a while, and are then refused as Busy. Close it before the archive.
 */
export function openEmbedded({ folder, db }: Archive, options: Partial<EmbeddedOptions> = {}): SearchEngine {
  const { threads, limit, queue, poll, today } = { ...DEFAULTS, ...options };
  const onLeft = () => {
    if (!closed) void sweep(folder, db);
  };
  const pool = openPool({ threads, limit, queue, onBroken, onLeft });
  const suggesting = openSuggesting({ threads, limit, queue, onBroken, onLeft }, noteError);
  const followed = new Map<string, Standing>(); // by file
  let serving: string | null = null; // the file that is searched
  let message: string | null = null;
  let closed = false;
  let building: Promise<void> | null = null;
  let builder: Writer | null = null;
  const listeners = new Set<(done: number, all: number) => void>();
  const onProgress = (done: number, all: number) => {
    for (const hear of listeners) hear(done, all);
  };
  const unreadable = new Set<number>(); // testimonies
  const onUnreadable = (ids: number[]) => {
    for (const id of ids) unreadable.add(id);
  };
  let moving: Promise<void> = Promise.resolve(); // the searching threads' move to another generation
  let writer = newWriter();
  const begun = begin();

  async function begin(): Promise<void> {
    try {
      const usable = usableFile(folder, db);
      if (usable.name !== null) {
        followed.set(usable.name, usable);
        await writer.carryOut({ kind: 'open', file: usable.name });
        return await moveTo(usable.name);
      }
      message = usable.why;
    } catch (error) {
      noteError(error as Error);
    }
    await rebuild().catch(noteError);
  }

  function newWriter(): Writer {
    return startWriter(
      { folder, today: today(), poll },
      {
        onProgress,
        onUnreadable,
        onFollowed(name, state) {
          followed.set(name, state);
          for (const id of state.written) unreadable.delete(id);
          for (const id of state.unreadable) unreadable.add(id);
        },
        onMoved: (name) => void moveTo(name).catch(noteError),
        onError(text, broken) {
          message = `The search index does not follow the archive: ${text}`;
          if (broken) onBroken();
        },
        onEnd: () => void setTimeout(startAgain, RESTART).unref(),
      },
    );
  }

  function startAgain(): void {
    if (closed) return;
    writer = newWriter();
    if (serving) writer.carryOut({ kind: 'open', file: serving }).catch(noteError);
  }

  function moveTo(file: string): Promise<void> {
    moving = moving
      .catch(() => {})
      .then(() => pool.moveTo(join(folder, file)))
      .then(() => {
        serving = file;
        suggesting.moveTo(join(folder, file));
        for (const name of followed.keys()) if (name !== file) followed.delete(name);
        sweep(folder, db);
      });
    return moving;
  }

  function rebuild(hear?: (done: number, all: number) => void): Promise<void> {
    if (hear) listeners.add(hear);
    building ??= build().finally(() => {
      building = null;
      listeners.clear();
    });
    return building;
  }

  async function build(): Promise<void> {
    unreadable.clear();
    const endNote = noteBuilding(db, lastChange(db));
    const file = newGeneration(folder);
    try {
      const task = { kind: 'build' as const, file, identity: identityOf(db), today: today() };
      if (serving === null) {
        await writer.carryOut(task); // it has nothing to follow yet
      } else {
        builder = startWriter({ folder, today: today(), poll }, { onProgress, onUnreadable });
        await builder.carryOut(task);
        await builder.close();
      }
      await writer.carryOut({ kind: 'adopt', file });
    } catch (error) {
      remove(join(folder, file));
      throw error;
    } finally {
      builder = null;
      endNote();
    }
    await moveTo(file);
    message = null;
  }

  function onBroken(): void {
    if (!building && !closed) void rebuild().catch(noteError);
  }

  function noteError(error: Error): void {
    message = `The search index is not what it should be: ${error.message}`;
  }

  async function whenReady(): Promise<void> {
    if (serving) return;
    let timer: NodeJS.Timeout | undefined;
    const tooLong = new Promise<void>((_, reject) => {
      timer = setTimeout(() => reject(new Busy(BEING_BUILT)), READY_WITHIN);
    });
    await Promise.race([begun, tooLong]).finally(() => clearTimeout(timer));
    if (!serving) throw new Busy(message ?? BEING_BUILT);
  }

  /** Where the index that is searched stands; at the beginning of everything where there is none yet. */
  function standing(): Standing {
    const { cursor, day } = followed.get(serving ?? '') ?? { cursor: 0, day: today() };
    return { cursor, day };
  }

  const watch = setInterval(() => {
    if (serving === null)
      onBroken(); // it could not be built: perhaps it can now
    else if (standing().day !== today()) writer.carryOut({ kind: 'follow', today: today() }).catch(noteError);
  }, WATCH).unref();

  return {
    async search(request) {
      await whenReady();
      return (await pool.run({ kind: 'search', request })) as SearchAnswer;
    },
    async within(testimonyId, query, who, spellings) {
      await whenReady();
      return (await pool.run({ kind: 'within', testimonyId, query, who, spellings })) as WithinAnswer;
    },
    async suggest(request) {
      await whenReady();
      return suggesting.suggest(request);
    },
    current: standing,
    async follow() {
      await begun;
      await building?.catch(() => {});
      if (!serving) throw new Busy(message ?? 'There is no search index yet.');
      await writer.carryOut({ kind: 'follow', today: today() });
      await moving;
    },
    async rebuild(hear) {
      if (!building) await begun;
      await rebuild(hear);
    },
    async state(): Promise<EngineState> {
      const { cursor } = standing();
      return {
        name: 'embedded',
        ready: serving !== null,
        cursor: Math.min(cursor, buildingSince(db) ?? cursor),
        ...pool.held(),
        message: message ?? saysUnreadable(unreadable),
      };
    },
    async close() {
      closed = true;
      clearInterval(watch);
      if (building) await (builder ?? writer).abort(); // what it has built is nothing yet
      await begun.catch(() => {});
      await building?.catch(() => {});
      await moving.catch(() => {});
      await writer.close();
      await suggesting.close();
      await pool.close();
    },
  };
}

function saysUnreadable(testimonies: Set<number>): string | null {
  if (testimonies.size === 0) return null;
  return `Testimonies that cannot be read are not in the search index: ${[...testimonies].join(', ')}.`;
}
