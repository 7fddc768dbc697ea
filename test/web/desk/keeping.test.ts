/** Health, jobs, the audit log and settings, by the desk's own pages. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { audit } from '../../../server/archive/audit.ts';
import { addJob } from '../../../server/archive/job.ts';
import { settle, settled } from '../../../server/settings.ts';
import { auditWords } from '../../../server/web/desk/audit-words.ts';
import { type OpenSite, openSite, signedIn } from '../site.ts';
import { visitorOf } from './desk.ts';

const SCRIPT = '<script>alert(1)</script>';
let site: OpenSite;
let admin: ReturnType<typeof visitorOf>;

beforeAll(async () => {
  site = await openSite(() => {});
  admin = visitorOf(site, signedIn(site.archive, 'administrator', 'miriam').cookie);
});
afterAll(() => {
  return site.close();
});

test('health says how search, jobs, mail, disk, backups and fixity are, and a check is asked for', async () => {
  const { status, text } = await admin.get('/en/desk/health');
  expect(status).toBe(200);
  expect(text).toContain('Nobody has looked yet');
  expect((await admin.post('/en/desk/health/check', {})).headers.location).toBe('/en/desk/jobs');
  expect((await admin.get('/en/desk/jobs')).text).toContain('Look over the archive');
});

test('work that was given up is shown with its reason and tried again', async () => {
  const { db } = site.archive;
  addJob(db, 'film', { asset: 1 });
  db.prepare("UPDATE job SET state = 'failed', attempts = 5, error = ? WHERE kind = 'film'").run(SCRIPT);
  const page = await admin.get('/ar/desk/jobs?state=failed');
  expect([page.status, page.text.includes(SCRIPT)]).toEqual([200, false]);
  const id = db.prepare("SELECT id FROM job WHERE kind = 'film'").pluck().get();
  expect((await admin.post(`/en/desk/jobs/${id}/retry`, {})).status).toBe(303);
  expect((await admin.post(`/en/desk/jobs/${id}/retry`, {})).status).toBe(409);
  expect((await admin.post('/en/desk/jobs/999/retry', {})).status).toBe(404);
});

test('the log is narrowed by who, what and when, and cannot be changed', async () => {
  const { db } = site.archive;
  audit(db, { actor: 'old@example.org', action: 'published', thing: 'testimony', thingId: 'K-00007', detail: SCRIPT });
  const shown = async (query: string) => (await admin.get(`/en/desk/audit?${query}`)).text.includes('K-00007');
  expect(await shown('q=k-00007')).toBe(true);
  expect(await shown('actor=old@example.org&thing=testimony')).toBe(true);
  expect(await shown('actor=miriam@example.org')).toBe(false);
  expect(await shown('to=2000-01-01')).toBe(false);
  expect((await admin.get('/en/desk/audit')).text).not.toContain(SCRIPT);
  expect(() => db.prepare('DELETE FROM audit').run()).toThrow('append-only');
});

test('the log is read, and searched, in the language of whoever reads it', async () => {
  const { db } = site.archive;
  audit(db, { actor: 'kolot', action: 'invited as archivist', thing: 'account', thingId: 'new@example.org' });
  audit(db, { actor: 'kolot', action: 'something of an older Kolot', thing: 'relic', thingId: '7' });
  const french = (await admin.get('/fr/desk/audit')).text;
  expect(french).toContain('invité comme archiviste');
  expect(french).not.toContain('invited as');
  expect(french).toContain('<bdi lang="en">something of an older Kolot</bdi>');
  expect((await admin.get('/ar/desk/audit')).text).toContain('دُعي بصفة');
  const found = (await admin.get(`/fr/desk/audit?q=${encodeURIComponent('Invité')}`)).text;
  expect(found).toContain('new@example.org');
  expect(found).not.toContain('K-00007');
});

test('every action that the house notes has words of its own in the log', async () => {
  const folder = new URL('../../../server', import.meta.url).pathname;
  const noted = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) => [
      ...readFileSync(join(folder, name), 'utf8').matchAll(
        /\baudit(?:Account|Testimony)?\(\s*[\w.]*db,[^;]*?action: '([^']+)'|\blogged[ =:]+'([^']+)'/gs,
      ),
    ])
    .map(([, action, logged]) => (action ?? logged)!);
  expect(noted.length).toBeGreaterThan(40);
  const { action } = auditWords('en');
  expect(noted.filter((one) => action(one) === null)).toEqual([]);
});

test('settings are checked, kept and noted; what cannot be used is refused with what was typed', async () => {
  const form = {
    site_name: 'Voices',
    languages: 'en',
    telephone: '',
    contact_email: '',
    sign_up: 'yes',
    overdue_days: '7',
  };
  const refused = await admin.post('/en/desk/settings', { ...form, overdue_days: 'soon', site_name: SCRIPT });
  expect([refused.status, settled(site.archive.db, 'site_name')]).toEqual([400, '']);
  expect(refused.text).toContain('value="soon"');
  expect(refused.text).not.toContain(SCRIPT);
  expect((await admin.post('/en/desk/settings', form)).status).toBe(303);
  const home = (await visitorOf(site, null).get('/en')).text;
  expect(home).toContain('Voices');
  expect(home).not.toContain('hreflang="fr"');
  // A language that is not offered leads to the same page in one that is.
  const visitor = visitorOf(site, null);
  const led = await visitor.get('/ar/search?q=baghdad');
  expect([led.status, led.headers.location]).toEqual([302, '/en/search?q=baghdad']);
  expect((await visitor.get('/fr')).headers.location).toBe('/en');
  expect((await visitor.get('/sitemap/1.xml')).text).not.toContain('/fr/');
  settle(site.archive.db, 'languages', ['fr', 'ar']);
  expect((await visitor.get('/en')).headers.location).toBe('/fr'); // DEFAULT_LANGUAGE is not offered
  expect((await visitor.get('/')).text).toContain('<html lang="fr"');
  settle(site.archive.db, 'languages', ['en', 'fr', 'ar', 'he', 'fa']);
  expect((await admin.get('/en/desk/audit?thing=setting')).text).toContain(
    'After how many days something waits too long',
  );
});

test('a mail is worded anew, never without its link, and brought back', async () => {
  const path = '/en/desk/settings/mail/account_reset/ar';
  expect((await admin.post(path, { subject: 'سطر', text: 'بلا رابط' })).status).toBe(400);
  expect((await admin.post(path, { subject: 'سطر', text: '{link} {secret}' })).status).toBe(400);
  expect((await admin.post(path, { subject: 'سطر', text: 'افتح {link}' })).status).toBe(303);
  expect((await admin.get(path)).text).toContain('افتح {link}');
  await admin.post(path, { subject: '', text: '', shipped: 'yes' });
  expect((await admin.get(path)).text).not.toContain('افتح {link}\n');
  expect((await admin.get('/en/desk/settings/mail/nothing/ar')).status).toBe(404);
});

test.each(['visitor', 'reader', 'translator', 'coordinator', 'archivist'])('a %s', async (role) => {
  const who = visitorOf(site, role === 'visitor' ? null : signedIn(site.archive, role).cookie);
  const refused = role === 'visitor' ? 303 : 403;
  for (const path of ['/audit', '/settings', '/settings/mail/account_reset/en'])
    expect([path, (await who.get(`/en/desk${path}`)).status]).toEqual([path, refused]);
  for (const path of ['/health', '/jobs'])
    expect([path, (await who.get(`/en/desk${path}`)).status]).toEqual([path, role === 'archivist' ? 200 : refused]);
  for (const path of [
    '/settings',
    '/settings/mail/account_reset/en',
    ...(role === 'archivist' ? [] : ['/health/check', '/jobs/1/retry']),
  ])
    expect([path, (await who.post(`/en/desk${path}`, { subject: 'x', text: '{link}' })).status]).toEqual([path, 403]);
});
