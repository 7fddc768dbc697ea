/** The parts of a submission, each with a state of its own: the steps that were answered, the files that were given. */
import type { Database } from '../../db/open.ts';
import { NotFound } from '../errors.ts';
import { filesOf, type SubmissionFile } from './file.ts';
import { type AnyStep, isAnswered, type SavedStep, STEP_NAMES, stepOf } from './steps.ts';
import type { Submission } from './submission.ts';

/** What an archivist says of a part; `new` where nobody has said anything, or it changed since. */
export const PART_STATES = ['new', 'read', 'question', 'ready'] as const;
export type PartState = (typeof PART_STATES)[number];

export interface PartStanding {
  part: string; // 'step:story', 'file:<public id>'
  state: PartState;
  by: string | null;
  at: string | null;
}

export type SubmissionPart = PartStanding & ({ step: SavedStep; file: null } | { step: null; file: SubmissionFile });

/** The answered steps and the files of a submission, in order, with how far each is. */
export function partsOfSubmission(db: Database, { id, kind }: Pick<Submission, 'id' | 'kind'>): SubmissionPart[] {
  const standing = new Map(
    db
      .prepare<[number], PartStanding>(`
        SELECT part, state, account.name AS "by", at FROM submission_part
        LEFT JOIN account ON account.id = account_id WHERE submission_id = ?`)
      .all(id)
      .map((row) => [row.part, row]),
  );
  const of = (part: string, changedAt: string | null): PartStanding => {
    const known = standing.get(part);
    const current = known && (changedAt === null || changedAt <= known.at!);
    return current ? known : { part, state: 'new', by: null, at: null };
  };
  const names: readonly AnyStep[] = kind === 'story' ? STEP_NAMES : [kind];
  const steps = names.map((name) => stepOf(db, id, name)).filter((step) => step.step !== 'use' && isAnswered(step)); // `use` is what the agreement says
  return [
    ...steps.map((step) => ({ ...of(`step:${step.step}`, step.savedAt), step, file: null })),
    ...filesOf(db, id).map((file) => ({ ...of(`file:${file.publicId}`, file.addedAt), step: null, file })),
  ];
}

/** Says how far a part is. Throws NotFound where the submission has no such part. */
export function setPartState(
  db: Database,
  of: Submission,
  change: { part: string; state: PartState; account: number; now: Date },
): void {
  db.transaction(() => {
    if (!partsOfSubmission(db, of).some(({ part }) => part === change.part)) throw new NotFound('part', change.part);
    db.prepare('DELETE FROM submission_part WHERE submission_id = ? AND part = ?').run(of.id, change.part);
    if (change.state === 'new') return;
    db.prepare(`
      INSERT INTO submission_part (submission_id, part, state, account_id, at) VALUES (?, ?, ?, ?, ?)`).run(
      of.id,
      change.part,
      change.state,
      change.account,
      change.now.toISOString(),
    );
  }).immediate();
}
