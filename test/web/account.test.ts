/** Accounts over the real app: invited, signed up, forgotten, with one-time codes, closed and deleted; and guessed at. */
import { Secret, TOTP } from 'otpauth';
import { addAccount } from '../../server/archive/account.ts';
import { settle } from '../../server/settings.ts';
import { visitorOf } from './desk/desk.ts';
import { type Answered, type OpenSite, openSite, signedIn } from './site.ts';

const PASSWORD = 'the river in spring';
const NEW = 'two keys and no door';
let site: OpenSite;
let admin: ReturnType<typeof visitorOf>;

beforeEach(async () => {
  site = await openSite(async (archive) => {
    await addAccount(archive.db, { email: 'salim@example.org', name: 'Salim', role: 'reader', password: PASSWORD });
  });
  admin = visitorOf(site, signedIn(site.archive, 'administrator', 'miriam').cookie);
});
afterEach(() => site.close());

const nobody = () => visitorOf(site, null);
const cookiesOf = ({ headers }: Answered) =>
  (headers['set-cookie'] ?? []).map((one) => one.split(';')[0]!).filter((one) => !one.endsWith('='));
const signIn = (email: string, password: string) => nobody().post('/en/sign-in', { email, password });
/** The link in the newest mail to an address. */
function keyFor(email: string): string {
  const link = site.archive.db
    .prepare<[string], string>('SELECT link FROM mail WHERE recipient = ? ORDER BY id DESC')
    .pluck()
    .get(email)!;
  return new URL(link).searchParams.get('key')!;
}
const mailsTo = (email: string) =>
  site.archive.db
    .prepare<[string], string>('SELECT template FROM mail WHERE recipient = ? ORDER BY id')
    .pluck()
    .all(email);
const choose = (key: string, password = NEW, again = password) =>
  nobody().post('/en/account/password', { key, password, again });

async function withCodes(): Promise<{ cookie: string; code: (later?: number) => string; paper: string[] }> {
  const cookie = cookiesOf(await signIn('salim@example.org', PASSWORD))[0]!;
  const salim = visitorOf(site, cookie);
  const secret = /<code dir="ltr">([A-Z2-7 ]+)<\/code>/.exec((await salim.get('/en/account/codes')).text)![1]!;
  const totp = new TOTP({ secret: Secret.fromBase32(secret.replaceAll(' ', '')) });
  const code = (later = 0) => totp.generate({ timestamp: Date.parse(`${site.clock.day}T12:00:00Z`) + later * 30_000 });
  const on = await salim.post('/en/account/codes/on', { code: code(-1), current: PASSWORD });
  expect(on.status).toBe(200);
  return { cookie, code, paper: [...on.text.matchAll(/<code>([A-Z2-7-]+)<\/code>/g)].map(([, one]) => one!) };
}

test('an archivist is invited, chooses a password by the link, once, and is at the desk', async () => {
  const invite = await admin.post('/en/desk/accounts', {
    email: 'rachel@example.org',
    name: 'Rachel',
    role: 'archivist',
    lang: 'he',
  });
  expect(invite.headers.location).toMatch(/^\/en\/desk\/mail\/\d+$/);
  expect((await admin.get(invite.headers.location!)).text).toContain('account/password?key=');
  expect((await signIn('rachel@example.org', '')).status).toBe(401);
  const key = keyFor('rachel@example.org');
  expect((await nobody().get(`/he/account/password?key=${key}`)).text).toContain('rachel@example.org');
  expect((await choose(key, NEW, 'another sentence')).text).toContain('not the same');
  expect((await choose(key, 'short')).status).toBe(400);
  const done = await choose(key);
  expect(done.headers.location).toBe('/en/desk');
  expect((await visitorOf(site, cookiesOf(done)[0]!).get('/en/desk')).status).toBe(200);
  expect((await choose(key)).status).toBe(404);
  expect((await signIn('rachel@example.org', NEW)).status).toBe(303);
});

test('of links and sign-ins only hashes are kept, and a link ends with its time', async () => {
  await nobody().post('/en/account/forgot', { email: 'salim@example.org' });
  const key = keyFor('salim@example.org');
  expect(JSON.stringify(site.archive.db.prepare('SELECT * FROM account_link').all())).not.toContain(key);
  site.clock.day = '2026-03-04';
  expect((await nobody().get(`/en/account/password?key=${key}`)).status).toBe(404);
  expect((await choose(key)).status).toBe(404);
});

test('a reader signs up with a confirmed address: whoever asks first for an address has nothing of it', async () => {
  const page = await nobody().post('/en/account/new', { email: 'lea@example.org', name: '<b>Lea</b>' });
  expect([page.status, mailsTo('lea@example.org')]).toEqual([200, ['account_sign_up']]);
  expect((await signIn('lea@example.org', 'anything at all')).status).toBe(401);
  const done = await choose(keyFor('lea@example.org'));
  expect(done.headers.location).toBe('/en/account');
  const own = await visitorOf(site, cookiesOf(done)[0]!).get('/en/account');
  expect(own.text).toContain('&lt;b&gt;Lea');
  expect(own.text).not.toContain('<b>Lea');
});

test('whether an address has an account is told to its owner alone', async () => {
  const told = (text: string, email: string) => text.replaceAll(email, '');
  for (const path of ['/en/account/new', '/en/account/forgot']) {
    const [known, unknown] = await Promise.all(
      ['salim@example.org', 'nobody@example.org'].map((email) => nobody().post(path, { email, name: 'X' })),
    );
    expect(known!.status).toBe(unknown!.status);
    expect(told(known!.text, 'salim@example.org')).toBe(told(unknown!.text, 'nobody@example.org'));
  }
  expect(mailsTo('salim@example.org').sort()).toEqual(['account_reset', 'account_sign_up_known']);
  expect(mailsTo('nobody@example.org')).toEqual(['account_sign_up']);
});

test('nobody makes a reader of somebody who was invited to the desk, nor a second link of an old one', async () => {
  await admin.post('/en/desk/accounts', { email: 'rachel@example.org', name: 'Rachel', role: 'archivist', lang: 'en' });
  const first = keyFor('rachel@example.org');
  await nobody().post('/en/account/new', { email: 'rachel@example.org', name: 'R' });
  expect(mailsTo('rachel@example.org')).toEqual(['account_invitation']);
  const { id } = site.archive.db.prepare("SELECT id, role FROM account WHERE email = 'rachel@example.org'").get() as {
    id: number;
  };
  await admin.post(`/en/desk/accounts/${id}/reset`, {});
  expect((await choose(first)).status).toBe(404);
  expect((await choose(keyFor('rachel@example.org'))).headers.location).toBe('/en/desk');
});

test('a reset ends every sign-in, and tells the owner', async () => {
  const before = cookiesOf(await signIn('salim@example.org', PASSWORD))[0]!;
  await nobody().post('/en/account/forgot', { email: 'SALIM@example.org' });
  await choose(keyFor('salim@example.org'));
  expect((await visitorOf(site, before).get('/en/account')).status).toBe(303);
  expect(mailsTo('salim@example.org')).toEqual(['account_reset', 'account_password_changed']);
  expect((await signIn('salim@example.org', PASSWORD)).status).toBe(401);
});

test('with one-time codes a password alone opens nothing, and a code opens once', async () => {
  const { code, paper } = await withCodes();
  expect(paper).toHaveLength(10);
  const first = await signIn('salim@example.org', PASSWORD);
  expect(first.headers.location).toContain('/sign-in/code');
  const step = cookiesOf(first);
  expect(step.join()).not.toContain('kolot_sign_in=');
  const half = visitorOf(site, step[0]!);
  expect((await half.get('/en/account')).status).toBe(303);
  expect((await half.post('/en/sign-in/code', { code: '000000' })).status).toBe(401);
  const used = code();
  const done = await half.post('/en/sign-in/code', { code: used, next: '/account' });
  expect([done.status, done.headers.location]).toEqual([303, '/en/account']);
  const cookie = cookiesOf(done).find((one) => one.startsWith('kolot_sign_in='))!;
  expect((await visitorOf(site, cookie).get('/en/account')).status).toBe(200);
  const again = visitorOf(site, cookiesOf(await signIn('salim@example.org', PASSWORD))[0]!);
  expect((await again.post('/en/sign-in/code', { code: used })).status).toBe(401);
  const lower = paper[0]!.toLowerCase().replaceAll('-', ' ');
  expect((await again.post('/en/sign-in/code', { code: lower })).status).toBe(303);
  const third = visitorOf(site, cookiesOf(await signIn('salim@example.org', PASSWORD))[0]!);
  expect((await third.post('/en/sign-in/code', { code: paper[0]! })).status).toBe(401);
  expect((await half.post('/en/sign-in/code', { code: code(1) })).headers.location).toContain('/sign-in?next');
});

test('digits of an Arabic or Persian keyboard are digits', async () => {
  const { code } = await withCodes();
  const half = visitorOf(site, cookiesOf(await signIn('salim@example.org', PASSWORD))[0]!);
  const arabic = [...code()].map((digit) => String.fromCodePoint(0x660 + Number(digit))).join('');
  expect((await half.post('/ar/sign-in/code', { code: arabic })).status).toBe(303);
});

test('codes are guessed at ten times, and then the door is shut, to the right one too', async () => {
  const { code } = await withCodes();
  const half = visitorOf(site, cookiesOf(await signIn('salim@example.org', PASSWORD))[0]!);
  const answers = await Promise.all(
    Array.from({ length: 14 }, (_, at) => half.post('/en/sign-in/code', { code: `00000${at % 10}` })),
  );
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(4);
  expect((await half.post('/en/sign-in/code', { code: code() })).status).toBe(429);
});

test('a password is guessed at ten times on one’s own page, too', async () => {
  const salim = visitorOf(site, cookiesOf(await signIn('salim@example.org', PASSWORD))[0]!);
  const answers = await Promise.all(
    Array.from({ length: 13 }, () => salim.post('/en/account/delete', { current: 'a guess of mine' })),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([...Array(10).fill(401), ...Array(3).fill(429)]);
});

test('mails are asked for four times in a quarter of an hour for an address, and no more', async () => {
  for (let at = 0; at < 6; at += 1) await nobody().post('/en/account/forgot', { email: 'salim@example.org' });
  expect(mailsTo('salim@example.org')).toHaveLength(4);
});

test('staff without codes are readers, where codes are required, until they have set them up', async () => {
  await addAccount(site.archive.db, {
    email: 'david@example.org',
    name: 'David',
    role: 'archivist',
    password: PASSWORD,
  });
  settle(site.archive.db, 'codes_required', true);
  const david = visitorOf(site, cookiesOf(await signIn('david@example.org', PASSWORD))[0]!);
  expect((await david.get('/en/desk')).headers.location).toBe('/en/account/codes');
  expect((await david.get('/api/v1/health')).text).not.toContain('"message":"');
  const secret = /<code dir="ltr">([A-Z2-7 ]+)<\/code>/.exec((await david.get('/en/account/codes')).text)![1]!;
  const code = new TOTP({ secret: Secret.fromBase32(secret.replaceAll(' ', '')) }).generate({
    timestamp: Date.parse('2026-03-02T12:00:00Z'),
  });
  await david.post('/en/account/codes/on', { code, current: PASSWORD });
  expect((await david.get('/en/desk')).status).toBe(200);
});

test('browsers are listed and ended one by one, and never those of somebody else', async () => {
  const [here, there] = [await signIn('salim@example.org', PASSWORD), await signIn('salim@example.org', PASSWORD)];
  const salim = visitorOf(site, cookiesOf(here)[0]!);
  const other = visitorOf(site, cookiesOf(there)[0]!);
  const ids = (text: string) => [...text.matchAll(/name="id" value="([0-9a-f]{16})"/g)].map(([, id]) => id!);
  const [id] = ids((await salim.get('/en/account')).text);
  await visitorOf(site, signedIn(site.archive, 'reader', 'lea').cookie).post('/en/account/browsers', { id: id! });
  expect((await other.get('/en/account')).status).toBe(200);
  await salim.post('/en/account/browsers', { id: id! });
  expect([(await other.get('/en/account')).status, (await salim.get('/en/account')).status]).toEqual([303, 200]);
});

test('a changed password keeps this browser, under a new token, and no other', async () => {
  const [here, there] = [await signIn('salim@example.org', PASSWORD), await signIn('salim@example.org', PASSWORD)];
  const salim = visitorOf(site, cookiesOf(here)[0]!);
  const form = { current: PASSWORD, password: NEW, again: NEW };
  expect((await salim.post('/en/account/change-password', { ...form, current: 'something else' })).status).toBe(401);
  const changed = await salim.post('/en/account/change-password', form);
  expect(cookiesOf(changed)[0]).not.toBe(cookiesOf(here)[0]);
  for (const old of [here, there])
    expect((await visitorOf(site, cookiesOf(old)[0]!).get('/en/account')).status).toBe(303);
  expect((await visitorOf(site, cookiesOf(changed)[0]!).get('/en/account')).status).toBe(200);
});

test('a reader deletes their account, with all that is kept about them; staff do not', async () => {
  const salim = visitorOf(site, cookiesOf(await signIn('salim@example.org', PASSWORD))[0]!);
  expect((await salim.post('/en/account/delete', { current: PASSWORD })).status).toBe(200);
  for (const table of ['account', 'audit'])
    expect(JSON.stringify(site.archive.db.prepare(`SELECT * FROM ${table}`).all())).not.toContain('salim');
  await addAccount(site.archive.db, {
    email: 'david@example.org',
    name: 'David',
    role: 'archivist',
    password: PASSWORD,
  });
  const david = visitorOf(site, cookiesOf(await signIn('david@example.org', PASSWORD))[0]!);
  expect((await david.post('/en/account/delete', { current: PASSWORD })).status).toBe(403);
});

test('the last administrator can neither be closed nor made something else', async () => {
  await addAccount(site.archive.db, {
    email: 'david@example.org',
    name: 'David',
    role: 'administrator',
    password: PASSWORD,
  });
  const david = visitorOf(site, cookiesOf(await signIn('david@example.org', PASSWORD))[0]!);
  const miriam = site.archive.db.prepare("SELECT id FROM account WHERE name = 'miriam'").pluck().get();
  const davidId = site.archive.db.prepare("SELECT id FROM account WHERE name = 'David'").pluck().get();
  expect((await david.post(`/en/desk/accounts/${davidId}/disable`, {})).status).toBe(403); // oneself
  expect((await david.post(`/en/desk/accounts/${miriam}/role`, { role: 'reader' })).status).toBe(303);
  expect((await admin.get('/en/desk')).status).toBe(303); // signed out, to begin anew
  expect((await david.post(`/en/desk/accounts/${miriam}/disable`, {})).status).toBe(303);
});

test('a form from another site changes no account', async () => {
  const cookie = cookiesOf(await signIn('salim@example.org', PASSWORD))[0]!;
  const headers = { cookie, 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'cross-site' };
  for (const path of [
    'name',
    'change-password',
    'browsers',
    'delete',
    'codes/on',
    'codes/off',
    'codes/paper',
    'new',
    'forgot',
    'password',
  ])
    expect([path, (await site.ask(`/en/account/${path}`, headers, 'POST', 'name=x')).status]).toEqual([path, 403]);
});

const id = '1';
const STAFF_ACTIONS = [
  ['POST', '/desk/accounts'],
  ...['role', 'disable', 'enable', 'codes-off', 'sign-out', 'reset'].map((action) => [
    'POST',
    `/desk/accounts/${id}/${action}`,
  ]),
  ['GET', '/desk/accounts'],
  ['GET', `/desk/accounts/${id}`],
] as const;

test.each(['visitor', 'reader', 'translator', 'coordinator', 'archivist'])('a %s keeps no accounts', async (role) => {
  const who = visitorOf(site, role === 'visitor' ? null : signedIn(site.archive, role).cookie);
  const before = site.archive.db.prepare('SELECT * FROM account').all();
  for (const [method, path] of STAFF_ACTIONS) {
    const answer =
      method === 'GET'
        ? await who.get(`/en${path}`)
        : await who.post(`/en${path}`, { role: 'administrator', email: 'x@example.org' });
    expect([path, answer.status]).toEqual([path, role === 'visitor' && method === 'GET' ? 303 : 403]);
  }
  expect(site.archive.db.prepare('SELECT * FROM account').all()).toEqual(before);
});
