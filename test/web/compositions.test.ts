/** A programme is composed at the desk, shown, printed, projected; a passage closed later is gone from all of them. */
import { addAgreement } from '../../server/archive/agreement.ts';
import { addInterview, addWords, passagesIn } from '../archive/transcript-edit/made.ts';
import { temporaryArchive } from '../archive-folder.ts';
import { visitorOf } from './desk/desk.ts';
import { type OpenSite, openSite, signedIn } from './site.ts';

let site: OpenSite;
let ruth: ReturnType<typeof visitorOf>; // who coordinates
let anyone: ReturnType<typeof visitorOf>;
let door: string;
let unagreed: string;
const DESK = '/en/desk/compositions';
const WORDS = 'We locked the door of the house.';

beforeAll(async () => {
  const archive = temporaryArchive();
  const { db } = archive;
  const told = addInterview(archive, 'K-1');
  const text = addWords(archive, told, [
    { startMs: 0, endMs: 10_000, text: WORDS },
    { startMs: 10_000, endMs: 20_000, text: 'The key is still with Ezra.' },
  ]);
  addWords(archive, told, [{ startMs: 0, endMs: 10_000, text: 'أقفلنا باب البيت.' }], { lang: 'ar', translates: 'en' });
  addAgreement(db, told.testimonyId, { kind: 'deed', date: null, uses: ['programme'] });
  const other = addInterview(archive, 'K-2');
  const others = addWords(archive, other, [{ startMs: 0, endMs: 5_000, text: 'My aunt sang at the gate.' }]);
  addAgreement(db, other.testimonyId, { kind: 'deed', date: null, uses: ['research'] });
  db.prepare("UPDATE testimony SET status = 'published', access = 'public'").run();
  door = passagesIn(archive, text)[0]!.publicId;
  unagreed = passagesIn(archive, others)[0]!.publicId;
  site = await openSite(() => {}, {}, archive);
  ruth = visitorOf(site, signedIn(archive, 'coordinator', 'ruth').cookie);
  anyone = visitorOf(site, null);
});
afterAll(() => site.close());

const revision = (slug: string) =>
  String(
    site.archive.db.prepare<[string], number>('SELECT revision FROM composition WHERE slug = ?').pluck().get(slug),
  );

async function begun(title: string, kind = 'programme'): Promise<string> {
  const { status, headers } = await ruth.post(DESK, { kind, lang: 'en', title });
  expect(status).toBe(303);
  return headers.location!.split('/').at(-1)!;
}
const added = (slug: string, fields: Record<string, string>) =>
  ruth.post(`${DESK}/${slug}/items`, { revision: revision(slug), ...fields });
const published = (slug: string) => ruth.post(`${DESK}/${slug}/publish`, { revision: revision(slug), open: 'yes' });

test('a coordinator composes a programme, and a passage closed later is gone from every page of it', async () => {
  const slug = await begun('Remembrance Day');
  await ruth.send(`${DESK}/${slug}`, {
    held_on: '2026-11-30',
    begins_at: '18:30',
    venue: 'City Hall',
    introduction_en: 'We remember.',
    copying_en: 'For class use.',
    title_ar: 'يوم الذكرى',
    delegation_name_1: 'Anna Weber',
    delegation_office_1: 'Ambassador',
    delegation_country_1: 'DE',
    sponsor_name_1: 'A foundation',
  });
  await added(slug, { kind: 'speech', minutes: '5', title_en: 'The mayor', aside_en: 'Bring the chair.' });
  await added(slug, { kind: 'passage', passage: door });
  await added(slug, { kind: 'silence', seconds: '60', title_en: 'A minute' });
  const at = `/en/programmes/${slug}`;
  expect((await anyone.get(at)).status).toBe(404);
  expect((await ruth.get(`${DESK}/${slug}/preview`)).text).toContain(WORDS);
  expect((await published(slug)).status).toBe(303);

  const page = await anyone.get(at);
  for (const said of [WORDS, 'Anna Weber', 'Ambassador', 'Germany', 'A foundation', 'For class use.', 'City Hall'])
    expect(page.text).toContain(said);
  expect(page.text).not.toContain('Bring the chair');
  const sheet = (await ruth.get(`${DESK}/${slug}/run-sheet`)).text;
  for (const said of ['18:30:00', '18:35:00', '18:35:10', '18:36:10', 'Bring the chair.', WORDS])
    expect(sheet).toContain(said);
  const booklet = (await anyone.get(`${at}/booklet?with=ar`)).text;
  for (const said of [WORDS, 'أقفلنا باب البيت.', 'يوم الذكرى', 'comp-sign', 'dir="rtl"'])
    expect(booklet).toContain(said);
  const pages = [at, `${at}/booklet`, `${at}/booklet?with=ar`, `${at}/projection`, `/ar/programmes/${slug}`];
  for (const path of pages) expect([path, (await anyone.get(path)).text.includes(WORDS)]).toEqual([path, true]);

  site.archive.db.exec("UPDATE testimony SET access = 'restricted' WHERE accession = 'K-1'");
  for (const path of [...pages, '/en/programmes']) {
    const { status, text } = await anyone.get(path);
    expect([path, status, /locked the door|أقفلنا|K-1|comp-sign/.test(text)]).toEqual([path, 200, false]);
  }
  for (const path of [`${DESK}/${slug}`, `${DESK}/${slug}/run-sheet`, `${DESK}/${slug}/preview`])
    expect([path, (await ruth.get(path)).text.includes('locked the door')]).toEqual([path, false]);
  expect((await ruth.get(`${DESK}/${slug}`)).text).toContain('Not shown to anyone now.');
  site.archive.db.exec("UPDATE testimony SET access = 'public' WHERE accession = 'K-1'");
});

test('a passage that cannot be used is shown with the reason, and is refused with what was typed kept', async () => {
  const slug = await begun('Another day');
  const found = (await ruth.get(`${DESK}/${slug}/items?kind=passage&q=K-2`)).text;
  expect(found).toContain('My aunt sang at the gate.');
  expect(found).toContain('have not agreed to this use');
  const byAddress = await ruth.get(
    `${DESK}/${slug}/items?kind=passage&q=${encodeURIComponent(`http://x/en/passages/${door}`)}`,
  );
  expect(byAddress.text).toContain(`chosen=${door}`);
  const refused = await added(slug, { kind: 'passage', passage: unagreed, title_en: 'The gate' });
  expect(refused.status).toBe(422);
  for (const said of ['have not agreed to this use', 'value="The gate"']) expect(refused.text).toContain(said);
  const long = await added(slug, { kind: 'silence', seconds: 'a while', aside_en: 'Stand up.' });
  expect([long.status, long.text.includes('Stand up.')]).toEqual([422, true]);
});

test('of two who save at once the second keeps what was typed, beside what the first saved', async () => {
  const slug = await begun('At once');
  const seen = revision(slug);
  const fields = (title: string) => ({
    revision: seen,
    lang: 'en',
    title_en: title,
    venue: '<script>alert(1)</script>',
  });
  expect((await ruth.post(`${DESK}/${slug}`, fields('First'))).status).toBe(303);
  const second = await ruth.post(`${DESK}/${slug}`, fields('Second'));
  expect(second.status).toBe(409);
  for (const said of ['value="Second"', 'Saved meanwhile:', 'First']) expect(second.text).toContain(said);
  expect(second.text).not.toContain('<script>alert');
  expect((await ruth.post(`${DESK}/${slug}`, { ...fields('Both'), revision: revision(slug) })).status).toBe(303);
  const wrong = await ruth.post(`${DESK}/${slug}`, {
    ...fields('Both'),
    revision: revision(slug),
    held_on: '2027-02-30',
  });
  expect([wrong.status, wrong.text.includes('value="2027-02-30"')]).toEqual([422, true]);
});

test('items are moved, changed and taken out by plain forms', async () => {
  const slug = await begun('In order', 'lesson');
  for (const title of ['One', 'Two']) await added(slug, { kind: 'question', title_en: title });
  const ids = () =>
    site.archive.db
      .prepare<[string], number>(
        'SELECT composition_item.id FROM composition_item JOIN composition ON composition.id = composition_id WHERE slug = ? ORDER BY position',
      )
      .pluck()
      .all(slug);
  const [one, two] = ids();
  const place = (id: number, to: string) =>
    ruth.post(`${DESK}/${slug}/items/${id}/place`, { revision: revision(slug), to });
  await place(two!, 'up');
  expect(ids()).toEqual([two, one]);
  await ruth.send(`${DESK}/${slug}/items/${one}`, { title_fr: 'Pourquoi une clé ?' });
  await place(two!, 'out');
  expect(ids()).toEqual([one]);
  await published(slug);
  expect((await anyone.get(`/fr/lessons/${slug}`)).text).toContain('Pourquoi une clé');
  expect((await anyone.get(`/fr/exhibits/${slug}`)).status).toBe(404);
  expect((await ruth.post(`${DESK}/${slug}/remove`, {})).status).toBe(422);
  expect((await ruth.post(`${DESK}/${slug}/remove`, { really: 'yes' })).status).toBe(303);
  expect((await anyone.get(`/en/lessons/${slug}`)).status).toBe(404);
});

test('readers and translators do not compose', async () => {
  for (const role of ['reader', 'translator'] as const) {
    const other = visitorOf(site, signedIn(site.archive, role, `a-${role}`).cookie);
    expect((await other.get(DESK)).status).toBe(403);
  }
  expect((await anyone.get(DESK)).status).toBe(303);
  expect((await ruth.get('/en/desk/testimonies')).status).toBe(403);
});
