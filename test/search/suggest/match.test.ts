/** What is suggested, below HTTP: in every script, the better answer first, counted as far as one reaches. */
import { changed } from '../../../server/archive/outbox.ts';
import { setAccess } from '../../../server/archive/testimony.ts';
import { QUALITY, type Suggested } from '../../../server/search/suggest/asked.ts';
import { archiveOfNames } from './suggesting.ts';

const names = archiveOfNames();
const { db, insert, engine, tell, placeId } = names;
let ask: Awaited<ReturnType<typeof names.suggesting>>;
const ids = new Map<string, number>();

beforeAll(async () => {
  const baghdad = placeId('baghdad');
  const tellOf = (accession: string, name: string, more = {}) => {
    const { id, person } = tell(accession, name, more);
    insert('departure', { testimony_id: id, country: 'IQ', place_id: baghdad, position: 1 });
    ids.set(accession, id);
    return person;
  };
  const often = tellOf('P-1', 'Moshe Zzatar');
  tellOf('P-2', 'Zzat Moshe');
  tellOf('P-3', 'Zzatar Levi');
  tellOf('P-4', 'موسى القبيسي');
  tellOf('P-5', 'Salim Qubaysi');
  tellOf('P-6', 'Zzatar Closed', { access: 'closed' });
  for (const accession of ['P-2', 'P-3'])
    insert('testimony_person', { testimony_id: ids.get(accession)!, person_id: often, role: 'interviewer' });
  const collection = insert('collection', { slug: 'vowels' });
  insert('collection_text', { collection_id: collection, lang: 'en', title: 'Zzatar reels' });
  db.prepare("UPDATE testimony SET collection_id = ? WHERE accession IN ('P-1', 'P-6')").run(collection);
  for (const [lang, name] of [
    ['fr', 'Qarqua'],
    ['en', 'Qarquaville'],
    ['tr', 'Qarqu'],
  ])
    insert('place_name', { place_id: baghdad, lang: lang!, name: name!, kind: 'variant' });
  ask = await names.suggesting();
});
afterAll(() => names.leave());

const of = (all: Suggested[], kind: string) => all.filter((one) => one.kind === kind);
const people = (text: string, more = {}) => of(ask(text, more), 'person').map(({ value }) => value);

test.each([
  ['بغد', 'baghdad'],
  ['בגד', 'baghdad'],
  ['bağd', 'baghdad'],
  ['BAGDA', 'baghdad'],
])('%s begins a spelling of %s, whatever the script', (typed, slug) => {
  expect(of(ask(typed), 'place').map(({ value }) => value)).toContain(slug);
});

test('who bears just that name comes first, then whose name begins so, then who has a later word, named however often', () => {
  expect(people('zzat')).toEqual(['p-2', 'p-3', 'p-1']);
  const [best] = of(ask('zzat moshe'), 'person');
  expect(best).toMatchObject({ value: 'p-2', quality: QUALITY.whole });
  expect(of(ask('zzatar'), 'person').map(({ value, quality, count }) => [value, quality, count])).toEqual([
    ['p-3', QUALITY.preferred, 1],
    ['p-1', QUALITY.laterWord, 3],
  ]);
});

test('an article does not hide the name behind it, and a name of the same set is found in another script', () => {
  expect(people('قبيس')).toContain('p-4');
  expect(of(ask('moshe'), 'person').find(({ value }) => value === 'p-4')).toMatchObject({
    quality: QUALITY.equivalent,
    spelled: 'موسى القبيسي',
  });
});

test('what sounds so is found where little begins so, after all else', () => {
  const found = of(ask('kubeysi'), 'person');
  expect(found.map(({ value }) => value)).toContain('p-5');
  expect(found.every(({ quality }) => quality === QUALITY.sound)).toBe(true);
});

test('a word of five letters or more is found but for one letter, behind what begins so', () => {
  const found = of(ask('qubausi'), 'person');
  expect(found).toMatchObject([{ value: 'p-5', quality: QUALITY.mistyped }]);
  expect(people('zzatra')).toEqual(expect.arrayContaining(['p-1', 'p-3']));
  expect(of(ask('bagdhad'), 'place')[0]).toMatchObject({ value: 'baghdad', quality: QUALITY.mistyped });
  expect(of(ask('moshe zzatra'), 'person').map(({ value }) => value)).toContain('p-1');
  expect(people('zzta')).toEqual([]); // four letters
});

test('words count in any order, and all of them must be met', () => {
  expect(people('moshe zza')).toEqual(expect.arrayContaining(['p-1', 'p-2']));
  expect(people('levi zza')).toEqual(['p-3']);
  expect(people('levi moshe')).toEqual([]);
});

test('of spellings that answer equally well the one in the language of the reader is shown, else the nearest', () => {
  const spelled = (lang: string) => of(ask('qarq', { lang }), 'place')[0]?.spelled;
  expect([spelled('en'), spelled('fr'), spelled('he')]).toEqual(['Qarquaville', 'Qarqua', 'Qarqu']);
});

test('testimonies are counted as far as one reaches, and less those that are left out', () => {
  const counted = (more = {}) => of(ask('baghdad', more), 'place')[0]?.count;
  const staff = { reach: 3, granted: [], given: [] };
  const giver = { reach: 1, granted: [], given: [ids.get('P-6')!] };
  expect(counted()).toBe(5);
  expect(counted({ who: staff })).toBe(6);
  expect(counted({ who: giver })).toBe(6);
  expect(counted({ leaveOut: [ids.get('P-1')!, ids.get('P-6')!] })).toBe(4);
  expect(people('closed')).toEqual([]);
  expect(people('closed', { who: staff })).toEqual(['p-6']);
  expect(people('levi', { leaveOut: [ids.get('P-3')!] })).toEqual([]);
});

test('a collection is suggested by its title, with its testimonies, and by its new title in the next question', () => {
  expect(of(ask('zzatar re'), 'collection')).toMatchObject([{ value: 'vowels', count: 1 }]);
  db.prepare("UPDATE collection_text SET title = 'Cassettes in a suitcase' WHERE title = 'Zzatar reels'").run();
  expect(of(ask('zzatar re'), 'collection')).toEqual([]);
  expect(of(ask('suitca'), 'collection')).toMatchObject([{ value: 'vowels', spelled: 'Cassettes in a suitcase' }]);
});

test('a letter that thousands of names have leads to whom most testimonies name, and no further than one reaches', async () => {
  const crowd = archiveOfNames();
  const { id } = crowd.tell('C-1', 'Ann Aardvark');
  const often = crowd.tell('C-2', 'Xylon Zwick').person;
  const hidden = crowd.tell('C-3', 'Xylia Zwack', { access: 'closed' });
  for (const [testimony_id, person_id] of [
    [id, often],
    [hidden.id, often],
  ] as const)
    crowd.insert('testimony_person', { testimony_id, person_id, role: 'interviewer' });
  crowd.db.transaction(() => {
    for (let n = 0; n < 4500; n++) {
      const name = `Xa${n.toString(36)} Zw`;
      const person = crowd.insert('person', { slug: `x-${n}`, name, sort_name: name, death_date: '1950' });
      crowd.insert('testimony_person', { testimony_id: id, person_id: person, role: 'mentioned' });
    }
  })();
  const asked = await crowd.suggesting();
  const found = of(asked('x'), 'person');
  expect(found).toHaveLength(5);
  expect(found[0]).toMatchObject({ value: 'c-2', count: 2 });
  expect(found.map(({ value }) => value)).not.toContain('c-3');
  const staff = { who: { reach: 3, granted: [], given: [] } };
  expect(of(asked('x', staff), 'person')[0]).toMatchObject({ value: 'c-2', count: 3 });
  expect(of(asked('xylia', staff), 'person').map(({ value }) => value)).toEqual(['c-3']);
  await crowd.leave();
}, 60_000);

test('what an import brings is suggested when the index has followed, without reading all again', async () => {
  const { id } = tell('P-9', 'Zzeruya Later');
  changed(db, id);
  await engine.follow();
  expect(people('zzeru')).toEqual(['p-9']);
  setAccess(db, id, { access: 'closed' });
  await engine.follow();
  expect(people('zzeru')).toEqual([]);
});
