/**
 * Large files on their way in pieces (https://tus.io/protocols/resumable-upload): whose they are, what they answer, how much of
 * them is here. The bytes lie in the archive folder (media/arriving.ts) until server/arrival.ts makes a file of them.
 */
import type { Database } from '../../db/open.ts';
import { NotFound } from '../errors.ts';
import { inOrder, questionSetAt } from '../interview/questions.ts';
import type { Purpose } from './file.ts';

/** The question that a clip answers, by its place in a version of a set. */
export interface AnsweredQuestion {
  lang: string;
  version: number;
  number: number; // from 1
}

/** Why what arrived was not kept. A page says each in its own words. */
export type ArrivalProblem = 'kind' | 'empty' | 'virus' | 'broken_off';

export interface SubmissionUpload {
  id: string;
  submissionId: number;
  personId: number | null;
  purpose: Purpose;
  question: string | null; // word for word
  answers: AnsweredQuestion | null;
  originalName: string | null;
  bytes: number; // announced
  createdAt: string;
  touchedAt: string;
  fileId: number | null; // once it has arrived
  problem: ArrivalProblem | null;
}

export type NewUpload = Pick<
  SubmissionUpload,
  'id' | 'submissionId' | 'personId' | 'purpose' | 'answers' | 'originalName' | 'bytes'
> & { now: Date };

type Row = Omit<SubmissionUpload, 'answers'> & { lang: string | null; version: number | null; number: number | null };
const UPLOAD = `
  SELECT id, submission_id AS submissionId, person_id AS personId, purpose, question, question_lang AS lang,
    question_version AS version, question_number AS number, original_name AS originalName, bytes, created_at AS createdAt,
    touched_at AS touchedAt, file_id AS fileId, problem
  FROM submission_upload`;

function uploadFrom({ lang, version, number, ...row }: Row): SubmissionUpload {
  const answers = lang !== null && version !== null && number !== null ? { lang, version, number } : null;
  return { ...row, answers };
}

/** The words of a question that was asked. Throws NotFound where it never was. */
export function questionAsked(db: Database, { lang, version, number }: AnsweredQuestion): string {
  const asked = inOrder(questionSetAt(db, lang, version)).find((one) => one.number === number);
  if (!asked) throw new NotFound('question', String(number));
  return asked.text;
}

/** Announces a file. Throws NotFound for a question that was never asked. */
export function beginUpload(db: Database, upload: NewUpload): void {
  const { answers } = upload;
  db.prepare(`
    INSERT INTO submission_upload (id, submission_id, person_id, purpose, question, question_lang, question_version,
      question_number, original_name, bytes, created_at, touched_at)
    VALUES (@id, @submissionId, @personId, @purpose, @question, @lang, @version, @number, @originalName, @bytes, @at, @at)`).run(
    {
      id: upload.id,
      submissionId: upload.submissionId,
      personId: upload.personId,
      purpose: upload.purpose,
      question: answers && questionAsked(db, answers),
      lang: answers?.lang ?? null,
      version: answers?.version ?? null,
      number: answers?.number ?? null,
      originalName: upload.originalName,
      bytes: upload.bytes,
      at: upload.now.toISOString(),
    },
  );
}

export function uploadById(db: Database, id: string): SubmissionUpload | null {
  const row = db.prepare<[string], Row>(`${UPLOAD} WHERE id = ?`).get(id);
  return row ? uploadFrom(row) : null;
}

/** One upload, of this submission and no other. Throws NotFound. */
export function uploadOf(db: Database, submissionId: number, id: string): SubmissionUpload {
  const found = uploadById(db, id);
  if (!found || found.submissionId !== submissionId) throw new NotFound('upload', id);
  return found;
}

/** Those of a submission that are neither here yet nor refused, oldest first. */
export function unfinishedUploads(db: Database, submissionId: number): SubmissionUpload[] {
  return db
    .prepare<[number], Row>(
      `${UPLOAD} WHERE submission_id = ? AND file_id IS NULL AND problem IS NULL ORDER BY created_at, id`,
    )
    .all(submissionId)
    .map(uploadFrom);
}

/** What was announced of all submissions, and of one, and is not here yet, in bytes: room that is spoken for. */
export function bytesAnnounced(db: Database, submissionId: number | null = null): number {
  return db
    .prepare<{ submissionId: number | null }, number>(`
      SELECT coalesce(sum(bytes), 0) FROM submission_upload
      WHERE file_id IS NULL AND problem IS NULL AND (@submissionId IS NULL OR submission_id = @submissionId)`)
    .pluck()
    .get({ submissionId })!;
}

/** Says that a piece of it came just now. */
export function touchUpload(db: Database, id: string, now: Date): void {
  db.prepare('UPDATE submission_upload SET touched_at = ? WHERE id = ?').run(now.toISOString(), id);
}

/** Says why it was not kept. */
export function refuseUpload(db: Database, id: string, problem: ArrivalProblem): void {
  db.prepare('UPDATE submission_upload SET problem = ? WHERE id = ? AND file_id IS NULL').run(problem, id);
}

/** Says which file became of it, and on the file which question it answers. */
export function uploadArrived(db: Database, id: string, fileId: number): void {
  db.prepare('UPDATE submission_upload SET file_id = @fileId WHERE id = @id').run({ id, fileId });
  db.prepare(`
    UPDATE submission_file SET question_lang = upload.question_lang, question_version = upload.question_version,
      question_number = upload.question_number
    FROM submission_upload AS upload
    WHERE upload.id = @id AND submission_file.id = @fileId`).run({ id, fileId });
}

export function forgetUpload(db: Database, id: string): void {
  db.prepare('DELETE FROM submission_upload WHERE id = ?').run(id);
}
