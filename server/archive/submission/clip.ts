/** Recordings that answer an interview question: in the order in which it was asked, also where they came out of order. */
import type { Database } from '../../db/open.ts';
import { filesOf, type SubmissionFile } from './file.ts';
import type { AnsweredQuestion } from './upload.ts';

export interface Clip extends SubmissionFile {
  answers: AnsweredQuestion | null; // null: a recording that was made another way
}

/** The recordings of a submission that were not taken back: answers by the number of their question, then the others. */
export function clipsOf(db: Database, submissionId: number): Clip[] {
  const asked = new Map(
    db
      .prepare<[number], AnsweredQuestion & { id: number }>(`
        SELECT id, question_lang AS lang, question_version AS version, question_number AS number FROM submission_file
        WHERE submission_id = ? AND question_number IS NOT NULL`)
      .all(submissionId)
      .map(({ id, ...answers }) => [id, answers]),
  );
  return filesOf(db, submissionId)
    .filter(({ purpose, withdrawnAt }) => purpose === 'recording' && withdrawnAt === null)
    .map((file) => ({ ...file, answers: asked.get(file.id) ?? null }))
    .sort((a, b) => (a.answers?.number ?? Infinity) - (b.answers?.number ?? Infinity) || a.position - b.position || 0);
}
