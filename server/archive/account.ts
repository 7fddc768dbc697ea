import type { Database } from '../db/open.ts';
import { auditAccount } from './account/log.ts';
import { hashOfPassword, isPassword } from './account/password.ts';
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
  lang: string; // of mails to it
  disabled: boolean;
  confirmed: boolean; // its address; nobody signs in before
  codes: boolean; // one-time codes are asked for at sign-in
}

/** The address without blanks around it. Throws Invalid where it is none. */
export function checkedEmail(email: string): string {
  const address = email.trim();
  if (!/^[^\s@\p{C}<>,;"]+@[^\s@\p{C}<>,;"]+\.[^\s@\p{C}<>,;"]+$/u.test(address) || address.length > 254) {
    throw new Invalid(`“${address.slice(0, 100)}” is not an e-mail address. Write it as rachel@example.org.`, {
      field: 'email',
    });
  }
  return address;
}

/** Who keeps the accounts where nobody is signed in: whoever has the machine. */
export const COMMAND_LINE = 'command line';

/** Adds an account, by the command line. Throws Invalid for an address or a password that cannot be used, Conflict where the address is taken. */
export async function addAccount(
  db: Database,
  account: { email: string; name: string; role: AccountRole; password: string },
): Promise<number> {
  const email = checkedEmail(account.email);
  refuseTaken(db, email);
  const passwordHash = await hashOfPassword(account.password);
  return db
    .transaction(() => {
      refuseTaken(db, email); // somebody else may have been quicker
      const { lastInsertRowid } = db
        .prepare(`
          INSERT INTO account (email, name, role, password_hash, confirmed_at)
          VALUES (@email, @name, @role, @passwordHash, strftime('%Y-%m-%dT%H:%M:%fZ'))`)
        .run({ email, name: account.name.trim() || email, role: account.role, passwordHash });
      const id = Number(lastInsertRowid);
      const action = `made the account of ${account.role}`;
      auditAccount(db, { id, email, role: account.role }, { actor: COMMAND_LINE, action });
      return id;
    })
    .immediate();
}

function refuseTaken(db: Database, email: string): void {
  const known = accountByEmail(db, email);
  if (known)
    throw new Conflict(`There is already an account for ${known.email}${known.disabled ? ', which is disabled' : ''}.`);
}

const ACCOUNT = `SELECT id, email, name, role, lang, disabled_at IS NOT NULL AS disabled, confirmed_at IS NOT NULL AS confirmed,
  code_since IS NOT NULL AS codes FROM account`;

type Row = Omit<Account, 'disabled' | 'confirmed' | 'codes'> & Record<'disabled' | 'confirmed' | 'codes', number>;

function accountFrom(row: Row): Account {
  return { ...row, disabled: row.disabled === 1, confirmed: row.confirmed === 1, codes: row.codes === 1 };
}

export function accounts(db: Database): Account[] {
  return db.prepare<[], Row>(`${ACCOUNT} ORDER BY email`).all().map(accountFrom);
}

export function accountByEmail(db: Database, email: string): Account | null {
  const row = db.prepare<[string], Row>(`${ACCOUNT} WHERE email = ?`).get(email.trim());
  return row ? accountFrom(row) : null;
}

export function accountById(db: Database, id: number): Account | null {
  const row = db.prepare<[number], Row>(`${ACCOUNT} WHERE id = ?`).get(id);
  return row ? accountFrom(row) : null;
}

/** Whether this is the password of an account: asked again before what cannot be undone. */
export async function hasPassword(db: Database, id: number, password: string): Promise<boolean> {
  const kept = db.prepare<[number], string>('SELECT password_hash FROM account WHERE id = ?').pluck().get(id);
  return await isPassword(kept ?? null, password);
}

/** Sets a new password and signs the account out everywhere; `actor` is its own e-mail, or the command line. Throws NotFound, or Invalid for a password too short. */
export async function setPassword(
  db: Database,
  email: string,
  password: string,
  actor: string = COMMAND_LINE,
): Promise<void> {
  const account = accountByEmail(db, email);
  if (!account) throw new NotFound('account', email);
  const passwordHash = await hashOfPassword(password);
  db.transaction(() => {
    db.prepare(`
      UPDATE account SET password_hash = ?, confirmed_at = coalesce(confirmed_at, strftime('%Y-%m-%dT%H:%M:%fZ'))
      WHERE id = ?`).run(passwordHash, account.id);
    auditAccount(db, account, { actor, action: 'changed the password' });
    for (const table of ['sign_in', 'sign_in_step', 'account_link'])
      db.prepare(`DELETE FROM ${table} WHERE account_id = ?`).run(account.id);
  }).immediate();
}

/** Closes an account, by the command line, and signs it out everywhere; what it did stays in the audit log. Throws NotFound. */
export function disableAccount(db: Database, email: string): void {
  const account = accountByEmail(db, email);
  if (!account) throw new NotFound('account', email);
  db.transaction(() => {
    db.prepare("UPDATE account SET disabled_at = strftime('%Y-%m-%dT%H:%M:%fZ') WHERE id = ?").run(account.id);
    for (const table of ['sign_in', 'sign_in_step', 'account_link'])
      db.prepare(`DELETE FROM ${table} WHERE account_id = ?`).run(account.id);
    auditAccount(db, account, { actor: COMMAND_LINE, action: 'closed' });
  }).immediate();
}
