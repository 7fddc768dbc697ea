/** Asking to read what is restricted: from the page that says so to the day the grant ends, and by nobody else. */

import { visitorOf } from './desk/desk.ts';
import { type PlantedTestimony, plant } from './planted.ts';
import { type OpenSite, openSite, signedIn } from './site.ts';

let site: OpenSite;
let restricted: PlantedTestimony;
let reader: ReturnType<typeof visitorOf>;
let other: ReturnType<typeof visitorOf>;
let archivist: ReturnType<typeof visitorOf>;
let readerId: number;

beforeAll(async () => {
  site = await openSite(async (archive) => {
    const third = signedIn(archive, 'reader', 'third').id;
    const { testimonies } = await plant(archive, { granted: third, ended: third, giver: third });
    restricted = testimonies.find(({ state }) => state === 'restricted')!;
  });
  const asking = signedIn(site.archive, 'reader');
  readerId = asking.id;
  reader = visitorOf(site, asking.cookie);
  other = visitorOf(site, signedIn(site.archive, 'translator', 'other').cookie);
  archivist = visitorOf(site, signedIn(site.archive, 'archivist').cookie);
});
afterAll(() => site.close());

let today: string;
beforeEach(() => {
  today = site.clock.day;
});
afterEach(() => {
  site.clock.day = today;
  site.archive.db.exec(
    `DELETE FROM access_request; DELETE FROM access_grant WHERE account_id = ${readerId};
    UPDATE testimony SET access = 'restricted' WHERE id = ${restricted.id}`,
  );
});

const WORDS = { who: 'Rachel, who teaches in Lyon', purpose: 'A lesson on the Jews of Iraq', until: '' };
const asked = () => `/en/testimonies/${restricted.accession}/ask`;
const stored = () =>
  site.archive.db.prepare('SELECT state, until, grant_id IS NOT NULL AS granted FROM access_request ORDER BY id').all();
const canRead = async () => !(await reader.get(`/en/testimonies/${restricted.accession}`)).text.includes('/ask"');

test('a reader asks, the archive asks back, and opens it until a day', async () => {
  expect(await canRead()).toBe(false);
  const sent = await reader.post(asked(), WORDS);
  expect([sent.status, sent.headers.location]).toEqual([303, '/en/account/requests/1']);
  expect((await archivist.get('/en/desk/access')).text).toContain('/en/desk/access/1');

  await archivist.post('/en/desk/access/1', { kind: 'question', text: 'Which class is it for?', until: '' });
  expect((await reader.get('/en/account/requests/1')).text).toContain('Which class is it for?');
  await reader.post('/en/account/requests/1', { text: 'The last year of school.' });
  expect((await archivist.get('/en/desk/access/1')).text).toContain('The last year of school.');

  const until = site.clock.day;
  expect((await archivist.post('/en/desk/access/1', { kind: 'grant', text: '', until })).status).toBe(303);
  expect(stored()).toEqual([{ state: 'granted', until: null, granted: 1 }]);
  expect(await canRead()).toBe(true);
  const mails = site.archive.db.prepare('SELECT recipient, link FROM mail').all();
  expect(mails).toEqual(
    Array(2).fill({ recipient: 'reader@example.org', link: 'http://kolot.example/en/account/requests/1' }),
  );
  site.clock.day = '2098-12-31';
  expect(await canRead()).toBe(false);
  expect((await reader.get('/en/account/requests')).text).toContain('no longer is');
});

test('a grant is ended at once', async () => {
  await reader.post(asked(), WORDS);
  await archivist.post('/en/desk/access/1', { kind: 'grant', text: '', until: '' });
  expect(await canRead()).toBe(true);
  await archivist.post('/en/desk/access/1/end', {});
  expect(await canRead()).toBe(false);
  const actions = site.archive.db.prepare("SELECT action FROM audit WHERE thing = 'access request'").pluck().all();
  expect(actions.slice(-2)).toEqual(['access-request granted', 'access-grant ended']);
});

test('a request is decided once, whoever else decides it', async () => {
  await reader.post(asked(), WORDS);
  await archivist.post('/en/desk/access/1', { kind: 'refuse', text: 'The family asked us to wait.', until: '' });
  expect((await archivist.post('/en/desk/access/1', { kind: 'grant', text: '', until: '' })).status).toBe(409);
  expect(await canRead()).toBe(false);
  expect((await reader.get('/en/account/requests/1')).text).toContain('The family asked us to wait.');
});

test('the same thing asked for twice is one request, and nobody else sees it', async () => {
  await reader.post(asked(), WORDS);
  expect((await reader.post(asked(), WORDS)).headers.location).toBe('/en/account/requests/1');
  expect((await reader.get(asked())).headers.location).toBe('/en/account/requests/1');
  expect(stored()).toHaveLength(1);
  expect((await other.get('/en/account/requests/1')).status).toBe(404);
  expect((await other.post('/en/account/requests/1', { text: 'I am she.' })).status).toBe(404);
  for (const path of ['/en/desk/access', '/en/desk/access/1']) expect((await reader.get(path)).status).toBe(403);
  expect((await other.post('/en/desk/access/1', { kind: 'grant', text: '', until: '' })).status).toBe(403);
  expect(stored()).toEqual([{ state: 'asked', until: null, granted: 0 }]);
});

test.each([
  [{ ...WORDS, who: ' ' }, 'who you are'],
  [{ ...WORDS, purpose: 'x' }, 'what it is for'],
  [{ ...WORDS, until: '1951-03-01' }, 'a day to come'],
  [{ ...WORDS, until: 'in spring' }, 'a day to come'],
])('what is missing is said, and what was typed is kept: %j', async (typed, problem) => {
  const answer = await reader.post(asked(), typed);
  expect([answer.status, answer.text.includes(problem)]).toEqual([400, true]);
  for (const text of Object.values(typed)) if (text.length > 5) expect(answer.text).toContain(text);
  expect(stored()).toEqual([]);
});

test('what is closed later is not named to the one who asked for it', async () => {
  await reader.post(asked(), WORDS);
  const { title } = site.archive.db
    .prepare<[number], { title: string }>('SELECT title FROM testimony WHERE id = ?')
    .get(restricted.id)!;
  expect((await reader.get('/en/account/requests')).text).toContain(title);
  site.archive.db.prepare("UPDATE testimony SET access = 'closed' WHERE id = ?").run(restricted.id);
  for (const path of ['/en/account/requests', '/en/account/requests/1'])
    expect((await reader.get(path)).text).not.toContain(title);
});

test('a visitor is asked to sign in, and what needs no asking says so', async () => {
  const answer = await site.ask(asked());
  expect([answer.status, answer.headers.location]).toEqual([
    303,
    `/en/sign-in?next=${encodeURIComponent(asked().slice(3))}`,
  ]);
  const open = site.archive.db.prepare("SELECT accession FROM testimony WHERE access = 'public' LIMIT 1").pluck().get();
  expect((await reader.get(`/en/testimonies/${open}/ask`)).status).not.toBe(200);
  expect((await reader.get('/en/testimonies/K-none/ask')).status).toBe(404);
});

test('a collection is asked for as one', async () => {
  const sent = await reader.post(`/en/collections/${restricted.collection}/ask`, WORDS);
  expect(sent.status).toBe(303);
  await archivist.post('/en/desk/access/1', { kind: 'grant', text: '', until: '' });
  expect(await canRead()).toBe(true);
});
