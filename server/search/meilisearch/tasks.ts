import { setTimeout as pause } from 'node:timers/promises';
import type { EnqueuedTask, Index, MeilisearchErrorResponse, Task } from 'meilisearch';

type TaskClient = Index['tasks'];

/** What Meilisearch was told to do and did not: its own code and words (https://www.meilisearch.com/docs/reference/errors/error_codes). */
export class TaskFailed extends Error {
  override name = 'TaskFailed';
  constructor(readonly reason: Pick<MeilisearchErrorResponse, 'code' | 'message'>) {
    super(reason.message);
  }
}

const SOON = 10; // milliseconds between the first two looks; each next one is half as long again
const LATER = 500;

/**
 * Waits until Meilisearch has carried out what it was told, however long that takes: an index of a large archive is not
 * written in seconds. Ends when the connection does, or `signal` says so.
 * @throws TaskFailed where it could not be carried out or was cancelled
 */
export async function awaitTask(
  tasks: TaskClient,
  told: Promise<EnqueuedTask> | EnqueuedTask,
  signal?: AbortSignal,
): Promise<Task> {
  const { taskUid } = await told;
  for (let wait = SOON; ; wait = Math.min(wait * 1.5, LATER)) {
    const task = await tasks.getTask(taskUid, { signal });
    if (task.status === 'succeeded') return task;
    if (task.status === 'failed') throw new TaskFailed(task.error!);
    if (task.status === 'canceled') throw new TaskFailed({ code: 'canceled', message: 'The task was cancelled.' });
    await pause(wait, undefined, { signal });
  }
}

/** Waits until nothing that was told of these indexes before is still to be done. */
export async function awaitAll(tasks: TaskClient, indexes: string[], signal?: AbortSignal): Promise<void> {
  for (let wait = SOON; ; wait = Math.min(wait * 1.5, LATER)) {
    const { total } = await tasks.getTasks({ indexUids: indexes, statuses: ['enqueued', 'processing'], limit: 1 });
    if (total === 0) return;
    await pause(wait, undefined, { signal });
  }
}
