/**
 * The one thread of this process that writes to the live index: follows the outbox when told, and when another process
 * changed the archive; goes over to another generation when told, or when another process switched.
 */
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { type Database, openDatabase } from '../../db/open.ts';
import { type Followed, followAWhile } from './follow.ts';
import { livePointer, pointTo } from './generation.ts';
import { openToWrite } from './schema.ts';
import { type FromWriter, saysUnreadable, type ToWriter, type WriterData } from './threads.ts';

const { folder, poll, ...start } = workerData as WriterData;
const archive = openDatabase(join(folder, 'archive.db'));
let { file, today } = start;
let index: Database = openToWrite(join(folder, file));
let seen = -1; // data_version of the archive when last looked at

const say = (message: FromWriter) => parentPort!.postMessage(message);
let work = Promise.resolve();

/** Tasks one after another, each in slices, so that messages are heard between them. */
function next(id: number | null, task: () => Promise<void>): void {
  work = work.then(task).catch((error: Error) => {
    say({ kind: 'error', id, message: error.message, unreadable: saysUnreadable(error) });
  });
}

async function followToEnd(): Promise<void> {
  let state: Followed;
  let version: number;
  do {
    version = archive.pragma('data_version', { simple: true }) as number;
    state = followAWhile(index, archive, today);
    say({ kind: 'followed', file, state });
    await new Promise((resolve) => setImmediate(resolve));
  } while (!state.atEnd);
  seen = version;
}

function goTo(name: string): void {
  const opened = openToWrite(join(folder, name));
  index.close();
  index = opened;
  file = name;
}

async function look(): Promise<void> {
  if (archive.pragma('data_version', { simple: true }) === seen) return;
  const live = livePointer(archive);
  if (live !== null && live !== file) {
    goTo(live);
    await followToEnd();
    say({ kind: 'moved', file: live });
  } else {
    await followToEnd();
  }
}

const timer = setInterval(() => next(null, look), poll);

parentPort!.on('message', (message: ToWriter) => {
  if (message.kind === 'follow') {
    next(message.id, async () => {
      today = message.today;
      await followToEnd();
      say({ kind: 'done', id: message.id });
    });
  } else if (message.kind === 'adopt') {
    next(message.id, async () => {
      goTo(message.file);
      await followToEnd();
      pointTo(archive, file);
      say({ kind: 'done', id: message.id });
    });
  } else {
    clearInterval(timer);
    next(null, async () => {
      index.close();
      archive.close();
      parentPort!.close();
    });
  }
});
next(null, look);
