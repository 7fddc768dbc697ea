/** Today and health name what waits, what families miss, and which backups still hold what was erased. */
import { backupsHolding, heldUntil, noteBackup } from '../../../server/archive/backup-note.ts';
import { noteErasure } from '../../../server/archive/erasure/erasure.ts';
import { sendMail } from '../../../server/mail/mail.ts';
import { settle } from '../../../server/settings.ts';
import { type OpenSite, openSite, signedIn } from '../site.ts';
import { visitorOf } from './desk.ts';

const SERVER = { smtpUrl: 'smtp://127.0.0.1:9', from: 'archive@example.org' };
let site: OpenSite;
let admin: ReturnType<typeof visitorOf>;
const open = async (settings: Parameters<typeof openSite>[1] = {}) => {
  site = await openSite(() => {}, settings);
  admin = visitorOf(site, signedIn(site.archive, 'administrator', 'miriam').cookie);
  site.archive.db.prepare('UPDATE account SET confirmed_at = created_at').run();
};
afterEach(() => site.close());

/** A letter to a family, written on a day. */
function letter(day: string, state = 'waiting', error: string | null = null) {
  const { db } = site.archive;
  const values = { site: 'Kolot', name: 'Noam', link: 'https://kolot.example/s' };
  const id = sendMail(db, { to: 'noam@example.org', lang: 'en', template: 'family_news', values });
  db.prepare('UPDATE mail SET created_at = ?, state = ?, error = ? WHERE id = ?').run(
    `${day}T08:00:00Z`,
    state,
    error,
    id,
  );
}

test('without a mail server, Today says how many letters wait, since when, and leads to them', async () => {
  await open();
  letter('2025-02-03');
  letter('2025-02-05');
  const { text } = await admin.get('/en/desk');
  expect(text).toContain('2 letters wait here, the oldest since 3 February 2025: no mail server is set');
  expect(text).toContain('href="/en/desk/mail?state=waiting"');
  expect((await admin.get('/en/desk/mail?state=waiting')).text).toContain('noam@example.org');
  expect((await admin.get('/ar/desk')).text).toContain('رسالتان تنتظر');
});

test('letters that the server refuses are named for what they are, and those on their way are not', async () => {
  await open({ mail: SERVER });
  letter('2025-02-03');
  expect((await admin.get('/en/desk')).text).not.toContain('/desk/mail?state=');
  letter('2025-02-04', 'waiting', '550 no');
  letter('2025-02-06', 'failed', '550 no');
  const { text } = await admin.get('/en/desk/health');
  expect(text).toContain('refuses one letter for now; it has waited since 4 February 2025');
  expect(text).toContain('One letter from 6 February 2025 did not go out');
});

test('an archivist is told of no letter that they may not read', async () => {
  await open();
  const values = { site: 'Kolot', name: 'Noam', link: 'https://kolot.example/s', hours: '2' };
  sendMail(site.archive.db, { to: 'noam@example.org', lang: 'en', template: 'account_reset', values });
  const rachel = visitorOf(site, signedIn(site.archive, 'archivist', 'rachel').cookie);
  expect((await rachel.get('/en/desk')).text).not.toContain('waited here since');
  expect((await admin.get('/en/desk')).text).toContain('waited here since');
});

test('health says what families miss while no way to reach anybody is set', async () => {
  await open({ contact: { phone: null, email: null, address: null } });
  const bare = (await admin.get('/en/desk/health')).text;
  for (const said of ['No telephone number', 'No address to write to', 'No postal address', 'CONTACT_ADDRESS'])
    expect(bare).toContain(said);
  settle(site.archive.db, 'telephone', '+972 2 000 0000');
  expect((await admin.get('/en/desk/health')).text).not.toContain('No telephone number');
});

test('health says how many of the staff have no one-time codes, and that nothing asks for them', async () => {
  await open();
  signedIn(site.archive, 'archivist', 'rachel');
  signedIn(site.archive, 'reader', 'lea');
  const { db } = site.archive;
  db.prepare("UPDATE account SET confirmed_at = created_at, code_since = iif(name = 'rachel', created_at, NULL)").run();
  const { text } = await admin.get('/en/desk/health');
  expect(text).toContain('One of 2 accounts of the staff has a password alone.');
  expect(text).toContain('The settings do not ask for them.');
  settle(db, 'codes_required', true);
  db.prepare('UPDATE account SET code_since = created_at').run();
  expect((await admin.get('/en/desk/health')).text).toContain('Everyone at the desk signs in with a code');
});

test('backups are listed with the day after which each is gone; an erasure says how long they hold it', async () => {
  await open();
  const { db } = site.archive;
  const made = { testimonies: 1, originals: 1 };
  noteBackup(db, { folder: '/mnt/old', ...made }, new Date('2020-01-01T00:00:00Z'), 30);
  noteBackup(db, { folder: '/mnt/new', ...made }, new Date('2020-06-01T00:00:00Z'), 36_500);
  const { text } = await admin.get('/en/desk/health');
  expect(text).toContain('Was to be destroyed after 31 January 2020.');
  expect(text).toContain('/mnt/new');
  noteErasure(db, 'testimony', { actor: 'miriam@example.org', reason: 'Asked for', now: new Date('2020-03-01') });
  const erasures = (await admin.get('/en/desk/erasures')).text;
  expect(erasures).toContain('Still in one backup, until 31 January 2020.');
  const all = backupsHolding(db);
  expect(heldUntil(all, '2020-07-01T00:00:00Z').count).toBe(2);
  noteBackup(db, { folder: '/mnt/for-ever', ...made }, new Date('2020-02-01T00:00:00Z'));
  expect((await admin.get('/en/desk/erasures')).text).toContain('Still in 2 backups, until somebody destroys them.');
  const [old] = all;
  await admin.post(`/en/desk/erasures/backups/${old!.id}`, {});
  expect((await admin.get('/en/desk/health')).text).not.toContain('/mnt/old');
  const log = db.prepare("SELECT actor, action FROM audit WHERE thing = 'backup' ORDER BY id").all();
  expect(log.at(-1)).toEqual({ actor: 'miriam@example.org', action: 'destroyed' });
});
