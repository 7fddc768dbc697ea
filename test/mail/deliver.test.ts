/** Mails are handed to a real SMTP server on this machine, once each, and tried again where that can help. */
import type { Archive } from '../../server/archive/archive.ts';
import { type Jobs, startJobs } from '../../server/jobs.ts';
import { forgetOldLinks, mail, mails, sendAgain, sendMail } from '../../server/mail/mail.ts';
import { temporaryArchive } from '../archive-folder.ts';
import { smtpServer } from './smtp.ts';
import { until } from './until.ts';

let archive: Archive;
let smtp: Awaited<ReturnType<typeof smtpServer>>;
let jobs: Jobs | null = null;
const logged: string[] = [];
let ahead = 0; // milliseconds that the clock of the jobs is ahead

const LINK = 'https://voices.example.org/ar/account/password?key=abcdefghijklmnop';

beforeAll(async () => {
  smtp = await smtpServer();
});
afterAll(() => smtp.close());
beforeEach(() => {
  archive = temporaryArchive();
  smtp.asNew();
  logged.length = 0;
  ahead = 0;
});
afterEach(async () => {
  await jobs?.stop();
  jobs = null;
});

function start(): void {
  jobs = startJobs(archive, (message, error) => logged.push(`${message} ${String(error)}`), {
    mail: smtp.mail,
    now: () => new Date(Date.now() + ahead),
  });
}

function write(template: 'account_reset' | 'family_message' = 'account_reset', lang: 'en' | 'ar' = 'en'): number {
  const values = { site: 'Kolot', link: LINK, hours: '24', text: 'Was the bakery in <Rashid> Street?\nWe wonder.' };
  return archive.db.transaction(() => sendMail(archive.db, { to: 'salim@example.org', lang, template, values }))();
}

const stateOf = (id: number) => mail(archive.db, id, { secrets: true }).state;
const PATIENCE = { seconds: 10, logged: [] };

test('a mail goes out as text and as HTML in the direction of its language, and its link is then forgotten', async () => {
  const id = write('family_message', 'ar');
  start();
  await until(() => stateOf(id) === 'sent', PATIENCE);
  const [one] = smtp.taken;
  expect(smtp.taken).toHaveLength(1);
  expect(one!.from!.text).toContain('archive@example.org');
  expect(one!.subject).toBe('رسالة من \u2068Kolot\u2069 بشأن قصتكم');
  expect(one!.text!.split('\n')).toContain(LINK);
  expect(one!.html).toContain('<html lang="ar" dir="rtl">');
  expect(one!.html).toContain(`<a dir="ltr" href="${LINK}">`);
  expect(one!.html).toContain('&lt;Rashid&gt;');
  expect(one!.headers.get('auto-submitted')).toBe('auto-generated');
  const kept = mail(archive.db, id, { secrets: true });
  expect([kept.link, kept.text.includes('key=')]).toEqual([null, false]);
});

test('a mail that was never committed is never sent', async () => {
  expect(() =>
    archive.db.transaction(() => {
      write();
      throw new Error('the change that caused it failed');
    })(),
  ).toThrow();
  start();
  const id = write();
  await until(() => stateOf(id) === 'sent', PATIENCE);
  expect(smtp.taken).toHaveLength(1);
});

test('a server that cannot take it now is asked again later, with the same Message-ID', async () => {
  smtp.behaviour.refuse = 451;
  const id = write();
  start();
  await until(() => mail(archive.db, id, { secrets: true }).error !== null, PATIENCE);
  expect(stateOf(id)).toBe('waiting');
  expect(logged.join()).not.toContain('salim@example.org');
  smtp.behaviour.refuse = null;
  ahead = 61_000;
  await until(() => stateOf(id) === 'sent', PATIENCE);
  expect(smtp.taken).toHaveLength(1);
});

test('an address that the server refuses for good is given up at once, until somebody asks again', async () => {
  smtp.behaviour.refuse = 550;
  const id = write();
  start();
  await until(() => stateOf(id) === 'failed', PATIENCE);
  const before = smtp.connections();
  smtp.behaviour.refuse = null;
  sendAgain(archive.db, id);
  await until(() => stateOf(id) === 'sent', PATIENCE);
  expect([smtp.taken.length, smtp.connections()]).toEqual([1, before + 1]);
  expect(() => sendAgain(archive.db, id)).toThrow('on its way or was sent');
});

test('when the line breaks after the words were taken, nothing goes out twice', async () => {
  smtp.behaviour.hangUp = true;
  const id = write();
  start();
  await until(() => stateOf(id) === 'unsure', PATIENCE);
  smtp.behaviour.hangUp = false;
  ahead = 3_600_000;
  const other = write();
  await until(() => stateOf(other) === 'sent', PATIENCE);
  expect(smtp.taken).toHaveLength(2); // the first, and the other
  expect(stateOf(id)).toBe('unsure');
});

test('a mail under way when Kolot ended is left for people to decide', async () => {
  const id = write();
  archive.db.prepare("UPDATE mail SET state = 'sending' WHERE id = ?").run(id);
  archive.db.prepare("UPDATE job SET state = 'running', attempts = 1").run();
  start();
  await until(() => stateOf(id) === 'unsure', PATIENCE);
  expect(smtp.taken).toHaveLength(0);
});

test('without a server mails wait, and those that waited too long are not sent when one comes', async () => {
  const id = write();
  const jobsWithout = startJobs(archive, () => {});
  await new Promise((resolve) => setTimeout(resolve, 200));
  await jobsWithout.stop();
  expect(stateOf(id)).toBe('waiting');
  ahead = 4 * 86_400_000;
  start();
  await until(() => stateOf(id) === 'kept', PATIENCE);
  expect(smtp.taken).toHaveLength(0);
  expect(logged).toEqual([]);
});

test('mails whose links open an account are read by administrators alone', () => {
  const secret = write();
  const open = write('family_message');
  expect(() => mail(archive.db, secret, { secrets: false })).toThrow('no mail');
  const seen = (secrets: boolean) =>
    mails(archive.db, { secrets, state: null, limit: 10, skip: 0 }).mails.map(({ id }) => id);
  expect([seen(true), seen(false)]).toEqual([[open, secret], [open]]);
});

test('links of long ago are taken out of mails that were never sent', () => {
  const id = write();
  forgetOldLinks(archive.db, new Date(Date.now() + 1_000));
  const { text, link } = mail(archive.db, id, { secrets: true });
  expect([text.includes('key='), link]).toEqual([false, null]);
});
