/**
 * How a step is saved: whole, under a version of its own, so that two tabs or two people never write over each other unseen.
 * What it said before is kept wherever something of it went, or another had written it.
 */
import type { Database } from '../../db/open.ts';
import { Conflict, NotFound } from '../errors.ts';
import { lettersGone } from './letters-gone.ts';
import { type Answers, type AnyStep, type SavedStep, stepOf } from './steps.ts';

/** The same step was saved since it was opened. Both texts are there to choose from. */
export class StepConflict extends Conflict {
  override name = 'StepConflict';
  constructor(readonly theirs: SavedStep) {
    super('This step was saved elsewhere meanwhile. Both texts are shown: keep what should stand, and save again.');
  }
}

interface Saving {
  answers: Answers;
  version: number; // at which it was opened
  personId: number | null; // null: an archivist
  now: Date;
  keep?: boolean; // what it said before is kept whatever went
}

/**
 * Saves a step that was opened at `version`. Gives the version it has now. Saying the same again changes nothing. Throws
 * StepConflict where it was saved in between.
 */
export function saveStep(db: Database, submissionId: number, step: AnyStep, saved: Saving): number {
  return db
    .transaction(() => {
      const before = stepOf(db, submissionId, step);
      const text = JSON.stringify(saved.answers);
      if (text === JSON.stringify(before.answers) && before.version > 0) return before.version;
      if (before.version !== saved.version) throw new StepConflict(before);
      const at = saved.now.toISOString();
      if (before.version > 0 && (saved.keep || worthKeeping(db, submissionId, before, saved)))
        db.prepare(`
          INSERT INTO submission_step_before (submission_id, step, version, answers, person_id, saved_at)
          SELECT submission_id, step, version, answers, person_id, saved_at
          FROM submission_step WHERE submission_id = ? AND step = ?`).run(submissionId, step);
      const { changes } = db.prepare('UPDATE submission SET updated_at = ? WHERE id = ?').run(at, submissionId);
      if (!changes) throw new NotFound('submission', String(submissionId));
      db.prepare(`
        INSERT INTO submission_step (submission_id, step, version, answers, person_id, saved_at)
        VALUES (@submissionId, @step, @version, @text, @personId, @at)
        ON CONFLICT (submission_id, step) DO UPDATE SET version = excluded.version, answers = excluded.answers,
          person_id = excluded.person_id, saved_at = excluded.saved_at`).run({
        submissionId,
        step,
        version: before.version + 1,
        text,
        personId: saved.personId,
        at,
      });
      return before.version + 1;
    })
    .immediate();
}

const FEW = 80; // letters of one answer that somebody corrects while they write
const SMALL_PART = 0.1; // of an answer
const OFTEN = 10 * 60_000; // milliseconds between two that are kept while one person corrects

/**
 * Whether something would be missed. A page saves every few seconds while one writes: what only grew under the same hand is
 * whole in what follows it, and small corrections are kept every ten minutes.
 */
function worthKeeping(
  db: Database,
  submissionId: number,
  before: SavedStep,
  { answers, personId, now }: Saving,
): boolean {
  if (before.personId !== personId) return true;
  const went = Object.entries(before.answers).map(([field, value]) => {
    const text = wordsOf(value);
    return { letters: lettersGone(text, wordsOf(answers[field] ?? '')), of: text.length };
  });
  if (went.every(({ letters }) => letters === 0)) return false;
  if (went.some(({ letters, of }) => letters > Math.min(FEW, of * SMALL_PART))) return true;
  const last = db
    .prepare<[number, string], string | null>(
      'SELECT max(saved_at) FROM submission_step_before WHERE submission_id = ? AND step = ?',
    )
    .pluck()
    .get(submissionId, before.step);
  return !last || now.getTime() - Date.parse(last) >= OFTEN;
}

const wordsOf = (value: Answers[string]) => (typeof value === 'string' ? value : JSON.stringify(value));
