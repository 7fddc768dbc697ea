/** What the two threads of this engine are given when they start, and say. Times in milliseconds. */
import type { SearchAnswer, SearchRequest } from '../engine.ts';
import type { Address } from './connection.ts';
import type { SearchKey } from './reading.ts';
import type { Trouble } from './trouble.ts';

/** The thread that writes. It alone has the key that may. */
export interface WriterData {
  folder: string;
  address: Address;
  today: string;
  poll: number; // between two looks for what changed
  probe: number; // between two looks whether Meilisearch is there, and its index as it was left
}
/** `doubt`: look whether all is well, then follow. */
export type ToWriter = { kind: 'follow' | 'doubt' | 'rebuild'; id: number; today: string } | { kind: 'close' };
export type FromWriter =
  | { kind: 'done'; id: number }
  | { kind: 'failed'; id: number; message: string } // or could not
  | { kind: 'standing'; standing: Serving | null; trouble: Trouble | null }
  | { kind: 'unreadable'; written: number[]; unreadable: number[] }
  | { kind: 'progress'; done: number; all: number };

/** An index that can be searched: how far it has followed, and how to ask it. */
export interface Serving {
  cursor: number;
  day: string;
  testimonies: number;
  index: string;
  key: SearchKey;
}

/** The thread that searches. It has a key that can search, and no other. */
export interface SearcherData {
  folder: string;
  host: string;
  limit: number; // that one search may take
}
export interface SearchTask {
  id: number;
  request: SearchRequest;
  serving: Serving;
}
export type ToSearcher = { kind: 'search'; task: SearchTask } | { kind: 'close' };
export type FromSearcher =
  | { kind: 'answer'; id: number; answer: SearchAnswer }
  | { kind: 'failed'; id: number; trouble: Trouble | null }; // null: the embedded index is to answer, and nothing is wrong
