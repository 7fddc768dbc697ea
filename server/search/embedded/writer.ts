import type { Worker } from 'node:worker_threads';
import type { Followed } from './follow.ts';
import { type FromWriter, startThread, type ToWriter, type WriterData } from './threads.ts';

/** The writer thread, as the engine speaks to it. */
export interface Writer {
  follow(today: string): Promise<void>;
  adopt(file: string): Promise<void>;
  close(): Promise<void>;
}

export interface WriterEvents {
  onFollowed: (file: string, state: Followed) => void;
  onMoved: (file: string) => void; // another process switched the index
  onError: (message: string, unreadable: boolean) => void;
  onEnd: () => void; // it ended without being told to
}

export function startWriter(data: WriterData, events: WriterEvents): Writer {
  const worker: Worker = startThread('./writer-thread.ts', data);
  const waiting = new Map<number, { resolve: () => void; reject: (error: Error) => void }>();
  let last = 0;
  let closing = false;
  const ended = new Promise<void>((resolve) => worker.on('exit', () => resolve()));

  worker.on('message', (message: FromWriter) => {
    if (message.kind === 'followed') return events.onFollowed(message.file, message.state);
    if (message.kind === 'moved') return events.onMoved(message.file);
    if (message.kind === 'error') events.onError(message.message, message.unreadable);
    const asked = waiting.get(message.id ?? 0);
    waiting.delete(message.id ?? 0);
    if (message.kind === 'done') asked?.resolve();
    else asked?.reject(new Error(message.message));
  });
  worker.on('error', (error) => {
    events.onError(error.message, (error as { code?: string }).code?.startsWith('SQLITE_') ?? false);
  });
  worker.on('exit', () => {
    for (const { reject } of waiting.values()) reject(new Error('The thread that follows the archive ended.'));
    waiting.clear();
    if (!closing) events.onEnd();
  });

  function ask(make: (id: number) => ToWriter): Promise<void> {
    const id = ++last;
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      worker.postMessage(make(id));
    });
  }

  return {
    follow: (today) => ask((id) => ({ kind: 'follow', id, today })),
    adopt: (file) => ask((id) => ({ kind: 'adopt', id, file })),
    async close() {
      closing = true;
      worker.postMessage({ kind: 'close' } satisfies ToWriter);
      await ended;
    },
  };
}
