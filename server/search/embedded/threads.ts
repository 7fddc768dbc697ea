import { Worker } from 'node:worker_threads';
import type { Reach, SearchAnswer, SearchRequest, Spellings, WithinAnswer } from '../engine.ts';
import type { ParsedQuery } from '../query.ts';
import type { SuggestAnswer, SuggestRequest } from '../suggest/asked.ts';
import { ChangesMissing, type Followed } from './follow.ts';

/** What the threads are given when they start, and say to each other. Times in milliseconds. */
export type SearchTask =
  | { kind: 'search'; request: SearchRequest }
  | { kind: 'within'; testimonyId: number; query: ParsedQuery; who: Reach; spellings?: Spellings }
  | { kind: 'suggest'; request: SuggestRequest };
export type Answered = SearchAnswer | WithinAnswer | SuggestAnswer;
export type ToSearcher = { kind: 'open'; path: string } | { kind: 'task'; task: SearchTask; limit: number };
export type FromSearcher =
  | { kind: 'opened'; held: Held }
  | { kind: 'answer'; answer: Answered; held: Held }
  | { kind: 'error'; message: string; busy: boolean; broken: boolean };

export interface Held {
  testimonies: number;
  passages: number;
}

export interface WriterData {
  folder: string;
  today: string;
  poll: number; // between two looks for what another process changed
}
export type WriterTask =
  | { kind: 'open'; file: string } // the live index
  | { kind: 'follow'; today: string }
  | { kind: 'build'; file: string; identity: string; today: string }
  | { kind: 'adopt'; file: string }; // a file just built: follow to the end, point to it, and go on with it
export type ToWriter = { kind: 'task'; id: number; task: WriterTask } | { kind: 'close' };
export type FromWriter =
  | { kind: 'done'; id: number }
  | { kind: 'progress'; done: number; all: number }
  | { kind: 'unreadable'; testimonies: number[] }
  | { kind: 'followed'; file: string; state: Followed }
  | { kind: 'moved'; file: string }
  | { kind: 'error'; id: number | null; message: string; broken: boolean };

/** Starts a thread that runs `module`, a file of this folder. */
export function startThread(module: string, data: object = {}): Worker {
  return new Worker(new URL('./thread.js', import.meta.url), {
    workerData: { ...data, module: new URL(module, import.meta.url).href },
    name: `kolot-${module.replace(/^\.\/|\.ts$/g, '')}`,
  });
}

/** True for an error that says the index file cannot be used: it is then built anew. */
export function saysBroken(error: unknown): boolean {
  return error instanceof ChangesMissing || /^SQLITE_(CORRUPT|NOTADB)/.test((error as { code?: string }).code ?? '');
}
