/**
 * The threads that search, and the queue before them. Each thread does one search at a time. What waits is bounded by what
 * it will cost, so that a flood of dear searches is refused at once and in words, instead of making everyone wait.
 */
import type { Worker } from 'node:worker_threads';
import { Busy } from '../busy.ts';
import { costOf } from './cost.ts';
import {
  type Answered,
  type FromSearcher,
  type Held,
  type SearchTask,
  startThread,
  type ToSearcher,
} from './threads.ts';

export interface PoolOptions {
  threads: number;
  module?: string; // what each runs; searcher-thread.ts unless said otherwise
  limit: number; // milliseconds one search may take
  queue: number; // cost that may wait (cost.ts)
  onBroken: () => void; // the index file turned out to be broken
  onLeft: () => void; // a thread let go of an index that others had left
}

export interface Pool {
  run(task: SearchTask): Promise<Answered>;
  /** Starts as many threads on the file at `path` and sends the older ones home when they have answered. */
  moveTo(path: string): Promise<void>;
  /** What the index held when last answered from. */
  held(): Held;
  close(): Promise<void>;
}

interface Waiting {
  task: SearchTask;
  cost: number;
  resolve: (answer: Answered) => void;
  reject: (error: Error) => void;
}

interface Thread {
  worker: Worker;
  path: string | null; // null until it is told which index to open
  ready: Promise<void>;
  isReady: boolean;
  doing: Waiting | null;
  timer: NodeJS.Timeout | null;
}

const TOO_MANY = 'Too many searches are being made just now. Try again in a moment.';
const ENDED = 'The search could not be finished. Try again.';
/** A running statement does not hear the time limit: after so many limits its thread is ended and another started. */
const PATIENCE = 5;
const AT_LEAST = 1000; // milliseconds

export function openPool(options: PoolOptions): Pool {
  let threads: Thread[] = [];
  const queue: Waiting[] = [];
  let waitingCost = 0;
  let held: Held = { testimonies: 0, passages: 0 };
  let current: string | null = null;
  let closed = false;
  const spare = Array.from({ length: options.threads }, boot); // a thread takes longer to start than a small index to be built

  function start(path: string): Thread {
    const thread = spare.pop() ?? boot();
    thread.path = path;
    thread.worker.postMessage({ kind: 'open', path } satisfies ToSearcher);
    return thread;
  }

  function boot(): Thread {
    const worker = startThread(options.module ?? './searcher-thread.ts');
    let settle: { resolve: () => void; reject: (error: Error) => void };
    const ready = new Promise<void>((resolve, reject) => {
      settle = { resolve, reject };
    });
    ready.catch(() => {}); // whoever waits for it hears of it
    const thread: Thread = { worker, path: null, ready, isReady: false, doing: null, timer: null };
    worker.on('message', (message: FromSearcher) => {
      if (message.kind !== 'error') ({ held } = message);
      if (message.kind === 'opened') {
        thread.isReady = true;
        settle.resolve();
      } else if (message.kind === 'error' && !thread.isReady) {
        settle.reject(new Error(message.message));
        if (message.broken) options.onBroken();
      } else {
        finish(thread, message);
      }
      next();
    });
    worker.on('error', (error) => {
      settle.reject(error);
      if ((error as { code?: string }).code?.startsWith('SQLITE_')) options.onBroken();
    });
    worker.on('exit', () => {
      settle.reject(new Error('The search thread ended.'));
      if (thread.timer) clearTimeout(thread.timer);
      thread.doing?.reject(new Busy(ENDED));
      thread.doing = null;
      const wasReady = thread.isReady;
      thread.isReady = false;
      if (!threads.includes(thread)) {
        if (!closed) options.onLeft();
        return;
      }
      threads = threads.filter((other) => other !== thread);
      if (wasReady && !closed && current !== null) threads.push(start(current));
    });
    return thread;
  }

  function finish(thread: Thread, message: Exclude<FromSearcher, { kind: 'opened' }>): void {
    const { doing } = thread;
    thread.doing = null;
    if (thread.timer) clearTimeout(thread.timer);
    if (message.kind === 'answer') doing?.resolve(message.answer);
    else doing?.reject(message.busy ? new Busy(message.message) : new Error(message.message));
    if (message.kind === 'error' && message.broken) options.onBroken();
    if (!threads.includes(thread)) void thread.worker.terminate();
  }

  function next(): void {
    for (const thread of threads) {
      if (queue.length === 0) return;
      if (!thread.isReady || thread.doing) continue;
      const waiting = queue.shift()!;
      waitingCost -= waiting.cost;
      thread.doing = waiting;
      thread.timer = setTimeout(() => giveUp(thread), AT_LEAST + options.limit * PATIENCE);
      thread.worker.postMessage({ kind: 'task', task: waiting.task, limit: options.limit } satisfies ToSearcher);
    }
  }

  function giveUp(thread: Thread): void {
    thread.doing?.reject(new Busy(ENDED));
    thread.doing = null;
    threads = threads.filter((other) => other !== thread);
    if (!closed && current !== null) threads.push(start(current));
    void thread.worker.terminate();
  }

  return {
    run(task) {
      if (options.threads === 0) throw new Error('This index was opened without threads to search it.');
      const cost = costOf(task);
      if (closed || (waitingCost > 0 && waitingCost + cost > options.queue)) return Promise.reject(new Busy(TOO_MANY));
      return new Promise((resolve, reject) => {
        queue.push({ task, cost, resolve, reject });
        waitingCost += cost;
        next();
      });
    },
    async moveTo(path) {
      const fresh = Array.from({ length: options.threads }, () => start(path));
      try {
        await Promise.all(fresh.map(({ ready }) => ready));
      } catch (error) {
        for (const { worker } of fresh) void worker.terminate();
        throw error;
      }
      if (closed) {
        for (const { worker } of fresh) void worker.terminate();
        return;
      }
      const old = threads;
      threads = fresh;
      current = path;
      for (const { worker, doing } of old) if (!doing) void worker.terminate();
      next();
    },
    held: () => held,
    async close() {
      closed = true;
      for (const { reject } of queue.splice(0)) reject(new Busy('The archive is closing.'));
      await Promise.all([...threads, ...spare].map(({ worker }) => worker.terminate()));
    },
  };
}
