/** Leak checks asked for at the desk, and what came of the last one of each record. */
import type { Database } from '../db/open.ts';
import { audit } from './audit.ts';
import { NotFound } from './errors.ts';
import { addJob } from './job.ts';

/** The kind of the job that carries a check out: `{ check }`. */
export const LEAK_CHECK_JOB = 'leak-check';

export interface LeakCheck {
  id: number;
  testimonyId: number;
  askedAt: string;
  actor: string;
  progress: number; // from 0 to 1
  finishedAt: string | null;
  report: unknown; // null until it is finished
  failed: boolean;
}

/** Asks for a check of a testimony; where one is under way, that one. The one before is forgotten. Throws NotFound. */
export function askLeakCheck(db: Database, accession: string, { actor, now }: { actor: string; now: Date }): number {
  return db
    .transaction(() => {
      const id = db.prepare<[string], number>('SELECT id FROM testimony WHERE accession = ?').pluck().get(accession);
      if (id === undefined) throw new NotFound('testimony', accession);
      const last = lastLeakCheck(db, id);
      if (last && last.finishedAt === null && !last.failed) return last.id;
      db.prepare('DELETE FROM leak_check WHERE testimony_id = ?').run(id);
      const { lastInsertRowid } = db
        .prepare('INSERT INTO leak_check (testimony_id, asked_at, actor) VALUES (?, ?, ?)')
        .run(id, now.toISOString(), actor);
      const check = Number(lastInsertRowid);
      addJob(db, LEAK_CHECK_JOB, { check });
      audit(db, { actor, action: 'asked for a leak check', thing: 'testimony', thingId: accession });
      return check;
    })
    .immediate();
}

const CHECK = `SELECT id, testimony_id AS testimonyId, asked_at AS askedAt, actor, progress, finished_at AS finishedAt, report, failed
  FROM leak_check`;

type Row = Omit<LeakCheck, 'report' | 'failed'> & { report: string | null; failed: number };

function checkFrom(row: Row | undefined): LeakCheck | null {
  return row ? { ...row, failed: row.failed === 1, report: row.report === null ? null : JSON.parse(row.report) } : null;
}

export function lastLeakCheck(db: Database, testimonyId: number): LeakCheck | null {
  return checkFrom(
    db.prepare<[number], Row>(`${CHECK} WHERE testimony_id = ? ORDER BY id DESC LIMIT 1`).get(testimonyId),
  );
}

export function leakCheckById(db: Database, id: number): LeakCheck | null {
  return checkFrom(db.prepare<[number], Row>(`${CHECK} WHERE id = ?`).get(id));
}

export function setLeakProgress(db: Database, id: number, share: number): void {
  db.prepare('UPDATE leak_check SET progress = ? WHERE id = ?').run(share, id);
}

/** Keeps what a check found; null where it could not be carried out. */
export function finishLeakCheck(db: Database, id: number, report: unknown, now: Date): void {
  db.prepare(`
    UPDATE leak_check SET progress = 1, finished_at = @at, report = @report, failed = @failed WHERE id = @id`).run({
    id,
    at: report === null ? null : now.toISOString(),
    report: report === null ? null : JSON.stringify(report),
    failed: report === null ? 1 : 0,
  });
}
