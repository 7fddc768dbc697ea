/** What family and archive write to each other, and what archivists write among themselves. */
import type { Database } from '../../db/open.ts';
import { Invalid } from '../errors.ts';
import { touchSubmission } from './submission.ts';

export interface Message {
  id: number;
  fromArchive: boolean;
  /** Of an archivist the name of the account, of the family what they call themselves; null where nobody said. */
  name: string | null;
  text: string;
  at: string;
}

const LONGEST = 20_000; // characters

/** Throws Invalid where nothing, or a book, was written. */
export function addMessage(
  db: Database,
  submissionId: number,
  message: { text: string; personId?: number | null; accountId?: number | null; now: Date },
): number {
  const text = told(message.text);
  touchSubmission(db, submissionId, message.now);
  const { lastInsertRowid } = db
    .prepare(`
      INSERT INTO submission_message (submission_id, person_id, account_id, from_archive, text, at)
      VALUES (@submissionId, @personId, @accountId, @fromArchive, @text, @at)`)
    .run({
      submissionId,
      personId: message.personId ?? null,
      accountId: message.accountId ?? null,
      fromArchive: message.accountId == null ? 0 : 1,
      text,
      at: message.now.toISOString(),
    });
  return Number(lastInsertRowid);
}

/** The conversation, oldest first. */
export function messagesOf(db: Database, submissionId: number): Message[] {
  return db
    .prepare<[number], Omit<Message, 'fromArchive'> & { fromArchive: number }>(`
      SELECT submission_message.id, from_archive AS fromArchive, coalesce(account.name, submission_person.name) AS name, text, at
      FROM submission_message LEFT JOIN account ON account.id = submission_message.account_id
        LEFT JOIN submission_person ON submission_person.id = submission_message.person_id
      WHERE submission_message.submission_id = ? ORDER BY submission_message.id`)
    .all(submissionId)
    .map((row) => ({ ...row, fromArchive: row.fromArchive === 1 }));
}

export interface Note {
  id: number;
  name: string | null;
  text: string;
  at: string;
}

/** A note among archivists, which no family sees. Throws as `addMessage`. */
export function addNote(
  db: Database,
  submissionId: number,
  note: { text: string; accountId: number; now: Date },
): number {
  const { lastInsertRowid } = db
    .prepare('INSERT INTO submission_note (submission_id, account_id, text, at) VALUES (?, ?, ?, ?)')
    .run(submissionId, note.accountId, told(note.text), note.now.toISOString());
  return Number(lastInsertRowid);
}

export function notesOf(db: Database, submissionId: number): Note[] {
  return db
    .prepare<[number], Note>(`
      SELECT submission_note.id, account.name, text, at FROM submission_note
      LEFT JOIN account ON account.id = account_id WHERE submission_id = ? ORDER BY submission_note.id`)
    .all(submissionId);
}

function told(text: string): string {
  const trimmed = text.trim();
  if (!trimmed) throw new Invalid('Nothing was written. Write your message, then send it.', { field: 'text' });
  if (trimmed.length > LONGEST)
    throw new Invalid(`A message has at most ${LONGEST} characters. Send the rest in a second one.`, { field: 'text' });
  return trimmed;
}
