/** The index of an archive in a Meilisearch: one thread that keeps it as the archive is, and one that searches it. */
import type { Worker } from 'node:worker_threads';
import type { Archive } from '../../archive/archive.ts';
import { lastChange } from '../../archive/outbox.ts';
import { startThread } from '../embedded/threads.ts';
import type { EngineState, SearchAnswer, SearchRequest } from '../engine.ts';
import { beyond } from './beyond.ts';
import { buildingSince } from './build.ts';
import type { Address } from './connection.ts';
import { confirmed } from './standing.ts';
import type { FromSearcher, FromWriter, SearcherData, Serving, ToSearcher, ToWriter, WriterData } from './threads.ts';
import { type Trouble, trouble } from './trouble.ts';

export interface MeilisearchOptions {
  address: Address;
  searches: boolean; // false for a command that only builds or follows
  limit: number; // milliseconds one search may take
  poll: number; // milliseconds between two looks for what changed
  probe: number; // milliseconds between two looks whether all is well
  today: () => string; // YYYY-MM-DD
  /** Hears what is wrong when something comes to be, and that it is over. */
  hear: (message: string) => void;
}

export interface MeilisearchIndex {
  /** Answers a search, or says why the embedded index is to: it is beyond Meilisearch, or Meilisearch is in trouble. */
  search(request: SearchRequest): Promise<SearchAnswer | Instead>;
  /** What is wrong, if it is: searches are then answered by the embedded index instead. */
  trouble(): Trouble | null;
  /** Where the index stands; null while none can be searched. */
  current(): { cursor: number; day: string } | null;
  /** The change after which every other is still needed. */
  needsFrom(): number;
  follow(): Promise<void>;
  rebuild(onProgress?: (done: number, all: number) => void): Promise<void>;
  state(): Promise<EngineState>;
  close(): Promise<void>;
}

export type Instead = 'beyond' | 'trouble';

const SLOW_IN_A_ROW = 3; // searches
const REST = 15_000; // milliseconds that nothing is asked of one that was slow
const LONGEST_BEHIND = 10_000; // milliseconds that answers may be as of before a change
const WATCH = 30_000; // milliseconds between two looks at the calendar
const PATIENCE = 3000; // milliseconds for the threads to end what they do

export function openMeilisearch({ folder, db }: Archive, options: MeilisearchOptions): MeilisearchIndex {
  const { address, searches, limit, poll, probe, today, hear } = options;
  let serving: Serving | null = null;
  let wrong: Trouble | null = trouble('connecting');
  let restsUntil = 0;
  let slow = 0;
  let behindSince: number | null = null;
  let closed = false;
  const unreadable = new Set<number>();
  const listeners = new Set<(done: number, all: number) => void>();
  const asked = new Map<number, { resolve: (answer: SearchAnswer | Instead) => void }>();
  const told = new Map<number, { resolve: () => void; reject: (error: Error) => void }>();
  let last = 0;

  const writer = startThread(new URL('./writer-thread.ts', import.meta.url).href, {
    folder,
    address,
    today: today(),
    poll,
    probe,
  } satisfies WriterData);
  writer.on('message', (message: FromWriter) => {
    if (message.kind === 'standing') {
      serving = message.standing;
      noteWrong(message.trouble);
    } else if (message.kind === 'unreadable') {
      for (const id of message.written) unreadable.delete(id);
      for (const id of message.unreadable) unreadable.add(id);
    } else if (message.kind === 'progress') {
      for (const listener of listeners) listener(message.done, message.all);
    } else {
      const { id } = message;
      if (message.kind === 'done') told.get(id)?.resolve();
      else told.get(id)?.reject(new Error(message.message));
      told.delete(id);
    }
  });
  onEnd(writer, () => {
    serving = null;
    const ended = trouble('unknown', 'the thread that writes to it ended. Restart Kolot.');
    noteWrong(ended);
    for (const { reject } of told.values()) reject(new Error(ended.message));
    told.clear();
  });

  const searcher = searches
    ? startThread(new URL('./searcher-thread.ts', import.meta.url).href, {
        folder,
        host: address.host,
        limit,
      } satisfies SearcherData)
    : null;
  searcher?.on('message', (message: FromSearcher) => {
    const one = asked.get(message.id);
    asked.delete(message.id);
    if (message.kind === 'failed') {
      if (message.trouble) noteTrouble(message.trouble);
      return one?.resolve(message.trouble ? 'trouble' : 'beyond');
    }
    slow = 0;
    one?.resolve(message.answer);
  });
  if (searcher) {
    onEnd(searcher, () => {
      for (const { resolve } of asked.values()) resolve('trouble');
      asked.clear();
    });
  }

  function onEnd(worker: Worker, then: () => void): void {
    worker.on('error', () => {}); // 'exit' follows
    worker.on('exit', () => {
      if (!closed) then();
    });
  }

  function noteWrong(what: Trouble | null): void {
    if (what?.message !== wrong?.message) hear(what?.message ?? 'Meilisearch answers searches.');
    wrong = what;
  }

  /** What a search met with. The writer looks into it, and says when it is over. */
  function noteTrouble(what: Trouble): void {
    if (what.kind === 'slow') {
      if (++slow < SLOW_IN_A_ROW) return;
      restsUntil = performance.now() + REST;
      slow = 0;
      return;
    }
    serving = null;
    noteWrong(what);
    tell('doubt').catch(() => {}); // it is told as trouble
  }

  function tell(kind: 'follow' | 'doubt' | 'rebuild'): Promise<void> {
    const id = ++last;
    return new Promise((resolve, reject) => {
      told.set(id, { resolve, reject });
      writer.postMessage({ kind, id, today: today() } satisfies ToWriter);
    });
  }

  const watch = setInterval(() => {
    if (serving && serving.day !== today()) tell('follow').catch(() => {}); // it is told as trouble
  }, WATCH).unref();

  function whatIsWrong(): Trouble | null {
    if (!serving) return wrong;
    if (performance.now() < restsUntil) return trouble('slow', address.host);
    const behind = lastChange(db) - serving.cursor;
    if (behind <= 0) behindSince = null;
    else behindSince ??= performance.now();
    return performance.now() - (behindSince ?? Infinity) > LONGEST_BEHIND ? trouble('behind', String(behind)) : null;
  }

  return {
    async search(request) {
      if (beyond(request) !== null) return 'beyond';
      const now = serving;
      if (whatIsWrong() !== null || !now || !searcher) return 'trouble';
      const id = ++last;
      return new Promise((resolve) => {
        asked.set(id, { resolve });
        searcher.postMessage({ kind: 'search', task: { id, request, serving: now } } satisfies ToSearcher);
      });
    },
    trouble: whatIsWrong,
    current: () => serving && { cursor: serving.cursor, day: serving.day },
    needsFrom() {
      const cursor = confirmed(db)?.cursor ?? 0;
      return Math.min(cursor, buildingSince(db) ?? cursor);
    },
    follow: () => tell('follow'),
    async rebuild(onProgress) {
      if (onProgress) listeners.add(onProgress);
      await tell('rebuild').finally(() => {
        if (onProgress) listeners.delete(onProgress);
      });
    },
    async state() {
      return {
        name: 'meilisearch',
        ready: serving !== null,
        cursor: serving?.cursor ?? 0,
        testimonies: serving?.testimonies ?? 0,
        passages: 0, // they are in the embedded index
        message: whatIsWrong()?.message ?? saysUnreadable(unreadable),
      };
    },
    async close() {
      closed = true;
      clearInterval(watch);
      await Promise.all([end(writer), ...(searcher ? [end(searcher)] : [])]);
      for (const { resolve } of asked.values()) resolve('trouble');
      for (const { reject } of told.values()) reject(new Error('The archive is closing.'));
    },
  };
}

/** Tells a thread to end, and ends it if it does not. */
async function end(worker: Worker): Promise<void> {
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  worker.postMessage({ kind: 'close' } satisfies ToWriter & ToSearcher);
  const timer = setTimeout(() => void worker.terminate(), PATIENCE);
  await ended;
  clearTimeout(timer);
}

function saysUnreadable(testimonies: Set<number>): string | null {
  if (testimonies.size === 0) return null;
  return `Testimonies that cannot be read are not in the index in Meilisearch: ${[...testimonies].join(', ')}.`;
}
