/**
 * Taking back, whole or in part. What is withdrawn is seen by nobody but staff and the family from the same moment; for thirty
 * days it can be undone, and then it is erased or kept closed, as the family chose (erase.ts).
 */
import type { Database } from '../../db/open.ts';
import { Conflict, NotFound } from '../errors.ts';
import { addJob } from '../job.ts';
import { liftRedaction, withholdWords } from '../redact.ts';
import { touch } from '../testimony.ts';
import { dayOf } from '../viewer.ts';
import { fileOf } from './file.ts';
import { addHistory, writeState } from './states.ts';
import { referenceOf, type Submission, type SubmissionState, submission } from './submission.ts';

export const UNDO_DAYS = 30;
/** The kind of job that carries a withdrawal out when it can no longer be undone: `{ withdrawal }`. */
export const WITHDRAWAL_JOB = 'withdrawal';
const FAMILY = 'the family';

/** What is taken back. A passage is one of the published words, by its public id, or told in the family's own words. */
export type Taken =
  | { what: 'whole' }
  | { what: 'file'; file: string }
  | { what: 'name' }
  | { what: 'passage'; passage: string }
  | { what: 'passage'; words: string };

export interface NewWithdrawal {
  taken: Taken;
  thenDo: 'erase' | 'keep closed';
  reason: string | null;
  personId: number | null;
  now: Date;
}

export interface Withdrawal {
  id: number;
  submissionId: number;
  testimonyId: number | null;
  what: Taken['what'];
  fileId: number | null;
  assetId: number | null;
  passageId: number | null;
  redactionId: number | null;
  words: string | null;
  thenDo: 'erase' | 'keep closed';
  stateBefore: SubmissionState;
  reason: string | null;
  at: string;
  undoUntil: string;
  undoneAt: string | null;
  doneAt: string | null;
}

const WITHDRAWAL = `
  SELECT id, submission_id AS submissionId, testimony_id AS testimonyId, what, file_id AS fileId, asset_id AS assetId,
    passage_id AS passageId, redaction_id AS redactionId, words, then_do AS thenDo, state_before AS stateBefore, reason, at,
    undo_until AS undoUntil, undone_at AS undoneAt, done_at AS doneAt
  FROM withdrawal`;

/** Everything taken back of a submission, undone or not, newest first. */
export function withdrawalsOf(db: Database, submissionId: number): Withdrawal[] {
  return db.prepare<[number], Withdrawal>(`${WITHDRAWAL} WHERE submission_id = ? ORDER BY id DESC`).all(submissionId);
}

export function withdrawalById(db: Database, id: number): Withdrawal | null {
  return db.prepare<[number], Withdrawal>(`${WITHDRAWAL} WHERE id = ?`).get(id) ?? null;
}

/**
 * Takes back, in one transaction: no page, search, file or export shows it from here on. Throws NotFound for a file or passage
 * that is not theirs, Conflict where the same is taken back already.
 */
export function withdraw(db: Database, submissionId: number, withdrawal: NewWithdrawal): number {
  return db
    .transaction(() => {
      const of = submission(db, submissionId);
      const { taken, now } = withdrawal;
      const standing = withdrawalsOf(db, submissionId).filter(({ undoneAt }) => undoneAt === null);
      const same = standing.some(
        (one) => (one.what === 'whole' || one.what === taken.what) && one.what !== 'file' && one.what !== 'passage',
      );
      if (same) throw new Conflict('This was taken back already.');
      const ids = { fileId: null, assetId: null, passageId: null, redactionId: null, ...hide(db, of, taken, now) };
      const undoUntil = new Date(now.getTime() + UNDO_DAYS * 86_400_000);
      const { lastInsertRowid } = db
        .prepare(`
          INSERT INTO withdrawal (submission_id, testimony_id, what, file_id, asset_id, passage_id, redaction_id, words, then_do,
            state_before, reason, person_id, at, undo_until)
          VALUES (@submissionId, @testimonyId, @what, @fileId, @assetId, @passageId, @redactionId, @words, @thenDo,
            @stateBefore, @reason, @personId, @at, @undoUntil)`)
        .run({
          ...ids,
          submissionId,
          testimonyId: of.testimonyId,
          what: taken.what,
          words: taken.what === 'passage' && 'words' in taken ? taken.words : null,
          thenDo: withdrawal.thenDo,
          stateBefore: of.state,
          reason: withdrawal.reason?.trim() || null,
          personId: withdrawal.personId,
          at: now.toISOString(),
          undoUntil: undoUntil.toISOString(),
        });
      const id = Number(lastInsertRowid);
      addHistory(db, submissionId, { what: 'withdrew', actor: FAMILY, to: taken.what, reason: withdrawal.reason, now });
      addJob(db, WITHDRAWAL_JOB, { withdrawal: id }, { after: undoUntil });
      return id;
    })
    .immediate();
}

type Ids = Partial<Pick<Withdrawal, 'fileId' | 'assetId' | 'passageId' | 'redactionId'>>;

function hide(db: Database, of: Submission, taken: Taken, now: Date): Ids {
  const { testimonyId } = of;
  const narrowed = () => testimonyId !== null && touch(db, testimonyId, { narrowed: true });
  if (taken.what === 'whole') {
    db.prepare('UPDATE testimony SET withdrawn_on = ? WHERE id = ?').run(dayOf(now), testimonyId);
    narrowed();
    writeState(db, of.id, of.state, { to: 'withdrawn', actor: FAMILY, now });
    return {};
  }
  if (taken.what === 'name') {
    db.prepare('UPDATE testimony SET names_withdrawn_on = ? WHERE id = ?').run(dayOf(now), testimonyId);
    narrowed();
    return {};
  }
  if (taken.what === 'file') {
    const file = fileOf(db, of.id, taken.file);
    if (file.withdrawnAt !== null) throw new Conflict('This was taken back already.');
    db.prepare('UPDATE submission_file SET withdrawn_at = ? WHERE id = ?').run(now.toISOString(), file.id);
    db.prepare('UPDATE asset SET withdrawn_on = ? WHERE id = ?').run(dayOf(now), file.assetId);
    narrowed();
    return { fileId: file.id, assetId: file.assetId };
  }
  return 'passage' in taken ? hidePassage(db, of, taken.passage) : {};
}

function hidePassage(db: Database, { testimonyId, reference }: Submission, publicId: string): Ids {
  const passage = db
    .prepare<
      [string, number | null],
      { id: number; version: number; length: number; text: string; accession: string }
    >(`
      SELECT passage.id, passage.version, passage.text, accession FROM passage JOIN part ON part.id = passage.part_id
        JOIN testimony ON testimony.id = part.testimony_id
      WHERE passage.public_id = ? AND testimony.id = ?`)
    .get(publicId, testimonyId);
  if (!passage) throw new NotFound('passage', publicId);
  withholdWords(db, {
    accession: passage.accession,
    actor: reference,
    reason: 'The family took this passage back.',
    marks: [{ publicId, version: passage.version, start: 0, end: passage.text.length }],
    time: null,
  });
  const redactionId = db
    .prepare<[number], number>('SELECT max(id) FROM redaction WHERE passage_id = ?')
    .pluck()
    .get(passage.id)!;
  return { passageId: passage.id, redactionId };
}

/** Gives back what was taken back. Throws NotFound for one of another submission, Conflict once it can no longer be undone. */
export function undoWithdrawal(db: Database, submissionId: number, id: number, now: Date): void {
  db.transaction(() => {
    const taken = withdrawalById(db, id);
    if (!taken || taken.submissionId !== submissionId) throw new NotFound('withdrawal', String(id));
    if (taken.undoneAt !== null) return;
    if (taken.doneAt !== null || taken.undoUntil <= now.toISOString())
      throw new Conflict(
        'The thirty days are over: this can no longer be undone here. Please call or write to the archive.',
      );
    const { testimonyId } = taken;
    if (taken.what === 'whole') {
      db.prepare('UPDATE testimony SET withdrawn_on = NULL WHERE id = ?').run(testimonyId);
      const { state } = submission(db, submissionId);
      writeState(db, submissionId, state, { to: taken.stateBefore, actor: FAMILY, now });
    } else if (taken.what === 'name') {
      db.prepare('UPDATE testimony SET names_withdrawn_on = NULL WHERE id = ?').run(testimonyId);
    } else if (taken.what === 'file') {
      db.prepare('UPDATE submission_file SET withdrawn_at = NULL WHERE id = ?').run(taken.fileId);
      db.prepare('UPDATE asset SET withdrawn_on = NULL WHERE id = ?').run(taken.assetId);
    } else if (taken.redactionId !== null) {
      liftOwn(db, taken);
    }
    if (testimonyId !== null) touch(db, testimonyId);
    db.prepare('UPDATE withdrawal SET undone_at = ? WHERE id = ?').run(now.toISOString(), id);
    addHistory(db, submissionId, { what: 'undid', actor: FAMILY, to: taken.what, now });
  }).immediate();
}

/** Lifts the redaction that a withdrawal made, unless an archivist has done away with it meanwhile. */
function liftOwn(db: Database, { redactionId, testimonyId, submissionId }: Withdrawal): void {
  const accession = db
    .prepare<[number | null, number | null], string>(`
      SELECT accession FROM redaction JOIN testimony ON testimony.id = redaction.testimony_id
      WHERE redaction.id = ? AND testimony.id = ?`)
    .pluck()
    .get(redactionId, testimonyId);
  if (accession === undefined) return;
  liftRedaction(db, {
    accession,
    id: redactionId!,
    actor: referenceOf(submissionId),
    reason: 'The family gave this passage back.',
  });
}
