/** A departure told no closer than its country and decade says neither town, year, polity nor road: nowhere. */
import Sqlite from 'better-sqlite3';
import { countriesOfOrigin } from '../../server/archive/country-page.ts';
import { setDepartures, toTheDecade } from '../../server/archive/departure.ts';
import { places } from '../../server/archive/place-page.ts';
import { describedTestimonies } from '../../server/archive/testimony-line.ts';
import { testimonyPage } from '../../server/archive/testimony-page.ts';
import { viewerOf, visitor } from '../../server/archive/viewer.ts';
import { migrate } from '../../server/db/migrate.ts';
import { documentOf } from '../../server/search/collect.ts';
import { inserter } from '../insert.ts';

const TODAY = '2026-03-02';
const db = new Sqlite(':memory:');
migrate(db);
afterAll(() => db.close());
const insert = inserter(db);
for (const code of ['YE', 'IL']) insert('country', { code, latitude: 0, longitude: 0 });
const town = insert('place', { slug: 'haydan', kind: 'town', country: 'YE' });
insert('place_name', { place_id: town, lang: 'en', name: 'Haydan', kind: 'preferred' });
const polity = insert('polity', { slug: 'aden-colony' });
insert('polity_name', { polity_id: polity, lang: 'en', name: 'Aden Colony', kind: 'preferred' });
const account = insert('account', { email: 'g@example.org', name: 'g', role: 'reader', password_hash: '-' });
const id = insert('testimony', {
  accession: 'K-1',
  form: 'interview',
  title: 'A testimony',
  status: 'published',
  access: 'public',
});
insert('giver', { testimony_id: id, account_id: account });
insert('departure', {
  testimony_id: id,
  country: 'YE',
  place_id: town,
  polity_id: polity,
  date: '1949-05',
  date_given: 'אייר תש״ט',
  calendar: 'hebrew',
  year_min: 1949,
  year_max: 1949,
  coarse: 1,
});
insert('leg', { testimony_id: id, position: 0, kind: 'origin', place_id: town });
insert('leg', { testimony_id: id, position: 1, kind: 'stop', place_id: town });
insert('leg', { testimony_id: id, position: 2, kind: 'destination', country: 'IL' });
insert('testimony_mention', { testimony_id: id, place_id: town });

const everyone = visitor(TODAY);
const [giver, staff] = [viewerOf('reader', account, TODAY), viewerOf('archivist', 9, TODAY)];

test('on its page', () => {
  const { departures, journey } = testimonyPage(db, everyone, 'K-1', 'en');
  expect(departures).toMatchObject([
    { country: 'YE', place: null, placeSlug: null, polity: null, date: '194X', dateGiven: null, calendar: null },
  ]);
  expect(journey).toEqual([]);
});

test('in lists, among the places and in the years of a country', () => {
  expect(describedTestimonies(db, everyone, [id], 'en')[0]!.departures).toEqual([
    { country: 'YE', place: null, year: null, date: '194X' },
  ]);
  expect(places(db, everyone, 'en')).toEqual([]);
  expect(countriesOfOrigin(db, everyone)).toEqual([
    { code: 'YE', testimonies: 1, firstDeparture: null, lastDeparture: null },
  ]);
});

test('in the index, where the year is any of its decade', () => {
  const document = documentOf(db, id, TODAY)!;
  const open = <T extends { audience: number }>(list: T[]) => list.filter(({ audience }) => audience === 0);
  expect(open(document.departures)).toMatchObject([{ country: 'YE', yearMin: 1940, yearMax: 1949 }]);
  expect(JSON.stringify([open(document.facets), open(document.texts)])).not.toMatch(/haydan|aden/i);
});

test('but to its giver and to staff all of it is told', () => {
  for (const viewer of [giver, staff]) {
    const { departures, journey } = testimonyPage(db, viewer, 'K-1', 'en');
    expect(departures).toMatchObject([
      { place: 'Haydan', polity: 'Aden Colony', date: '1949-05', dateGiven: 'אייר תש״ט' },
    ]);
    expect(journey).toHaveLength(3);
    expect(places(db, viewer, 'en')).toMatchObject([{ slug: 'haydan', testimonies: 1 }]);
    expect(countriesOfOrigin(db, viewer)).toMatchObject([{ firstDeparture: 1949, lastDeparture: 1949 }]);
  }
});

test('and it stays so when an import writes the departures anew', () => {
  setDepartures(db, id, [
    {
      country: 'YE',
      placeId: town,
      date: { edtf: '1950', given: '1950', calendar: 'gregorian', min: 1950, max: 1950 },
      manner: null,
    },
  ]);
  expect(testimonyPage(db, everyone, 'K-1', 'en').departures).toMatchObject([{ place: null, date: '195X' }]);
});

test.each([
  [1949, 1949, '194X'],
  [1940, 1949, '194X'],
  [1948, 1951, '[1940..1959]'],
  [null, 1951, '[..1959]'],
  [1948, null, '[1940..]'],
  [null, null, null],
  [905, 905, '090X'],
])('the decade of %p to %p is %p', (min, max, edtf) => {
  expect(toTheDecade(min, max)).toBe(edtf);
});
