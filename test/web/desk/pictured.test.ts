/** Who and what a photograph shows, chosen at the desk, and told to readers as far as they may know of each. */
import { inserter } from '../../insert.ts';
import { type OpenSite, openSite, signedIn } from '../site.ts';
import { visitorOf } from './desk.ts';

let site: OpenSite;
let rachel: ReturnType<typeof visitorOf>;
const PAGE = '/en/desk/testimonies/P-1/photographs';
const people = new Map<string, number>();
let photo = 0;
let basra = 0;

beforeAll(async () => {
  site = await openSite(({ db }) => {
    const insert = inserter(db);
    const testimony = insert('testimony', {
      accession: 'P-1',
      form: 'interview',
      title: 'On the roof',
      lang: 'en',
      status: 'published',
      access: 'public',
    });
    const agreement = insert('agreement', { testimony_id: testimony, kind: 'deed' });
    insert('agreement_party', { agreement_id: agreement, capacity: 'everyone' });
    const person = (name: string, role: string, more = {}, shownAs: string | null = null) => {
      const slug = name.toLowerCase().replaceAll(' ', '-');
      const id = insert('person', { name, slug, sort_name: name, ...more });
      insert('testimony_person', { testimony_id: testimony, person_id: id, role, shown_as: shownAs });
      people.set(name, id);
    };
    person('Salima Noam', 'narrator');
    person('Hidden Aunt', 'narrator', {}, 'Rima');
    person('Living Neighbour', 'mentioned');
    person('Naji Photographer', 'mentioned', { death_date: '1950' });
    basra = db.prepare<[], number>("SELECT id FROM place WHERE slug = 'basra'").pluck().get()!; // as it ships
    photo = insert('asset', {
      public_id: 'photo1',
      testimony_id: testimony,
      kind: 'photograph',
      sha256: 'a'.repeat(64),
      bytes: 10,
      mime: 'image/jpeg',
      width: 400,
      height: 200,
    });
  });
  rachel = visitorOf(site, signedIn(site.archive, 'archivist', 'rachel').cookie);
}, 60_000);
afterAll(() => site.close());

const at = (name: string) => `picture.${photo}.${name}`;
const chosen = (field: string, id: number, name: string) => ({
  [at(field)]: String(id),
  [at(`${field}_text`)]: name,
  [at(`${field}_for`)]: name,
});
const reader = async () => (await visitorOf(site, null).get('/en/testimonies/P-1')).text;
const ties = () =>
  site.archive.db.prepare<[], { place_id: number; maker_id: number }>('SELECT place_id, maker_id FROM asset').get();
const seen = () =>
  site.archive.db.prepare('SELECT person_id FROM asset_person ORDER BY position').pluck().all() as number[];

test('people, place, date and who took it are chosen by name, and one made on the way', async () => {
  const asked = await rachel.send(PAGE, {
    [at('people.0.person_text')]: 'Salima Noam',
    [at('place_text')]: 'Nowhere in the gazetteer',
  });
  expect(asked.status).toBe(422); // two people may share a name, and this place is not known yet
  expect(asked.text).toContain('Nowhere in the gazetteer');
  expect(seen()).toEqual([]);

  const names = ['Salima Noam', 'Hidden Aunt', 'Living Neighbour'];
  const saved = await rachel.send(PAGE, {
    ...Object.assign({}, ...names.map((name, row) => chosen(`people.${row}.person`, people.get(name)!, name))),
    ...chosen('maker', people.get('Naji Photographer')!, 'Naji Photographer'),
    ...chosen('place', basra, 'Basra'),
    [at('date')]: '1946',
    [at('people.3.person')]: 'new',
    [at('people.3.person_text')]: 'Cousin Esther',
    [at('people.3.person_for')]: 'Cousin Esther',
  });
  expect(saved.status).toBe(303);
  expect(ties()).toEqual({ place_id: basra, maker_id: people.get('Naji Photographer') });
  expect(seen()).toHaveLength(4);
  const form = (await rachel.get(PAGE)).text;
  for (const name of [...names, 'Cousin Esther', 'Basra']) expect(form).toContain(name);
});

test('readers are led to the pages of those who have one and appear under their own name, and to nobody else', async () => {
  const text = await reader();
  expect(text).toContain('href="/en/people/salima-noam"');
  expect(text).toContain('href="/en/people/naji-photographer"');
  expect(text).toContain('href="/en/places/basra"');
  expect(text).toContain('1946');
  for (const name of ['Hidden Aunt', 'Living Neighbour', 'Cousin Esther']) expect(text).not.toContain(name);
  site.archive.db
    .prepare("INSERT INTO access_rule (testimony_id, scope, access) VALUES (1, 'names', 'registered')")
    .run();
  expect(await reader()).not.toContain('salima-noam');
  expect((await visitorOf(site, signedIn(site.archive, 'reader').cookie).get('/en/testimonies/P-1')).text).toContain(
    'href="/en/people/salima-noam"',
  );
  site.archive.db.prepare('DELETE FROM access_rule').run();
});

test('where a year and place are shown only roughly, a photograph does not tell them', async () => {
  const insert = inserter(site.archive.db);
  insert('departure', {
    testimony_id: 1,
    position: 0,
    country: 'IQ',
    date: '1946',
    year_min: 1946,
    year_max: 1946,
    coarse: 1,
  });
  const text = await reader();
  const figure = text.slice(text.indexOf('class="photograph"'), text.indexOf('</figure>'));
  expect(figure).not.toMatch(/Basra|1946/);
  expect(figure).toContain('salima-noam');
  site.archive.db.prepare('DELETE FROM departure').run();
});

test('an emptied field takes somebody out, and the history brings them back', async () => {
  await rachel.send(PAGE, { [at('people.1.person_text')]: '', [at('maker_text')]: '' });
  expect(seen()).toHaveLength(3);
  expect(ties()!.maker_id).toBeNull();
  const history = await rachel.get('/en/desk/testimonies/P-1/history');
  expect(history.text).toContain('Naji Photographer');
  await rachel.send('/en/desk/testimonies/P-1/history', {}, '/en/desk/testimonies/P-1/restore');
  expect(seen()).toHaveLength(4);
  expect(ties()!.maker_id).toBe(people.get('Naji Photographer'));
});

test('somebody joined to another keeps their place in pictures', async () => {
  const { db } = site.archive;
  const other = inserter(db)('person', { name: 'S. Noam', slug: 's-noam', sort_name: 'Noam' });
  const answer = await rachel.post(`/en/desk/vocabularies/person/${other}/join`, {
    from: String(people.get('Salima Noam')),
    from_text: 'Salima Noam',
    from_for: 'Salima Noam',
    confirm: 'yes',
  });
  expect(answer.status).toBe(303);
  expect(seen()[0]).toBe(other);
});
