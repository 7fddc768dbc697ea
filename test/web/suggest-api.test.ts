/** GET /api/v1/suggest: what is found in every script, who is told of it, and that it follows the archive at once. */
import fc from 'fast-check';
import { changed } from '../../server/archive/outbox.ts';
import { setAccess } from '../../server/archive/testimony.ts';
import { inserter } from '../insert.ts';
import { type OpenSite, openSite, signedIn } from './site.ts';

interface Shown {
  label: string;
  kind: string;
  note: string | null;
  url: string | null;
  search: string | null;
  count: number | null;
}

let site: OpenSite;
let reader: string;
const ids = new Map<string, number>();

beforeAll(async () => {
  site = await openSite((archive) => {
    const { db } = archive;
    const insert = inserter(db);
    const place = db.prepare<[string], number>('SELECT id FROM place WHERE slug = ?').pluck();
    const tell = (accession: string, name: string, more: Record<string, string> = {}, from = 'baghdad') => {
      const testimony = {
        accession,
        title: `The house of ${name}`,
        form: 'interview',
        lang: 'en',
        status: 'published',
      };
      const id = insert('testimony', { ...testimony, access: 'public', ...more });
      const person = insert('person', { slug: accession.toLowerCase(), name, name_lang: 'en', sort_name: name });
      insert('testimony_person', { testimony_id: id, person_id: person, role: 'narrator' });
      insert('departure', { testimony_id: id, country: 'IQ', place_id: place.get(from)!, position: 1 });
      ids.set(accession, id);
      return { id, person };
    };
    const { person } = tell('K-1', 'Moshe Sasson');
    insert('person_name', { person_id: person, name: 'Abu Naji', lang: 'en', kind: 'nickname' });
    tell('K-2', 'Rachel Mentash');
    tell('K-3', 'موسى خلاصچي');
    const { id } = tell('K-4', 'Georgette Quenot', { access: 'closed' }, 'mosul');
    const living = insert('person', { slug: 'living', name: 'Private Zubaida', sort_name: 'Zubaida' });
    insert('testimony_person', { testimony_id: ids.get('K-1')!, person_id: living, role: 'mentioned' });
    const child = insert('person', { slug: 'child', name: 'Little Zubaida', sort_name: 'Zubaida', minor: 1 });
    insert('testimony_person', { testimony_id: ids.get('K-1')!, person_id: child, role: 'narrator' });
    const other = insert('person', { slug: 'other', name: 'Veiled Zubaida', sort_name: 'Zubaida' });
    insert('testimony_person', {
      testimony_id: ids.get('K-2')!,
      person_id: other,
      role: 'narrator',
      shown_as: 'Shula',
    });
    reader = signedIn(archive, 'reader').cookie;
    ids.set('closed', id);
  });
});
afterAll(() => site.close());

async function suggested(q: string, { lang = 'en', cookie = '' } = {}): Promise<Shown[]> {
  const { status, text } = await site.ask(`/api/v1/suggest?q=${encodeURIComponent(q)}&lang=${lang}`, { cookie });
  expect(status).toBe(200);
  return JSON.parse(text).groups.flatMap(({ suggestions }: { suggestions: Shown[] }) => suggestions);
}
const labels = async (q: string, options = {}) => (await suggested(q, options)).map(({ label }) => label);

test.each(['Bagd', 'baghd', 'BAGHDAD', 'بغد', 'בגד', 'بغداد', 'Bağd'])('%s finds Baghdad', async (typed) => {
  const [place] = (await suggested(typed)).filter(({ kind }) => kind === 'place');
  expect(place).toMatchObject({
    label: 'Baghdad',
    count: 3,
    url: 'http://kolot.example/en/places/baghdad',
    search: 'http://kolot.example/en/search?place=baghdad',
  });
  expect(place!.note).toMatch(/^Iraq/);
});

test('labels, notes and addresses are in the language of the reader', async () => {
  const [place] = (await suggested('Bagd', { lang: 'ar' })).filter(({ kind }) => kind === 'place');
  expect(place).toMatchObject({ label: 'بغداد', search: 'http://kolot.example/ar/search?place=baghdad' });
  expect(place!.note).toMatch(/^العراق/);
});

test('a spelling that is not the label is named', async () => {
  const [country] = (await suggested('Irak')).filter(({ kind }) => kind === 'country');
  expect(country).toMatchObject({ label: 'Iraq', count: 3 });
  expect(country!.note).toContain('Irak');
  expect((await suggested('Iraq')).find(({ kind }) => kind === 'country')!.note).toBeNull();
});

test('a name finds who has it in another language, after those who have it as typed', async () => {
  const people = (await suggested('Mosh')).filter(({ kind }) => kind === 'person').map(({ label }) => label);
  expect(people).toEqual(['Moshe Sasson', 'موسى خلاصچي']);
  expect(await labels('משה')).toEqual(expect.arrayContaining(['Moshe Sasson', 'موسى خلاصچي']));
});

test('a later word, words in another order, another name and a title lead to the same', async () => {
  expect(await labels('Menta')).toContain('Rachel Mentash');
  expect(await labels('mentash rach')).toContain('Rachel Mentash');
  expect((await suggested('abu na'))[0]).toMatchObject({ label: 'Moshe Sasson', note: 'also spelled Abu Naji' });
  expect((await suggested('k-2')).at(-1)).toMatchObject({
    label: 'The house of Rachel Mentash',
    url: 'http://kolot.example/en/testimonies/K-2',
    note: 'K-2',
  });
});

test('where nothing begins so, what sounds so is found', async () => {
  expect(await labels('Mentach')).toContain('Rachel Mentash');
});

test('a closed testimony is not suggested, nor who tells it, nor counted; to its archivists it is', async () => {
  for (const q of ['Georgette', 'Quen', 'K-4', 'the house']) {
    for (const cookie of ['', reader])
      expect(await labels(q, { cookie })).not.toContainEqual(expect.stringMatching(/Quenot/));
  }
  expect((await suggested('Mosul')).find(({ kind }) => kind === 'place')).toMatchObject({ count: null, search: null });
  const staff = signedIn(site.archive, 'archivist').cookie;
  expect(await labels('Quen', { cookie: staff })).toEqual(['Georgette Quenot', 'The house of Georgette Quenot']);
  expect((await suggested('Mosul', { cookie: staff })).find(({ kind }) => kind === 'place')).toMatchObject({
    count: 1,
  });
});

test('one it was granted to is told of it, and their counts have it', async () => {
  const giver = signedIn(site.archive, 'reader', 'giver');
  inserter(site.archive.db)('giver', { testimony_id: ids.get('closed')!, account_id: giver.id });
  expect(await labels('Quen', giver)).toContain('Georgette Quenot');
  expect((await suggested('Irak', giver)).find(({ kind }) => kind === 'country')).toMatchObject({ count: 4 });
  expect((await suggested('Irak')).find(({ kind }) => kind === 'country')).toMatchObject({ count: 3 });
});

test('private people, minors and those under another name are suggested to nobody', async () => {
  const staff = signedIn(site.archive, 'archivist', 'second').cookie;
  for (const cookie of ['', reader, staff]) expect(await labels('Zubaida', { cookie })).toEqual([]);
});

test('what narrows is left out in the next request, and comes back when the index has followed', async () => {
  const { db } = site.archive;
  setAccess(db, ids.get('K-2')!, { access: 'closed' });
  expect(await labels('Menta')).toEqual([]);
  expect((await suggested('Bagd')).find(({ kind }) => kind === 'place')).toMatchObject({ count: 2 });
  await site.engine.follow();
  expect(await labels('Menta')).toEqual([]);
  setAccess(db, ids.get('K-2')!, { access: 'public' });
  await site.engine.follow();
  expect(await labels('Menta')).toContain('Rachel Mentash');
});

test('a spelling that an archivist adds, and a name that is mended, are suggested at once', async () => {
  const { db } = site.archive;
  expect(await labels('Zawra')).toEqual([]);
  db.prepare(`INSERT INTO place_name (place_id, lang, name, kind)
    SELECT id, 'en', 'Zawra City', 'variant' FROM place WHERE slug = 'baghdad'`).run();
  expect((await suggested('Zawra'))[0]).toMatchObject({ label: 'Baghdad', note: 'Iraq · also spelled Zawra City' });
  db.prepare("UPDATE person SET name = 'Raquel Mentasz' WHERE slug = 'k-2'").run();
  changed(db, ids.get('K-2')!);
  await site.engine.follow();
  expect((await labels('raquel'))[0]).toBe('Raquel Mentasz');
  expect(await labels('Mentash')).not.toContain('Rachel Mentash');
});

test('a parameter that is not known, and too much text, are refused in words', async () => {
  for (const path of ['?query=b', '?q=a&q=b', `?q=${'a'.repeat(201)}`]) {
    const { status, text } = await site.ask(`/api/v1/suggest${path}`);
    expect({ path, status }).toEqual({ path, status: 400 });
    expect(JSON.parse(text).detail.length).toBeGreaterThan(20);
  }
});

test('the answer is kept nowhere', async () => {
  expect((await site.ask('/api/v1/suggest?q=b')).headers['cache-control']).toBe('no-store');
});

test('any text is answered: 200 or 400, JSON, never more than twelve suggestions', async () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 220 }),
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.stringMatching(/^[א-תا-يa-z '"*:()-]{0,40}$/),
  );
  await fc.assert(
    fc.asyncProperty(text, async (q) => {
      const asked = `/api/v1/suggest?q=${encodeURIComponent(q.replace(/\p{Surrogate}/gu, '\ufffd'))}`;
      const { status, text: body } = await site.ask(asked);
      expect([200, 400]).toContain(status);
      const { groups = [] } = JSON.parse(body) as { groups?: { suggestions: Shown[] }[] };
      expect(groups.flatMap(({ suggestions }) => suggestions).length).toBeLessThanOrEqual(12);
    }),
    { numRuns: 150 },
  );
  for (const bad of ['%ED%A0%80', '%FF%FE', '%', '%00']) {
    expect([200, 400]).toContain((await site.ask(`/api/v1/suggest?q=${bad}`)).status);
  }
  expect(site.logged).toEqual([]);
}, 60_000);
