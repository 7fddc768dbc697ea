/** What was told nearby: of the same family, town, event or year, as far as the viewer may know, each with the reason. */
import { relatedTo } from '../../../server/archive/testimony-page/related.ts';
import { viewerOf, visitor } from '../../../server/archive/viewer.ts';
import { temporaryArchive } from '../../archive-folder.ts';
import { inserter } from '../../insert.ts';

const { db } = temporaryArchive();
const insert = inserter(db);
const people = new Map<string, number>();
const ids = new Map<string, number>();
const place = (slug: string) => db.prepare<[string], number>('SELECT id FROM place WHERE slug = ?').pluck().get(slug)!;

function told(name: string, { year, coarse = 0, town = 'basra' }: { year: number; coarse?: number; town?: string }) {
  const id = insert('testimony', {
    accession: name,
    form: 'interview',
    title: `Told by ${name}`,
    lang: 'en',
    status: 'published',
    access: 'public',
  });
  const agreement = insert('agreement', { testimony_id: id, kind: 'deed' });
  insert('agreement_party', { agreement_id: agreement, capacity: 'everyone' });
  const person = insert('person', { slug: name, name, sort_name: name });
  insert('testimony_person', { testimony_id: id, person_id: person, role: 'narrator' });
  insert('departure', {
    testimony_id: id,
    country: 'IQ',
    place_id: place(town),
    date: String(year),
    year_min: year,
    year_max: year,
    coarse,
  });
  people.set(name, person);
  ids.set(name, id);
}

/** Two rows, one of each to the other, as `kinship` keeps them. */
function kin(one: string, other: string, agreed: [number, number]) {
  for (const [at, [person, relative, relation]] of (
    [
      [one, other, 'child'],
      [other, one, 'parent'],
    ] as const
  ).entries())
    insert('kinship', {
      person_id: people.get(person)!,
      relative_id: people.get(relative)!,
      relation,
      agreed: agreed[at]!,
    });
}

beforeAll(() => {
  told('rachel', { year: 1951 });
  told('daughter', { year: 1970, town: 'baghdad' });
  told('silent-son', { year: 1971, town: 'baghdad' });
  told('neighbour', { year: 1951 });
  told('same-town', { year: 1963 });
  told('hidden-town', { year: 1951, coarse: 1 });
  told('elsewhere', { year: 1980, town: 'baghdad' });
  kin('rachel', 'daughter', [1, 1]);
  kin('rachel', 'silent-son', [1, 0]);
});

const reasons = (viewer = visitor()) =>
  Object.fromEntries(
    relatedTo(db, viewer, ids.get('rachel')!, 'en').map(({ line, reasons: why }) => [
      line.accession,
      why.map(({ kind }) => kind),
    ]),
  );

test('family where both agreed, then town and year, the closest first', () => {
  expect(Object.entries(reasons())).toEqual([
    ['daughter', ['family']],
    ['neighbour', ['town', 'year']],
    ['same-town', ['town']],
  ]);
  const [first] = relatedTo(db, visitor(), ids.get('rachel')!, 'en');
  expect(first!.reasons[0]).toEqual({ kind: 'family', relation: 'child', name: 'daughter', of: 'rachel' });
});

test('nobody is told of what is closed, nor of family where a name is withheld or another is used', () => {
  db.exec('SAVEPOINT before');
  db.prepare("UPDATE testimony SET access = 'closed' WHERE id = ?").run(ids.get('neighbour'));
  insert('access_rule', { testimony_id: ids.get('daughter')!, scope: 'names', access: 'closed' });
  expect(reasons()).toEqual({ 'same-town': ['town'] });
  expect(Object.keys(reasons(viewerOf('archivist')))).toEqual(expect.arrayContaining(['daughter', 'neighbour']));
  db.exec('ROLLBACK TO before');
  db.prepare("UPDATE testimony_person SET shown_as = 'R.' WHERE testimony_id = ?").run(ids.get('rachel'));
  expect(reasons()).not.toHaveProperty('daughter');
  db.exec('ROLLBACK TO before; RELEASE before');
});
