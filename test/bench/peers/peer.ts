/** A contestant of the bench: something that indexes the corpus, and answers its queries. */
import type { Archive } from '../../../server/archive/archive.ts';
import type { Filters } from '../../../server/search/engine.ts';
import { foldedTokens } from '../../../server/search/folding.ts';

export interface Peer {
  version: string;
  /** What is to be known to read its figures rightly. */
  notes: string[];
  testimonies: number; // that it holds
  build(): Promise<void>;
  /** Chooses what answers these queries best, where there is a choice; not timed. */
  before?(queries: readonly Question[]): Promise<void>;
  /** Testimonies found, once facets and the first twenty are there. */
  search(question: Question): Promise<number>;
  /** Bytes on disk of what was built. */
  bytes(): Promise<number>;
  /** Bytes of memory of the processes that serve. */
  memory(): Promise<number>;
  /** Indexes each spelling as a text of its own, and gives what searches them: the numbers of those found. */
  names(spellings: readonly string[]): Promise<(spelling: string) => Promise<number[]>>;
  /** Ends what it started. */
  close(): Promise<void>;
}

export interface Question {
  text: string; // as people type it into Kolot
  filters: Filters | null;
}

export interface Setting {
  archive: Archive; // filled; to be read
  folder: string; // for what it writes
  testimonies: number;
}

/** Opens a contestant, where it can be had. */
export type OpenPeer = (setting: Setting) => Promise<Peer | Absent>;

/** Why a contestant cannot be had on this machine. */
export interface Absent {
  absent: string;
}

/** Milliseconds spent so far on what `texts` gives: no part of what an engine takes to build. */
export const preparing = { ms: 0 };

/**
 * Each testimony's words as one text, with its number: folded as Kolot folds them, so that the same queries find the same in
 * every engine.
 */
export function* texts({ db }: Archive, most = Number.POSITIVE_INFINITY): Generator<{ id: number; text: string }> {
  const passages = db
    .prepare<[number], string>('SELECT text FROM passage WHERE transcript_id = ? ORDER BY position')
    .pluck();
  // Of the bench's corpus, a transcript has the number of its testimony.
  const ids = db.prepare<[], number>('SELECT id FROM testimony ORDER BY id').pluck().all();
  for (const id of ids.slice(0, most)) {
    const begun = performance.now();
    const text = passages
      .all(id)
      .map((passage) => foldedTokens(passage).join(' '))
      .join(' ¶ ');
    preparing.ms += performance.now() - begun;
    yield { id, text };
  }
}

/** The words of a query: what is between quotes as one, and without the star of a prefix. */
export function wordsOf(text: string): { kind: 'word' | 'phrase' | 'prefix'; text: string }[] {
  if (text.startsWith('"')) return [{ kind: 'phrase', text: text.slice(1, -1) }];
  return text
    .split(' ')
    .filter(Boolean)
    .map((word) => (word.endsWith('*') ? { kind: 'prefix', text: word.slice(0, -1) } : { kind: 'word', text: word }));
}
