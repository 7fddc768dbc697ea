/**
 * A thread that writes: follows the outbox when told and when another process changed the archive, builds a generation, and
 * goes over to another when told or when another process switched.
 */
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { type Database, openDatabase } from '../../db/open.ts';
import { buildIndex } from './build.ts';
import { type Followed, followAWhile } from './follow.ts';
import { livePointer, pointTo } from './generation.ts';
import { prepareAhead } from './prepare-ahead.ts';
import { openToWrite } from './schema.ts';
import { type FromWriter, saysBroken, type ToWriter, type WriterData, type WriterTask } from './threads.ts';

const { folder, poll, ...start } = workerData as WriterData;
const archive = openDatabase(join(folder, 'archive.db'));
let { today } = start;
let live: { file: string; index: Database } | null = null;
let seen = -1; // data_version of the archive when last followed to the end

const say = (message: FromWriter) => parentPort!.postMessage(message);
let work = Promise.resolve();

/** Tasks one after another, each in slices, so that messages are heard between them. */
function next(id: number | null, task: () => Promise<void>): void {
  work = work.then(task).catch((error: Error) => {
    say({ kind: 'error', id, message: error.message, broken: saysBroken(error) });
  });
}

async function carryOut(task: WriterTask): Promise<void> {
  if (task.kind === 'open') {
    goTo(task.file);
  } else if (task.kind === 'build') {
    const { identity, file } = task;
    const unreadable = await buildIndex(
      archive,
      join(folder, file),
      { archive: identity, day: task.today },
      (day) => prepareAhead(archive, folder, day),
      (done, all) => say({ kind: 'progress', done, all }),
    );
    if (unreadable.length) say({ kind: 'unreadable', testimonies: unreadable });
  } else if (task.kind === 'adopt') {
    goTo(task.file);
    await followToEnd();
    pointTo(archive, task.file);
  } else {
    today = task.today;
    await followToEnd();
  }
}

async function followToEnd(): Promise<void> {
  if (!live) return;
  let state: Followed;
  let version: number;
  do {
    version = archive.pragma('data_version', { simple: true }) as number;
    state = followAWhile(live.index, archive, today);
    say({ kind: 'followed', file: live.file, state });
    await new Promise((resolve) => setImmediate(resolve));
  } while (!state.atEnd);
  seen = version;
}

function goTo(file: string): void {
  const index = openToWrite(join(folder, file));
  live?.index.close();
  live = { file, index };
}

/** Looks whether another connection changed the archive. */
async function look(): Promise<void> {
  if (!live || archive.pragma('data_version', { simple: true }) === seen) return;
  const file = livePointer(archive);
  const moved = file !== null && file !== live.file;
  if (moved) goTo(file);
  await followToEnd();
  if (moved) say({ kind: 'moved', file });
}

const timer = setInterval(() => next(null, look), poll);

parentPort!.on('message', (message: ToWriter) => {
  if (message.kind === 'task') {
    next(message.id, async () => {
      await carryOut(message.task);
      say({ kind: 'done', id: message.id });
    });
    return;
  }
  clearInterval(timer);
  next(null, async () => {
    live?.index.close();
    archive.close();
    parentPort!.close();
  });
});
