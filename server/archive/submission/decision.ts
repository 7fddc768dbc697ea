/**
 * What becomes of a concern. Deciding is doing: the record is hidden, a file closed or the record taken down in the same
 * transaction; what is to be redacted is marked on its own page, and the decision waits for it.
 */
import type { Database } from '../../db/open.ts';
import { audit } from '../audit.ts';
import { closeFile } from '../closing.ts';
import { Conflict, Invalid, NotFound } from '../errors.ts';
import { unpublish } from '../testimony.ts';
import { setHidden } from './concern.ts';
import { moveSubmission } from './states.ts';
import { referenceOf, type Submission, submission } from './submission.ts';

/** In the order in which they are offered. */
export const DECISIONS = ['nothing', 'corrected', 'redacted', 'file', 'hidden', 'withdrawn'] as const;
export type Decision = (typeof DECISIONS)[number];

export interface Deciding {
  decision: Decision;
  /** The public id of the file to be closed; of `file` alone. */
  file: string | null;
  /** The archivist's own words for whoever told the archive; what was decided is said to them without. */
  words: string;
  by: { id: number; email: string };
  now: Date;
}

export interface DecidedConcern {
  id: number;
  reference: string;
  decision: Decision;
  words: string | null;
  by: string | null; // an account's name
  decidedAt: string;
  doneAt: string | null;
  file: string | null; // public id of what was closed
  what: string | null; // as the concern's form has it
  passage: string | null; // public id of the passage it is about
}

/**
 * Decides, and does what was decided. Gives `done`, or `waiting` where words are to be withheld first. Throws NotFound for a
 * concern of another record, Invalid where no file is chosen (`file`), Conflict where nothing was corrected or it is answered.
 */
export function decideConcern(db: Database, accession: string, id: number, deciding: Deciding): 'done' | 'waiting' {
  return db
    .transaction(() => {
      const concern = concernOf(db, accession, id);
      const { decision, by, now } = deciding;
      const reason = concern.reference;
      const act = { actor: by.email, reason };
      let assetId: number | null = null;
      if (decision === 'hidden') setHidden(db, accession, { hidden: true, actor: by.email, reason, now });
      else if (decision === 'withdrawn') takeDown(db, concern, accession, act, now);
      else if (decision === 'file') {
        if (!deciding.file) throw new Invalid('Choose the file that is to be closed.', { field: 'file' });
        closeFile(db, accession, { publicId: deciding.file, access: 'closed', embargoUntil: null }, act);
        assetId = db.prepare<[string], number>('SELECT id FROM asset WHERE public_id = ?').pluck().get(deciding.file)!;
      } else if (decision === 'corrected' && !changedSince(db, concern))
        throw new Conflict('Nothing of the record was changed since this was told.', { key: 'unchanged' });
      const waits = decision === 'redacted' && !redactedSince(db, concern);
      write(db, id, { ...deciding, assetId, done: !waits });
      audit(db, {
        actor: by.email,
        action: 'decided on a concern',
        thing: 'submission',
        thingId: concern.reference,
        detail: decision,
      });
      if (!waits) moveSubmission(db, id, { to: 'answered', actor: by.email, now });
      return waits ? 'waiting' : 'done';
    })
    .immediate();
}

/** A redaction that a concern waited for was made: gives the words kept for whoever told of it. Throws as `decideConcern`. */
export function concernRedacted(
  db: Database,
  accession: string,
  id: number,
  { actor, now }: { actor: string; now: Date },
): { concern: Submission; words: string } | null {
  return db
    .transaction(() => {
      const concern = concernOf(db, accession, id);
      const words = db
        .prepare<[number], string>(
          "SELECT coalesce(words, '') FROM concern_decision WHERE submission_id = ? AND decision = 'redacted' AND done_at IS NULL",
        )
        .pluck()
        .get(id);
      if (words === undefined || !redactedSince(db, concern)) return null;
      db.prepare('UPDATE concern_decision SET done_at = ?, words = NULL WHERE submission_id = ?').run(
        now.toISOString(),
        id,
      );
      moveSubmission(db, id, { to: 'answered', actor, now });
      return { concern, words };
    })
    .immediate();
}

/** What was decided of a record's concerns, newest first. */
export function decidedConcerns(db: Database, testimonyId: number): DecidedConcern[] {
  return decisions(db, 'submission.testimony_id = @id', testimonyId);
}

/** Concerns that wait for words of a record to be withheld, oldest first, with what was told. */
export function concernsToRedact(db: Database, testimonyId: number): (DecidedConcern & { text: string | null })[] {
  const textOf = db
    .prepare<[number], string | null>(
      "SELECT answers ->> '$.text' FROM submission_step WHERE submission_id = ? AND step = 'concern'",
    )
    .pluck();
  return decidedConcerns(db, testimonyId)
    .filter(({ decision, doneAt }) => decision === 'redacted' && doneAt === null)
    .map((one) => ({ ...one, text: textOf.get(one.id) ?? null }))
    .reverse();
}

/** What was decided of one concern; null while nothing was. */
export function decisionOn(db: Database, id: number): DecidedConcern | null {
  return decisions(db, 'submission.id = @id', id)[0] ?? null;
}

function decisions(db: Database, condition: string, id: number): DecidedConcern[] {
  return db
    .prepare<{ id: number }, Omit<DecidedConcern, 'reference'>>(`
      SELECT submission.id, decision, words, account.name AS "by", decided_at AS decidedAt, done_at AS doneAt,
        asset.public_id AS file, step.answers ->> '$.what' AS what, step.answers ->> '$.passage' AS passage
      FROM concern_decision JOIN submission ON submission.id = concern_decision.submission_id LEFT JOIN account ON account.id = account_id
        LEFT JOIN asset ON asset.id = asset_id
        LEFT JOIN submission_step AS step ON step.submission_id = submission.id AND step.step = 'concern'
      WHERE ${condition} ORDER BY decided_at DESC, submission.id DESC LIMIT 100`)
    .all({ id })
    .map((row) => ({ ...row, passage: row.passage || null, reference: referenceOf(row.id) }));
}

/** Throws NotFound where it is no concern about this record, Conflict where it is answered already. */
function concernOf(db: Database, accession: string, id: number): Submission & { testimonyId: number } {
  const concern = submission(db, id);
  const about = db.prepare<[string], number>('SELECT id FROM testimony WHERE accession = ?').pluck().get(accession);
  const { testimonyId } = concern;
  if (concern.kind !== 'concern' || testimonyId === null || testimonyId !== about)
    throw new NotFound('concern', referenceOf(id));
  if (concern.state === 'answered') throw new Conflict('Somebody else has answered this meanwhile.');
  return { ...concern, testimonyId };
}

function takeDown(
  db: Database,
  { testimonyId }: Submission & { testimonyId: number },
  accession: string,
  { actor, reason }: { actor: string; reason: string },
  now: Date,
): void {
  unpublish(db, testimonyId, { actor, reason, now });
  audit(db, { actor, action: 'made a draft again', thing: 'testimony', thingId: accession, detail: reason });
}

const told = ({ submittedAt, createdAt }: Submission) => submittedAt ?? createdAt;

function changedSince(db: Database, concern: Submission): boolean {
  return (
    db
      .prepare('SELECT 1 FROM revision WHERE testimony_id = ? AND at >= ? LIMIT 1')
      .get(concern.testimonyId, told(concern)) !== undefined
  );
}

function redactedSince(db: Database, concern: Submission): boolean {
  return (
    db
      .prepare('SELECT 1 FROM redaction WHERE testimony_id = ? AND made_at >= ? LIMIT 1')
      .get(concern.testimonyId, told(concern)) !== undefined
  );
}

function write(db: Database, id: number, one: Deciding & { assetId: number | null; done: boolean }): void {
  db.prepare(`
    INSERT INTO concern_decision (submission_id, decision, words, account_id, decided_at, asset_id, done_at)
    VALUES (@id, @decision, @words, @account, @at, @assetId, @doneAt)
    ON CONFLICT (submission_id) DO UPDATE SET decision = @decision, words = @words, account_id = @account, decided_at = @at,
      asset_id = @assetId, done_at = @doneAt`).run({
    id,
    decision: one.decision,
    words: one.done ? null : one.words || null,
    account: one.by.id,
    at: one.now.toISOString(),
    assetId: one.assetId,
    doneAt: one.done ? one.now.toISOString() : null,
  });
}
