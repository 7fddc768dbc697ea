/** People: who has a page, who is named where, and under which name. */
import Sqlite from 'better-sqlite3';
import { passagesOfTranscript } from '../../server/archive/passage.ts';
import { setTestimonyPeople } from '../../server/archive/person.ts';
import { people, personPage } from '../../server/archive/person-page.ts';
import { describedTestimonies } from '../../server/archive/testimony-line.ts';
import { testimonyPage } from '../../server/archive/testimony-page.ts';
import { type Viewer, viewerOf, visitor } from '../../server/archive/viewer.ts';
import { migrate } from '../../server/db/migrate.ts';
import { documentOf } from '../../server/search/collect.ts';
import { inserter, type Row } from '../insert.ts';

const TODAY = '2026-03-02';
const everyone = visitor(TODAY);
const staff = viewerOf('archivist', 1, TODAY);

const db = new Sqlite(':memory:');
migrate(db);
const insert = inserter(db);
beforeEach(() => db.exec('SAVEPOINT clean'));
afterEach(() => db.exec('ROLLBACK TO clean; RELEASE clean'));
afterAll(() => db.close());

let count = 0;
function testimony(row: Row = {}): number {
  count += 1;
  return insert('testimony', {
    accession: `K-${count}`,
    form: 'interview',
    title: 'A testimony',
    status: 'published',
    access: 'public',
    ...row,
  });
}
function person(name: string, row: Row = {}): number {
  return insert('person', { slug: name.toLowerCase(), name, sort_name: name, ...row });
}
const takesPart = (testimonyId: number, personId: number, role: string, shownAs: string | null = null) =>
  insert('testimony_person', { testimony_id: testimonyId, person_id: personId, role, shown_as: shownAs });
const listed = (viewer: Viewer = everyone) => people(db, viewer).map(({ name }) => name);
const pageOf = (slug: string, viewer: Viewer = everyone) => personPage(db, viewer, slug);

test('somebody who is only mentioned and may be living has no page; the dead and those born long ago have', () => {
  const id = testimony();
  takesPart(id, person('Living'), 'mentioned');
  takesPart(id, person('Young', { birth_year_min: 1927, birth_year_max: 1927 }), 'mentioned');
  takesPart(id, person('Old', { birth_year_min: 1920, birth_year_max: 1926 }), 'mentioned');
  takesPart(id, person('Late', { death_date: '1950' }), 'mentioned');
  expect(listed()).toEqual(['Late', 'Old']);
  expect(listed(visitor('2027-01-01'))).toEqual(['Late', 'Old', 'Young']);
  expect(() => pageOf('living')).toThrow('There is no person “living”.');
  expect(pageOf('late').roles).toEqual([{ role: 'mentioned', testimonies: [id] }]);
});

test('a minor has no page, also as a narrator, and is no term of the index', () => {
  const id = testimony();
  takesPart(id, person('Child', { minor: 1 }), 'narrator');
  expect(listed(staff)).toEqual([]);
  expect(testimonyPage(db, everyone, `K-${count}`, 'en').narrators).toMatchObject([{ name: 'Child', slug: null }]);
  expect(documentOf(db, id, TODAY)!.texts.filter(({ column }) => column === 'names')).toMatchObject([{ audience: 3 }]);
});

test('a page lists only where the person appears under their own name, whatever else they did there', () => {
  const [open, hidden] = [testimony(), testimony()];
  const noor = person('Noor');
  takesPart(open, noor, 'narrator');
  takesPart(hidden, noor, 'narrator', 'N.');
  takesPart(hidden, noor, 'author');
  expect(pageOf('noor').roles).toEqual([{ role: 'narrator', testimonies: [open] }]);
  expect(people(db, everyone)).toMatchObject([{ name: 'Noor', testimonies: 1 }]);
});

test('a pseudonym holds for every role and on every page', () => {
  const id = testimony();
  const noor = person('Noor', { birth_date: '1931', birth_country: null });
  insert('person_name', { person_id: noor, name: 'Nour', kind: 'variant' });
  takesPart(id, noor, 'narrator');
  takesPart(id, noor, 'interviewer', 'N.');
  expect(listed()).toEqual([]);
  const page = testimonyPage(db, everyone, `K-${count}`, 'en');
  for (const shown of [page.narrators, page.interviewers]) {
    expect(shown).toMatchObject([{ name: 'N.', slug: null, birthDate: null, otherNames: [] }]);
  }
  expect(describedTestimonies(db, everyone, [id], 'en')[0]!.narrators).toEqual([
    { name: 'N.', lang: null, slug: null },
  ]);
  const names = documentOf(db, id, TODAY)!.texts.filter(({ column }) => column === 'names');
  expect(names.filter(({ audience }) => audience === 0).map(({ text }) => text)).toEqual(['N.', 'N.']);
});

test('kin are shown where they agreed and have a page themselves', () => {
  const [id, closed] = [testimony(), testimony({ access: 'closed' })];
  const [anna, ben, carl, dora] = ['Anna', 'Ben', 'Carl', 'Dora'].map((name) => person(name)) as [
    number,
    number,
    number,
    number,
  ];
  takesPart(id, anna, 'narrator');
  takesPart(id, ben, 'interviewer');
  takesPart(closed, carl, 'narrator');
  takesPart(id, dora, 'narrator', 'D.');
  for (const relative of [ben, carl, dora])
    for (const [one, other] of [
      [anna, relative],
      [relative, anna],
    ])
      insert('kinship', { person_id: one!, relative_id: other!, relation: 'sibling', agreed: 1 });
  expect(pageOf('anna').kin.map(({ name }) => name)).toEqual(['Ben']);
  expect(pageOf('anna', staff).kin.map(({ name }) => name)).toEqual(['Ben', 'Carl']);
  expect(pageOf('ben').kin.map(({ name }) => name)).toEqual(['Anna']);
  // Where one of the two does not agree, neither page shows it.
  db.prepare('UPDATE kinship SET agreed = 0 WHERE person_id = ?').run(ben);
  expect(pageOf('anna').kin).toEqual([]);
  expect(pageOf('ben').kin).toEqual([]);
});

describe('the speaker of a passage', () => {
  function said(id: number, spoken: Row): number {
    const session = insert('session', { testimony_id: id });
    const part = insert('part', { session_id: session, testimony_id: id, position: 1 });
    const transcript = insert('transcript', { testimony_id: id, lang: 'en' });
    insert('passage', {
      public_id: `p${transcript}`,
      transcript_id: transcript,
      part_id: part,
      position: 1,
      text: 'I told.',
      ...spoken,
    });
    return transcript;
  }
  const speaker = (transcript: number, viewer: Viewer = everyone) =>
    passagesOfTranscript(db, viewer, transcript).map((passage) => passage.speaker);

  test('is named once, also where they both told and asked', () => {
    const id = testimony();
    const anna = person('Anna');
    takesPart(id, anna, 'narrator');
    takesPart(id, anna, 'interviewer');
    const transcript = said(id, { person_id: anna, speaker: 'A' });
    expect(passagesOfTranscript(db, everyone, transcript)).toMatchObject([{ speaker: 'Anna', role: 'narrator' }]);
  });

  test('is called as the source has it where nobody knows who it is, unless anybody there has another name', () => {
    const id = testimony();
    const transcript = said(id, { speaker: 'NEIGHBOUR' });
    expect(speaker(transcript)).toEqual(['NEIGHBOUR']);
    takesPart(id, person('Noor'), 'narrator', 'N.');
    expect(speaker(transcript)).toEqual([null]);
    expect(speaker(transcript, staff)).toEqual(['NEIGHBOUR']);
  });

  test('appears under the name they agreed to, also as a translator', () => {
    const id = testimony();
    const noor = person('Noor');
    takesPart(id, noor, 'translator', 'N.');
    const transcript = said(id, { person_id: noor, speaker: 'Noor' });
    expect(speaker(transcript)).toEqual(['N.']);
    expect(speaker(transcript, staff)).toEqual(['Noor']);
  });

  test('is not named where they have no part in it but to be mentioned', () => {
    const id = testimony();
    const ezra = person('Ezra');
    takesPart(id, ezra, 'mentioned');
    const transcript = said(id, { person_id: ezra, speaker: 'Ezra' });
    expect(speaker(transcript)).toEqual([null]);
  });

  test('is not named where names are withheld', () => {
    const id = testimony();
    const anna = person('Anna');
    takesPart(id, anna, 'narrator');
    insert('access_rule', { testimony_id: id, scope: 'names', access: 'registered' });
    const transcript = said(id, { person_id: anna, speaker: 'Anna' });
    expect(speaker(transcript)).toEqual([null]);
    expect(speaker(transcript, viewerOf('reader', 5, TODAY))).toEqual(['Anna']);
  });
});

test('writing the people of a testimony anew, as an import does, keeps the names they agreed to', () => {
  const id = testimony();
  const [anna, noor] = [person('Anna'), person('Noor')];
  setTestimonyPeople(db, id, 'narrator', [{ personId: noor, role: 'narrator', shownAs: 'N.' }]);
  setTestimonyPeople(
    db,
    id,
    'narrator',
    [anna, noor].map((personId) => ({ personId, role: 'narrator' as const })),
  );
  const shown = () => testimonyPage(db, everyone, `K-${count}`, 'en').narrators.map(({ name }) => name);
  expect(shown()).toEqual(['Anna', 'N.']);
  setTestimonyPeople(db, id, 'narrator', [{ personId: noor, role: 'narrator', shownAs: null }]);
  expect(shown()).toEqual(['Noor']);
});
