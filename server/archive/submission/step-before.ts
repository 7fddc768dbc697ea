/** What a step said before it was last saved: who wrote it, when, and how it is brought back. */
import type { Database } from '../../db/open.ts';
import { NotFound } from '../errors.ts';
import { saveStep } from './step-saving.ts';
import { type Answers, type AnyStep, isAnswered, type SavedStep, stepOf } from './steps.ts';

export type EarlierAnswers = SavedStep & { savedAt: string };

const MOST = 30; // shown of one step, the newest; none is thrown away

/** What a step said before, newest first, without what it says now. */
export function earlierAnswers(db: Database, submissionId: number, step: AnyStep): EarlierAnswers[] {
  const now = stepOf(db, submissionId, step);
  const seen = new Set([JSON.stringify(now.answers)]);
  return db
    .prepare<[number, string], Omit<EarlierAnswers, 'step' | 'answers'> & { answers: string }>(`
      SELECT version, answers, saved_at AS savedAt, person_id AS personId, submission_person.name AS savedBy
      FROM submission_step_before AS before LEFT JOIN submission_person ON submission_person.id = person_id
      WHERE before.submission_id = ? AND step = ? ORDER BY version DESC`)
    .all(submissionId, step)
    .map((row) => ({ ...row, step, answers: { ...empty(now.answers), ...(JSON.parse(row.answers) as Answers) } }))
    .filter((one) => {
      const text = JSON.stringify(one.answers);
      const first = isAnswered(one) && !seen.has(text);
      seen.add(text);
      return first;
    })
    .slice(0, MOST);
}

/** How many earlier answers each step has; steps that have none are left out. */
export function earlierCounts(db: Database, submissionId: number, steps: readonly AnyStep[]): Map<AnyStep, number> {
  const counts = steps.map((step) => [step, earlierAnswers(db, submissionId, step).length] as const);
  return new Map(counts.filter(([, count]) => count > 0));
}

/**
 * Says again what a step said at `earlier`. What it says now, seen at `version`, is kept and can be brought back in turn. Gives
 * the version it has then. Throws NotFound; StepConflict where it was saved since it was seen.
 */
export function bringBack(
  db: Database,
  submissionId: number,
  step: AnyStep,
  { earlier, ...seen }: { earlier: number; version: number; personId: number | null; now: Date },
): number {
  const row = earlierAnswers(db, submissionId, step).find(({ version }) => version === earlier);
  if (!row) throw new NotFound('earlier answer', String(earlier));
  return saveStep(db, submissionId, step, { ...seen, answers: row.answers, keep: true });
}

const empty = (answers: Answers): Answers =>
  Object.fromEntries(Object.entries(answers).map(([field, value]) => [field, typeof value === 'string' ? '' : []]));
