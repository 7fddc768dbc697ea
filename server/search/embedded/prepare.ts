/**
 * The half of a build that only reads: testimonies as the tables will hold them, then the dictionaries. It comes in steps,
 * so that it can run in a thread of its own beside the half that writes (build.ts).
 */
import type { Database } from '../../db/open.ts';
import { documentIds, documentOf } from '../collect.ts';
import type { SearchDocument } from '../document.ts';
import { dictionaryKeys } from '../names/dictionary-keys.ts';
import { type Columns, columnsOf } from './columns.ts';
import { storedStem } from './dictionary.ts';
import { eachWord, GAP, piecesOf } from './pieces.ts';
import { AUDIENCES } from './schema.ts';
import { commonestFirst, newWordNumbers, numberIn, testimoniesWith, type WordNumbers, wordOf } from './word-numbers.ts';

export interface PreparedTestimony {
  document: Omit<SearchDocument, 'texts' | 'passages'>;
  passages: number;
  columns: (Columns | null)[]; // by audience
}

export interface PreparedWord {
  id: number;
  word: string;
  stem: string | null;
  keys: string[];
  testimonies: number;
}

export type Step =
  | { kind: 'testimonies'; some: PreparedTestimony[]; unreadable: number[]; done: number; all: number }
  | { kind: 'words'; k: number; words: PreparedWord[] };

const A_STEP = 40; // testimonies
const WORDS_A_STEP = 20_000;
const SAMPLE = 300; // testimonies whose words say which are common
const WORTH_A_SAMPLE = 2000;

export function* prepare(archive: Database, day: string): Generator<Step> {
  const ids = documentIds(archive);
  const dictionaries: WordNumbers[] = AUDIENCES.map(newWordNumbers);
  if (ids.length >= WORTH_A_SAMPLE) dictionaries[0] = commonWords(archive, ids, day);
  for (let from = 0; from < ids.length; from += A_STEP) {
    const some: PreparedTestimony[] = [];
    const unreadable: number[] = [];
    for (const id of ids.slice(from, from + A_STEP)) {
      try {
        const document = documentOf(archive, id, day);
        if (document) some.push(prepared(document, dictionaries));
      } catch (error) {
        if ((error as { code?: string }).code?.startsWith('SQLITE_')) throw error;
        unreadable.push(id);
      }
    }
    yield { kind: 'testimonies', some, unreadable, done: Math.min(from + A_STEP, ids.length), all: ids.length };
  }
  for (const k of AUDIENCES) yield* preparedWords(k, dictionaries[k]!);
}

function prepared(document: SearchDocument, dictionaries: WordNumbers[]): PreparedTestimony {
  const { texts, passages, ...rest } = document;
  return {
    document: rest,
    passages: new Set(passages.map(({ id }) => id)).size,
    columns: piecesOf({ ...rest, texts, passages }).map((some, k) =>
      some.length === 0
        ? null
        : columnsOf(some, (text, start, end) => numberIn(dictionaries[k]!, text, start, end, document.id)),
    ),
  };
}

/** A dictionary of the words in a sample of the archive, so that the common ones get small numbers. */
function commonWords(archive: Database, ids: number[], day: string): WordNumbers {
  const words = newWordNumbers();
  let occurrence = 0; // each counts
  for (let i = 0; i < SAMPLE; i++) {
    const document = documentOf(archive, ids[Math.floor((i * ids.length) / SAMPLE)]!, day);
    for (const { text } of document ? piecesOf(document)[0]! : []) {
      eachWord(text, (start, end) => {
        if (!text.startsWith(GAP, start)) numberIn(words, text, start, end, ++occurrence);
      });
    }
  }
  return commonestFirst(words);
}

function* preparedWords(k: number, dictionary: WordNumbers): Generator<Step> {
  for (let from = 1; from <= dictionary.count; from += WORDS_A_STEP) {
    const words: PreparedWord[] = [];
    for (let id = from; id <= dictionary.count && id < from + WORDS_A_STEP; id++) {
      const word = wordOf(dictionary, id);
      words.push({
        id,
        word,
        stem: storedStem(word),
        keys: dictionaryKeys(word),
        testimonies: testimoniesWith(dictionary, id),
      });
    }
    yield { kind: 'words', k, words };
  }
}
