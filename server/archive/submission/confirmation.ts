/**
 * The second confirmation. A private link alone reads and adds; to sign, to take something back and to see the agreement, a
 * code that was mailed or the word chosen at the start is asked as well.
 */
import { randomBytes, randomInt } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import type { Database } from '../../db/open.ts';
import { Conflict, Invalid } from '../errors.ts';
import { nameKey } from '../names.ts';
import { sha256 } from './link.ts';
import { submission } from './submission.ts';

const ARGON2ID = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 }; // OWASP's least for argon2id
const SHORTEST_WORD = 3; // characters; guesses are few, see MOST_TRIES and the limits of the pages
const CODE_MINUTES = 20;
const CONFIRMED_MINUTES = 30;
const MOST_TRIES = 5;
const MINUTE = 60_000;

/** A word as people remember it: case, accents, points and spaces make no difference. */
function plainWord(word: string): string {
  return nameKey(word.slice(0, 400)).slice(0, 200);
}

/**
 * Keeps the word for the second confirmation. Throws Invalid for one too short, and Conflict where there is one already: who
 * has the link alone must not be able to replace it.
 */
export async function chooseWord(db: Database, submissionId: number, word: string): Promise<void> {
  if ([...plainWord(word)].length < SHORTEST_WORD)
    throw new Invalid(`The word needs ${SHORTEST_WORD} letters or more.`, { field: 'word' });
  if (submission(db, submissionId).hasWord) throw new Conflict('A word was chosen already.');
  const kept = await hash(plainWord(word), ARGON2ID);
  const { changes } = db
    .prepare('UPDATE submission SET word_hash = ? WHERE id = ? AND word_hash IS NULL')
    .run(kept, submissionId);
  if (!changes) throw new Conflict('A word was chosen already.');
}

/** A new code of six digits for somebody, to be mailed to them: it holds twenty minutes and five tries. Older ones end. */
export async function makeCode(db: Database, personId: number, now: Date): Promise<string> {
  const code = String(randomInt(0, 1_000_000)).padStart(6, '0');
  const codeHash = await hash(code, ARGON2ID);
  db.transaction(() => {
    db.prepare('DELETE FROM submission_confirmation WHERE person_id = ? AND code_hash IS NOT NULL').run(personId);
    db.prepare('INSERT INTO submission_confirmation (person_id, code_hash, expires_at) VALUES (?, ?, ?)').run(
      personId,
      codeHash,
      new Date(now.getTime() + CODE_MINUTES * MINUTE).toISOString(),
    );
  }).immediate();
  return code;
}

/** Digits as they are typed: in Arabic and Persian numerals too, with spaces. */
function digits(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replace(/[\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0))
    .replace(/[\s-]/g, '');
}

/**
 * Whether what somebody typed is the code mailed to them, or the word of their submission. A token for their browser, which
 * holds half an hour; null where it is neither. Limit how often this is asked: a word bears few guesses.
 */
export async function confirm(
  db: Database,
  { personId, submissionId, given, now }: { personId: number; submissionId: number; given: string; now: Date },
): Promise<{ token: string; expires: Date } | null> {
  if (!(await isCode(db, personId, digits(given), now)) && !(await isWord(db, submissionId, given))) return null;
  const token = randomBytes(32).toString('base64url');
  const expires = new Date(now.getTime() + CONFIRMED_MINUTES * MINUTE);
  db.transaction(() => {
    db.prepare('DELETE FROM submission_confirmation WHERE expires_at <= ?').run(now.toISOString());
    db.prepare('DELETE FROM submission_confirmation WHERE person_id = ? AND code_hash IS NOT NULL').run(personId);
    db.prepare('INSERT INTO submission_confirmation (person_id, token_sha256, expires_at) VALUES (?, ?, ?)').run(
      personId,
      sha256(token),
      expires.toISOString(),
    );
  }).immediate();
  return { token, expires };
}

async function isCode(db: Database, personId: number, given: string, now: Date): Promise<boolean> {
  // Counted before it is looked at: of many tries sent at once, none slips through.
  const row = db
    .prepare<{ personId: number; now: string; most: number }, { codeHash: string }>(`
      UPDATE submission_confirmation SET tries = tries + 1
      WHERE person_id = @personId AND code_hash IS NOT NULL AND expires_at > @now AND tries < @most
      RETURNING code_hash AS codeHash`)
    .get({ personId, now: now.toISOString(), most: MOST_TRIES });
  return row !== undefined && /^\d{6}$/.test(given) && (await verify(row.codeHash, given));
}

async function isWord(db: Database, submissionId: number, given: string): Promise<boolean> {
  const kept = db
    .prepare<[number], string | null>('SELECT word_hash FROM submission WHERE id = ?')
    .pluck()
    .get(submissionId);
  return typeof kept === 'string' && plainWord(given) !== '' && (await verify(kept, plainWord(given)));
}

/** Whether this browser has confirmed for this person, within the half hour. */
export function isConfirmed(db: Database, personId: number, token: string, now: Date): boolean {
  return (
    db
      .prepare('SELECT 1 FROM submission_confirmation WHERE person_id = ? AND token_sha256 = ? AND expires_at > ?')
      .get(personId, sha256(token), now.toISOString()) !== undefined
  );
}
