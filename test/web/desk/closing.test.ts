/** Closing, erasing and answering concerns at the desk: by staff, and by nobody else. */
import { existsSync } from 'node:fs';
import { backupsHolding, noteBackup } from '../../../server/archive/backup-note.ts';
import { sendAtOnce } from '../../../server/archive/submission/concern.ts';
import { keepOriginal, originalPath } from '../../../server/media/storage.ts';
import { inserter } from '../../insert.ts';
import { type OpenSite, openSite, signedIn } from '../site.ts';
import { visitorOf } from './desk.ts';

let site: OpenSite;
const cookies = new Map<string, string>();
let sha256 = '';
const ROLES = ['reader', 'translator', 'coordinator', 'archivist', 'administrator'];
const PATH = '/desk/testimonies/K-1';

beforeAll(async () => {
  site = await openSite(async (archive) => {
    const insert = inserter(archive.db);
    for (const role of ROLES) cookies.set(role, signedIn(archive, role).cookie);
    sha256 = (await keepOriginal(archive.folder, Buffer.from('A paper'))).sha256;
    for (const accession of ['K-1', 'K-2']) {
      const id = insert('testimony', {
        accession,
        form: 'interview',
        title: `Of ${accession}`,
        lang: 'en',
        status: 'published',
        access: 'public',
      });
      const agreement = insert('agreement', { testimony_id: id, kind: 'deed' });
      insert('agreement_party', { agreement_id: agreement, capacity: 'everyone' });
      const session = insert('session', { testimony_id: id });
      insert('part', { session_id: session, testimony_id: id, position: 1, duration_ms: 90_000 });
      insert('asset', {
        public_id: `d${id}`,
        testimony_id: id,
        kind: 'document',
        sha256,
        bytes: 7,
        mime: 'text/plain',
      });
    }
  });
}, 60_000);
afterAll(() => site.close());

const at = (role: string | null) => visitorOf(site, role && cookies.get(role)!);
const visitor = () => at(null);

test('every page and every form is for staff alone', async () => {
  const before = site.archive.db.prepare('SELECT hidden_on, version FROM testimony ORDER BY id').all();
  for (const role of [null, 'reader', 'translator', 'coordinator']) {
    for (const path of [`${PATH}/closing`, `${PATH}/leaks`, `${PATH}/erase`, '/desk/erasures'])
      expect([role, path, (await at(role).get(path)).status]).toEqual([role, path, role ? 403 : 303]);
    for (const [path, fields] of [
      [`${PATH}/closing/hide`, { hidden: 'yes', reason: 'x' }],
      [`${PATH}/closing/file`, { file: 'd1', access: 'closed' }],
      [`${PATH}/closing/section`, { part: '1', start: '00:10', end: '00:20', access: 'closed' }],
      [`${PATH}/closing/open`, { section: '1' }],
      [`${PATH}/closing/concern`, { concern: '1', decision: 'hidden', text: 'x' }],
      [`${PATH}/leaks`, {}],
      [`${PATH}/erase`, { what: 'testimony', typed: 'K-1', reason: 'x' }],
      ['/desk/erasures/backups/1', {}],
    ] as [string, Record<string, string>][])
      expect([role, path, (await at(role).post(path, fields)).status]).toEqual([role, path, 403]);
  }
  expect(site.archive.db.prepare('SELECT hidden_on, version FROM testimony ORDER BY id').all()).toEqual(before);
});

test.each(['archivist', 'administrator'])(
  'a record is hidden at once by an %s and shown again, with who and why kept',
  async (role) => {
    expect((await visitor().get('/testimonies/K-1')).status).toBe(200);
    expect((await at(role).post(`${PATH}/closing/hide`, { hidden: 'yes', reason: 'Her brother wrote' })).status).toBe(
      303,
    );
    expect((await visitor().get('/testimonies/K-1')).status).toBe(404);
    const page = await at(role).get(`${PATH}/closing`);
    expect(page.text).toContain('Her brother wrote');
    expect(page.text).toContain(`${role}@example.org`);
    await at(role).post(`${PATH}/closing/hide`, { hidden: 'no', reason: '' });
    expect((await visitor().get('/testimonies/K-1')).status).toBe(200);
  },
);

test('a file is closed until a day, and a stretch for some', async () => {
  const archivist = at('archivist');
  expect((await visitor().get('/media/d1')).status).toBe(200);
  await archivist.post(`${PATH}/closing/file`, { file: 'd1', access: '', until: '2027-01-01', reason: 'Asked' });
  expect((await visitor().get('/media/d1')).status).toBe(404);
  await archivist.post(`${PATH}/closing/file`, { file: 'd1', access: '', until: '', reason: '' });
  expect((await visitor().get('/media/d1')).status).toBe(200);

  const wrong = await archivist.post(`${PATH}/closing/section`, {
    part: '1',
    start: '02:00',
    end: '01:00',
    access: 'closed',
    reason: 'Kept as typed',
  });
  expect(wrong.status).toBe(400);
  expect(wrong.text).toContain('Kept as typed');
  await archivist.post(`${PATH}/closing/section`, {
    part: '1',
    start: '01:00',
    end: '01:20',
    access: 'restricted',
    reason: '',
  });
  const [section] = site.archive.db.prepare('SELECT id, start_ms, end_ms, access FROM section').all() as {
    id: number;
  }[];
  expect(section).toMatchObject({ start_ms: 60_000, end_ms: 80_000, access: 'restricted' });
  await archivist.post(`${PATH}/closing/open`, { section: String(section!.id) });
  expect(site.archive.db.prepare('SELECT count(*) FROM section').pluck().get()).toBe(0);
});

test('a concern is answered by mail and ends, and hides the record where that was decided', async () => {
  const { db } = site.archive;
  const { id } = sendAtOnce(db, 'concern', {
    lang: 'fr',
    answers: { what: 'takedown', text: 'That is my aunt.' },
    person: { name: 'Nour', email: 'nour@example.org', phone: null },
    testimonyId: 1,
    now: new Date('2026-03-01T12:00:00Z'),
  });
  const archivist = at('archivist');
  expect((await archivist.get(`${PATH}/closing`)).text).toContain('That is my aunt.');
  expect(
    (
      await archivist.post('/desk/testimonies/K-2/closing/concern', {
        concern: String(id),
        decision: 'hidden',
        text: 'x',
      })
    ).status,
  ).toBe(404);
  await archivist.post(`${PATH}/closing/concern`, { concern: String(id), decision: 'hidden', text: 'It is hidden.' });
  expect((await visitor().get('/testimonies/K-1')).status).toBe(404);
  expect(db.prepare('SELECT state FROM submission WHERE id = ?').pluck().get(id)).toBe('answered');
  const [mail] = db.prepare('SELECT recipient, lang, text FROM mail').all() as { text: string }[];
  expect(mail).toMatchObject({ recipient: 'nour@example.org', lang: 'fr' });
  expect(mail!.text).toContain('It is hidden.');
  expect(mail!.text).toContain('Le témoignage entier est masqué');
  const page = (await archivist.get(`${PATH}/closing`)).text;
  expect(page).not.toContain('That is my aunt.');
  expect(page).toContain('the record was hidden');
});

test('deciding is doing: a file is closed, a record taken down, and nothing is said to be corrected that was not', async () => {
  const { db } = site.archive;
  const archivist = at('archivist');
  const told = (accession: string, lang: string) =>
    sendAtOnce(db, 'concern', {
      lang,
      answers: { what: 'privacy', text: 'That is my house.' },
      person: { name: 'Nour', email: `nour-${lang}@example.org`, phone: null },
      testimonyId: db.prepare<[string], number>('SELECT id FROM testimony WHERE accession = ?').pluck().get(accession)!,
      now: new Date('2026-03-02T12:00:00Z'),
    }).id;
  const K2 = '/desk/testimonies/K-2';
  const decide = (id: number, more: Record<string, string>) =>
    archivist.post(`${K2}/closing/concern`, { concern: String(id), text: 'Own words.', ...more });
  const mailTo = (lang: string) =>
    db.prepare<[string], string>('SELECT text FROM mail WHERE recipient = ?').pluck().get(`nour-${lang}@example.org`);

  const first = told('K-2', 'ar');
  const which = await decide(first, { decision: 'file', file: '' });
  expect([which.status, which.text.includes('Own words.')]).toEqual([400, true]);
  expect((await decide(first, { decision: 'file', file: 'd1' })).status).toBe(404);
  expect((await decide(first, { decision: 'corrected' })).status).toBe(400);
  expect((await visitor().get('/media/d2')).status).toBe(200);
  expect((await decide(first, { decision: 'file', file: 'd2' })).status).toBe(303);
  expect((await visitor().get('/media/d2')).status).toBe(404);
  expect(mailTo('ar')).toContain('مغلق');
  expect(mailTo('ar')).toContain('Own words.');
  expect((await decide(first, { decision: 'hidden' })).status).toBe(400);
  expect((await visitor().get('/testimonies/K-2')).status).toBe(200);

  const second = told('K-2', 'he');
  await decide(second, { decision: 'corrected' }); // the file's access was changed since
  expect(mailTo('he')).toContain('תיקנו');

  const third = told('K-2', 'fa');
  await decide(third, { decision: 'withdrawn' });
  expect((await visitor().get('/testimonies/K-2')).status).toBe(404);
  expect(mailTo('fa')).toContain('برداشته شد');
  expect((await archivist.get(`${K2}/publishing`)).text).toContain('S-0000');
  db.prepare("UPDATE testimony SET status = 'published' WHERE accession = 'K-2'").run();
});

test('a concern that is to be met by withholding words waits until they are withheld, and is then answered', async () => {
  const { db } = site.archive;
  const insert = inserter(db);
  const archivist = at('archivist');
  const K2 = '/desk/testimonies/K-2';
  const testimony = db.prepare<[], number>("SELECT id FROM testimony WHERE accession = 'K-2'").pluck().get()!;
  const part = db.prepare<[number], number>('SELECT id FROM part WHERE testimony_id = ?').pluck().get(testimony)!;
  const transcript = insert('transcript', { testimony_id: testimony, lang: 'en' });
  insert('passage', {
    public_id: 'p0',
    transcript_id: transcript,
    part_id: part,
    position: 1,
    text: 'Naji hid in the oven',
  });
  const { id } = sendAtOnce(db, 'concern', {
    lang: 'fr',
    answers: { what: 'privacy', text: 'He is my father.', passage: 'p0' },
    person: { name: 'Samia', email: 'samia@example.org', phone: null },
    testimonyId: testimony,
    now: new Date('2026-03-03T12:00:00Z'),
  });
  const state = () => db.prepare<[number], string>('SELECT state FROM submission WHERE id = ?').pluck().get(id);
  const sent = await archivist.post(`${K2}/closing/concern`, {
    concern: String(id),
    decision: 'redacted',
    text: 'Please forgive us.',
  });
  expect([sent.status, sent.headers.location]).toEqual([
    303,
    `/en${K2}/redactions?${new URLSearchParams({ passage: 'p0', concern: String(id) })}`,
  ]);
  expect(state()).toBe('submitted');
  const page = await archivist.get(sent.headers.location!);
  expect(page.text).toContain('He is my father.');
  const made = await archivist.post(`${K2}/redactions`, {
    passage: 'p0',
    part: '1',
    word: 'p0:1:0:4',
    reason: 'Asked for by his daughter',
    concern: String(id),
    do: 'make',
  });
  expect([made.status, made.headers.location]).toEqual([303, `/en${K2}/redactions?done=answered`]);
  expect(state()).toBe('answered');
  const mail = db.prepare<[], string>("SELECT text FROM mail WHERE recipient = 'samia@example.org'").pluck().get()!;
  expect(mail).toContain('Ces mots ne sont plus montrés');
  expect(mail).toContain('Please forgive us.');
  expect((await visitor().get('/testimonies/K-2')).text).not.toContain('Naji');
});

test('a record is erased only with its number typed and a reason; backups from before are listed until they are destroyed', async () => {
  const { db, folder } = site.archive;
  noteBackup(db, { folder: '/mnt/backups/one', testimonies: 2, originals: 1 }, new Date('2026-01-01T00:00:00Z'));
  const archivist = at('archivist');
  const wrong = await archivist.post(`${PATH}/erase`, { what: 'testimony', typed: 'K-2', reason: 'Asked for' });
  expect([wrong.status, wrong.text.includes('Asked for')]).toEqual([400, true]);
  expect((await archivist.post(`${PATH}/erase`, { what: 'testimony', typed: 'K-1', reason: '' })).status).toBe(400);
  expect((await archivist.post(`${PATH}/erase`, { what: 'else', typed: 'K-1', reason: 'x' })).status).toBe(400);
  expect(db.prepare('SELECT count(*) FROM testimony').pluck().get()).toBe(2);

  expect((await archivist.post(`${PATH}/erase`, { what: 'file:d1', typed: 'K-1', reason: 'Asked for' })).status).toBe(
    303,
  );
  expect(existsSync(originalPath(folder, sha256))).toBe(true); // another record has the same paper
  await archivist.post('/desk/testimonies/K-2/erase', { what: 'testimony', typed: 'K-2', reason: 'Asked for' });
  expect(existsSync(originalPath(folder, sha256))).toBe(false);
  expect((await archivist.get('/desk/testimonies/K-2')).status).toBe(404);
  const log = await archivist.get('/desk/erasures');
  expect(log.text).toContain('/mnt/backups/one');
  expect(log.text).not.toContain('K-2');
  await archivist.post(`/desk/erasures/backups/${backupsHolding(db)[0]!.id}`, {});
  expect(backupsHolding(db)).toEqual([]);
});
