/** What is closed is closed in the very next request, before the index has followed; and what the day changes, with the day. */
import { changed } from '../../server/archive/outbox.ts';
import { removeTestimony, setAccess, unpublish } from '../../server/archive/testimony.ts';
import { inserter } from '../insert.ts';
import { canary, type PlantedTestimony, plant } from './planted.ts';
import { type OpenSite, openSite, signedIn } from './site.ts';
import { TODAY, TOMORROW } from './states.ts';

let site: OpenSite;
let of: (state: string) => PlantedTestimony;
let cookies: Record<'granted' | 'giver' | 'archivist', string>;

beforeAll(async () => {
  site = await openSite(async (archive) => {
    const granted = signedIn(archive, 'reader', 'granted');
    const giver = signedIn(archive, 'reader', 'giver');
    cookies = { granted: granted.cookie, giver: giver.cookie, archivist: signedIn(archive, 'archivist').cookie };
    const { testimonies } = await plant(archive, { granted: granted.id, ended: granted.id, giver: giver.id });
    of = (state) => testimonies.find((one) => one.state === state)!;
  });
});
afterAll(() => site.close());
afterEach(async () => {
  site.clock.day = TODAY;
  await site.engine.follow();
});

type Who = keyof typeof cookies | 'visitor';
const ask = (path: string, who: Who = 'visitor') => site.ask(path, who === 'visitor' ? {} : { cookie: cookies[who] });
const search = async (query: string, who: Who = 'visitor') =>
  JSON.parse((await ask(`/api/v1/search${query}`, who)).text);
const found = async (word: string, who: Who = 'visitor') => (await search(`?q=${word}`, who)).total;

/** Every way in which a visitor meets the testimony: true for those that let them. */
async function meeting({ state, accession, passages, files, people, collection, firstYear }: PlantedTestimony) {
  const open = async (path: string) => (await ask(path)).status < 400;
  const { facets, years, results } = await search('');
  const sound = files.find(({ kind }) => kind === 'audio')!.publicId;
  return {
    page: await open(`/testimonies/${accession}`),
    passage: await open(`/passages/${passages[0]}`),
    captions: await open(`/media/${sound}/en.vtt`),
    picture: await open(`/media/${files[0]!.publicId}`),
    document: await open(`/media/${files.find(({ kind }) => kind === 'document')!.publicId}`),
    person: await open(`/people/${people[0]}`),
    collection: await open(`/collections/${collection}`),
    newest: (await ask('/')).text.includes(accession),
    word: (await found(canary(state, 'words'))) > 0,
    listed: results.some((one: { accession: string }) => one.accession === accession),
    facet: facets.collection.some(({ value }: { value: string }) => value === collection),
    year: years.some(({ year }: { year: number }) => year === firstYear),
  };
}
const every = (value: boolean) => ({
  page: value,
  passage: value,
  captions: value,
  picture: value,
  document: value,
  person: value,
  collection: value,
  newest: value,
  word: value,
  listed: value,
  facet: value,
  year: value,
});

test.each<[how: string, state: string, close: (id: number) => void]>([
  [
    'withdrawn by the family',
    'registered',
    (id) => narrow(id, `UPDATE testimony SET withdrawn_on = '${TODAY}' WHERE id = @id`),
  ],
  ['closed', 'names registered', (id) => setAccess(site.archive.db, id, { access: 'closed' })],
  [
    'embargoed',
    'transcript closed',
    (id) => setAccess(site.archive.db, id, { access: 'public', embargoUntil: '2030-01-01' }),
  ],
  ['made a draft again', 'sound restricted', (id) => unpublish(site.archive.db, id)],
  [
    'whose agreement is revoked',
    'condition lifted',
    (id) => narrow(id, `UPDATE agreement SET revoked_on = '${TODAY}' WHERE testimony_id = @id`),
  ],
  [
    'whose description is closed',
    'embargo over',
    (id) => narrow(id, "INSERT INTO access_rule (testimony_id, scope, access) VALUES (@id, 'description', 'closed')"),
  ],
])('a testimony %s is met nowhere any more, before the index has followed and after', async (_how, state, close) => {
  const one = of(state);
  await opened(one.id);
  expect(await meeting(one)).toEqual(every(true));
  close(one.id);
  expect(await meeting(one)).toEqual(every(false));
  await site.engine.follow();
  expect(await meeting(one)).toEqual(every(false));
  expect(await found(canary(one.state, 'words'), 'archivist')).toBe(1);
  expect(await found(canary(one.state, 'words'), 'giver')).toBe(1);
});

/** Public in every way from now on, and the newest of all. */
async function opened(id: number): Promise<void> {
  narrow(
    id,
    `DELETE FROM access_rule WHERE testimony_id = @id;
     UPDATE testimony SET access = 'public', embargo_until = NULL, embargo_condition = NULL,
       published_at = (SELECT max(published_at) || '+' FROM testimony) WHERE id = @id`,
  );
  await site.engine.follow();
}

function narrow(id: number, sql: string): void {
  const { db } = site.archive;
  db.transaction(() => {
    for (const statement of sql.split(';')) db.prepare(statement).run({ id });
    changed(db, id, { narrowed: true });
  })();
}

test('a testimony that is removed is gone for everybody', async () => {
  const one = of('public');
  removeTestimony(site.archive.db, one.id);
  expect(await meeting(one)).toEqual(every(false));
  expect((await ask(`/testimonies/${one.accession}`, 'archivist')).status).toBe(404);
  await site.engine.follow();
  expect(await found(canary('public', 'words'), 'archivist')).toBe(0);
});

test('a word that is withheld is found no more, within its testimony neither', async () => {
  const one = of('plain');
  const word = canary('plain', 'redacted');
  const page = async () => (await ask(`/testimonies/${one.accession}?q=${word}`)).text;
  const within = async () =>
    (await page()).split('class="all-matches"')[1]?.split('</ol>')[0]?.includes(one.passages[1]!) ?? false;
  expect([await found(word), await within()]).toEqual([1, true]);

  const insert = inserter(site.archive.db);
  const id = passageId(one.passages[1]!);
  site.archive.db.transaction(() => {
    insert('redaction', { testimony_id: one.id, passage_id: id, char_start: 5, char_end: 5 + word.length });
    changed(site.archive.db, one.id, { narrowed: true });
  })();
  const shown = async () => (await page()).replaceAll(`value="${word}"`, '').split(`q=${word}`).join('').includes(word);
  expect([await found(word), await within(), await shown()]).toEqual([0, false, false]);
  await site.engine.follow();
  expect([await found(word), await within(), await shown()]).toEqual([0, false, false]);
  expect(await found(canary('plain', 'besideRedacted'))).toBe(1);
  expect(await found(canary('plain', 'translationOfRedacted'))).toBe(0);
  expect(await found(word, 'archivist')).toBe(1);
});

function passageId(publicId: string): number {
  return site.archive.db.prepare<[string], number>('SELECT id FROM passage WHERE public_id = ?').pluck().get(publicId)!;
}

test('a name that is withheld is found no more, and its page is gone', async () => {
  const one = of('plain registered');
  await opened(one.id);
  const name = canary('plain registered', 'narrator');
  expect([await found(name), (await ask(`/people/${one.people[0]}`)).status]).toEqual([1, 200]);
  narrow(one.id, "UPDATE testimony_person SET shown_as = 'A.' WHERE testimony_id = @id AND role = 'narrator'");
  const state = async () => [
    await found(name),
    await found(canary('plain registered', 'variant')),
    (await ask(`/people/${one.people[0]}`)).status,
    (await ask('/people')).text.includes(name),
    (await ask(`/testimonies/${one.accession}`)).text.includes(name),
    (await ask('/search?sort=title')).text.includes(name),
  ];
  expect(await state()).toEqual([0, 0, 404, false, false, false]);
  await site.engine.follow();
  expect(await state()).toEqual([0, 0, 404, false, false, false]);
});

test('an embargo lapses with the day: the page at once, the search when the index has followed', async () => {
  const one = of('embargoed by date');
  expect(await meeting(one)).toEqual(every(false));
  site.clock.day = TOMORROW;
  const before = await meeting(one);
  expect(before).toMatchObject({ page: true, passage: true, picture: true, person: true });
  expect(before).toMatchObject({ word: false, listed: false, facet: false, year: false });
  await site.engine.follow();
  expect(await meeting(one)).toMatchObject({ ...every(true), newest: expect.any(Boolean) });
});

test('an embargo begins with the day: everywhere at once', async () => {
  const one = of('embargo to come');
  expect(await meeting(one)).toMatchObject({ ...every(true), newest: expect.any(Boolean) });
  site.clock.day = TOMORROW;
  expect(await meeting(one)).toEqual(every(false));
  await site.engine.follow();
  expect(await meeting(one)).toEqual(every(false));
  site.clock.day = '2027-01-01';
  await site.engine.follow();
  expect(await meeting(one)).toMatchObject({ page: true, word: true });
});

test('an embargo of the pictures lapses with the day, in captions and facets as well', async () => {
  const { files, accession } = of('picture embargoed');
  const caption = canary('picture embargoed', 'caption');
  const state = async () => [
    (await ask(`/media/${files[0]!.publicId}`)).status,
    (await ask(`/testimonies/${accession}`)).text.includes(caption),
    await found(caption),
  ];
  expect(await state()).toEqual([404, false, 0]);
  site.clock.day = TOMORROW;
  await site.engine.follow();
  expect(await state()).toEqual([200, true, 1]);
});

test('a grant ends with its last day, in a search as on the page', async () => {
  const { db } = site.archive;
  const one = of('restricted');
  const word = canary('restricted', 'words');
  db.prepare('UPDATE access_grant SET until = ?').run(TODAY);
  const state = async () => [
    await found(word, 'granted'),
    (await ask(`/passages/${one.passages[0]}`, 'granted')).status,
  ];
  expect(await state()).toEqual([1, 302]);
  site.clock.day = TOMORROW;
  expect(await state()).toEqual([0, 404]);
});

test('who is signed out, or whose account is closed, sees no more than a visitor, in the next request', async () => {
  const { db } = site.archive;
  const path = `/testimonies/${of('closed').accession}`;
  expect((await ask(path, 'archivist')).status).toBe(200);
  db.prepare("UPDATE account SET disabled_at = '2026-01-01' WHERE role = 'archivist'").run();
  expect((await ask(path, 'archivist')).status).toBe(404);
  db.prepare("UPDATE account SET disabled_at = NULL, role = 'reader' WHERE role = 'archivist'").run();
  expect((await ask(path, 'archivist')).status).toBe(404);
});
