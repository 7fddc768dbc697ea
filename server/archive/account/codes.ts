/**
 * One-time codes from a telephone, the second thing asked for at sign-in (RFC 6238: six digits, thirty seconds, SHA-1, as
 * every such program expects), and codes on paper for when the telephone is lost.
 */
import { randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import type { Database } from '../../db/open.ts';
import { Invalid } from '../errors.ts';
import { sha256 } from './password.ts';

const PERIOD = 30; // seconds
const ON_PAPER = 10;
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'; // base32: none is taken for another

/** The secret that is being set up, made where there is none yet; it counts once a code of it was given. */
export function secretBeingSetUp(db: Database, account: number): string {
  const made = new Secret({ size: 20 }).base32;
  db.prepare('UPDATE account SET code_secret = ? WHERE id = ? AND code_secret IS NULL').run(made, account);
  return db.prepare<[number], string>('SELECT code_secret FROM account WHERE id = ?').pluck().get(account)!;
}

/** The address that a telephone reads from a picture. */
export function addressOfSecret(secret: string, account: string, site: string): string {
  return new TOTP({ issuer: site, label: account, secret: Secret.fromBase32(secret), period: PERIOD }).toString();
}

/**
 * Turns one-time codes on, once the telephone has shown a right one: gives the codes on paper, shown this once.
 * @throws Invalid for a wrong code
 */
export function turnCodesOn(db: Database, account: number, code: string, now: Date): string[] {
  return db
    .transaction(() => {
      if (!isRight(db, account, code, now))
        throw new Invalid(
          'This is not the code that your telephone should show now. Look at its clock, and try the next.',
          {
            field: 'code',
          },
        );
      db.prepare('UPDATE account SET code_since = ? WHERE id = ?').run(now.toISOString(), account);
      return newPaperCodes(db, account);
    })
    .immediate();
}

/** New codes on paper; the old ones open nothing any more. */
export function newPaperCodes(db: Database, account: number): string[] {
  const codes = Array.from({ length: ON_PAPER }, () =>
    [...randomBytes(16)].map((byte) => LETTERS[byte % LETTERS.length]).join(''),
  );
  db.transaction(() => {
    db.prepare('DELETE FROM recovery_code WHERE account_id = ?').run(account);
    const insert = db.prepare('INSERT INTO recovery_code (account_id, code_sha256) VALUES (?, ?)');
    for (const code of codes) insert.run(account, sha256(code));
  })();
  return codes.map((code) => code.match(/.{4}/g)!.join('-'));
}

export function paperCodesLeft(db: Database, account: number): number {
  return db
    .prepare<[number], number>('SELECT count(*) FROM recovery_code WHERE account_id = ? AND used_at IS NULL')
    .pluck()
    .get(account)!;
}

/** Whether a code opens: of the telephone, each once, or on paper, each once. */
export function useCode(db: Database, account: number, code: string, now: Date): boolean {
  return db
    .transaction(() => {
      const plain = code.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase();
      if (/^\p{Nd}{6}$/u.test(plain)) return isRight(db, account, plain, now);
      const { changes } = db
        .prepare('UPDATE recovery_code SET used_at = ? WHERE account_id = ? AND code_sha256 = ? AND used_at IS NULL')
        .run(now.toISOString(), account, sha256(plain));
      return changes === 1;
    })
    .immediate();
}

/** Turns one-time codes off. */
export function turnCodesOff(db: Database, account: number): void {
  db.transaction(() => {
    db.prepare('UPDATE account SET code_secret = NULL, code_since = NULL, code_last_step = 0 WHERE id = ?').run(
      account,
    );
    db.prepare('DELETE FROM recovery_code WHERE account_id = ?').run(account);
  })();
}

/** A right code is noted, so that nobody who looked over a shoulder can use it again. A clock may be 30 seconds off. */
function isRight(db: Database, account: number, code: string, now: Date): boolean {
  const secret = db
    .prepare<[number], string | null>('SELECT code_secret FROM account WHERE id = ?')
    .pluck()
    .get(account);
  if (!secret) return false;
  const totp = new TOTP({ secret: Secret.fromBase32(secret), period: PERIOD });
  const token = asciiDigits(code.replace(/\s/g, ''));
  const delta = totp.validate({ token, timestamp: now.getTime(), window: 1 });
  if (delta === null) return false;
  const step = Math.floor(now.getTime() / 1000 / PERIOD) + delta;
  const { changes } = db
    .prepare('UPDATE account SET code_last_step = @step WHERE id = @account AND code_last_step < @step')
    .run({ step, account });
  return changes === 1;
}

/** Arabic and Persian keyboards type digits of their own. */
function asciiDigits(text: string): string {
  return text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.codePointAt(0)! & 0xf));
}
