/** Links by which somebody chooses a password: invited, signed up, or having forgotten it. Only the sha256 is kept. */
import type { Database } from '../../db/open.ts';
import { type Account, accountById } from '../account.ts';
import { NotFound } from '../errors.ts';
import { hashOfPassword, newToken, sha256 } from './password.ts';

export type LinkPurpose = 'invitation' | 'sign-up' | 'reset';

/** How long each lasts, in hours. */
export const LINK_HOURS: Readonly<Record<LinkPurpose, number>> = { invitation: 7 * 24, 'sign-up': 3 * 24, reset: 24 };

/** A new link; one made before for the same purpose opens nothing any more. Call in a transaction with the mail that has it. */
export function makeAccountLink(db: Database, account: number, purpose: LinkPurpose, now: Date): string {
  const token = newToken();
  db.prepare('DELETE FROM account_link WHERE (account_id = ? AND purpose = ?) OR expires_at <= ?').run(
    account,
    purpose,
    now.toISOString(),
  );
  db.prepare('INSERT INTO account_link (token_sha256, account_id, purpose, expires_at) VALUES (?, ?, ?, ?)').run(
    sha256(token),
    account,
    purpose,
    new Date(now.getTime() + LINK_HOURS[purpose] * 3_600_000).toISOString(),
  );
  return token;
}

/** Whose link this is, and what for; null where it has ended, was used, or never was. */
export function linkedAccount(
  db: Database,
  token: string,
  now: Date,
): { account: Account; purpose: LinkPurpose } | null {
  const row = db
    .prepare<[string, string], { id: number; purpose: LinkPurpose }>(`
      SELECT account.id, purpose FROM account_link JOIN account ON account.id = account_id
      WHERE token_sha256 = ? AND expires_at > ? AND disabled_at IS NULL`)
    .get(sha256(token), now.toISOString());
  return row ? { account: accountById(db, row.id)!, purpose: row.purpose } : null;
}

/**
 * Sets the password that somebody chose by a link, which confirms the address too: the link is used up, and the account
 * signed out everywhere. Throws NotFound where the link opens nothing, Invalid for a password too short.
 */
export async function choosePassword(db: Database, token: string, password: string, now: Date): Promise<Account> {
  const ended = () => new NotFound('link', 'of this address');
  if (!linkedAccount(db, token, now)) throw ended();
  const passwordHash = await hashOfPassword(password);
  return db
    .transaction(() => {
      const linked = linkedAccount(db, token, now); // another form may have been quicker
      if (!linked) throw ended();
      const { id } = linked.account;
      db.prepare('UPDATE account SET password_hash = ?, confirmed_at = coalesce(confirmed_at, ?) WHERE id = ?').run(
        passwordHash,
        now.toISOString(),
        id,
      );
      for (const table of ['account_link', 'sign_in', 'sign_in_step'])
        db.prepare(`DELETE FROM ${table} WHERE account_id = ?`).run(id);
      return accountById(db, id)!;
    })
    .immediate();
}
