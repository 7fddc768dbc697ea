/** What becomes of something taken back once it can no longer be undone: erased from everything here, or kept closed. */
import type { Database } from '../../db/open.ts';
import { removeAsset } from '../asset.ts';
import { sweepPeople } from '../person.ts';
import { WITHHELD } from '../redaction.ts';
import { removeTestimony, touch } from '../testimony.ts';
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
      db.prepare('INSERT INTO audit (actor, action, thing, thing_id, detail) VALUES (?, ?, ?, ?, ?)').run(
        'kolot',
        taken.thenDo === 'erase' ? 'erased' : 'kept closed',
        'submission',
        referenceOf(taken.submissionId),
        `The family took back: ${taken.what}. The thirty days in which they could undo it are over.`,
      );
      return originals;
    })
    .immediate();
}

function erase(db: Database, taken: Withdrawal, now: Date): string[] {
  addHistory(db, taken.submissionId, { what: 'erased', actor: 'kolot', to: taken.what, now });
  if (taken.what === 'whole') return eraseWhole(db, taken, now);
  if (taken.what === 'file') return eraseFile(db, taken);
  if (taken.what === 'name') eraseName(db, taken);
  else erasePassage(db, taken);
  return [];
}

function eraseWhole(db: Database, { submissionId, testimonyId }: Withdrawal, now: Date): string[] {
  const originals = db
    .prepare<Record<string, number | null>, string>(`
      SELECT sha256 FROM submission_file WHERE submission_id = @submissionId
      UNION SELECT sha256 FROM asset WHERE testimony_id = @testimonyId AND sha256 IS NOT NULL`)
    .pluck()
    .all({ submissionId, testimonyId });
  if (testimonyId !== null) {
    const people = db
      .prepare<[number], number>('SELECT DISTINCT person_id FROM testimony_person WHERE testimony_id = ?')
      .pluck()
      .all(testimonyId);
    removeTestimony(db, testimonyId);
    sweepPeople(db, people);
  }
  for (const table of [
    'submission_signature',
    'submission_message',
    'submission_note',
    'submission_step_before',
    'submission_step',
    'submission_upload',
    'submission_file',
    'known_copy',
    'submission_person',
  ]) {
    db.prepare(`DELETE FROM ${table} WHERE submission_id = ?`).run(submissionId);
  }
  db.prepare('UPDATE withdrawal SET words = NULL, reason = NULL WHERE submission_id = ?').run(submissionId);
  db.prepare('UPDATE submission_history SET reason = NULL WHERE submission_id = ?').run(submissionId);
  db.prepare('UPDATE submission SET word_hash = NULL, erased_at = ? WHERE id = ?').run(now.toISOString(), submissionId);
  return originals;
}

function eraseFile(db: Database, { fileId, assetId, testimonyId }: Withdrawal): string[] {
  const originals = db
    .prepare<[number | null, number | null], string>(`
      SELECT sha256 FROM submission_file WHERE id = ? UNION SELECT sha256 FROM asset WHERE id = ? AND sha256 IS NOT NULL`)
    .pluck()
    .all(fileId, assetId);
  db.prepare('DELETE FROM submission_file WHERE id = ?').run(fileId);
  if (assetId !== null) {
    db.prepare('UPDATE loss SET proof_asset_id = NULL WHERE proof_asset_id = ?').run(assetId);
    removeAsset(db, assetId);
    touch(db, testimonyId!, { narrowed: true });
  }
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
  db.prepare("DELETE FROM testimony_person WHERE testimony_id = ? AND role = 'narrator'").run(testimonyId);
  sweepPeople(db, people);
  touch(db, testimonyId, { narrowed: true });
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
    const words = JSON.stringify(text).slice(1, -1);
    db.prepare('UPDATE revision SET before = replace(before, @words, @withheld) WHERE testimony_id = @testimonyId').run(
      {
        words,
        withheld: WITHHELD,
        testimonyId,
      },
    );
    db.prepare(`
      UPDATE transcript_edit SET after = replace(after, @words, @withheld)
      WHERE transcript_id IN (SELECT id FROM transcript WHERE testimony_id = @testimonyId)`).run({
      words,
      withheld: WITHHELD,
      testimonyId,
    });
  }
  touch(db, testimonyId, { narrowed: true });
}
