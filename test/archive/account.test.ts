import { signedIn, signIn } from '../../server/archive/account/sign-in.ts';
import { accounts, addAccount, disableAccount, setPassword } from '../../server/archive/account.ts';
import type { Archive } from '../../server/archive/archive.ts';
import { Conflict, Invalid, NotFound } from '../../server/archive/errors.ts';
import { temporaryArchive } from '../archive-folder.ts';

const RACHEL = { email: 'Rachel@Example.org', name: '', role: 'archivist' as const, password: 'the river in spring' };
const NOW = new Date('2026-01-01T12:00:00Z');
const enter = ({ db }: Archive, email: string, password: string) => signIn(db, { email, password, now: NOW, days: 14 });

test('an account is known by its address, however it is capitalised, and is there once', async () => {
  const archive = temporaryArchive();
  await addAccount(archive.db, RACHEL);
  await expect(addAccount(archive.db, { ...RACHEL, email: ' rachel@example.ORG ' })).rejects.toThrow(Conflict);
  expect(accounts(archive.db)).toEqual([
    {
      id: 1,
      email: 'Rachel@Example.org',
      name: 'Rachel@Example.org',
      role: 'archivist',
      lang: 'en',
      disabled: false,
      confirmed: true,
      codes: false,
    },
  ]);
  const both = [1, 2].map(() =>
    addAccount(archive.db, { ...RACHEL, email: 'twin@example.org' }).catch((error) => error),
  );
  expect((await Promise.all(both)).filter((error) => error instanceof Conflict)).toHaveLength(1);
});

test('a password is kept as argon2id, with 19 MiB and two passes, and never as it is', async () => {
  const archive = temporaryArchive();
  await addAccount(archive.db, RACHEL);
  const hash = archive.db.prepare('SELECT password_hash FROM account').pluck().get();
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
});

test('a password opens in whichever form its letters are typed, and no other does', async () => {
  const archive = temporaryArchive();
  await addAccount(archive.db, { ...RACHEL, password: 'la rivière au printemps'.normalize('NFC') });
  expect(await enter(archive, RACHEL.email, 'la rivière au printemps'.normalize('NFD'))).not.toBeNull();
  expect(await enter(archive, RACHEL.email, 'la riviere au printemps')).toBeNull();
  expect(await enter(archive, 'nobody@example.org', 'la rivière au printemps')).toBeNull();
});

test.each([
  ['no address', { email: 'rachel' }, /“rachel” is not an e-mail address/],
  ['an address with a line end', { email: 'a@b.org\nBcc: c' }, /not an e-mail address/],
  ['a short password', { password: 'short' }, /at least 12 characters/],
  ['a password of twelve halves of letters', { password: '👩'.repeat(6) }, /at least 12 characters/],
  ['a password without end', { password: 'a'.repeat(1_001) }, /at most 1000 characters/],
])('%s is refused, with what to do', async (_, wrong, message) => {
  const { db } = temporaryArchive();
  const error = await addAccount(db, { ...RACHEL, ...wrong }).catch((error: unknown) => error);
  expect(error).toBeInstanceOf(Invalid);
  expect((error as Invalid).message).toMatch(message);
  expect(accounts(db)).toEqual([]);
});

test('a new password and the end of an account sign it out everywhere', async () => {
  const archive = temporaryArchive();
  await addAccount(archive.db, RACHEL);
  const { token } = (await enter(archive, RACHEL.email, RACHEL.password))!;
  expect(signedIn(archive.db, token, NOW)?.role).toBe('archivist');
  await setPassword(archive.db, 'rachel@example.org', 'another long password');
  expect(signedIn(archive.db, token, NOW)).toBeNull();
  expect(await enter(archive, RACHEL.email, RACHEL.password)).toBeNull();
  const again = (await enter(archive, RACHEL.email, 'another long password'))!;
  disableAccount(archive.db, RACHEL.email);
  expect(signedIn(archive.db, again.token, NOW)).toBeNull();
  expect(await enter(archive, RACHEL.email, 'another long password')).toBeNull();
  await expect(addAccount(archive.db, RACHEL)).rejects.toThrow(
    /already an account for Rachel@Example.org, which is disabled/,
  );
  expect(() => disableAccount(archive.db, 'nobody@example.org')).toThrow(NotFound);
  await expect(setPassword(archive.db, 'nobody@example.org', 'another long password')).rejects.toThrow(NotFound);
});
