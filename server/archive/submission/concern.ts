/**
 * Concerns: anyone named or pictured asks for a correction or that something is taken down, without an account. Staff can hide
 * the testimony at once while they decide.
 */
import type { Database } from '../../db/open.ts';
import { audit } from '../audit.ts';
import { NotFound } from '../errors.ts';
import { touch } from '../testimony.ts';
import { dayOf } from '../viewer.ts';
import { moveSubmission } from './states.ts';
import { saveStep } from './step-saving.ts';
import type { Answers } from './steps.ts';
import { beginSubmission } from './submission.ts';

export const CONCERNS = ['takedown', 'correction', 'privacy', 'rights', 'recognised', 'other'] as const;

/** Keeps a concern, or a question for a tape, and puts it in the archivists' queue at once. Gives its submission. */
export function sendAtOnce(
  db: Database,
  kind: 'tape' | 'concern',
  sent: {
    lang: string;
    answers: Answers;
    person: { name: string | null; email: string | null; phone: string | null };
    testimonyId: number | null;
    now: Date;
  },
): { id: number; personId: number } {
  const { lang, answers, person, testimonyId, now } = sent;
  return db
    .transaction(() => {
      const begun = beginSubmission(db, { kind, lang, now, testimonyId, person });
      saveStep(db, begun.id, kind, { answers, version: 0, personId: begun.personId, now });
      moveSubmission(db, begun.id, { to: 'submitted', actor: 'the family', now });
      return begun;
    })
    .immediate();
}

/** Hides a testimony from everybody but staff and its giver, or shows it again; with a line in the audit log. Throws NotFound. */
export function setHidden(
  db: Database,
  accession: string,
  { hidden, actor, reason, now }: { hidden: boolean; actor: string; reason: string | null; now: Date },
): void {
  db.transaction(() => {
    const id = db.prepare<[string], number>('SELECT id FROM testimony WHERE accession = ?').pluck().get(accession);
    if (id === undefined) throw new NotFound('testimony', accession);
    db.prepare('UPDATE testimony SET hidden_on = ? WHERE id = ?').run(hidden ? dayOf(now) : null, id);
    touch(db, id, { narrowed: hidden });
    audit(db, {
      actor,
      action: hidden ? 'hidden' : 'shown again',
      thing: 'testimony',
      thingId: accession,
      detail: reason?.trim() || null,
    });
  }).immediate();
}

/** Since when a testimony is hidden (YYYY-MM-DD); null where it is not. */
export function hiddenSince(db: Database, testimonyId: number): string | null {
  return (
    db.prepare<[number], string | null>('SELECT hidden_on FROM testimony WHERE id = ?').pluck().get(testimonyId) ?? null
  );
}

/** Ends a concern or a question, with what was answered in its history. */
export function endSubmission(
  db: Database,
  id: number,
  { actor, answer, now }: { actor: string; answer: string | null; now: Date },
): void {
  moveSubmission(db, id, { to: 'answered', actor, reason: answer, now });
}
