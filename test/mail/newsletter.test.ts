/** The newsletter from the desk to a real SMTP server, with a moved clock: once to each, none lost, in each reader's language. */
import { DIGEST_JOB } from '../../server/archive/newsletter/digest.ts';
import { addIssue, NEWSLETTER_JOB, saveIssue, sendIssue } from '../../server/archive/newsletter/issue.ts';
import { letterCounts, waitingLetters } from '../../server/archive/newsletter/letter.ts';
import { askFor, type Choices, confirm, leave, subscriberOf } from '../../server/archive/newsletter/subscriber.ts';
import { type Jobs, startJobs } from '../../server/jobs.ts';
import { sendLetters, tellDigests } from '../../server/web/newsletter/sending.ts';
import type { Site } from '../../server/web/site.ts';
import { change, type Told, tell } from '../search/embedded/small-archive.ts';
import { visitorOf } from '../web/desk/desk.ts';
import { type OpenSite, openSite, signedIn } from '../web/site.ts';
import { smtpServer } from './smtp.ts';
import { until } from './until.ts';

const HOUR = 3_600_000; // milliseconds
const DAY = 24 * HOUR;
const BEGAN = Date.parse('2024-05-01T12:00:00Z');

let smtp: Awaited<ReturnType<typeof smtpServer>>;
let open: OpenSite;
let site: Site;
let jobs: Jobs | null = null;
let clock = BEGAN;
const logged: string[] = [];
const cookies: Record<string, string> = {};

beforeAll(async () => {
  smtp = await smtpServer();
});
afterAll(() => smtp.close());
beforeEach(async () => {
  clock = BEGAN;
  logged.length = 0;
  smtp.asNew();
  open = await openSite(
    (archive) => {
      for (const role of ['administrator', 'archivist', 'reader']) cookies[role] = signedIn(archive, role).cookie;
    },
    { mail: smtp.mail },
  );
  site = { ...open.made, now: () => new Date(clock) };
});
afterEach(async () => {
  await jobs?.stop();
  jobs = null;
  await open.close();
});

const db = () => open.archive.db;
const publish = (title: string, told: Told = {}) =>
  tell(db(), { title, published: new Date(clock).toISOString(), passages: ['An orange tree.'], ...told });

function subscribed(email: string, choices: Partial<Choices> = {}): string {
  const asked = askFor(db(), email, { lang: 'en', countries: [], digest: 'none', ...choices }, site.now());
  return confirm(db(), asked!.key, site.now())!;
}

const WORDS = {
  en: { subject: 'Spring <b>', opening: 'Dear readers,\n\nlook & listen.', closing: 'Yours' },
  ar: { subject: 'ربيع', opening: 'أعزاءنا،\n\nاقرؤوا.', closing: 'مع التحية' },
};
function issueOf(accessions: string[] = []): number {
  const id = addIssue(db(), 'en', site.now());
  saveIssue(db(), id, { seen: 1, lang: 'en', words: WORDS, accessions });
  return id;
}
const send = (id: number) =>
  db()
    .transaction(() => sendIssue(db(), id, site.now()))
    .immediate();

/** Moves the clock on, and works until nothing is due any more. */
async function after(ms: number): Promise<void> {
  clock += ms;
  open.clock.day = site.now().toISOString().slice(0, 10);
  jobs ??= startJobs(open.archive, (message, error) => logged.push(`${message} ${String(error)}`), {
    mail: smtp.mail,
    now: site.now,
    more: {
      [DIGEST_JOB]: async () => tellDigests(site),
      [NEWSLETTER_JOB]: (_archive, payload, signal, onProgress) =>
        sendLetters(site, smtp.mail, payload, signal, onProgress),
    },
  });
  const due = db()
    .prepare<[string], number>(
      "SELECT count(*) FROM job WHERE state = 'running' OR (state = 'waiting' AND run_after <= ?)",
    )
    .pluck();
  await until(() => due.get(site.now().toISOString()) === 0, { seconds: 60, logged });
}

const recipients = () => smtp.taken.map(({ to }) => (Array.isArray(to) ? '' : (to?.value[0]?.address ?? ''))).sort();
const to = (email: string) => smtp.taken[smtp.taken.findIndex((_one, at) => addressOf(at) === email)]!;
function addressOf(at: number): string | undefined {
  const one = smtp.taken[at]!.to;
  return Array.isArray(one) ? undefined : one?.value[0]?.address;
}

test('each gets an issue in her language, else in that of the issue, with what everyone may see on that day', async () => {
  publish('Orange & <sons>', { narrator: 'Sara Levi', departures: [{ country: 'IQ', from: 1951 }] });
  const closing = publish('Closed since');
  subscribed('salma@example.org', { lang: 'ar' });
  subscribed('ruth@example.org', { lang: 'he' });
  const id = issueOf(['K-1', 'K-2']);
  change(db(), closing, "UPDATE testimony SET access = 'closed' WHERE id = @id", { narrowed: true });
  send(id);
  await after(0);
  expect(recipients()).toEqual(['ruth@example.org', 'salma@example.org']);
  const arabic = to('salma@example.org');
  expect(arabic.subject).toBe('ربيع');
  expect(arabic.html).toContain('<html lang="ar" dir="rtl">');
  expect(arabic.text).toContain('العراق');
  expect(arabic.text).toContain('http://kolot.example/ar/testimonies/K-1');
  const english = to('ruth@example.org');
  expect(english.subject).toBe('Spring <b>');
  expect(english.html).toContain('look &amp; listen.');
  expect(english.html).toContain('&lt;sons&gt;');
  for (const { text } of smtp.taken) expect(text).not.toContain('Closed since');
  const list = arabic.headers.get('list') as { unsubscribe: { url: string }; 'unsubscribe-post': { name: string } };
  expect(list.unsubscribe.url).toMatch(/^http:\/\/kolot\.example\/ar\/newsletter\/[\w-]{43}\/leave$/);
  expect(list['unsubscribe-post'].name).toBe('List-Unsubscribe=One-Click');
  const path = list.unsubscribe.url.replace('http://kolot.example', '');
  expect((await open.ask(path, {}, 'POST')).status).toBe(200);
  expect(db().prepare('SELECT email FROM subscriber').pluck().all()).toEqual(['ruth@example.org']);
  expect(letterCounts(db(), id)).toEqual({ sent: 2 });
});

test('nothing is lost and nothing comes twice where the mail server is down for a day', async () => {
  for (let at = 0; at < 12; at++) subscribed(`reader${at}@example.org`);
  const id = issueOf();
  smtp.behaviour.refuse = 451;
  send(id);
  await after(0);
  for (let at = 0; at < 6; at++) await after(4 * HOUR);
  expect(smtp.taken).toHaveLength(0);
  expect(letterCounts(db(), id)).toEqual({ waiting: 12 });
  const page = (await visitorOf(open, cookies.archivist!).get(`/en/desk/newsletter/${id}`)).text;
  expect(page).toContain('The mail server did not take the letters');
  smtp.behaviour.refuse = null;
  await after(HOUR);
  await after(DAY);
  expect(new Set(recipients()).size).toBe(12);
  expect(smtp.taken).toHaveLength(12);
  expect(letterCounts(db(), id)).toEqual({ sent: 12 });
});

test('a mailbox that refuses for good is not written to again, and its address is not kept', async () => {
  const key = subscribed('gone@example.org');
  send(issueOf());
  smtp.behaviour.refuse = 550;
  await after(0);
  smtp.behaviour.refuse = null;
  expect(subscriberOf(db(), key)).toBeNull();
  send(issueOf());
  await after(DAY);
  expect(smtp.taken).toHaveLength(0);
  expect(askFor(db(), 'gone@example.org', { lang: 'en', countries: [], digest: 'none' }, site.now())).toBeNull();
  expect(JSON.stringify(db().prepare('SELECT * FROM unreachable_mailbox').all())).not.toContain('gone@');
});

test('a letter that may have gone out is not sent again, and who leaves before it goes gets none', async () => {
  subscribed('one@example.org');
  smtp.behaviour.hangUp = true;
  const id = issueOf();
  send(id);
  await after(0);
  smtp.behaviour.hangUp = false;
  await after(2 * DAY);
  expect(smtp.taken).toHaveLength(1);
  expect(letterCounts(db(), id)).toEqual({ unsure: 1 });
  smtp.behaviour.refuse = 451;
  const second = issueOf();
  send(second);
  await after(0);
  leave(db(), db().prepare<[], number>('SELECT id FROM subscriber').pluck().get()!);
  smtp.behaviour.refuse = null;
  await after(DAY);
  expect(smtp.taken).toHaveLength(1);
  expect(letterCounts(db(), second)).toEqual({ left: 1 });
});

test('a digest tells once, weekly, what came out in the countries chosen, and comes not where there is nothing', async () => {
  subscribed('iraq@example.org', { countries: ['IQ'], digest: 'weekly' });
  subscribed('all@example.org', { digest: 'monthly' });
  subscribed('egypt@example.org', { countries: ['EG'], digest: 'weekly' });
  db()
    .prepare("INSERT INTO job (kind, payload, run_after) VALUES (?, '{}', ?)")
    .run(DIGEST_JOB, site.now().toISOString());
  clock += DAY;
  publish('From Basra', { departures: [{ country: 'IQ' }] });
  publish('From Sanaa', { departures: [{ country: 'YE' }] });
  const sample = publish('Invented', { departures: [{ country: 'IQ' }] });
  change(db(), sample, 'UPDATE testimony SET sample = 1 WHERE id = @id');
  await after(6 * DAY + HOUR);
  expect(recipients()).toEqual(['iraq@example.org']);
  expect(smtp.taken[0]!.text).toContain('From Basra');
  expect(smtp.taken[0]!.text).not.toMatch(/Sanaa|Invented/);
  for (let week = 0; week < 4; week++) await after(7 * DAY);
  expect(recipients()).toEqual(['all@example.org', 'iraq@example.org']);
  expect(to('all@example.org').text).toMatch(/From Sanaa[\s\S]*From Basra|From Basra[\s\S]*From Sanaa/);
});

test('the desk writes, looks at, tries, sends and stops an issue, keeps what was typed, and notes each act', async () => {
  publish('An orange');
  subscribed('salma@example.org', { lang: 'ar' });
  const desk = visitorOf(open, cookies.archivist!);
  const at = (await desk.post('/en/desk/newsletter', {})).headers.location!;
  const wrong = await desk.send(at, { subject_en: '', opening_en: '<script>alert(1)</script>', testimonies: 'K-9' });
  expect(wrong.status).toBe(422);
  expect(wrong.text).toContain('&lt;script&gt;alert(1)');
  const unknown = await desk.send(at, { subject_en: 'Spring', testimonies: 'K-9' });
  expect([unknown.status, unknown.text.includes('<bdi dir="ltr">K-9</bdi>')]).toEqual([422, true]);
  const words = { subject_en: 'Spring', opening_en: '<script>', subject_ar: 'ربيع', opening_ar: 'سلام' };
  expect((await desk.send(at, { ...words, testimonies: 'K-1' })).status).toBe(303);
  const other = await desk.post(at, { seen: '1', lang: 'en', testimonies: '', subject_en: 'Mine' });
  expect([other.status, other.text.includes('value="Mine"')]).toEqual([409, true]);
  const preview = (await desk.get(`${at}/preview?of=ar`)).text;
  expect(preview).toMatch(/lang="ar" dir="rtl"><p>سلام<\/p>/);
  expect((await desk.get(`${at}/preview?of=en`)).text).not.toContain('<script>alert');
  await desk.post(`${at}/test`, { of: 'en' });
  expect((await desk.post(`${at}/send`, {})).status).toBe(422);
  await desk.post(`${at}/send`, { really: 'yes' });
  await after(Date.parse('2026-03-03T00:00:00Z') - clock);
  expect(recipients()).toEqual(['archivist@example.org', 'salma@example.org']);
  expect((await desk.post(`${at}/send`, { really: 'yes' })).status).toBe(303);
  await after(HOUR);
  expect(smtp.taken).toHaveLength(2);
  expect((await desk.get('/en/desk/newsletter/subscribers')).text).toContain('salma@example.org');
  expect((await desk.post('/en/desk/newsletter/subscribers.csv', {})).status).toBe(403);
  const table = await visitorOf(open, cookies.administrator!).post('/en/desk/newsletter/subscribers.csv', {});
  expect(table.text).toContain('salma@example.org,ar,none');
  expect(db().prepare("SELECT action FROM audit WHERE thing LIKE '%newsletter%' ORDER BY id").pluck().all()).toEqual([
    'began',
    'saved',
    'sent a letter to try it',
    'sent',
    'went on sending',
    'took out the subscribers',
  ]);
});

test('ten thousand subscribers get a letter each, read a few at a time', async () => {
  db()
    .prepare(`
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000)
      INSERT INTO subscriber (email, lang, digest, asked_at, confirmed_at)
      SELECT 'reader' || i || '@example.org', CASE WHEN i % 2 THEN 'ar' ELSE 'en' END, 'none', @now, @now FROM n`)
    .run({ now: site.now().toISOString() });
  const id = issueOf();
  send(id);
  expect(letterCounts(db(), id)).toEqual({ waiting: 10_000 });
  expect(waitingLetters(db(), id, 0, 100)).toHaveLength(100);
  db().prepare("UPDATE newsletter_letter SET state = 'sent' WHERE issue_id = ? AND id > 60").run(id);
  await after(0);
  expect(new Set(recipients()).size).toBe(60);
  expect(letterCounts(db(), id)).toEqual({ sent: 10_000 });
}, 60_000);
