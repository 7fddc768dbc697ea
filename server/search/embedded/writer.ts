import type { Followed } from './follow.ts';
import { type FromWriter, startThread, type ToWriter, type WriterData, type WriterTask } from './threads.ts';

/** A writer thread, as the engine speaks to it. */
export interface Writer {
  /** Resolves when the task is done; rejects where it failed or the thread ended. */
  carryOut(task: WriterTask): Promise<void>;
  close(): Promise<void>; // when what it does is done
  abort(): Promise<void>; // now
}

export interface WriterEvents {
  onProgress?: (done: number, all: number) => void;
  onUnreadable?: (testimonies: number[]) => void; // they are not in the index
  onFollowed?: (file: string, state: Followed) => void;
  onMoved?: (file: string) => void; // another process switched the index
  onError?: (message: string, broken: boolean) => void; // broken: the index cannot be used
  onEnd?: () => void; // it ended without being told to
}

export function startWriter(data: WriterData, events: WriterEvents): Writer {
  const worker = startThread('./writer-thread.ts', data);
  const waiting = new Map<number, { resolve: () => void; reject: (error: Error) => void }>();
  let last = 0;
  let told = false; // to end
  const ended = new Promise<void>((resolve) => worker.on('exit', () => resolve()));

  worker.on('message', (message: FromWriter) => {
    if (message.kind === 'followed') return events.onFollowed?.(message.file, message.state);
    if (message.kind === 'unreadable') return events.onUnreadable?.(message.testimonies);
    if (message.kind === 'moved') return events.onMoved?.(message.file);
    if (message.kind === 'progress') return events.onProgress?.(message.done, message.all);
    const asked = waiting.get(message.id ?? 0);
    waiting.delete(message.id ?? 0);
    if (message.kind === 'done') return asked?.resolve();
    events.onError?.(message.message, message.broken);
    asked?.reject(new Error(message.message));
  });
  worker.on('error', (error) => events.onError?.(error.message, saysSqlite(error)));
  worker.on('exit', () => {
    for (const { reject } of waiting.values()) reject(new Error('The thread that writes the search index ended.'));
    waiting.clear();
    if (!told) events.onEnd?.();
  });

  return {
    carryOut(task) {
      const id = ++last;
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        worker.postMessage({ kind: 'task', id, task } satisfies ToWriter);
      });
    },
    async close() {
      told = true;
      worker.postMessage({ kind: 'close' } satisfies ToWriter);
      await ended;
    },
    async abort() {
      told = true;
      await worker.terminate();
    },
  };
}

function saysSqlite(error: Error): boolean {
  return (error as { code?: string }).code?.startsWith('SQLITE_') ?? false;
}
