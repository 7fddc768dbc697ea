import type { Database } from '../db/open.ts';

/** Work that takes long, kept in the database: it survives a restart, and is tried again when it fails. */
export interface Job {
  id: number;
  kind: string;
  payload: unknown;
  attempts: number; // this one included
}

const MOST_ATTEMPTS = 5;
const KEPT_DAYS = 30; // what is done is kept so long, to see what was

/** Asks for work, from `after` on, unless the same is waiting already. Call in the transaction of what makes it needed. */
export function addJob(db: Database, kind: string, payload: unknown, { after }: { after?: Date } = {}): void {
  db.prepare(`
    INSERT INTO job (kind, payload, run_after) SELECT @kind, @text, coalesce(@after, strftime('%Y-%m-%dT%H:%M:%fZ'))
    WHERE NOT EXISTS (SELECT 1 FROM job WHERE kind = @kind AND payload = @text AND state = 'waiting')`).run({
    kind,
    text: JSON.stringify(payload),
    after: after?.toISOString() ?? null,
  });
}

/** Forgets work that is no longer wanted, done or not. */
export function removeJob(db: Database, kind: string, payload: unknown): void {
  db.prepare('DELETE FROM job WHERE kind = ? AND payload = ?').run(kind, JSON.stringify(payload));
}

/** Whether this work was ever asked for and is waiting, under way, or was given up. */
export function isAskedFor(db: Database, kind: string, payload: unknown): boolean {
  return (
    db
      .prepare("SELECT 1 FROM job WHERE kind = ? AND payload = ? AND state <> 'done'")
      .get(kind, JSON.stringify(payload)) !== undefined
  );
}

/** Takes the next job of one of these kinds that is due; null where there is none, and then nothing is written. */
export function takeJob(db: Database, kinds: string[], now: Date): Job | null {
  const due = db
    .prepare<unknown[], number>(`
      SELECT id FROM job WHERE state = 'waiting' AND run_after <= @now AND kind IN (SELECT value FROM json_each(@kinds))
      ORDER BY run_after, id LIMIT 1`)
    .pluck()
    .get({ now: now.toISOString(), kinds: JSON.stringify(kinds) });
  if (due === undefined) return null;
  const row = db
    .prepare<[number], { id: number; kind: string; payload: string; attempts: number }>(`
      UPDATE job SET state = 'running', attempts = attempts + 1 WHERE id = ? AND state = 'waiting'
      RETURNING id, kind, payload, attempts`)
    .get(due);
  return row ? { ...row, payload: JSON.parse(row.payload) } : null;
}

export function finishJob(db: Database, { id }: Job): void {
  db.prepare(
    "UPDATE job SET state = 'done', error = NULL, finished_at = strftime('%Y-%m-%dT%H:%M:%fZ') WHERE id = ?",
  ).run(id);
}

/**
 * Puts a job back, later each time (1, 4, 9, 16 minutes), or gives it up with what went wrong: after the last attempt (`most`
 * of them), or at once where another would fail as well. Gives whether it was given up.
 */
export function failJob(
  db: Database,
  job: Job,
  error: string,
  now: Date,
  { hopeless = false, most = MOST_ATTEMPTS } = {},
): boolean {
  const again = !hopeless && job.attempts < most;
  const wait = job.attempts ** 2 * 60_000;
  db.prepare('UPDATE job SET state = @state, error = @error, run_after = @after WHERE id = @id').run({
    id: job.id,
    state: again ? 'waiting' : 'failed',
    error: error.slice(0, 500),
    after: new Date(now.getTime() + wait).toISOString(),
  });
  return !again;
}

/** How far a job is, from 0 to 1. */
export function setProgress(db: Database, { id }: Job, share: number): void {
  db.prepare('UPDATE job SET progress = ? WHERE id = ?').run(Math.max(0, Math.min(1, share)), id);
}

/** Puts back a job that was interrupted through no fault of its own. */
export function putBack(db: Database, { id }: Job): void {
  db.prepare("UPDATE job SET state = 'waiting', attempts = attempts - 1 WHERE id = ?").run(id);
}

/**
 * At start: what was running when the process ended waits again, and is given up where it was running each time that the
 * process ended. Forgets what was done long ago.
 */
export function resumeJobs(db: Database, now: Date): void {
  db.prepare(`
    UPDATE job SET state = CASE WHEN attempts < @most THEN 'waiting' ELSE 'failed' END,
      error = CASE WHEN attempts < @most THEN error ELSE 'Kolot ended each time that it was at this.' END
    WHERE state = 'running'`).run({ most: MOST_ATTEMPTS });
  db.prepare("DELETE FROM job WHERE state = 'done' AND finished_at < ?").run(
    new Date(now.getTime() - KEPT_DAYS * 86_400_000).toISOString(),
  );
}
