/** What becomes of something taken back once it can no longer be undone: erased from everything here, or kept closed. */
import type { Database } from '../../db/open.ts';
import { audit } from '../audit.ts';
import { forgetRemembered } from '../erasure/elsewhere.ts';
import { noteErasure } from '../erasure/erasure.ts';
import { removeFile } from '../erasure/file.ts';
import { removeName } from '../erasure/name.ts';
import { removeSubmission } from '../erasure/submission.ts';
import { removeEverywhere } from '../erasure/testimony.ts';
import { WITHHELD } from '../redaction.ts';
import { touch } from '../testimony.ts';
import { addHistory } from './states.ts';
import { referenceOf } from './submission.ts';
import { type Withdrawal, withdrawalById } from './withdrawal.ts';

/**
 * Carries a withdrawal out, if it stands and its thirty days are over. Gives the sha256 of originals that may be named by
 * nothing any more: `removeUnused` of the media takes them away. The audit log keeps that something was erased, by whom and
 * why, not what.
 */
export function carryOutWithdrawal(db: Database, id: number, now: Date): string[] {
  return db
    .transaction(() => {
      const taken = withdrawalById(db, id);
      if (!taken || taken.undoneAt !== null || taken.doneAt !== null || taken.undoUntil > now.toISOString()) return [];
      db.prepare('UPDATE withdrawal SET done_at = ? WHERE id = ?').run(now.toISOString(), id);
      const originals = taken.thenDo === 'erase' ? erase(db, taken, now) : [];
      const reason = `The family took back: ${taken.what}. The thirty days in which they could undo it are over.`;
      audit(db, {
        actor: 'kolot',
        action: taken.thenDo === 'erase' ? 'erased' : 'kept closed',
        thing: 'submission',
        thingId: referenceOf(taken.submissionId),
        detail: reason,
      });
      if (taken.thenDo === 'erase') noteErasure(db, 'submission', { actor: 'kolot', reason, now });
      return originals;
    })
    .immediate();
}

function erase(db: Database, taken: Withdrawal, now: Date): string[] {
  addHistory(db, taken.submissionId, { what: 'erased', actor: 'kolot', to: taken.what, now });
  if (taken.what === 'whole') return eraseWhole(db, taken, now);
  if (taken.what === 'file') return eraseGiven(db, taken);
  if (taken.what === 'name') eraseName(db, taken);
  else erasePassage(db, taken);
  return [];
}

function eraseWhole(db: Database, { submissionId, testimonyId }: Withdrawal, now: Date): string[] {
  const originals = removeSubmission(db, submissionId, now);
  return testimonyId === null ? originals : [...originals, ...removeEverywhere(db, testimonyId, now)];
}

function eraseGiven(db: Database, { fileId, assetId, testimonyId }: Withdrawal): string[] {
  const originals = db
    .prepare<[number | null], string>('SELECT sha256 FROM submission_file WHERE id = ?')
    .pluck()
    .all(fileId);
  const publicId = db.prepare<[number | null], string>('SELECT public_id FROM asset WHERE id = ?').pluck().get(assetId);
  if (testimonyId !== null && publicId !== undefined) originals.push(...removeFile(db, testimonyId, publicId));
  db.prepare('DELETE FROM submission_file WHERE id = ?').run(fileId);
  return originals;
}

/** The names go; that they were withheld stays, so that nobody writes them in again unasked. */
function eraseName(db: Database, { testimonyId, submissionId }: Withdrawal): void {
  db.prepare("DELETE FROM submission_step_before WHERE submission_id = ? AND step = 'who'").run(submissionId);
  db.prepare(`
    UPDATE submission_step SET answers = json_set(answers, '$.narrators', json('[]')), version = version + 1
    WHERE submission_id = ? AND step = 'who'`).run(submissionId);
  if (testimonyId === null) return;
  const people = db
    .prepare<[number], number>(
      "SELECT DISTINCT person_id FROM testimony_person WHERE testimony_id = ? AND role = 'narrator'",
    )
    .pluck()
    .all(testimonyId);
  for (const person of people) removeName(db, testimonyId, person);
}

/** The words of the passage and of its translations, as they are and as they were in every revision. */
function erasePassage(db: Database, { passageId, testimonyId }: Withdrawal): void {
  if (passageId === null || testimonyId === null) return;
  const said = db
    .prepare<[number, number], { id: number; text: string }>(
      'SELECT id, text FROM passage WHERE id = ? OR original_id = ?',
    )
    .all(passageId, passageId);
  for (const { id, text } of said) {
    db.prepare('DELETE FROM cue WHERE passage_id = ?').run(id);
    db.prepare('UPDATE passage SET text = ?, version = version + 1, edited = 1 WHERE id = ?').run(WITHHELD, id);
    db.prepare('UPDATE redaction SET char_start = 0, char_end = ? WHERE passage_id = ?').run(WITHHELD.length, id);
    db.prepare('DELETE FROM passage_draft WHERE passage_id = ?').run(id);
    forgetRemembered(db, testimonyId, [text], WITHHELD);
  }
  touch(db, testimonyId, { narrowed: true });
}
