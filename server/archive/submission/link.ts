/** Private links: who has one reads and adds to a submission. Only the sha256 of a token is kept. */
import { createHash, randomBytes } from 'node:crypto';
import type { Database } from '../../db/open.ts';

/** A link lasts so long after it was last used. */
export const LINK_DAYS = 90;
const DAY = 86_400_000; // milliseconds

/** A new link for somebody who writes a submission: 256 random bits. */
export function makeLink(db: Database, personId: number, now: Date): string {
  const token = randomBytes(32).toString('base64url');
  db.prepare(`
    INSERT INTO submission_link (token_sha256, person_id, created_at, expires_at) VALUES (@token, @personId, @at, @until)`).run(
    {
      token: sha256(token),
      personId,
      at: now.toISOString(),
      until: new Date(now.getTime() + LINK_DAYS * DAY).toISOString(),
    },
  );
  return token;
}

/** Who a link belongs to: `expired` where it has lapsed, null where there is none such. */
export function linkHolder(
  db: Database,
  token: string,
  now: Date,
): { personId: number; submissionId: number; expired: boolean } | null {
  if (!/^[\w-]{43}$/.test(token)) return null;
  const row = db
    .prepare<[string], { personId: number; submissionId: number; expiresAt: string }>(`
      SELECT submission_person.id AS personId, submission_id AS submissionId, expires_at AS expiresAt
      FROM submission_link JOIN submission_person ON submission_person.id = person_id
        JOIN submission ON submission.id = submission_id
      WHERE token_sha256 = ? AND removed_at IS NULL AND erased_at IS NULL`)
    .get(sha256(token));
  if (!row) return null;
  const { expiresAt, ...holder } = row;
  return { ...holder, expired: expiresAt <= now.toISOString() };
}

/** Lets a link that is used go on: written at most once a day. */
export function prolongLink(db: Database, token: string, now: Date): void {
  db.prepare(`
    UPDATE submission_link SET expires_at = @until WHERE token_sha256 = @token AND expires_at < @soon AND expires_at > @now`).run(
    {
      token: sha256(token),
      now: now.toISOString(),
      soon: new Date(now.getTime() + (LINK_DAYS - 1) * DAY).toISOString(),
      until: new Date(now.getTime() + LINK_DAYS * DAY).toISOString(),
    },
  );
}

/** Ends every other link of the same person, as when one has fallen into the wrong hands. */
export function endOtherLinks(db: Database, personId: number, token: string): void {
  db.prepare('DELETE FROM submission_link WHERE person_id = ? AND token_sha256 <> ?').run(personId, sha256(token));
}

/** Takes somebody's way in away; what they wrote stays. */
export function removeInvited(db: Database, submissionId: number, personId: number, now: Date): void {
  db.transaction(() => {
    const { changes } = db
      .prepare(`
        UPDATE submission_person SET removed_at = @at
        WHERE id = @personId AND submission_id = @submissionId AND invited_by IS NOT NULL AND removed_at IS NULL`)
      .run({ personId, submissionId, at: now.toISOString() });
    if (changes) db.prepare('DELETE FROM submission_link WHERE person_id = ?').run(personId);
  }).immediate();
}

/**
 * Those who write something and gave this address, newest first: whom to send a new link. A page must answer the same
 * whether there is one or not.
 */
export function holdersOf(db: Database, email: string): { personId: number; submissionId: number; lang: string }[] {
  return db
    .prepare<[string], { personId: number; submissionId: number; lang: string }>(`
      SELECT submission_person.id AS personId, submission.id AS submissionId, submission.lang
      FROM submission_person JOIN submission ON submission.id = submission_id
      WHERE email = ? AND removed_at IS NULL AND erased_at IS NULL ORDER BY submission.id DESC LIMIT 10`)
    .all(email.trim().toLowerCase());
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
