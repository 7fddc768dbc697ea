import { changesAfter, lastChange } from '../../archive/outbox.ts';
import type { Database } from '../../db/open.ts';
import { turningBetween } from '../turn-of-day.ts';
import type { Target } from './connection.ts';
import { addGone, addTestimony, type Batch, FULL_BATCH, newBatch, removeGone, send, stamped } from './sending.ts';
import { confirm, confirmed, type Standing, tell } from './standing.ts';
import { awaitTask } from './tasks.ts';

/** The outbox no longer has all that the index has not followed: only building it anew helps. */
export class ChangesMissing extends Error {
  override name = 'ChangesMissing';
}

/** Testimonies read at one go: other work of the thread waits for it (milliseconds). */
const SLICE = 200;

export interface Followed {
  standing: Standing;
  written: number[]; // testimonies
  unreadable: number[];
}

/** Whether there is anything that an index which stands there has yet to follow. */
export function isBehind(archive: Database, { cursor, day }: Standing, today: string): boolean {
  return cursor < lastChange(archive) || day !== today;
}

/**
 * One batch of what changed since the index stood at `from`, in the order of the outbox. Its standing is part of the batch,
 * so that nothing is followed twice or left out, whoever is ended when.
 */
export async function followAWhile(
  target: Target,
  archive: Database,
  from: Standing,
  today: string,
  signal: AbortSignal,
  told: (standing: Standing) => void,
): Promise<Followed> {
  const turned = from.day === today ? [] : turningBetween(archive, from.day, today);
  const unreadable = await turn(target, archive, turned, today, signal);
  const until = performance.now() + SLICE;
  const batch = newBatch();
  const written = new Set<number>();
  const newest = lastChange(archive);
  const changes = changesAfter(archive, from.cursor);
  if (newest > from.cursor && (changes[0]?.seq ?? newest + 1) > from.cursor + 1) throw new ChangesMissing();
  let { cursor } = from;
  for (const { seq, testimonyId } of changes) {
    if (!written.has(testimonyId)) {
      if (written.size > 0 && (batch.bytes > FULL_BATCH || performance.now() > until)) break;
      addTestimony(batch, archive, testimonyId, today);
      written.add(testimonyId);
    }
    cursor = seq;
  }
  const standing = stamped(cursor, today);
  told(standing);
  await deliver(target, batch, [...written], standing, signal);
  return { standing, written: [...turned, ...written], unreadable: [...unreadable, ...batch.unreadable] };
}

/**
 * Writes what the day turned, in as many batches as that takes. The index does not say that it has seen the day before all
 * are in: until then they are left out of searches (left-out.ts). Gives those that could not be read.
 */
async function turn(
  target: Target,
  archive: Database,
  testimonyIds: readonly number[],
  today: string,
  signal: AbortSignal,
): Promise<number[]> {
  let batch = newBatch();
  let written: number[] = [];
  const unreadable: number[] = [];
  for (const [i, id] of testimonyIds.entries()) {
    addTestimony(batch, archive, id, today);
    written.push(id);
    if (batch.bytes <= FULL_BATCH && i < testimonyIds.length - 1) continue;
    await deliver(target, batch, written, null, signal);
    unreadable.push(...batch.unreadable);
    batch = newBatch();
    written = [];
  }
  return unreadable;
}

async function deliver(
  { index, archiveId }: Target,
  batch: Batch,
  written: readonly number[],
  standing: Standing | null,
  signal: AbortSignal,
): Promise<void> {
  const anyGone = await addGone(batch, index, written);
  if (batch.lines.length > 0 || standing) await awaitTask(index.tasks, send(index, batch, standing, archiveId), signal);
  if (anyGone) await awaitTask(index.tasks, removeGone(index), signal);
}

/** Follows the live index to the end. Gives where it then stands, after each batch too. */
export async function followToEnd(
  target: Target,
  archive: Database,
  today: () => string,
  signal: AbortSignal,
  heard: (followed: Followed) => void,
): Promise<void> {
  for (;;) {
    const from = confirmed(archive)!;
    if (!isBehind(archive, from, today())) return;
    const followed = await followAWhile(target, archive, from, today(), signal, (standing) => tell(archive, standing));
    confirm(archive, followed.standing);
    heard(followed);
  }
}
