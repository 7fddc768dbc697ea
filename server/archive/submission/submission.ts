/**
 * What comes in from outside: stories, questions for a tape, concerns. A submission is begun by somebody without an account,
 * who reaches it by a private link; archivists find it in their queue once it has been sent.
 */
import type { Database } from '../../db/open.ts';
import { NotFound } from '../errors.ts';

export const SUBMISSION_KINDS = ['story', 'tape', 'concern'] as const;
export type SubmissionKind = (typeof SUBMISSION_KINDS)[number];
export const WAYS_IN = ['online', 'paper', 'telephone', 'visit'] as const;
export type WayIn = (typeof WAYS_IN)[number];

export const SUBMISSION_STATES = [
  'draft',
  'submitted',
  'in review',
  'needs answer',
  'accepted',
  'catalogued',
  'with the narrator',
  'published',
  'returned',
  'withdrawn',
  'answered',
] as const;
export type SubmissionState = (typeof SUBMISSION_STATES)[number];

export interface Submission {
  id: number;
  /** What it is called on the telephone and on paper: `S-00012`. */
  reference: string;
  kind: SubmissionKind;
  state: SubmissionState;
  lang: string;
  cameBy: WayIn;
  enteredBy: number | null; // account id
  ownerId: number | null; // account id
  testimonyId: number | null;
  hasWord: boolean; // a word was chosen for the second confirmation
  createdAt: string;
  updatedAt: string;
  stateSince: string;
  submittedAt: string | null;
  erasedAt: string | null;
}

/** Somebody who writes a submission. What is known of them is for archivists and the family alone. */
export interface SubmissionPerson {
  id: number;
  submissionId: number;
  name: string | null;
  email: string | null;
  phone: string | null;
  invitedBy: number | null;
  createdAt: string;
}

export function referenceOf(id: number): string {
  return `S-${String(id).padStart(5, '0')}`;
}

const SUBMISSION = `
  SELECT id, kind, state, lang, came_by AS cameBy, entered_by AS enteredBy, owner_id AS ownerId, testimony_id AS testimonyId,
    word_hash IS NOT NULL AS hasWord, created_at AS createdAt, updated_at AS updatedAt, state_since AS stateSince,
    submitted_at AS submittedAt, erased_at AS erasedAt
  FROM submission`;

type Row = Omit<Submission, 'reference' | 'hasWord'> & { hasWord: number };

function submissionFrom(row: Row): Submission {
  return { ...row, reference: referenceOf(row.id), hasWord: row.hasWord === 1 };
}

/** Throws NotFound. */
export function submission(db: Database, id: number): Submission {
  const row = db.prepare<[number], Row>(`${SUBMISSION} WHERE id = ?`).get(id);
  if (!row) throw new NotFound('submission', referenceOf(id));
  return submissionFrom(row);
}

/** Those that a condition on the table `submission` names, longest in their state first. */
export function submissions(db: Database, condition: string, values: Record<string, unknown> = {}): Submission[] {
  return db
    .prepare<[Record<string, unknown>], Row>(`${SUBMISSION} WHERE ${condition} ORDER BY state_since, id`)
    .all(values)
    .map(submissionFrom);
}

/** The story a family sent that became a testimony, while it is theirs to hear of; null where there is none. */
export function storyOf(db: Database, testimonyId: number): Submission | null {
  const condition = "testimony_id = @testimonyId AND kind = 'story' AND state <> 'withdrawn' AND erased_at IS NULL";
  return submissions(db, condition, { testimonyId })[0] ?? null;
}

export interface NewSubmission {
  kind: SubmissionKind;
  lang: string;
  now: Date;
  cameBy?: WayIn;
  enteredBy?: number | null;
  testimonyId?: number | null;
  person?: { name?: string | null; email?: string | null; phone?: string | null };
}

/** Begins a draft, with the one who begins it. */
export function beginSubmission(db: Database, begun: NewSubmission): { id: number; personId: number } {
  const at = begun.now.toISOString();
  return db
    .transaction(() => {
      const { lastInsertRowid } = db
        .prepare(`
          INSERT INTO submission (kind, lang, came_by, entered_by, testimony_id, created_at, updated_at, state_since)
          VALUES (@kind, @lang, @cameBy, @enteredBy, @testimonyId, @at, @at, @at)`)
        .run({
          kind: begun.kind,
          lang: begun.lang,
          cameBy: begun.cameBy ?? 'online',
          enteredBy: begun.enteredBy ?? null,
          testimonyId: begun.testimonyId ?? null,
          at,
        });
      const id = Number(lastInsertRowid);
      return { id, personId: addPersonTo(db, id, { ...begun.person, now: begun.now }) };
    })
    .immediate();
}

/** Adds somebody who may write a submission. */
export function addPersonTo(
  db: Database,
  submissionId: number,
  person: { name?: string | null; email?: string | null; phone?: string | null; invitedBy?: number | null; now: Date },
): number {
  const { lastInsertRowid } = db
    .prepare(`
      INSERT INTO submission_person (submission_id, name, email, phone, invited_by, created_at)
      VALUES (@submissionId, @name, @email, @phone, @invitedBy, @at)`)
    .run({
      submissionId,
      name: person.name?.trim() || null,
      email: person.email?.trim().toLowerCase() || null,
      phone: person.phone?.trim() || null,
      invitedBy: person.invitedBy ?? null,
      at: person.now.toISOString(),
    });
  return Number(lastInsertRowid);
}

const PERSON = `
  SELECT id, submission_id AS submissionId, name, email, phone, invited_by AS invitedBy, created_at AS createdAt
  FROM submission_person`;

/** Those who write a submission now, the one who began it first. */
export function peopleOf(db: Database, submissionId: number): SubmissionPerson[] {
  return db
    .prepare<[number], SubmissionPerson>(`${PERSON} WHERE submission_id = ? AND removed_at IS NULL ORDER BY id`)
    .all(submissionId);
}

export function personOf(db: Database, personId: number): SubmissionPerson {
  const person = db.prepare<[number], SubmissionPerson>(`${PERSON} WHERE id = ?`).get(personId);
  if (!person) throw new NotFound('person', String(personId));
  return person;
}

/** How the archive reaches somebody; what is not given stays. */
export function setContact(
  db: Database,
  personId: number,
  contact: { name?: string; email?: string; phone?: string },
): void {
  const kept = (text: string | undefined) => (text === undefined ? null : text.trim());
  db.prepare(`
    UPDATE submission_person SET name = CASE WHEN @name IS NULL THEN name ELSE nullif(@name, '') END,
      email = CASE WHEN @email IS NULL THEN email ELSE nullif(lower(@email), '') END,
      phone = CASE WHEN @phone IS NULL THEN phone ELSE nullif(@phone, '') END
    WHERE id = @personId`).run({
    personId,
    name: kept(contact.name),
    email: kept(contact.email),
    phone: kept(contact.phone),
  });
}

/** Says that something of it changed just now. */
export function touchSubmission(db: Database, id: number, now: Date): void {
  db.prepare('UPDATE submission SET updated_at = ? WHERE id = ?').run(now.toISOString(), id);
}
