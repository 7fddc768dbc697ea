/** Keeping accounts: inviting, roles, closing and opening again, deleting. */
import type { Database } from '../../db/open.ts';
import { type Account, type AccountRole, accountByEmail, accountById, checkedEmail } from '../account.ts';
import { Conflict, NotAllowed, NotFound } from '../errors.ts';
import { NEWS_MAIL } from '../saved-search-news.ts';
import { hashOfNothing } from './password.ts';

/** An account that waits for its owner to choose a password. One that waits already is given again, with the new role and name. */
export async function addWaiting(
  db: Database,
  waiting: { email: string; name: string; role: AccountRole; lang: string },
): Promise<number> {
  const email = checkedEmail(waiting.email);
  const passwordHash = await hashOfNothing();
  return db
    .transaction(() => {
      const known = accountByEmail(db, email);
      if (known?.confirmed)
        throw new Conflict(
          `There is already an account for ${known.email}${known.disabled ? ', which is disabled' : ''}.`,
        );
      const name = waiting.name.trim() || email;
      if (known) {
        db.prepare('UPDATE account SET name = ?, role = ?, lang = ?, disabled_at = NULL WHERE id = ?').run(
          name,
          waiting.role,
          waiting.lang,
          known.id,
        );
        return known.id;
      }
      const { lastInsertRowid } = db
        .prepare('INSERT INTO account (email, name, role, lang, password_hash) VALUES (?, ?, ?, ?, ?)')
        .run(email, name, waiting.role, waiting.lang, passwordHash);
      return Number(lastInsertRowid);
    })
    .immediate();
}

function theAccount(db: Database, id: number): Account {
  const account = accountById(db, id);
  if (!account) throw new NotFound('account', String(id));
  return account;
}

/** Throws NotAllowed where nobody would be left who can keep the accounts. */
function keepAnAdministrator(db: Database, account: Account): void {
  if (account.role !== 'administrator') return;
  const others = db
    .prepare<[number], number>(`
      SELECT count(*) FROM account
      WHERE role = 'administrator' AND disabled_at IS NULL AND confirmed_at IS NOT NULL AND id <> ?`)
    .pluck()
    .get(account.id)!;
  if (others === 0) throw new NotAllowed('This is the last administrator. Make somebody else one first.');
}

/** Gives an account another role, and signs it out everywhere so that it begins anew with that. */
export function changeRole(db: Database, id: number, role: AccountRole): void {
  db.transaction(() => {
    const account = theAccount(db, id);
    if (account.role === role) return;
    keepAnAdministrator(db, account);
    db.prepare('UPDATE account SET role = ? WHERE id = ?').run(role, id);
    db.prepare('DELETE FROM sign_in WHERE account_id = ?').run(id);
  }).immediate();
}

/** Closes an account, which is signed out everywhere and whose links end, or opens it again. */
export function setDisabled(db: Database, id: number, disabled: boolean, now: Date): void {
  db.transaction(() => {
    const account = theAccount(db, id);
    if (disabled) keepAnAdministrator(db, account);
    db.prepare('UPDATE account SET disabled_at = ? WHERE id = ?').run(disabled ? now.toISOString() : null, id);
    if (!disabled) return;
    for (const table of ['account_link', 'sign_in', 'sign_in_step'])
      db.prepare(`DELETE FROM ${table} WHERE account_id = ?`).run(id);
  }).immediate();
}

export function rename(db: Database, id: number, name: string): void {
  const { email } = theAccount(db, id);
  db.prepare('UPDATE account SET name = ? WHERE id = ?').run(name.trim().slice(0, 200) || email, id);
}

/** Deletes a reader's account with all that is kept about it. Throws NotAllowed for others: what they did needs their name. */
export function deleteReader(db: Database, id: number): void {
  db.transaction(() => {
    const account = theAccount(db, id);
    if (account.role !== 'reader')
      throw new NotAllowed('Only readers delete their account themselves. An administrator can close yours.');
    db.prepare('DELETE FROM mail WHERE template = ? AND recipient = ?').run(NEWS_MAIL, account.email);
    db.prepare('DELETE FROM account WHERE id = ?').run(id);
  }).immediate();
}

/** Forgets accounts that were asked for and never confirmed, `before` this moment. */
export function forgetUnconfirmed(db: Database, before: Date): void {
  db.prepare(`
    DELETE FROM account WHERE confirmed_at IS NULL AND role = 'reader' AND created_at < ?
      AND NOT EXISTS (SELECT 1 FROM account_link WHERE account_id = account.id)`).run(before.toISOString());
}
