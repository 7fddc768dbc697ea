import { createHash, randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { Invalid } from '../errors.ts';

const SHORTEST = 12; // characters
const LONGEST = 1_000;

/** OWASP's first choice: argon2id with 19 MiB, two passes, one lane. */
const ARGON2ID = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** The same letters in one form: a keyboard may send é as one character or as two, and both must open. */
function plain(password: string): string {
  return password.normalize('NFKC');
}

/** The argon2id hash of a password. Throws Invalid where it is too short or too long. */
export async function hashOfPassword(password: string): Promise<string> {
  const { length } = [...plain(password)];
  if (length < SHORTEST) {
    throw new Invalid(`A password needs at least ${SHORTEST} characters. A sentence is easy to remember.`, {
      field: 'password',
    });
  }
  if (length > LONGEST) throw new Invalid(`A password has at most ${LONGEST} characters.`, { field: 'password' });
  return await hash(plain(password), ARGON2ID);
}

/** A hash of nothing anybody has: of an unknown address, so that it takes as long as a wrong password, and of who has none yet. */
const NOBODY = hash(randomBytes(32).toString('hex'), ARGON2ID);

export async function hashOfNothing(): Promise<string> {
  return await NOBODY;
}

/** Whether a password is the one of a hash; null stands for an account that is not there. */
export async function isPassword(kept: string | null, password: string): Promise<boolean> {
  return await verify(kept ?? (await NOBODY), plain(password).slice(0, 2 * LONGEST));
}

/** Of a random token with 80 bits or more, all that is kept. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** 256 random bits, to be put in a cookie or an address. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}
