/** A thread that searches one generation of the index, one search at a time. */
import { parentPort, workerData } from 'node:worker_threads';
import { Busy } from '../busy.ts';
import { answer, answerWithin, type Reader } from './answer.ts';
import { newHoldings, refresh } from './holdings.ts';
import { openToRead } from './schema.ts';
import { type FromSearcher, type SearcherData, type SearchTask, saysUnreadable, type ToSearcher } from './threads.ts';

const { path } = workerData as SearcherData;
const reader: Reader = { db: openToRead(path), holdings: newHoldings(), cache: new Map() };
reader.db.transaction(() => refresh(reader.holdings, reader.db))();

const say = (message: FromSearcher) => parentPort!.postMessage(message);
const held = () => ({ testimonies: reader.holdings.testimonies, passages: reader.holdings.passages });

parentPort!.on('message', ({ task, limit }: ToSearcher) => {
  try {
    say({ kind: 'answer', answer: carryOut(task, limit), ...held() });
  } catch (error) {
    const { message } = error as Error;
    say({ kind: 'error', message, busy: error instanceof Busy, unreadable: saysUnreadable(error) });
  }
});
say({ kind: 'ready', ...held() });

function carryOut(task: SearchTask, limit: number) {
  const end = performance.now() + limit;
  const check = () => {
    if (performance.now() > end) throw new Busy('This search took too long. Ask for fewer or rarer words.');
  };
  return task.kind === 'search'
    ? answer(reader, task.request, check)
    : answerWithin(reader, task.testimonyId, task.query, task.who, check);
}
