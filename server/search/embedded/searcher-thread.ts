/** A thread that searches one generation of the index, one search at a time. */
import { parentPort } from 'node:worker_threads';
import { Busy } from '../busy.ts';
import { answer, answerWithin } from './answer.ts';
import { expand, widener } from './expand.ts';
import { newHoldings, refresh } from './holdings.ts';
import { readAhead } from './near-words.ts';
import type { Reader } from './reader.ts';
import { AUDIENCES, openToRead } from './schema.ts';
import { thesaurusBeside } from './spellings.ts';
import { type FromSearcher, type SearchTask, saysBroken, type ToSearcher } from './threads.ts';

let reader: Reader | null = null;

const say = (message: FromSearcher) => parentPort!.postMessage(message);

parentPort!.on('message', (message: ToSearcher) => {
  try {
    if (message.kind === 'open') {
      reader = open(message.path);
      say({ kind: 'opened', held: heldBy(reader) });
      readAuthorities(reader);
      readDictionary(reader, 0);
    } else if (message.task.kind !== 'suggest') {
      const given = carryOut(reader!, message.task, message.limit);
      say({ kind: 'answer', answer: given, held: heldBy(reader!) });
    }
  } catch (error) {
    const { message } = error as Error;
    say({ kind: 'error', message, busy: error instanceof Busy, broken: saysBroken(error) });
  }
});

function open(path: string): Reader {
  const opened: Reader = {
    db: openToRead(path),
    holdings: newHoldings(),
    cache: new Map(),
    thesaurus: thesaurusBeside(path),
  };
  opened.db.transaction(() => refresh(opened.holdings, opened.db))();
  return opened;
}

/** Reads what the archive knows by several spellings and how it sounds, before somebody waits for it. */
function readAuthorities({ db, thesaurus }: Reader): void {
  setTimeout(() => {
    if (thesaurus) expand(db, [], ['kolot'], widener(thesaurus()));
  }).unref();
}

const PAUSE = 20; // milliseconds, in which searches are carried out

/** Reads the words that typing errors are compared with, between the searches, audience after audience. */
function readDictionary(of: Reader, k: number): void {
  setTimeout(() => {
    if (of !== reader || k >= AUDIENCES.length) return;
    readDictionary(of, readAhead(of.db, k) ? k : k + 1);
  }, PAUSE).unref();
}

function heldBy({ holdings }: Reader) {
  return { testimonies: holdings.testimonies, passages: holdings.passages };
}

function carryOut(searched: Reader, task: Exclude<SearchTask, { kind: 'suggest' }>, limit: number) {
  const end = performance.now() + limit;
  const check = () => {
    if (performance.now() > end) throw new Busy('This search took too long. Ask for fewer or rarer words.');
  };
  return task.kind === 'search'
    ? answer(searched, task.request, check)
    : answerWithin(searched, task.testimonyId, task.query, task.who, check, task.spellings);
}
