/** Where a submission stands, who moved it there, when and why. */
import type { Database } from '../../db/open.ts';
import { audit } from '../audit.ts';
import { Conflict } from '../errors.ts';
import { referenceOf, type Submission, type SubmissionState, submission } from './submission.ts';

/** Where each state may lead. A withdrawal, and its undoing, come from any state (withdrawal.ts). */
const NEXT: Record<SubmissionState, readonly SubmissionState[]> = {
  draft: ['submitted'],
  submitted: ['in review', 'answered', 'returned'],
  'in review': ['submitted', 'needs answer', 'accepted', 'returned', 'answered'],
  'needs answer': ['in review', 'accepted', 'returned', 'answered'],
  accepted: ['in review', 'needs answer', 'catalogued', 'returned'],
  catalogued: ['needs answer', 'with the narrator', 'published', 'accepted', 'returned'],
  'with the narrator': ['catalogued', 'needs answer', 'published', 'returned'],
  published: ['catalogued', 'with the narrator', 'needs answer'],
  returned: ['in review', 'submitted'],
  withdrawn: [],
  answered: ['in review'],
};

/** The states that an archivist may move it to from where it stands; of a tape or a concern, those that mean something there. */
export function statesAfter({ kind, state }: Pick<Submission, 'kind' | 'state'>): SubmissionState[] {
  const short: readonly SubmissionState[] = ['draft', 'submitted', 'in review', 'needs answer', 'answered'];
  return NEXT[state].filter((next) => (kind === 'story' ? next !== 'answered' : short.includes(next)));
}

export interface Move {
  to: SubmissionState;
  actor: string; // an account's e-mail, or 'the family'
  reason?: string | null;
  now: Date;
}

/**
 * Moves a submission on. Throws Conflict where it does not lead there from where it stands, which it may have left since the
 * page was opened.
 */
export function moveSubmission(db: Database, id: number, move: Move): void {
  db.transaction(() => {
    const before = submission(db, id);
    if (before.state === move.to) return;
    if (!statesAfter(before).includes(move.to))
      throw new Conflict(`${before.reference} is “${before.state}” by now, which does not lead to “${move.to}”.`);
    writeState(db, id, before.state, move);
  }).immediate();
}

/** Writes a state whatever the one before, with its line in the history. Call in a transaction. */
export function writeState(db: Database, id: number, from: SubmissionState, move: Move): void {
  const at = move.now.toISOString();
  db.prepare(`
    UPDATE submission SET state = @to, state_since = @at, updated_at = @at,
      submitted_at = CASE WHEN @to = 'submitted' THEN coalesce(submitted_at, @at) ELSE submitted_at END,
      read_at = CASE WHEN @to = 'with the narrator' THEN NULL ELSE read_at END
    WHERE id = @id`).run({ id, to: move.to, at });
  addHistory(db, id, { what: 'state', actor: move.actor, from, to: move.to, reason: move.reason, now: move.now });
}

/** Who is named in a history where no one person did it, such as an import. */
export const THE_ARCHIVE = 'the archive';

/** The story that became a testimony has appeared with it, whichever page published it. One taken back stays so. */
export function submissionPublished(
  db: Database,
  testimonyId: number,
  { actor, now }: { actor: string; now: Date },
): void {
  const found = db
    .prepare<[number], { id: number; state: SubmissionState }>(`
      SELECT id, state FROM submission
      WHERE testimony_id = ? AND kind = 'story' AND state NOT IN ('published', 'withdrawn')`)
    .all(testimonyId);
  for (const { id, state } of found) writeState(db, id, state, { to: 'published', actor, now });
}

/** The testimony of a story is a draft again, whichever page made it one: the story is catalogued, and no longer published. */
export function submissionUnpublished(
  db: Database,
  testimonyId: number,
  { actor, reason, now }: { actor: string; reason: string | null; now: Date },
): void {
  const found = db
    .prepare<[number], number>(
      "SELECT id FROM submission WHERE testimony_id = ? AND kind = 'story' AND state = 'published'",
    )
    .pluck()
    .all(testimonyId);
  for (const id of found) writeState(db, id, 'published', { to: 'catalogued', actor, reason, now });
}

/** Claims it for an archivist, hands it to another, or (null) puts it back for anybody. */
export function setOwner(
  db: Database,
  id: number,
  { owner, actor, reason, now }: { owner: number | null; actor: string; reason?: string | null; now: Date },
): void {
  db.transaction(() => {
    const nameOf = db.prepare<[number | null], string>('SELECT email FROM account WHERE id = ?').pluck();
    const before = submission(db, id);
    if (before.ownerId === owner) return;
    db.prepare('UPDATE submission SET owner_id = ?, updated_at = ? WHERE id = ?').run(owner, now.toISOString(), id);
    addHistory(db, id, {
      what: 'owner',
      actor,
      from: nameOf.get(before.ownerId) ?? null,
      to: nameOf.get(owner) ?? null,
      reason,
      now,
    });
  }).immediate();
}

export interface HistoryLine {
  at: string;
  actor: string;
  what: 'state' | 'owner' | 'signed' | 'withdrew' | 'undid' | 'erased';
  from: string | null;
  to: string | null;
  reason: string | null;
}

/** What the log calls each line of a history. An erasure has a line of its own, which says why and not what. */
const LOGGED: Record<Exclude<HistoryLine['what'], 'erased' | 'state'>, string> = {
  owner: 'handed over',
  signed: 'signed the agreement',
  withdrew: 'withdrew',
  undid: 'took a withdrawal back',
};
/** Whoever is no account at the desk; the log calls them by the number of their story, and by no name. */
const NO_ACCOUNT: ReadonlySet<string> = new Set(['the family', 'an archivist', 'the archive']);

/** Every line of a history is one of the log as well, without the words that were said with it. */
function auditHistory(
  db: Database,
  id: number,
  { what, actor, from, to }: Pick<HistoryLine, 'actor' | 'from' | 'to' | 'what'>,
): void {
  if (what === 'erased') return;
  const reference = referenceOf(id);
  const claimed = what === 'owner' && to === actor;
  const [action, detail] =
    what === 'state'
      ? [`moved to ${to}`, null]
      : what === 'owner'
        ? [claimed ? 'claimed' : to === null ? 'put back' : LOGGED.owner, claimed ? null : (to ?? from)]
        : [LOGGED[what], to];
  audit(db, {
    actor: NO_ACCOUNT.has(actor) ? reference : actor,
    action,
    thing: 'submission',
    thingId: reference,
    detail,
  });
}

export function addHistory(
  db: Database,
  id: number,
  line: {
    what: HistoryLine['what'];
    actor: string;
    from?: string | null;
    to?: string | null;
    reason?: string | null;
    now: Date;
    /** Who it was for the log, where `actor` names no account: an archivist's e-mail. */
    account?: string | null;
  },
): void {
  db.prepare(`
    INSERT INTO submission_history (submission_id, at, actor, what, from_value, to_value, reason)
    VALUES (@id, @at, @actor, @what, @from, @to, @reason)`).run({
    id,
    at: line.now.toISOString(),
    actor: line.actor,
    what: line.what,
    from: line.from ?? null,
    to: line.to ?? null,
    reason: line.reason?.trim() || null,
  });
  auditHistory(db, id, {
    what: line.what,
    actor: line.account ?? line.actor,
    from: line.from ?? null,
    to: line.to ?? null,
  });
}

/** Everything that happened to it, oldest first. */
export function historyOf(db: Database, id: number): HistoryLine[] {
  return db
    .prepare<[number], HistoryLine>(`
      SELECT at, actor, what, from_value AS "from", to_value AS "to", reason
      FROM submission_history WHERE submission_id = ? ORDER BY id`)
    .all(id);
}
