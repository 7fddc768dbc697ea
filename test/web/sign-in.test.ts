/** Signing in and out: who gets in, how often one may try, and what no other site can do in a reader's name. */

import { refusedSignIns } from '../../server/archive/account/log.ts';
import { signedIn } from '../../server/archive/account/sign-in.ts';
import { addAccount } from '../../server/archive/account.ts';
import { type Answered, type OpenSite, openSite } from './site.ts';

const PASSWORD = 'a sentence that is easy to keep in mind';
let site: OpenSite;

beforeAll(async () => {
  site = await openSite(async ({ db }) => {
    for (const [email, role] of [
      ['rachel@example.org', 'archivist'],
      ['salim@example.org', 'reader'],
      ['gone@example.org', 'reader'],
    ] as const) {
      await addAccount(db, { email, name: email.split('@')[0]!, role, password: PASSWORD });
    }
    db.prepare("UPDATE account SET disabled_at = '2026-01-01' WHERE email = 'gone@example.org'").run();
  });
});
afterAll(() => site.close());

const FORM = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' };

function send(path: string, fields: Record<string, string>, headers: Record<string, string> = {}): Promise<Answered> {
  return site.ask(path, { ...FORM, ...headers }, 'POST', new URLSearchParams(fields).toString());
}
const signIn = (email: string, password: string, more: Record<string, string> = {}, headers = {}) =>
  send('/en/sign-in', { email, password, ...more }, headers);
const cookieOf = ({ headers }: Answered) => headers['set-cookie']?.[0] ?? '';
const tokenIn = (answer: Answered) => /kolot_sign_in=([^;]*)/.exec(cookieOf(answer))?.[1] ?? '';

test('the right password opens a session, in a cookie that no script reads and that stays on this site', async () => {
  const answer = await signIn('Rachel@Example.org ', PASSWORD, { next: '/search?q=a' });
  expect([answer.status, answer.headers.location]).toEqual([303, '/en/search?q=a']);
  expect(cookieOf(answer)).toMatch(
    /^kolot_sign_in=[\w-]{43}; Path=\/; Expires=Mon, 16 Mar 2026 12:00:00 GMT; HttpOnly; SameSite=Lax$/,
  );
  const { text } = await site.ask('/en', { cookie: `kolot_sign_in=${tokenIn(answer)}` });
  expect(text).toContain('rachel');
});

const lines = () =>
  site.archive.db.prepare('SELECT actor, action, thing, thing_id AS of, detail FROM audit ORDER BY id').all();

test('the log says when somebody of the staff signs in, and nothing of readers', async () => {
  const before = lines().length;
  await signIn('salim@example.org', PASSWORD);
  await signIn('rachel@example.org', PASSWORD);
  expect(lines().slice(before)).toEqual([
    { actor: 'rachel@example.org', action: 'signed in', thing: 'account', of: 'rachel@example.org', detail: null },
  ]);
});

test('a sign-in that is refused is counted by the day, whoever it was for, and nothing of it is written down', async () => {
  const { db } = site.archive;
  const before = lines().length;
  const counted = refusedSignIns(db, site.made.now(), 7).times;
  const from = { 'x-forwarded-for': '192.0.2.77' };
  await signIn('gone@example.org', 'quite another sentence', {}, from);
  await signIn('stranger@example.org', 'quite another sentence', {}, from);
  expect(refusedSignIns(db, site.made.now(), 7).times - counted).toBe(2);
  expect(lines()).toHaveLength(before);
  expect(Object.keys(db.prepare('SELECT * FROM sign_in_refused').get() as object)).toEqual(['day', 'times']);
  expect(refusedSignIns(db, new Date(site.made.now().getTime() + 8 * 86_400_000), 7)).toEqual({
    times: 0,
    worst: null,
  });
});

test('of the cookie only a hash is kept', async () => {
  const token = tokenIn(await signIn('salim@example.org', PASSWORD));
  const rows = JSON.stringify(site.archive.db.prepare('SELECT * FROM sign_in').all());
  expect(token).toHaveLength(43);
  expect(rows).not.toContain(token);
});

test.each([
  ['a wrong password', 'salim@example.org', 'not the one'],
  ['an address that has no account', 'nobody@example.org', PASSWORD],
  ['an account that was closed', 'gone@example.org', PASSWORD],
  ['nothing at all', '', ''],
])('%s is refused in the same words, with the address kept and the password not', async (_what, email, password) => {
  const answer = await signIn(email, password);
  expect([answer.status, cookieOf(answer)]).toEqual([401, '']);
  expect(answer.text).toContain('role="alert"');
  expect(answer.text).toContain(`value="${email}"`);
  if (password) expect(answer.text).not.toContain(password);
  const other = await signIn('other@example.org', 'something else');
  expect(answer.text.replace(`value="${email}"`, '')).toBe(other.text.replace('value="other@example.org"', ''));
});

test('signing in gives a new session, whatever cookie came with the form, and ends the one before', async () => {
  const fixed = await signIn('salim@example.org', PASSWORD, {}, { cookie: 'kolot_sign_in=chosen-by-somebody-else' });
  expect(tokenIn(fixed)).toHaveLength(43);
  const first = tokenIn(fixed);
  const second = tokenIn(await signIn('salim@example.org', PASSWORD, {}, { cookie: `kolot_sign_in=${first}` }));
  expect(second).not.toBe(first);
  const now = new Date('2026-03-02T12:00:00Z');
  expect(signedIn(site.archive.db, first, now)).toBeNull();
  expect(signedIn(site.archive.db, second, now)?.email).toBe('salim@example.org');
  expect(signedIn(site.archive.db, second, new Date('2026-03-17'))).toBeNull();
});

test.each([
  '//evil.example',
  'https://evil.example/',
  '/\\evil.example',
  '\\\\evil.example',
  'javascript:alert(1)',
  '/\t/evil.example',
  '/%2F/evil.example',
  '/en//evil.example',
  '/ar/\\evil.example',
  '',
  ' ',
])('after signing in nobody is sent to another site: next is %j', async (next) => {
  const { headers } = await signIn('salim@example.org', PASSWORD, { next });
  const landed = new URL(headers.location!, 'http://kolot.example/');
  expect(landed.host).toBe('kolot.example');
  expect(landed.pathname).toMatch(/^\/en(\/|$)/);
  const page = await site.ask(`/sign-in?next=${encodeURIComponent(next)}`);
  expect(page.status).toBe(200);
});

test.each([
  ['from another site', { 'sec-fetch-site': 'cross-site' }],
  ['from a sibling of this site', { 'sec-fetch-site': 'same-site' }],
  ['with another origin, from a browser that says no more', { 'sec-fetch-site': '', origin: 'https://evil.example' }],
  ['with no origin to be named', { 'sec-fetch-site': '', origin: 'null' }],
])('a form %s is refused', async (_what, { 'sec-fetch-site': from, ...headers }: Record<string, string>) => {
  const cookie = `kolot_sign_in=${tokenIn(await signIn('salim@example.org', PASSWORD))}`;
  const sent = {
    'content-type': FORM['content-type'],
    cookie,
    ...headers,
    ...(from ? { 'sec-fetch-site': from } : {}),
  };
  for (const path of ['/en/sign-in', '/en/sign-out']) {
    const answer = await site.ask(
      path,
      sent,
      'POST',
      `email=salim@example.org&password=${encodeURIComponent(PASSWORD)}`,
    );
    expect([answer.status, cookieOf(answer)]).toEqual([403, '']);
  }
  expect((await site.ask('/en', { cookie })).text).toContain('salim');
});

test('signing out ends the session here and takes the cookie away', async () => {
  const cookie = `kolot_sign_in=${tokenIn(await signIn('salim@example.org', PASSWORD))}`;
  const answer = await send('/fr/sign-out', {}, { cookie });
  expect([answer.status, answer.headers.location]).toEqual([303, '/fr']);
  expect(cookieOf(answer)).toMatch(/^kolot_sign_in=; .*Expires=Thu, 01 Jan 1970/);
  expect((await site.ask('/fr', { cookie })).text).not.toContain('salim');
});

test.each([
  ['no form', 'application/json', '{"email":"salim@example.org"}', 400],
  ['a field twice', 'application/x-www-form-urlencoded', 'email=a@b.cd&email=c@d.ef&password=x', 400],
  ['a field too long', 'application/x-www-form-urlencoded', `email=${'a'.repeat(300)}&password=x`, 400],
  ['more than a form holds', 'application/x-www-form-urlencoded', `password=${'a'.repeat(30_000)}`, 413],
  ['signs that are no characters', 'application/x-www-form-urlencoded', 'email=%ED%A0%80&password=%00', 401],
])('%s is refused with a page', async (_what, type, body, status) => {
  const answer = await site.ask('/ar/sign-in', { 'content-type': type, 'sec-fetch-site': 'same-origin' }, 'POST', body);
  expect(answer.status).toBe(status);
  expect(answer.text).toContain('<html lang="ar" dir="rtl">');
});

test('after ten wrong passwords an account stays shut, also to many tries at once and to the right one', async () => {
  const answers = await Promise.all(Array.from({ length: 16 }, (_, at) => signIn('rachel@example.org', `guess ${at}`)));
  const statuses = answers.map(({ status }) => status).sort();
  expect(statuses).toEqual([...Array(10).fill(401), ...Array(6).fill(429)]);
  const right = await signIn('rachel@example.org', PASSWORD);
  expect([right.status, cookieOf(right)]).toEqual([429, '']);
  expect(Number(right.headers['retry-after'])).toBeGreaterThan(60);
  expect((await signIn('salim@example.org', PASSWORD)).status).toBe(303);
});

test('with https the cookie travels encrypted alone', async () => {
  const secure = await openSite(
    ({ db }) => addAccount(db, { email: 'a@example.org', name: 'A', role: 'reader', password: PASSWORD }),
    { publicUrl: 'https://kolot.example' },
  );
  const answer = await secure.ask(
    '/en/sign-in',
    FORM,
    'POST',
    new URLSearchParams({ email: 'a@example.org', password: PASSWORD }).toString(),
  );
  expect(cookieOf(answer)).toContain('; Secure');
  expect(answer.headers['strict-transport-security']).toContain('max-age=');
  await secure.close();
});
