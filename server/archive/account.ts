import { createHash, randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import type { Database } from '../db/open.ts';
import { Conflict, Invalid, NotFound } from './errors.ts';
import type { Role } from './viewer.ts';

export type AccountRole = Exclude<Role, 'visitor'>;
export const ACCOUNT_ROLES: readonly AccountRole[] = [
  'reader',
  'translator',
  'coordinator',
  'archivist',
  'administrator',
];

export interface Account {
  id: number;
  email: string;
  name: string;
  role: AccountRole;
  disabled: boolean;
}

const SHORTEST_PASSWORD = 12; // characters
const LONGEST_PASSWORD = 1_000;

/** OWASP's first choice: argon2id with 19 MiB, two passes, one lane. */
const ARGON2ID = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** The same letters in one form: a keyboard may send é as one character or as two, and both must open. */
function plain(password: string): string {
  return password.normalize('NFKC');
}

/** The argon2id hash of a password. Throws Invalid where it is too short or too long. */
async function hashed(password: string): Promise<string> {
  const { length } = [...plain(password)];
  if (length < SHORTEST_PASSWORD) {
    throw new Invalid(`A password needs at least ${SHORTEST_PASSWORD} characters. A sentence is easy to remember.`, {
      field: 'password',
    });
  }
  if (length > LONGEST_PASSWORD) {
    throw new Invalid(`A password has at most ${LONGEST_PASSWORD} characters.`, { field: 'password' });
  }
  return await hash(plain(password), ARGON2ID);
}

function checkEmail(email: string): string {
  const address = email.trim();
  if (!/^[^\s@\p{C}]+@[^\s@\p{C}]+\.[^\s@\p{C}]+$/u.test(address) || address.length > 254) {
    throw new Invalid(`“${address.slice(0, 100)}” is not an e-mail address. Write it as rachel@example.org.`, {
      field: 'email',
    });
  }
  return address;
}

/** Adds an account. Throws Invalid for an address or a password that cannot be used, Conflict where the address is taken. */
export async function addAccount(
  db: Database,
  account: { email: string; name: string; role: AccountRole; password: string },
): Promise<number> {
  const email = checkEmail(account.email);
  refuseTaken(db, email);
  const passwordHash = await hashed(account.password);
  return db
    .transaction(() => {
      refuseTaken(db, email); // somebody else may have been quicker
      const { lastInsertRowid } = db
        .prepare('INSERT INTO account (email, name, role, password_hash) VALUES (@email, @name, @role, @passwordHash)')
        .run({ email, name: account.name.trim() || email, role: account.role, passwordHash });
      return Number(lastInsertRowid);
    })
    .immediate();
}

function refuseTaken(db: Database, email: string): void {
  const known = accountByEmail(db, email);
  if (known)
    throw new Conflict(`There is already an account for ${known.email}${known.disabled ? ', which is disabled' : ''}.`);
}

const ACCOUNT = 'SELECT id, email, name, role, disabled_at IS NOT NULL AS disabled FROM account';

function accountFrom(row: (Omit<Account, 'disabled'> & { disabled: number }) | undefined): Account | null {
  return row ? { ...row, disabled: row.disabled === 1 } : null;
}

export function accounts(db: Database): Account[] {
  return db
    .prepare<[], Omit<Account, 'disabled'> & { disabled: number }>(`${ACCOUNT} ORDER BY email`)
    .all()
    .map((row) => accountFrom(row)!);
}

export function accountByEmail(db: Database, email: string): Account | null {
  return accountFrom(
    db
      .prepare<[string], Omit<Account, 'disabled'> & { disabled: number }>(`${ACCOUNT} WHERE email = ?`)
      .get(email.trim()),
  );
}

/** Sets a new password and signs the account out everywhere. Throws NotFound, or Invalid for a password too short. */
export async function setPassword(db: Database, email: string, password: string): Promise<void> {
  const account = accountByEmail(db, email);
  if (!account) throw new NotFound('account', email);
  const passwordHash = await hashed(password);
  db.transaction(() => {
    db.prepare('UPDATE account SET password_hash = ? WHERE id = ?').run(passwordHash, account.id);
    db.prepare('DELETE FROM sign_in WHERE account_id = ?').run(account.id);
  }).immediate();
}

/** Closes an account and signs it out everywhere; what it did stays in the audit log. Throws NotFound. */
export function disableAccount(db: Database, email: string): void {
  const account = accountByEmail(db, email);
  if (!account) throw new NotFound('account', email);
  db.transaction(() => {
    db.prepare("UPDATE account SET disabled_at = strftime('%Y-%m-%dT%H:%M:%fZ') WHERE id = ?").run(account.id);
    db.prepare('DELETE FROM sign_in WHERE account_id = ?').run(account.id);
  }).immediate();
}

/** A hash of nothing anybody has, so that an unknown address takes as long as a wrong password. */
const NOBODY = hash(randomBytes(32).toString('hex'), ARGON2ID);

/**
 * Signs in: a token for the browser's cookie, of which only the sha256 is kept. Null for an unknown address, a wrong
 * password and a disabled account alike.
 */
export async function signIn(
  db: Database,
  { email, password, now, days }: { email: string; password: string; now: Date; days: number },
): Promise<{ token: string; expires: Date } | null> {
  const row = db
    .prepare<[string], { id: number; passwordHash: string; disabledAt: string | null }>(`
      SELECT id, password_hash AS passwordHash, disabled_at AS disabledAt FROM account WHERE email = ?`)
    .get(email.trim());
  const right = await verify(row?.passwordHash ?? (await NOBODY), plain(password).slice(0, 2 * LONGEST_PASSWORD));
  if (!row || !right || row.disabledAt !== null) return null;
  const token = randomBytes(32).toString('base64url');
  const expires = new Date(now.getTime() + days * 86_400_000);
  db.transaction(() => {
    db.prepare('DELETE FROM sign_in WHERE expires_at <= ?').run(now.toISOString());
    db.prepare('INSERT INTO sign_in (token_sha256, account_id, expires_at) VALUES (?, ?, ?)').run(
      sha256(token),
      row.id,
      expires.toISOString(),
    );
  }).immediate();
  return { token, expires };
}

/** The account that a cookie's token belongs to; null where the sign-in has ended. */
export function signedIn(db: Database, token: string, now: Date): Account | null {
  return accountFrom(
    db
      .prepare<{ token: string; now: string }, Omit<Account, 'disabled'> & { disabled: number }>(`
        SELECT account.id, email, name, role, 0 AS disabled FROM sign_in JOIN account ON account.id = sign_in.account_id
        WHERE sign_in.token_sha256 = @token AND sign_in.expires_at > @now AND account.disabled_at IS NULL`)
      .get({ token: sha256(token), now: now.toISOString() }),
  );
}

export function signOut(db: Database, token: string): void {
  db.prepare('DELETE FROM sign_in WHERE token_sha256 = ?').run(sha256(token));
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
