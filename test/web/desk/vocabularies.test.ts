/** Vocabularies and the gazetteer: edited, joined and taken apart with all that refers to them, out and in again. */
import { catalogueEntry } from '../../../server/archive/catalogue/record.ts';
import { addPerson } from '../../../server/archive/person.ts';
import { firstSession } from '../../../server/archive/session.ts';
import { addTestimony } from '../../../server/archive/testimony.ts';
import { addAuthority, authorityChanges } from '../../../server/archive/vocabulary/edit.ts';
import { joinAuthority, separateAuthority } from '../../../server/archive/vocabulary/join.ts';
import { applyRows, vocabularyRows } from '../../../server/archive/vocabulary/rows.ts';
import { readSkos } from '../../../server/ingest/skos.ts';
import { readVocabularyTable } from '../../../server/ingest/vocabulary-table.ts';
import { skosOf } from '../../../server/publish/skos.ts';
import { vocabularyTable } from '../../../server/publish/vocabulary-table.ts';
import { inserter } from '../../insert.ts';
import { type OpenSite, openSite, signedIn } from '../site.ts';
import { visitorOf } from './desk.ts';

let site: OpenSite;
let rachel: ReturnType<typeof visitorOf>;
const EDIT = { actor: 'rachel@example.org', reason: null };
const NEW = {
  form: 'interview' as const,
  lang: 'en',
  abstract: null,
  generation: null,
  collectionId: null,
  rights: null,
  credit: null,
  provenance: null,
  sample: false,
};

beforeAll(async () => {
  site = await openSite(() => {});
  rachel = visitorOf(site, signedIn(site.archive, 'archivist', 'rachel').cookie);
});
afterAll(() => site.close());

let made = 0;
/** A testimony that speaks of a place, a person and a topic in every way there is. */
function speakingOf(placeId: number, personId: number, termId: number, title = 'Of both'): number {
  const { db } = site.archive;
  const insert = inserter(db);
  const id = addTestimony(db, `V-${++made}`, { ...NEW, title });
  const session = firstSession(db, id);
  db.prepare('UPDATE session SET place_id = ? WHERE id = ?').run(placeId, session);
  insert('session_interviewer', { session_id: session, person_id: personId });
  insert('departure', { testimony_id: id, place_id: placeId, person_id: personId });
  insert('leg', { testimony_id: id, position: 0, kind: 'stop', place_id: placeId, person_id: personId });
  insert('loss', { testimony_id: id, kind: 'property', description: 'a house', place_id: placeId });
  insert('testimony_mention', { testimony_id: id, place_id: placeId });
  insert('testimony_person', { testimony_id: id, person_id: personId, role: 'narrator' });
  insert('testimony_term', { testimony_id: id, term_id: termId });
  return id;
}

const person = (name: string) =>
  addPerson(site.archive.db, {
    name,
    nameLang: 'en',
    variants: [],
    gender: null,
    birth: null,
    birthCountry: null,
    sample: false,
  });
const authority = (kind: 'place' | 'topic', name: string) =>
  addAuthority(site.archive.db, kind, { names: [{ name, lang: 'en', kind: 'preferred' }], country: null }, EDIT);

/** Every row of the database, by table, without what a join itself keeps. */
function everything(): Record<string, unknown[]> {
  const { db } = site.archive;
  const tables = db
    .prepare<[], string>(`
      SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
        AND name NOT IN ('outbox', 'audit', 'authority_revision', 'spelling_change')`)
    .pluck()
    .all();
  return Object.fromEntries(
    tables.map((table) => [
      table,
      db
        .prepare(`SELECT * FROM ${table}`)
        .all()
        .map((row) => JSON.stringify(row))
        .sort(),
    ]),
  );
}

test('joining takes every reference along, and taking apart puts every row back', () => {
  const { db } = site.archive;
  const [onePlace, otherPlace] = [authority('place', 'Qasr al-Nil'), authority('place', 'Kasr el Nil')];
  const [onePerson, otherPerson] = [person('Ezra Haddad'), person('Izra Hadad')];
  const [oneTopic, otherTopic] = [authority('topic', 'Roofs'), authority('topic', 'Roof tops')];
  const insert = inserter(db);
  const child = authority('place', 'A quarter of it');
  db.prepare('UPDATE place SET parent_id = ? WHERE id = ?').run(otherPlace, child);
  insert('place_identifier', { place_id: otherPlace, scheme: 'geonames', value: '360630' });
  insert('citizenship', { person_id: otherPerson, country: 'EG' });
  insert('kinship', { person_id: onePerson, relative_id: otherPerson, relation: 'sibling' });
  insert('kinship', { person_id: otherPerson, relative_id: onePerson, relation: 'sibling' });
  speakingOf(otherPlace, otherPerson, otherTopic);
  const both = speakingOf(onePlace, onePerson, oneTopic);
  insert('testimony_term', { testimony_id: both, term_id: otherTopic });
  insert('testimony_person', { testimony_id: both, person_id: otherPerson, role: 'narrator', shown_as: 'I. H.' });
  const before = everything();

  db.transaction(() => {
    joinAuthority(db, 'place', otherPlace, onePlace, EDIT);
    joinAuthority(db, 'person', otherPerson, onePerson, EDIT);
    joinAuthority(db, 'topic', otherTopic, oneTopic, EDIT);
  })();
  expect(db.pragma('foreign_key_check')).toEqual([]);
  const joined = JSON.stringify(everything());
  for (const column of [`"place_id":${otherPlace},`, `"person_id":${otherPerson},`, `"term_id":${otherTopic}}`])
    expect(joined.includes(column.replaceAll('"', '\\"'))).toBe(false);
  expect(catalogueEntry(db, both).topics).toEqual([oneTopic]);
  const names = db.prepare('SELECT name FROM place_name WHERE place_id = ? ORDER BY name').pluck().all(onePlace);
  expect(names).toEqual(['Kasr el Nil', 'Qasr al-Nil']);

  const change = (kind: 'place' | 'person' | 'topic', id: number) =>
    authorityChanges(db, kind, id).find((one) => one.action === 'joined')!.id;
  db.transaction(() => {
    separateAuthority(db, 'topic', change('topic', oneTopic), EDIT);
    separateAuthority(db, 'person', change('person', onePerson), EDIT);
    separateAuthority(db, 'place', change('place', onePlace), EDIT);
  })();
  expect(db.pragma('foreign_key_check')).toEqual([]);
  expect(everything()).toEqual(before);
});

test('the old address leads to the one it was joined to, and searches by the old name find it', async () => {
  const { db } = site.archive;
  const [from, into] = [authority('topic', 'Kitemaking'), authority('topic', 'Paper kites')];
  const id = speakingOf(authority('place', 'Somewhere by a river'), person('Only Here'), from, 'A kite over the roof');
  db.prepare("UPDATE testimony SET status = 'published', access = 'public' WHERE id = ?").run(id);
  const page = `/en/desk/vocabularies/topic/${into}`;
  const sure = await rachel.post(`${page}/join`, {
    from: String(from),
    from_text: 'Kitemaking',
    from_for: 'Kitemaking',
  });
  expect(sure.text).toContain('“Kitemaking” goes into “Paper kites”');
  expect(catalogueEntry(db, id).topics).toEqual([from]); // nothing yet
  const done = await rachel.send(page, {}, `${page}`);
  expect(done.status).toBe(303);
  const joined = await rachel.post(`${page}/join`, {
    from: String(from),
    from_text: 'k',
    from_for: 'k',
    confirm: 'yes',
  });
  expect(joined.headers.location).toBe(`${page}?done=joined`);
  const visitor = visitorOf(site, null);
  const moved = await visitor.get('/fr/topics/kitemaking');
  expect([moved.status, moved.headers.location]).toEqual([301, '/fr/topics/paper-kites']);
  await site.engine.follow();
  const found = JSON.parse((await visitor.get('/api/v1/search?q=kitemaking')).text);
  expect(found.total).toBe(1);
  await rachel.send(page, {}, `${page}/undo`);
  expect((await visitor.get('/en/topics/kitemaking')).status).toBe(200);
});

test('a redirect tells nobody the name of what they may not know of', async () => {
  const { db } = site.archive;
  const [from, into] = [authority('topic', 'Hidden matter'), authority('topic', 'Matter told in secret')];
  speakingOf(authority('place', 'P'), person('Q'), into);
  joinAuthority(db, 'topic', from, into, EDIT);
  const answer = await visitorOf(site, null).get('/en/topics/hidden-matter');
  expect(answer.status).toBe(404);
  expect(JSON.stringify(answer.headers)).not.toContain('matter-told');
});

test('one that stands under the other is not joined to it, nor one to itself', async () => {
  const { db } = site.archive;
  const [above, below] = [authority('topic', 'Above'), authority('topic', 'Below')];
  db.prepare('UPDATE term SET parent_id = ? WHERE id = ?').run(above, below);
  const join = (into: number, from: number) =>
    rachel.post(`/en/desk/vocabularies/topic/${into}/join`, {
      from: String(from),
      from_text: 'x',
      from_for: 'x',
      confirm: 'yes',
    });
  expect((await join(below, above)).status).toBe(409);
  expect((await join(below, below)).status).toBe(409);
  expect(db.prepare('SELECT count(*) FROM term WHERE id IN (?, ?)').pluck().get(above, below)).toBe(2);
});

test('names, what stands above and identifiers are edited, kept as a revision and brought back', async () => {
  const { db } = site.archive;
  const id = authority('place', 'Tell Hawa');
  const page = `/en/desk/vocabularies/place/${id}`;
  const answer = await rachel.send(page, {
    'names.1.name': 'تل هوى',
    'names.1.lang': 'Arabic',
    'names.1.kind': 'preferred',
    'names.2.name': 'Hawah',
    'names.2.lang': 'French',
    'names.2.kind': 'historical',
    'names.2.fromYear': '1917',
    'identifiers.0.scheme': 'wikidata',
    'identifiers.0.value': 'Q1',
    parent_text: 'Baghdad',
    country: 'Iraq',
    latitude: '33.3',
    longitude: '44.4',
    kind: 'village',
    reason: 'From the map of 1920',
  });
  expect(answer.headers.location).toBe(`${page}?done=saved`);
  expect(db.prepare('SELECT kind, country, latitude FROM place WHERE id = ?').get(id)).toEqual({
    kind: 'village',
    country: 'IQ',
    latitude: 33.3,
  });
  const shown = await rachel.get(page);
  for (const text of ['From the map of 1920', 'تل هوى', 'rachel@example.org']) expect(shown.text).toContain(text);
  expect((await rachel.send(page, {})).headers.location).toBe(`${page}?done=unchanged`);
  await rachel.send(page, {}, `${page}/undo`);
  expect(db.prepare('SELECT name FROM place_name WHERE place_id = ?').pluck().all(id)).toEqual(['Tell Hawa']);
});

test('of two who edit one at once, the second is told and loses nothing', async () => {
  const id = authority('topic', 'Wells');
  const page = `/en/desk/vocabularies/topic/${id}`;
  await rachel
    .post(page, {
      state: 'of yesterday',
      note: 'What I typed',
      'names.0.name': 'Wells',
      'names.0.lang': 'English',
      'names.0.kind': 'preferred',
    })
    .then((answer) => {
      expect(answer.status).toBe(409);
      expect(answer.text).toContain('What I typed');
    });
});

// Before what keeps this process busy for longer than a connection is held open.
describe.each(['visitor', 'reader', 'translator', 'coordinator'])('a %s', (role) => {
  test('is refused every page and every action', async () => {
    const who = visitorOf(site, role === 'visitor' ? null : signedIn(site.archive, role, `v ${role}`).cookie);
    for (const path of ['', '/topic', '/topic/1', '/person/export.rdf', '/person/export.csv'])
      expect((await who.get(`/en/desk/vocabularies${path}`)).status).toBe(role === 'visitor' ? 303 : 403);
    for (const path of ['/topic', '/topic/1', '/topic/1/join', '/topic/1/undo', '/topic/import'])
      expect((await who.post(`/en/desk/vocabularies${path}`, { name: 'Theirs', from: '2', change: '1' })).status).toBe(
        403,
      );
  });
});

describe.each(['topic', 'event', 'community', 'place', 'person'] as const)('The vocabulary of kind %s', (kind) => {
  test('comes back from SKOS and from a table as it left', () => {
    const { db } = site.archive;
    if (kind === 'person') person('Aharon “Ronnie” | Sasson\\');
    const rows = vocabularyRows(db, kind);
    expect(rows.length).toBeGreaterThan(0);
    const skos = readSkos(skosOf(kind, rows, 'http://kolot.example'), 'k.rdf', kind);
    const table = readVocabularyTable(vocabularyTable(kind, rows), 'k.csv', kind);
    for (const back of [skos, table]) {
      expect(back).toHaveLength(rows.length);
      const applied = db.transaction(() => applyRows(db, kind, back, EDIT))();
      expect(applied).toEqual({ added: 0, changed: 0, unchanged: rows.length, refused: [] });
    }
    expect(vocabularyRows(db, kind)).toEqual(rows);
  });
});

test('kin and nationalities leave with a person, and come back with who agreed to their being shown', () => {
  const { db } = site.archive;
  const insert = inserter(db);
  const [mother, son] = [person('Marcelle Haddad'), person('Edmond Haddad')];
  insert('kinship', { person_id: mother, relative_id: son, relation: 'child', agreed: 1 });
  insert('kinship', { person_id: son, relative_id: mother, relation: 'parent', agreed: 0 });
  insert('citizenship', { person_id: son, country: 'IQ', from_year: 1931, to_year: 1950 });
  insert('citizenship', { person_id: son, country: null, stateless: 1, from_year: 1950, to_year: null });
  const rows = vocabularyRows(db, 'person');
  const files = [
    readSkos(skosOf('person', rows, 'http://kolot.example'), 'k.rdf', 'person'),
    readVocabularyTable(vocabularyTable('person', rows), 'k.csv', 'person'),
  ];
  for (const back of files) {
    db.exec('DELETE FROM kinship; DELETE FROM citizenship');
    const applied = db.transaction(() => applyRows(db, 'person', back, EDIT))();
    expect([applied.added, applied.refused]).toEqual([0, []]);
    expect(vocabularyRows(db, 'person')).toEqual(rows);
  }
});

test('kin who are not there, and a country that is none, are refused in a line; a tie written badly names the way to write it', () => {
  const { db } = site.archive;
  const apply = (text: string) =>
    db.transaction(() => applyRows(db, 'person', readVocabularyTable(text, 'k.csv', 'person'), EDIT))().refused;
  const slug = vocabularyRows(db, 'person')[0]!.slug!;
  expect(apply(`slug,kin\n${slug},parent:nobody-at-all:both\n`)).toEqual([
    { where: 'k.csv, row 2', reason: expect.stringContaining('“nobody-at-all”') },
  ]);
  expect(apply(`slug,citizenships\n${slug},ZZ:1931:\n`)).toEqual([
    { where: 'k.csv, row 2', reason: expect.stringContaining('“ZZ” is no country') },
  ]);
  expect(apply(`slug,birth_country\n${slug},Atlantis\n`)).toHaveLength(1);
  expect(() => apply(`slug,kin\n${slug},uncle:somebody\n`)).toThrow(/relation:slug:agreed/);
  expect(() => apply(`slug,citizenships\n${slug},Iraq\n`)).toThrow(/country:from:to/);
});

test('a vocabulary of others adds what is new, and tells what it refuses', async () => {
  const { db } = site.archive;
  const theirs = `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:s="http://www.w3.org/2004/02/skos/core#">
    <rdf:Description rdf:about="http://e.example/2"><rdf:type rdf:resource="http://www.w3.org/2004/02/skos/core#Concept"/>
      <s:prefLabel xml:lang="fr">Barques</s:prefLabel><s:prefLabel xml:lang="en">River boats</s:prefLabel><s:broader rdf:resource="http://e.example/1"/></rdf:Description>
    <s:Concept rdf:about="http://e.example/1"><s:prefLabel xml:lang="en">Boats of all kinds</s:prefLabel><s:exactMatch rdf:resource="http://www.wikidata.org/entity/Q35872"/></s:Concept>
    <s:Concept rdf:about="http://e.example/3"><s:altLabel xml:lang="en">Nameless</s:altLabel></s:Concept></rdf:RDF>`;
  const applied = db.transaction(() => applyRows(db, 'topic', readSkos(theirs, 't.rdf', 'topic'), EDIT))();
  expect(applied).toMatchObject({ added: 2, refused: [{ where: expect.stringContaining('t.rdf, line 5') }] });
  const parent = db
    .prepare(
      "SELECT parent.slug FROM term JOIN term AS parent ON parent.id = term.parent_id WHERE term.slug = 'river-boats'",
    )
    .pluck()
    .get();
  expect(parent).toBe('boats-of-all-kinds');
  const again = db.transaction(() => applyRows(db, 'topic', readSkos(theirs, 't.rdf', 'topic'), EDIT))();
  expect(again).toMatchObject({ added: 0, changed: 0, unchanged: 2 });
});

test('bad files are refused with a reason', () => {
  expect(() => readSkos('<a/>', 'a.rdf', 'topic')).toThrow(/no skos:Concept/);
  expect(() => readSkos('<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', 'a.rdf', 'topic')).toThrow(/DOCTYPE/);
  expect(() => readVocabularyTable('slug,colour\na,b\n', 'a.csv', 'topic')).toThrow(/“colour”/);
  expect(() => readVocabularyTable('slug,"name\n', 'a.csv', 'topic')).toThrow(/quotation/);
});
