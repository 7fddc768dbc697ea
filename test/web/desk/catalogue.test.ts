/** The catalogue form: every field is kept, nobody's edit is lost, and what is typed comes back. */
import { catalogueEntry } from '../../../server/archive/catalogue/record.ts';
import { addPerson } from '../../../server/archive/person.ts';
import { firstSession, partAt } from '../../../server/archive/session.ts';
import { addTestimony } from '../../../server/archive/testimony.ts';
import { type OpenSite, openSite, signedIn } from '../site.ts';
import { visitorOf } from './desk.ts';
import { fieldsOf, withFields } from './form.ts';

let site: OpenSite;
let rachel: ReturnType<typeof visitorOf>;
let david: ReturnType<typeof visitorOf>;
let id: number;
let PAGE: string;
let made = 0;
const entry = () => catalogueEntry(site.archive.db, id);
const place = (slug: string) =>
  site.archive.db.prepare<[string], number>('SELECT id FROM place WHERE slug = ?').pluck().get(slug)!;

beforeAll(async () => {
  site = await openSite(({ db }) => {
    addPerson(db, {
      name: 'Salima Dangoor',
      nameLang: 'en',
      variants: [{ name: 'سليمة دنكور', kind: 'variant' }],
      gender: null,
      birth: { edtf: '1931', min: 1931, max: 1931 },
      birthCountry: 'IQ',
      sample: false,
    });
  });
  rachel = visitorOf(site, signedIn(site.archive, 'archivist', 'rachel').cookie);
  david = visitorOf(site, signedIn(site.archive, 'administrator', 'david').cookie);
});
afterAll(() => site.close());

beforeEach(() => {
  const { db } = site.archive;
  made += 1;
  PAGE = `/en/desk/testimonies/K-${made}`;
  id = addTestimony(db, `K-${made}`, {
    form: 'interview',
    title: 'From the Tigris',
    lang: 'en',
    abstract: 'A childhood in Baghdad.',
    generation: 'first',
    collectionId: null,
    rights: null,
    credit: null,
    provenance: null,
    sample: false,
  });
  partAt(db, id, firstSession(db, id), 1);
});

test('saving what was not touched changes nothing', async () => {
  const before = entry();
  const answer = await rachel.send(PAGE, {});
  expect([answer.status, answer.headers.location]).toEqual([303, `${PAGE}?done=unchanged`]);
  expect(entry()).toEqual(before);
});

test('every field can be written, and is kept as it was written', async () => {
  const answer = await rachel.send(PAGE, {
    title: 'From the Tigris to Ramat Gan',
    abstract: 'Two lines\r\nof a summary',
    form: 'memoir',
    generation: '',
    keywords: 'river\nschool',
    credit: 'The Dangoor family',
    rights: 'https://rightsstatements.org/vocab/InC/1.0/',
    collection_new: 'Families of Baghdad',
    access: 'restricted',
    embargoUntil: '2030-01-31',
    'texts.0.lang': 'Arabic',
    'texts.0.title': 'من دجلة',
    'departures.0.whose': 'parent',
    'departures.0.manner': 'airlifted',
    'departures.0.place_text': 'בגדאד',
    'departures.0.country': 'العراق',
    'departures.0.date': '14 Nisan 5711',
    'departures.0.coarse': 'on',
    'journey.0.kind': 'destination',
    'journey.0.country': 'Israel',
    'journey.0.date': 'about 1951',
    'losses.0.kind': 'property',
    'losses.0.description': 'The house by the river',
    'events.0.term_text': 'Farhud',
    'mentions.0.place_text': 'Aleppo',
    'sessions.0.date': '1998-05',
    'sessions.0.placeText': 'Her kitchen',
    'parts.0.label': 'Side A',
    'parts.0.zeroOffset': '01:00:00',
    'carriers.0.kind': 'cassette',
    'carriers.0.label': 'S. D. 1',
    'carriers.0.location': 'Shelf 4, box 2',
    'rules.3.access': 'closed',
  });
  expect([answer.status, answer.text]).toEqual([303, expect.anything()]);
  expect(entry()).toMatchObject({
    title: 'From the Tigris to Ramat Gan',
    abstract: 'Two lines\nof a summary',
    form: 'memoir',
    generation: null,
    keywords: ['river', 'school'],
    access: 'restricted',
    embargoUntil: '2030-01-31',
    texts: [{ lang: 'ar', title: 'من دجلة', abstract: null }],
    departures: [
      {
        whose: 'parent',
        manner: 'airlifted',
        placeId: place('baghdad'),
        country: 'IQ',
        date: { edtf: '1951-04-20', given: '14 Nisan 5711', calendar: 'hebrew' },
        coarse: true,
      },
    ],
    journey: [{ kind: 'destination', country: 'IL', date: { edtf: '1951~', given: 'about 1951' } }],
    losses: [{ kind: 'property', description: 'The house by the river' }],
    events: [expect.any(Number)],
    mentions: [{ placeId: place('aleppo') }],
    sessions: [{ date: { edtf: '1998-05' }, placeText: 'Her kitchen' }],
    parts: [{ label: 'Side A', zeroOffsetMs: 3_600_000 }],
    carriers: [{ kind: 'cassette', label: 'S. D. 1', location: 'Shelf 4, box 2' }],
    rules: [{ scope: 'sound', access: 'closed' }],
    collectionId: expect.any(Number),
  });
  const kept = entry();
  expect((await rachel.send(PAGE, {})).headers.location).toBe(`${PAGE}?done=unchanged`);
  expect((await rachel.send(`/ar${PAGE.slice(3)}`, {})).headers.location).toBe(`/ar${PAGE.slice(3)}?done=unchanged`);
  expect(entry()).toEqual(kept);
});

test('a name that may be that of several is asked for, and chosen without a script', async () => {
  const asked = await rachel.send(PAGE, {
    'departures.0.place_text': 'Tripoli',
    'people.0.person_text': 'سليمة دنكور',
  });
  expect(asked.status).toBe(422);
  expect(entry().departures).toEqual([]);
  for (const offered of ['Tripoli (Libya)', 'Tripoli (Lebanon)', 'Salima Dangoor'])
    expect(asked.text).toContain(offered);
  const salima = site.archive.db.prepare("SELECT id FROM person WHERE slug = 'salima-dangoor'").pluck().get();
  const answer = await rachel.post(
    PAGE,
    withFields(fieldsOf(asked.text, PAGE), {
      'departures.0.place': String(place('tripoli-libya')),
      'people.0.person': String(salima),
    }),
  );
  expect(answer.status).toBe(303);
  expect(entry().departures[0]).toMatchObject({ placeId: place('tripoli-libya') });
  expect(entry().people).toEqual([{ personId: salima, role: 'narrator', shownAs: null }]);
});

test('a place, a person and a term are made on the way, in several scripts', async () => {
  const asked = await rachel.send(PAGE, {
    'mentions.0.place_text': 'Tell Zahra',
    'mentions.0.country': 'Iraq',
    'people.0.person_text': 'Victoria Sassoon',
    'topics.0.term_text': 'Kite flying on roofs',
  });
  expect(asked.status).toBe(422);
  const answer = await rachel.post(
    PAGE,
    withFields(fieldsOf(asked.text, PAGE), {
      'mentions.0.place': 'new',
      'mentions.0.place_new_he': 'תל זהרה',
      'mentions.0.place_new_ar': 'تل زهرة',
      'mentions.0.place_new_kind': 'village',
      'people.0.person': 'new',
      'people.0.person_new_birth': 'about 1929',
      'topics.0.term': 'new',
    }),
  );
  expect(answer.status).toBe(303);
  const [mention] = entry().mentions;
  const names = site.archive.db
    .prepare('SELECT lang, name FROM place_name WHERE place_id = ? ORDER BY lang')
    .all(mention!.placeId);
  expect(names).toEqual([
    { lang: 'ar', name: 'تل زهرة' },
    { lang: 'en', name: 'Tell Zahra' },
    { lang: 'he', name: 'תל זהרה' },
  ]);
  expect(site.archive.db.prepare("SELECT kind, country FROM place WHERE slug = 'tell-zahra'").get()).toEqual({
    kind: 'village',
    country: 'IQ',
  });
  expect(site.archive.db.prepare("SELECT birth_date FROM person WHERE name = 'Victoria Sassoon'").pluck().get()).toBe(
    '1929~',
  );
});

test('what cannot be read is refused with everything that was typed, and nothing is written', async () => {
  const before = entry();
  const answer = await rachel.send(PAGE, {
    title: '',
    abstract: 'What I typed',
    'departures.0.country': 'Atlantis',
    'departures.0.date': 'one fine day',
    embargoUntil: '2030-02-31',
    rights: 'mine',
    'mentions.0.place_text': 'Nowhere at all',
    'mentions.0.place': 'new',
    'mentions.0.place_for': 'Nowhere at all',
  });
  expect(answer.status).toBe(422);
  for (const typed of ['What I typed', 'Atlantis', 'one fine day', '2030-02-31']) expect(answer.text).toContain(typed);
  expect(entry()).toEqual(before);
  expect(site.archive.db.prepare("SELECT 1 FROM place WHERE slug LIKE 'nowhere%'").get()).toBeUndefined();
  expect((await rachel.get(PAGE)).text).toContain('one fine day'); // and it is there after the browser was closed
});

test('script in any field stays text', async () => {
  const script = `<script>alert('x')</script>"><img src=x onerror=alert(1)>`;
  await rachel.send(PAGE, {
    title: script,
    abstract: script,
    credit: script,
    keywords: script,
    'carriers.0.label': script,
    'losses.0.description': script,
    'sessions.0.placeText': script,
    reason: script,
  });
  expect(entry().title).toBe(script);
  for (const page of [PAGE, `${PAGE}/history`, '/en/desk/testimonies?q=script', PAGE.replace('/desk', '')]) {
    expect((await rachel.get(page)).text).not.toContain('<script>alert');
    expect((await rachel.get(page)).text).not.toContain('<img src=x');
  }
});

test('of two who edit at once, neither overwrites the other unseen', async () => {
  const [hers, his] = [await rachel.get(PAGE), await david.get(PAGE)];
  await david.post(
    PAGE,
    withFields(fieldsOf(his.text, PAGE), { title: 'His title', credit: 'His credit', reason: 'spelling' }),
  );
  const conflict = await rachel.post(
    PAGE,
    withFields(fieldsOf(hers.text, PAGE), { title: 'Her title', abstract: 'Her summary' }),
  );
  expect(conflict.status).toBe(409);
  for (const shown of ['His title', 'Her title', 'Her summary', 'david@example.org'])
    expect(conflict.text).toContain(shown);
  expect(entry()).toMatchObject({ title: 'His title', abstract: 'A childhood in Baghdad.', credit: 'His credit' });
  const fields = fieldsOf(conflict.text, PAGE);
  const answer = await rachel.post(PAGE, withFields(fields, { 'keep.title': 'theirs' }));
  expect(answer.status).toBe(303);
  expect(entry()).toMatchObject({ title: 'His title', abstract: 'Her summary' });
});

test('two who change different things are both kept', async () => {
  const [hers, his] = [await rachel.get(PAGE), await david.get(PAGE)];
  await david.post(PAGE, withFields(fieldsOf(his.text, PAGE), { credit: 'His credit' }));
  const answer = await rachel.post(PAGE, withFields(fieldsOf(hers.text, PAGE), { abstract: 'Her summary' }));
  expect(answer.status).toBe(303);
  expect(entry()).toMatchObject({ credit: 'His credit', abstract: 'Her summary' });
});

test('what is typed is kept as a draft of one’s own, and can be forgotten', async () => {
  const page = await rachel.get(PAGE);
  const draft = await rachel.post(`${PAGE}/draft`, withFields(fieldsOf(page.text, PAGE), { abstract: 'Half a sent' }));
  expect(draft.status).toBe(204);
  expect((await rachel.get(PAGE)).text).toContain('Half a sent');
  expect((await david.get(PAGE)).text).not.toContain('Half a sent');
  await rachel.send(PAGE, { action: 'discard' });
  expect((await rachel.get(PAGE)).text).not.toContain('Half a sent');
});

test('each save is a revision that says who, why and what, and can be brought back', async () => {
  const before = entry();
  await rachel.send(PAGE, {
    title: 'From the Tigris to Jaffa',
    'departures.0.country': 'Iraq',
    reason: 'As she told it',
  });
  await rachel.send(PAGE, { title: 'Another title altogether' });
  const history = await rachel.get(`${PAGE}/history`);
  for (const shown of ['rachel@example.org', 'As she told it', '<ins> to Jaffa</ins>'])
    expect(history.text).toContain(shown);
  const first = site.archive.db.prepare('SELECT min(id) FROM revision WHERE testimony_id = ?').pluck().get(id);
  const answer = await rachel.post(`${PAGE}/restore`, { revision: String(first) });
  expect(answer.headers.location).toBe(`${PAGE}?done=restored`);
  expect(entry()).toEqual(before);
});

test('each change tells the searches, and one that closes or takes out is left out of them until they follow', async () => {
  const outbox = () =>
    site.archive.db.prepare('SELECT narrowed FROM outbox WHERE testimony_id = ? ORDER BY seq').pluck().all(id);
  const begun = outbox().length;
  await rachel.send(PAGE, { 'topics.0.term_text': 'Childhood' });
  await rachel.send(PAGE, { access: 'public' });
  await rachel.send(PAGE, { 'carriers.0.label': 'Only for us' });
  expect(outbox().slice(begun)).toEqual([0, 1, 0]);
});

test('a row can be moved up, taken out and added without a script', async () => {
  await rachel.send(PAGE, { 'journey.0.country': 'Iraq', 'journey.1.country': 'Israel' });
  const moved = await rachel.send(PAGE, { action: 'up:journey.1' });
  await rachel.post(PAGE, withFields(fieldsOf(moved.text, PAGE), {}));
  expect(entry().journey.map(({ country }) => country)).toEqual(['IL', 'IQ']);
  await rachel.send(PAGE, { 'journey.0.remove': 'on' });
  expect(entry().journey.map(({ country }) => country)).toEqual(['IQ']);
  const more = await rachel.send(PAGE, { action: 'more:journey' });
  expect(fieldsOf(more.text, PAGE).map(([name]) => name)).toContain('journey.1.country');
});

test('the same narrator and the same file are pointed out', async () => {
  const { db } = site.archive;
  const salima = db.prepare<[], number>("SELECT id FROM person WHERE slug = 'salima-dangoor'").pluck().get()!;
  const other = addTestimony(db, 'TWIN', { ...entry(), title: 'The other', collectionId: null, sample: false });
  db.prepare("INSERT INTO testimony_person (testimony_id, person_id, role) VALUES (?, ?, 'narrator')").run(
    other,
    salima,
  );
  const twin = addPerson(db, {
    name: 'SALIMA DANGOOR',
    nameLang: null,
    variants: [],
    gender: null,
    birth: null,
    birthCountry: null,
    sample: false,
  });
  db.prepare("INSERT INTO testimony_person (testimony_id, person_id, role) VALUES (?, ?, 'narrator')").run(id, twin);
  expect((await rachel.get(PAGE)).text).toContain('same name of the narrator');
});

describe.each(['visitor', 'reader', 'translator', 'coordinator'])('a %s', (role) => {
  test('is refused every page and every action of the catalogue', async () => {
    const who = visitorOf(site, role === 'visitor' ? null : signedIn(site.archive, role, `a ${role}`).cookie);
    const before = entry();
    for (const path of [
      '/en/desk/testimonies',
      PAGE,
      `${PAGE}/history`,
      '/en/desk/authorities?kind=person&q=a',
      '/en/desk/dates?text=1951',
    ])
      expect([path, (await who.get(path)).status]).toEqual([path, role === 'visitor' ? 303 : 403]); // to sign in
    for (const path of ['/en/desk/testimonies', PAGE, `${PAGE}/draft`, `${PAGE}/restore`])
      expect([path, (await who.post(path, { title: 'Theirs', revision: '1' })).status]).toEqual([path, 403]);
    expect(entry()).toEqual(before);
  });
});

test('a form from another site is refused', async () => {
  const { cookie } = signedIn(site.archive, 'archivist', 'third');
  const answer = await site.ask(
    PAGE,
    { cookie, 'sec-fetch-site': 'cross-site', 'content-type': 'application/x-www-form-urlencoded' },
    'POST',
    'title=Theirs',
  );
  expect(answer.status).toBe(403);
});
