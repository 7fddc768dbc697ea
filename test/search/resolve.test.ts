import Sqlite from 'better-sqlite3';
import { storeAuthorities } from '../../server/archive/authority-store.ts';
import { viewerOf, visitor } from '../../server/archive/viewer.ts';
import { migrate } from '../../server/db/migrate.ts';
import { parse } from '../../server/search/query.ts';
import { resolve } from '../../server/search/resolve.ts';

const db = new Sqlite(':memory:');
beforeAll(() => {
  migrate(db);
  storeAuthorities(db);
  db.exec(`
    INSERT INTO collection (id, slug) VALUES (1, 'cairo-families');
    INSERT INTO collection_text (collection_id, lang, title) VALUES (1, 'en', 'Families of Cairo'), (1, 'ar', 'عائلات القاهرة');
    INSERT INTO testimony (id, accession, form, title) VALUES (1, 'K-1', 'interview', 'One');
    INSERT INTO transcript (testimony_id, lang) VALUES (1, 'jrb-Hebr'), (1, 'fr');`);
});
afterAll(() => db.close());

const resolved = (text: string) => resolve(db, parse(text), viewerOf('archivist'));

test.each(['country:Iraq', 'country:iq', 'country:العراق', 'country:עיראק', 'country:عراق', 'country:Irak'])(
  'a country is understood in every language and as its code: %s',
  (text) => {
    expect(resolved(text)).toMatchObject({ facets: { country: ['IQ'] }, query: { tree: null, fields: [] }, notes: [] });
  },
);

test('the countries of destination and those spoken about are understood the same way', () => {
  expect(resolved('destination:France mentioned:מצרים').facets).toEqual({ destination: ['FR'], mentioned: ['EG'] });
});

test('a place is found by any of its names', () => {
  const [slug] = resolved('place:Baghdad').facets.place!;
  expect(resolved('place:بغداد').facets.place).toContain(slug);
  expect(resolved('place:בגדד').facets.place).toContain(slug);
});

test('a collection of which somebody may see nothing is called nothing to them', () => {
  const asked = resolve(db, parse('collection:"Families of Cairo"'), visitor());
  expect(asked).toMatchObject({ facets: {}, notes: ['unknown-value'] });
});

test('a collection is found by its title in any language, a language by its name, in every script it is written in', () => {
  expect(resolved('collection:"Families of Cairo"').facets).toEqual({ collection: ['cairo-families'] });
  expect(resolved('collection:"عائلات القاهرة"').facets).toEqual({ collection: ['cairo-families'] });
  expect(resolved('language:Judeo-Arabic').facets).toEqual({ language: ['jrb-Hebr'] });
  expect(resolved('language:français').facets).toEqual({ language: ['fr'] });
});

test('our own words may be typed as people say them', () => {
  expect(resolved('form:"family story"').facets).toEqual({ form: ['family-story'] });
  expect(resolved('form:letters').facets).toEqual({ form: ['letter'] });
  expect(resolved('media:photos').facets).toEqual({ media: ['photograph'] });
  expect(resolved('transcript:"machine draft"').facets).toEqual({ transcript: ['machine-draft'] });
});

test('the same field twice means either', () => {
  expect(resolved('country:Iraq country:Syria').facets).toEqual({ country: ['IQ', 'SY'] });
});

test('what is ruled out stays with the query, as the archive calls it', () => {
  expect(resolved('tree -country:Iraq')).toMatchObject({
    facets: {},
    query: { tree: { folded: 'tree' }, fields: [{ field: 'country', value: 'IQ', not: true }] },
  });
});

test('one range of years is a filter; several, and years ruled out, stay with the query', () => {
  expect(resolved('year:1941..1951')).toMatchObject({ years: { from: 1941, to: 1951 }, query: { fields: [] } });
  const several = resolved('year:1941 year:1951 -year:1948');
  expect(several.years).toBeNull();
  expect(several.query.fields).toHaveLength(3);
});

test('what nothing is called is searched as words, and said so', () => {
  const unknown = resolved('topic:zeppelins tree');
  expect(unknown.notes).toEqual(['unknown-value']);
  expect(unknown.facets).toEqual({});
  expect(unknown.query.tree).toMatchObject({ kind: 'and', nodes: [{ folded: 'tree' }, { folded: 'zeppelins' }] });
  expect(resolved('-topic:zeppelins').query.tree).toMatchObject({ kind: 'and', nodes: [{ kind: 'not' }] });
});

test('names and accession numbers stay with the query', () => {
  expect(resolved('narrator:Cohen accession:K-1').query.fields).toHaveLength(2);
});

test('what became facets and years is told apart, so that a query can be written out again', () => {
  const { narrowing, query } = resolved('country:Iraq year:1951 country:nowhere -form:letter narrator:Levi');
  expect(narrowing).toEqual([
    { field: 'country', value: 'Iraq', not: false },
    { field: 'year', from: 1951, to: 1951, not: false },
  ]);
  expect(query.fields.map(({ field }) => field)).toEqual(['form', 'narrator']);
});
