/** A person's kin and citizenship at the desk: kept with the consent of each, shown only where both agreed. */
import { authorityRecord } from '../../../server/archive/vocabulary/authority.ts';
import { inserter } from '../../insert.ts';
import { type OpenSite, openSite, signedIn } from '../site.ts';
import { visitorOf } from './desk.ts';
import { fieldsOf, withFields } from './form.ts';

let site: OpenSite;
let rachel: ReturnType<typeof visitorOf>;
let salima = 0;
let naji = 0;

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
    const person = (name: string) => {
      const id = insert('person', { name, slug: name.toLowerCase(), sort_name: name });
      insert('testimony_person', { testimony_id: testimony, person_id: id, role: 'narrator' });
      return id;
    };
    salima = person('Salima');
    naji = person('Naji');
  });
  rachel = visitorOf(site, signedIn(site.archive, 'archivist', 'rachel').cookie);
}, 60_000);
afterAll(() => site.close());

const pageOf = async (slug: string) => (await visitorOf(site, null).get(`/en/people/${slug}`)).text;
const record = (id: number) => authorityRecord(site.archive.db, 'person', id);
const save = (id: number, changes: Record<string, string>) =>
  rachel.send(`/en/desk/vocabularies/person/${id}`, changes);
const KIN = {
  'kin.0.relation': 'child',
  'kin.0.relative_text': 'Naji',
  'kin.0.relative_for': 'Naji',
  'kin.0.agreed': 'on',
};

test('kin is one tie with two ends, and shown once both have agreed', async () => {
  expect((await save(salima, { ...KIN, 'kin.0.relative': String(naji) })).status).toBe(303);
  expect(record(salima).kin).toEqual([{ relativeId: naji, relation: 'child', agreed: true, theirs: false }]);
  expect(record(naji).kin).toEqual([{ relativeId: salima, relation: 'parent', agreed: false, theirs: true }]);
  expect(await pageOf('salima')).not.toContain('/en/people/naji"');
  expect(await pageOf('naji')).not.toContain('/en/people/salima"');

  expect((await save(naji, { 'kin.0.agreed': 'on' })).status).toBe(303);
  expect(await pageOf('salima')).toContain('/en/people/naji"');
  expect(await pageOf('naji')).toContain('/en/people/salima"');
  const form = (await rachel.get(`/en/desk/vocabularies/person/${salima}`)).text;
  expect(form).toContain('The other agreed as well');
});

test('citizenships have their years, statelessness is one, and what cannot be comes back as typed', async () => {
  const wrong = await save(salima, {
    'citizenships.0.country': 'Iraq',
    'citizenships.0.stateless': 'on',
    'citizenships.0.fromYear': '1931',
  });
  expect(wrong.status).toBe(422);
  expect(wrong.text).toContain('Either a country or stateless');
  const saved = await save(salima, {
    'citizenships.0.country': 'Iraq',
    'citizenships.0.fromYear': '1931',
    'citizenships.0.toYear': '1951',
    'citizenships.1.stateless': 'on',
    'citizenships.1.fromYear': '1951',
  });
  expect(saved.status).toBe(303);
  expect(record(salima).citizenships).toEqual([
    { country: 'IQ', fromYear: 1931, toYear: 1951 },
    { country: null, fromYear: 1951, toYear: null },
  ]);
  const page = await pageOf('salima');
  expect(page).toContain('1931–1951');
  expect(page).toContain('Stateless');
});

test('an earlier version is brought back with its kin and citizenship', async () => {
  await save(salima, { 'kin.0.relative_text': '', 'citizenships.1.remove': 'on' });
  expect(record(salima)).toMatchObject({ kin: [], citizenships: [{ country: 'IQ' }] });
  expect(record(naji).kin).toEqual([]);
  const page = `/en/desk/vocabularies/person/${salima}`;
  await rachel.send(page, {}, `${page}/undo`);
  expect(record(salima).kin).toHaveLength(1);
  expect(record(salima).citizenships).toHaveLength(2);
  expect(record(naji).kin).toEqual([{ relativeId: salima, relation: 'parent', agreed: true, theirs: true }]);
});

test('nobody is made their own kin', async () => {
  const answer = await save(salima, {
    'kin.1.relation': 'sibling',
    'kin.1.relative': String(salima),
    'kin.1.relative_text': 'Salima',
    'kin.1.relative_for': 'Salima',
  });
  expect(answer.status).toBe(422);
  expect(record(salima).kin).toHaveLength(1);
});

test('of two who edit a person at once, the second sees both side by side and loses nothing', async () => {
  const david = visitorOf(site, signedIn(site.archive, 'archivist', 'david').cookie);
  const page = `/en/desk/vocabularies/person/${salima}`;
  const hers = await rachel.get(page);
  await david.send(page, { birthDate: '1931' });
  const other = { sortName: 'Noam, Salima', birthDate: '1932' };
  const answer = await rachel.post(page, withFields(fieldsOf(hers.text, page), other));
  expect(answer.status).toBe(409);
  expect(answer.text).toContain('david@example.org');
  expect(answer.text).toContain('value="Noam, Salima"');
  for (const year of ['1931', '1932']) expect(answer.text).toContain(year);
  expect(record(salima).person!.birthDate).toBe('1931');
});
