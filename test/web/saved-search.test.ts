/** Searches that readers keep: saving, changing, the private feed, and the end of mails by an address alone. */
import { createHash } from 'node:crypto';
import { deleteReader } from '../../server/archive/account/keeping.ts';
import { tell } from '../search/embedded/small-archive.ts';
import { type OpenSite, openSite, signedIn } from './site.ts';
import { TODAY } from './states.ts';

let site: OpenSite;
let reader: { id: number; cookie: string };
let other: { id: number; cookie: string };
let staff: { id: number; cookie: string };

beforeAll(async () => {
  site = await openSite(
    (archive) => {
      reader = signedIn(archive, 'reader', 'salim');
      other = signedIn(archive, 'reader', 'dina');
      staff = signedIn(archive, 'archivist', 'staff');
      const told = (title: string, access: 'public' | 'registered' | 'closed', published: string) =>
        tell(archive.db, { title, access, published, passages: ['An orange tree.'], departures: [{ country: 'IQ' }] });
      told('Open', 'public', '2024-01-01T08:00:00.000Z');
      told('For readers', 'registered', '2024-02-01T08:00:00.000Z');
      told('Closed', 'closed', '2024-03-01T08:00:00.000Z');
    },
    { mail: { smtpUrl: 'smtp://127.0.0.1:1', from: 'archive@example.org' } },
  );
});
afterAll(() => site.close());
beforeEach(() => {
  site.archive.db.prepare('DELETE FROM saved_search').run();
});

const form = { 'content-type': 'application/x-www-form-urlencoded' };
const post = (path: string, values: Record<string, string>, cookie = reader.cookie, headers = {}) =>
  site.ask(path, { ...form, ...(cookie && { cookie }), ...headers }, 'POST', new URLSearchParams(values).toString());
const rows = () =>
  site.archive.db.prepare<[], Record<string, string | number | null>>('SELECT * FROM saved_search').all();
const save = async (values: Record<string, string> = {}) => {
  const answer = await post('/en/account/searches', {
    search: 'q=orange&country=iq&page=3',
    name: 'Oranges',
    ...values,
  });
  return { answer, row: rows().at(-1)! };
};

test('the page of a search offers to keep it: to readers at once, to others after signing in; and its feed to all', async () => {
  const path = '/en/search?q=orange&country=IQ&sort=title';
  const signedOut = (await site.ask(path)).text;
  expect(signedOut).toContain('/en/sign-in?next=%2Fsearch%3Fq%3Dorange%26country%3DIQ"');
  expect(signedOut).toContain('href="/en/search/feed.atom?q=orange&amp;country=IQ"');
  const page = (await site.ask(path, { cookie: reader.cookie })).text;
  expect(page).toContain('name="search" value="q=orange&amp;country=IQ"');
  expect(page).toMatch(/value="orange · Country of origin: Iraq"/);
  await save();
  expect((await site.ask(path, { cookie: reader.cookie })).text).toContain('/en/account/searches#search-');
});

test('a search is kept with what it asks, once, under the name it was given last', async () => {
  const { answer, row } = await save({ news: 'weekly' });
  expect(answer).toMatchObject({ status: 303 });
  expect(answer.headers.location).toBe(`/en/account/searches?done=saved#search-${row.id}`);
  expect(row).toMatchObject({ name: 'Oranges', address: 'q=orange&country=IQ', lang: 'en', news: 'weekly' });
  expect(row.news_from).toBe(`${TODAY}T12:00:00.000Z`);
  await save({ name: 'Trees' });
  expect(rows()).toHaveLength(1);
  expect(rows()[0]!.name).toBe('Trees');
  const page = (await site.ask('/ar/account/searches', { cookie: reader.cookie })).text;
  expect(page).toContain('href="/ar/search?q=orange&amp;country=IQ&amp;sort=published"');
  expect(page).toContain('العراق');
  expect((await site.ask('/en/workbench', { cookie: reader.cookie })).text).toContain('<bdi>Trees</bdi>');
});

test('one that cannot be kept is refused with what was typed', async () => {
  const insert = site.archive.db.prepare(`
    INSERT INTO saved_search (account_id, name, address, lang, saved_at, stop_key) VALUES (?, 'x', ?, 'en', '2024', ?)`);
  for (let i = 0; i < 100; i++) insert.run(reader.id, `q=${i}`, `key ${i}`);
  const { answer } = await save({ news: 'daily' });
  expect(answer.status).toBe(400);
  expect(answer.text).toContain('role="alert"');
  expect(answer.text).toContain('value="Oranges"');
  expect(answer.text).toMatch(/value="daily" checked/);
  const long = await post('/en/account/searches', { search: `q=${'x'.repeat(9_000)}`, name: 'Long' }, other.cookie);
  expect(long.status).toBe(400);
  expect(long.text).toContain('too long');
});

test('only its owner changes, follows or deletes it, and only from here', async () => {
  const { row } = await save();
  const path = `/en/account/searches/${row.id}`;
  for (const rest of ['', '/delete', '/feed', '/feed/end']) {
    expect((await post(path + rest, {}, other.cookie)).status).toBe(404);
    expect((await post(path + rest, {}, '')).status).toBe(403);
    expect((await post(path + rest, {}, reader.cookie, { origin: 'https://elsewhere.example' })).status).toBe(403);
  }
  expect((await site.ask('/en/account/searches')).headers.location).toBe('/en/sign-in?next=%2Faccount%2Fsearches');
  expect((await post(path, { name: 'ברתקלים', news: 'daily' })).status).toBe(303);
  expect(rows()[0]).toMatchObject({ name: 'ברתקלים', news: 'daily' });
  expect((await post(path, { name: '', news: 'none' })).status).toBe(303);
  expect(rows()[0]).toMatchObject({ name: 'ברתקלים', news: null, news_from: null, news_due: null });
  expect((await post(`${path}/delete`, {})).status).toBe(303);
  expect(rows()).toEqual([]);
});

describe('the private feed', () => {
  const made = async (cookie = reader.cookie) => {
    await post('/en/account/searches', { search: 'q=orange', name: 'Oranges' }, cookie);
    const answer = await post(`/en/account/searches/${rows().at(-1)!.id}/feed`, {}, cookie);
    return /value="http:\/\/kolot\.example(\/en\/searches\/[\w-]{43}\/feed\.atom)"/.exec(answer.text)![1]!;
  };
  const feed = (path: string, headers: Record<string, string> = {}) => site.ask(path, headers);

  test('shows without signing in what its owner may see as a reader, to nobody else than who has its address', async () => {
    const address = await made();
    const answer = await feed(address);
    expect(answer.headers).toMatchObject({ 'cache-control': 'private, no-cache', 'referrer-policy': 'no-referrer' });
    expect(answer.text.match(/<entry>/g)).toHaveLength(2);
    expect((await feed(address, { 'if-none-match': answer.headers.etag! })).status).toBe(304);
    const ofAnyone = await feed('/en/search/feed.atom?q=orange');
    expect(ofAnyone.text.match(/<entry>/g)).toHaveLength(1);
    const key = address.split('/')[3]!;
    expect(rows()[0]!.feed_sha256).toBe(createHash('sha256').update(key).digest('hex'));
    expect((await site.ask('/en/account/searches', { cookie: reader.cookie })).text).not.toContain(key);
  });

  test('of staff shows no more than of a reader', async () => {
    expect((await feed(await made(staff.cookie))).text).not.toContain('Closed');
  });

  test('ends when its address is renewed, when it is ended, and while the account is closed', async () => {
    const first = await made();
    const second = await made();
    expect([(await feed(first)).status, (await feed(second)).status]).toEqual([404, 200]);
    site.archive.db.prepare('UPDATE account SET disabled_at = ? WHERE id = ?').run(TODAY, reader.id);
    expect((await feed(second)).status).toBe(404);
    site.archive.db.prepare('UPDATE account SET disabled_at = NULL WHERE id = ?').run(reader.id);
    await post(`/en/account/searches/${rows()[0]!.id}/feed/end`, {});
    expect((await feed(second)).status).toBe(404);
    expect((await feed('/en/searches/short/feed.atom')).status).toBe(404);
  });
});

describe('the end of mails', () => {
  test('comes by an address that cannot be guessed: looking at it ends nothing, its button and a mail program do', async () => {
    const { row } = await save({ news: 'daily' });
    const path = `/en/searches/stop/${row.stop_key}`;
    const page = await site.ask(path);
    expect(page).toMatchObject({ status: 200 });
    expect(page.text).toContain('Oranges');
    expect(page.text).toContain(`action="${path}"`);
    expect(rows()[0]!.news).toBe('daily');
    // RFC 8058: sent by a mail service, with no cookie, from wherever it is
    const sent = await post(path, { 'List-Unsubscribe': 'One-Click' }, '', { origin: 'https://mail.example' });
    expect(sent.status).toBe(200);
    expect(rows()[0]).toMatchObject({ news: null, news_due: null });
    expect((await post(path, {}, '')).status).toBe(200); // once more says the same
    expect((await site.ask(`/fr/searches/stop/${'y'.repeat(43)}`)).status).toBe(404);
  });
});

test('a deleted account leaves none of its searches', async () => {
  const gone = signedIn(site.archive, 'reader', 'gone');
  await post('/en/account/searches', { search: 'q=orange', news: 'daily' }, gone.cookie);
  expect(rows()).toHaveLength(1);
  deleteReader(site.archive.db, gone.id);
  expect(rows()).toEqual([]);
});
