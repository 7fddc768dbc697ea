/** The thread that searches: several searches at once, since most of each is waiting for Meilisearch. */
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { openDatabase } from '../../db/open.ts';
import { Busy } from '../busy.ts';
import { answer } from './answer.ts';
import { openEmbeddedIndex } from './embedded-index.ts';
import type { FromSearcher, SearcherData, SearchTask, ToSearcher } from './threads.ts';
import { troubleOf } from './trouble.ts';
import { Unanswerable } from './unanswerable.ts';

const { folder, host, limit } = workerData as SearcherData;
const archive = openDatabase(join(folder, 'archive.db'), { readonly: true });
const embedded = openEmbeddedIndex(folder, archive);
const LET_GO = 1000; // milliseconds between two looks whether the embedded index was built anew

const say = (message: FromSearcher) => parentPort!.postMessage(message);

async function carryOut({ id, request, serving }: SearchTask): Promise<void> {
  try {
    say({ kind: 'answer', id, answer: await answer({ archive, embedded, host, limit, ...serving }, request) });
  } catch (error) {
    const isTrouble = !(error instanceof Unanswerable || error instanceof Busy);
    say({ kind: 'failed', id, trouble: isTrouble ? troubleOf(error, host) : null });
  }
}

const timer = setInterval(embedded.letGo, LET_GO);

parentPort!.on('message', (message: ToSearcher) => {
  if (message.kind === 'search') {
    void carryOut(message.task);
    return;
  }
  clearInterval(timer);
  embedded.close();
  archive.close();
  parentPort!.close();
});
