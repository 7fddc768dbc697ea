/** Jobs as the desk shows them. */
import type { Database } from '../db/open.ts';
import { Conflict, NotFound } from './errors.ts';

export const JOB_STATES = ['waiting', 'running', 'done', 'failed'] as const;
export type JobState = (typeof JOB_STATES)[number];

export interface JobLine {
  id: number;
  kind: string;
  state: JobState;
  attempts: number;
  runAfter: string;
  progress: number | null; // from 0 to 1
  error: string | null;
  createdAt: string;
  finishedAt: string | null;
}

/** Those that run and those given up first, then the newest. */
export function jobLines(
  db: Database,
  state: JobState | null,
  { limit, skip }: { limit: number; skip: number },
): { total: number; jobs: JobLine[] } {
  const where = 'WHERE @state IS NULL OR state = @state';
  return {
    total: db.prepare<unknown[], number>(`SELECT count(*) FROM job ${where}`).pluck().get({ state })!,
    jobs: db
      .prepare<unknown[], JobLine>(`
        SELECT id, kind, state, attempts, run_after AS runAfter, progress, error, created_at AS createdAt,
          finished_at AS finishedAt
        FROM job ${where}
        ORDER BY CASE state WHEN 'running' THEN 0 WHEN 'failed' THEN 1 WHEN 'waiting' THEN 2 ELSE 3 END, id DESC
        LIMIT @limit OFFSET @skip`)
      .all({ state, limit, skip }),
  };
}

export function jobCounts(db: Database): Record<JobState, number> {
  const rows = db
    .prepare<[], { state: JobState; count: number }>('SELECT state, count(*) AS count FROM job GROUP BY state')
    .all();
  return Object.fromEntries(
    JOB_STATES.map((state) => [state, rows.find((row) => row.state === state)?.count ?? 0]),
  ) as Record<JobState, number>;
}

/** Lets a job that was given up try again, from its first attempt. Throws NotFound; Conflict where it was not given up. */
export function retryJob(db: Database, id: number, now: Date): void {
  db.transaction(() => {
    const state = db.prepare<[number], JobState>('SELECT state FROM job WHERE id = ?').pluck().get(id);
    if (state === undefined) throw new NotFound('job', String(id));
    if (state !== 'failed') throw new Conflict('This work was not given up. Nothing was done.');
    db.prepare("UPDATE job SET state = 'waiting', attempts = 0, error = NULL, run_after = ? WHERE id = ?").run(
      now.toISOString(),
      id,
    );
  }).immediate();
}
