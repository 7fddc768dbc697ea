/** What a family sent, taken out of every table. That there was something, and how it went, stays. */
import type { Database } from '../../db/open.ts';
import { removeJob } from '../job.ts';

const HELD = [
  'concern_decision',
  'submission_signature',
  'submission_message',
  'submission_note',
  'submission_told',
  'submission_step_before',
  'submission_step',
  'submission_upload',
  'submission_file',
  'known_copy',
  'submission_person',
];

/** Empties a submission within a transaction of the caller. Gives the sha256 of its files. */
export function removeSubmission(db: Database, id: number, now: Date): string[] {
  const originals = db
    .prepare<[number], string>('SELECT sha256 FROM submission_file WHERE submission_id = ?')
    .pluck()
    .all(id);
  removeMails(db, id);
  for (const table of HELD) db.prepare(`DELETE FROM ${table} WHERE submission_id = ?`).run(id);
  db.prepare('UPDATE withdrawal SET words = NULL, reason = NULL WHERE submission_id = ?').run(id);
  db.prepare('UPDATE submission_history SET reason = NULL WHERE submission_id = ?').run(id);
  db.prepare('UPDATE submission SET word_hash = NULL, erased_at = ? WHERE id = ?').run(now.toISOString(), id);
  return originals;
}

/** Mails to those who wrote it, of what was said between them and the archive. A mail of something else of theirs stays. */
function removeMails(db: Database, id: number): void {
  const mails = db
    .prepare<{ id: number }, number>(`
      SELECT mail.id FROM mail JOIN submission_person ON submission_person.email = mail.recipient COLLATE NOCASE
      WHERE submission_person.submission_id = @id AND template NOT LIKE 'account_%' AND template NOT LIKE 'access_%'
        AND (NOT EXISTS (SELECT 1 FROM submission_person AS other WHERE other.email = submission_person.email COLLATE NOCASE
            AND other.submission_id <> @id)
          OR EXISTS (SELECT 1 FROM submission_message WHERE submission_id = @id AND instr(mail.text, submission_message.text)))`)
    .pluck()
    .all({ id });
  for (const mail of new Set(mails)) {
    removeJob(db, 'mail', { mail });
    db.prepare('DELETE FROM mail WHERE id = ?').run(mail);
  }
}
