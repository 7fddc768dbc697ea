/** Signing in: a password, then a one-time code where the account has them, then a browser that is known by its cookie. */
import type { Database } from '../../db/open.ts';
import { type Account, accountById } from '../account.ts';
import { isPassword, newToken, sha256 } from './password.ts';

/** A browser that is signed in, or, where `needsCode`, has given the right password and still needs a one-time code. */
export interface SignedIn {
  token: string; // for a cookie; only its sha256 is kept
  expires: Date;
  needsCode: boolean;
  account: number;
}

const STEP_MINUTES = 10;

/** Null for an unknown address, a wrong password, and an account that is disabled or not confirmed alike. */
export async function signIn(
  db: Database,
  {
    email,
    password,
    now,
    days,
    browser,
  }: { email: string; password: string; now: Date; days: number; browser?: string },
): Promise<SignedIn | null> {
  const row = db
    .prepare<[string], { id: number; passwordHash: string; open: number; codes: number }>(`
      SELECT id, password_hash AS passwordHash, disabled_at IS NULL AND confirmed_at IS NOT NULL AS open,
        code_since IS NOT NULL AS codes
      FROM account WHERE email = ?`)
    .get(email.trim());
  const right = await isPassword(row?.passwordHash ?? null, password);
  if (!row || !right || row.open !== 1) return null;
  if (row.codes !== 1) return openSignIn(db, row.id, { now, days, browser });
  const token = newToken();
  const expires = new Date(now.getTime() + STEP_MINUTES * 60_000);
  db.transaction(() => {
    db.prepare('DELETE FROM sign_in_step WHERE expires_at <= ?').run(now.toISOString());
    db.prepare('INSERT INTO sign_in_step (token_sha256, account_id, expires_at) VALUES (?, ?, ?)').run(
      sha256(token),
      row.id,
      expires.toISOString(),
    );
  }).immediate();
  return { token, expires, needsCode: true, account: row.id };
}

/** Whose right password still waits for a code; null where it has waited too long. */
export function waitingForCode(db: Database, token: string, now: Date): Account | null {
  const id = db
    .prepare<[string, string], number>('SELECT account_id FROM sign_in_step WHERE token_sha256 = ? AND expires_at > ?')
    .pluck()
    .get(sha256(token), now.toISOString());
  const account = id === undefined ? null : accountById(db, id);
  return account?.disabled ? null : account;
}

/** Signs a browser in, once everything that is asked for was given. The token is always a new one. */
export function openSignIn(
  db: Database,
  account: number,
  { now, days, browser, step }: { now: Date; days: number; browser?: string; step?: string },
): SignedIn {
  const token = newToken();
  const expires = new Date(now.getTime() + days * 86_400_000);
  db.transaction(() => {
    db.prepare('DELETE FROM sign_in WHERE expires_at <= ?').run(now.toISOString());
    if (step) db.prepare('DELETE FROM sign_in_step WHERE token_sha256 = ?').run(sha256(step));
    db.prepare(`
      INSERT INTO sign_in (token_sha256, account_id, created_at, seen_at, expires_at, browser)
      VALUES (@token, @account, @now, @now, @expires, @browser)`).run({
      token: sha256(token),
      account,
      now: now.toISOString(),
      expires: expires.toISOString(),
      browser: browser?.slice(0, 300) || null,
    });
  }).immediate();
  return { token, expires, needsCode: false, account };
}

/** The account that a cookie's token belongs to; null where the sign-in has ended. Notes once an hour that it was seen. */
export function signedIn(db: Database, token: string, now: Date): Account | null {
  const hashed = sha256(token);
  const row = db
    .prepare<{ token: string; now: string }, { id: number; seenAt: string | null }>(`
      SELECT account.id, seen_at AS seenAt FROM sign_in JOIN account ON account.id = sign_in.account_id
      WHERE sign_in.token_sha256 = @token AND sign_in.expires_at > @now AND account.disabled_at IS NULL`)
    .get({ token: hashed, now: now.toISOString() });
  if (!row) return null;
  if (row.seenAt === null || now.getTime() - Date.parse(row.seenAt) > 3_600_000)
    db.prepare('UPDATE sign_in SET seen_at = ? WHERE token_sha256 = ?').run(now.toISOString(), hashed);
  return accountById(db, row.id);
}

export function signOut(db: Database, token: string): void {
  db.prepare('DELETE FROM sign_in WHERE token_sha256 = ?').run(sha256(token));
}

/** A browser that is signed in, as its owner sees it. */
export interface KnownBrowser {
  id: string; // the beginning of the hash: enough to name it, and opens nothing
  browser: string | null;
  since: string;
  seenAt: string | null;
  here: boolean;
}

/** The browsers that an account is signed in with, the last seen first; `token` is the one that asks. */
export function browsersOf(db: Database, account: number, token: string | null, now: Date): KnownBrowser[] {
  return db
    .prepare<[string, number, string], Omit<KnownBrowser, 'here'> & { here: number }>(`
      SELECT substr(token_sha256, 1, 16) AS id, browser, created_at AS since, seen_at AS seenAt, token_sha256 = ? AS here
      FROM sign_in WHERE account_id = ? AND expires_at > ? ORDER BY here DESC, coalesce(seen_at, created_at) DESC`)
    .all(token ? sha256(token) : '', account, now.toISOString())
    .map((row) => ({ ...row, here: row.here === 1 }));
}

/** Signs one browser of an account out, or all but the one with this token. Gives how many. */
export function endBrowsers(db: Database, account: number, which: { id: string } | { but: string | null }): number {
  const { changes } =
    'id' in which
      ? db
          .prepare('DELETE FROM sign_in WHERE account_id = ? AND substr(token_sha256, 1, 16) = ?')
          .run(account, which.id)
      : db
          .prepare('DELETE FROM sign_in WHERE account_id = ? AND token_sha256 <> ?')
          .run(account, which.but ? sha256(which.but) : '');
  return changes;
}
