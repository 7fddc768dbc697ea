import type { EnqueuedTask } from 'meilisearch';
import { lastChange } from '../../archive/outbox.ts';
import { setSetting, setting } from '../../archive/setting.ts';
import type { Database } from '../../db/open.ts';
import { documentIds } from '../collect.ts';
import type { Target } from './connection.ts';
import { followAWhile, isBehind } from './follow.ts';
import { whileWriting } from './one-writer.ts';
import { addTestimony, FULL_BATCH, newBatch, send, stamped } from './sending.ts';
import { SETTINGS } from './settings.ts';
import { confirm, type Standing, tell } from './standing.ts';
import { synonymsOf } from './synonyms.ts';
import { awaitAll, awaitTask } from './tasks.ts';
import { Troubled, trouble } from './trouble.ts';

export interface Building {
  archive: Database;
  today: () => string;
  signal: AbortSignal;
  onProgress: (done: number, all: number) => void;
}

/**
 * Builds the index anew beside the one that is searched, lets it follow what changed meanwhile, and switches: a swap of two
 * names, between which every search finds one index or the other. Gives the testimonies that could not be read.
 */
export async function build(target: Target, building: Building): Promise<number[]> {
  const { archive, signal } = building;
  const { next } = target;
  if (buildingSince(archive) !== null) throw new Troubled(trouble('building'));
  const begun = stamped(lastChange(archive), building.today());
  const endNote = noteBuilding(archive, begun.cursor);
  try {
    await emptied(target, signal);
    const settings = { ...SETTINGS, synonyms: synonymsOf(archive) };
    await awaitTask(next.tasks, next.updateSettings(settings), signal);
    const unreadable = await sendAll(target, building, begun);
    const built = { ...target, index: next };
    const standing = await caughtUp(built, building, begun);
    await whileWriting(archive, signal, async () => {
      // At least once: the index says from then on that it is built to its end.
      const { standing: last } = await takeUp(built, building, await caughtUp(built, building, standing));
      tell(archive, last);
      await swap(target, signal);
      confirm(archive, last);
    });
    return unreadable;
  } finally {
    endNote();
  }
}

/** An empty index to build in, whatever an earlier build left there. */
async function emptied({ client, next }: Target, signal: AbortSignal): Promise<void> {
  await awaitAll(client.tasks, [next.uid], signal);
  const { results } = await client.getIndexes({ limit: MOST_INDEXES });
  if (results.some(({ uid }) => uid === next.uid)) await awaitTask(client.tasks, client.deleteIndex(next.uid), signal);
  await awaitTask(client.tasks, client.createIndex(next.uid, { primaryKey: 'id' }), signal);
}

const MOST_INDEXES = 10_000;
/** Batches sent ahead of the one being indexed: Meilisearch takes up several at once, and keeps all of them on its disk. */
const AHEAD = 3;

async function sendAll(target: Target, building: Building, begun: Standing): Promise<number[]> {
  const { archive, signal, onProgress } = building;
  const { next, archiveId } = target;
  const ids = documentIds(archive);
  const unreadable: number[] = [];
  const sent: { task: EnqueuedTask; done: number }[] = [];
  const settle = async () => {
    const { task, done } = sent.shift()!;
    await awaitTask(next.tasks, task, signal);
    onProgress(done, ids.length);
  };
  let batch = newBatch();
  for (const [i, id] of ids.entries()) {
    addTestimony(batch, archive, id, begun.day);
    if (batch.bytes <= FULL_BATCH && i < ids.length - 1) continue;
    if (sent.length > AHEAD) await settle();
    sent.push({ task: await send(next, batch, null, archiveId), done: i + 1 });
    unreadable.push(...batch.unreadable);
    batch = newBatch();
    signal.throwIfAborted();
  }
  while (sent.length) await settle();
  return unreadable;
}

const takeUp = (target: Target, { archive, today, signal }: Building, from: Standing) =>
  followAWhile(target, archive, from, today(), signal, () => {});

/** Lets the index built follow the archive, for as long as it is behind. */
async function caughtUp(target: Target, building: Building, begun: Standing): Promise<Standing> {
  let standing = begun;
  while (isBehind(building.archive, standing, building.today())) {
    ({ standing } = await takeUp(target, building, standing));
  }
  return standing;
}

async function swap({ client, index, next }: Target, signal: AbortSignal): Promise<void> {
  const { results } = await client.getIndexes({ limit: MOST_INDEXES });
  if (!results.some(({ uid }) => uid === index.uid)) {
    await awaitTask(client.tasks, client.createIndex(index.uid, { primaryKey: 'id' }), signal);
  }
  await awaitTask(client.tasks, client.swapIndexes([{ indexes: [index.uid, next.uid], rename: false }]), signal);
  await client.deleteIndex(next.uid);
}

const NOTE = 'meilisearch_building';
const SIGN_OF_LIFE = 10_000; // milliseconds between two
const DEAD_AFTER = 60_000;

/** Notes in archive.db that the changes after `cursor` are still needed. Gives how to end the note. */
function noteBuilding(archive: Database, cursor: number): () => void {
  const note = () => setSetting(archive, NOTE, JSON.stringify({ cursor, at: Date.now() }));
  note();
  const timer = setInterval(note, SIGN_OF_LIFE).unref();
  return () => {
    clearInterval(timer);
    archive.prepare('DELETE FROM setting WHERE key = ?').run(NOTE);
  };
}

/** The change after which a build under way, in whichever process, needs every other; null where none is. */
export function buildingSince(archive: Database): number | null {
  const note = setting(archive, NOTE);
  if (note === null) return null;
  const { cursor, at } = JSON.parse(note) as { cursor: number; at: number };
  return Date.now() - at < DEAD_AFTER ? cursor : null;
}
