/** The thread that writes to Meilisearch: follows the archive by itself, and does what it is told besides. */
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { openDatabase } from '../../db/open.ts';
import { identityOf } from '../embedded/generation.ts';
import { newKeeper } from './keeper.ts';
import type { FromWriter, ToWriter, WriterData } from './threads.ts';

const { folder, address, poll, probe, ...start } = workerData as WriterData;
const archive = openDatabase(join(folder, 'archive.db'));
const ending = new AbortController();
let { today } = start;

const say = (message: FromWriter) => parentPort!.postMessage(message);
const keeper = newKeeper({
  archive,
  archiveId: identityOf(archive),
  address,
  today: () => today,
  probe,
  signal: ending.signal,
  say,
});

const SHORTEST_WAIT = 250; // milliseconds before trying again by itself; doubled each time
const LONGEST_WAIT = 30_000;
let failures = 0;
let timer: NodeJS.Timeout;
let work: Promise<void> = Promise.resolve();

/** Follows after what is being done, whatever became of that. */
function follow(): Promise<void> {
  const done = work.then(() => keeper.follow());
  work = done.then(
    () => {
      failures = 0;
    },
    () => {
      failures++;
    },
  );
  return done;
}

function wait(): void {
  if (ending.signal.aborted) return;
  const pause = failures === 0 ? poll : Math.min(SHORTEST_WAIT * 2 ** (failures - 1), LONGEST_WAIT);
  timer = setTimeout(() => void follow().then(wait, wait), pause);
}

async function carryOut(id: number, task: () => Promise<void>): Promise<void> {
  try {
    await task();
    say({ kind: 'done', id });
  } catch (error) {
    say({ kind: 'failed', id, message: ending.signal.aborted ? 'The archive is closing.' : (error as Error).message });
  }
}

parentPort!.on('message', (message: ToWriter) => {
  if (message.kind === 'close') {
    ending.abort();
    clearTimeout(timer);
    void work.then(keeper.ended).then(() => {
      archive.close();
      parentPort!.close();
    });
    return;
  }
  today = message.today;
  if (message.kind === 'doubt') keeper.doubt();
  void carryOut(message.id, message.kind === 'rebuild' ? keeper.rebuild : follow);
});

void follow().then(wait, wait);
