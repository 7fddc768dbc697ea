import { Worker } from 'node:worker_threads';
import type { Reach, SearchAnswer, SearchRequest, WithinAnswer } from '../engine.ts';
import type { ParsedQuery } from '../query.ts';
import { ChangesMissing, type Followed } from './follow.ts';

/** What the threads are given when they start, and say to each other. Paths are absolute; times in milliseconds. */
export interface SearcherData {
  path: string; // of the index
}
export type SearchTask =
  | { kind: 'search'; request: SearchRequest }
  | { kind: 'within'; testimonyId: number; query: ParsedQuery; who: Reach };
export interface ToSearcher {
  task: SearchTask;
  limit: number;
}
export type FromSearcher =
  | { kind: 'ready'; testimonies: number; passages: number }
  | { kind: 'answer'; answer: SearchAnswer | WithinAnswer; testimonies: number; passages: number }
  | { kind: 'error'; message: string; busy: boolean; unreadable: boolean };

export interface WriterData {
  folder: string;
  file: string; // name of the live index
  today: string;
  poll: number; // how often another process's changes are looked for
}
export type ToWriter =
  | { kind: 'follow'; id: number; today: string }
  | { kind: 'adopt'; id: number; file: string }
  | { kind: 'close' };
export type FromWriter =
  | { kind: 'done'; id: number }
  | { kind: 'followed'; file: string; state: Followed }
  | { kind: 'moved'; file: string }
  | { kind: 'error'; id: number | null; message: string; unreadable: boolean };

export interface BuilderData {
  folder: string;
  file: string;
  identity: string;
  today: string;
}
export type FromBuilder = { kind: 'progress'; done: number; all: number } | { kind: 'built' };

/** Starts a thread that runs `module`, a file of this folder. */
export function startThread(module: string, data: SearcherData | WriterData | BuilderData): Worker {
  return new Worker(new URL('./thread.js', import.meta.url), {
    workerData: { ...data, module: new URL(module, import.meta.url).href },
    name: `kolot-${module.replace(/^\.\/|\.ts$/g, '')}`,
  });
}

/** True for an error that says the index file cannot be used: it is then built anew. */
export function saysUnreadable(error: unknown): boolean {
  return error instanceof ChangesMissing || /^SQLITE_(CORRUPT|NOTADB)/.test((error as { code?: string }).code ?? '');
}
