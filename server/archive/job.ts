import type { Database } from '../db/open.ts';

/** Work that takes long, kept in the database: it survives a restart, and is tried again when it fails. */
export interface Job {
  id: number;
  kind: string;
  payload: unknown;
  attempts: number; // this one included
}

const MOST_ATTEMPTS = 5;

export function addJob(db: Database, kind: string, payload: unknown): void {
  const text = JSON.stringify(payload);
  db.prepare(`
    INSERT INTO job (kind, payload) SELECT @kind, @text
    WHERE NOT EXISTS (SELECT 1 FROM job WHERE kind = @kind AND payload = @text AND state IN ('waiting', 'running'))`).run(
    { kind, text },
  );
}

/** Takes the next job that is due; null where there is none. */
export function takeJob(db: Database, now: Date): Job | null {
  const row = db
    .prepare<{ now: string }, { id: number; kind: string; payload: string; attempts: number }>(`
      UPDATE job SET state = 'running', attempts = attempts + 1
      WHERE id = (SELECT id FROM job WHERE state = 'waiting' AND run_after <= @now ORDER BY run_after, id LIMIT 1)
      RETURNING id, kind, payload, attempts`)
    .get({ now: now.toISOString() });
  return row ? { ...row, payload: JSON.parse(row.payload) } : null;
}

export function finishJob(db: Database, id: number): void {
  db.prepare(
    "UPDATE job SET state = 'done', error = NULL, finished_at = strftime('%Y-%m-%dT%H:%M:%fZ') WHERE id = ?",
  ).run(id);
}

/** Puts a job back, later each time (1, 4, 9… minutes), or gives it up after the last attempt, with what went wrong. */
export function failJob(db: Database, job: Job, error: string, now: Date): void {
  const again = job.attempts < MOST_ATTEMPTS;
  const wait = job.attempts ** 2 * 60_000;
  db.prepare('UPDATE job SET state = @state, error = @error, run_after = @after WHERE id = @id').run({
    id: job.id,
    state: again ? 'waiting' : 'failed',
    error: error.slice(0, 500),
    after: new Date(now.getTime() + wait).toISOString(),
  });
}

/** At start: what was running when the machine stopped waits again. */
export function resumeJobs(db: Database): void {
  db.prepare("UPDATE job SET state = 'waiting' WHERE state = 'running'").run();
}
