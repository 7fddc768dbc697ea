/** What a reader keeps: places, notes and folders, for themself alone, and true to what they may see now. */
import { addSample } from '../../scripts/sample/load.ts';
import { deleteReader } from '../../server/archive/account/keeping.ts';
import { MOST_LETTERS, MOST_PLACES } from '../../server/archive/account/shelf/limits.ts';
import { redact } from '../../server/archive/redact.ts';
import type { Database } from '../../server/db/open.ts';
import { inserter } from '../insert.ts';
import { type OpenSite, openSite, signedIn } from './site.ts';

let site: OpenSite;
let db: Database;
let reader: string; // cookies
let other: string;
let staff: string;
let readerId: number;
beforeAll(async () => {
  site = await openSite(async (archive) => {
    await addSample(archive);
    ({ cookie: reader, id: readerId } = signedIn(archive, 'reader', 'rachel'));
    ({ cookie: other } = signedIn(archive, 'reader', 'salim'));
    ({ cookie: staff } = signedIn(archive, 'administrator', 'nadia'));
  });
  db = site.archive.db;
}, 180_000);
afterAll(() => site.close());

interface Told {
  accession: string;
  publicId: string;
  text: string;
  version: number;
  title: string;
}
/** Passages that everyone may read, each of another testimony. */
const told = (at: number) =>
  db
    .prepare<[number], Told>(`
      SELECT accession, title, passage.public_id AS publicId, text, passage.version FROM testimony
        JOIN transcript ON transcript.testimony_id = testimony.id JOIN passage ON passage.transcript_id = transcript.id
      WHERE testimony.status = 'published' AND access = 'public' AND length(text) > 60 AND transcript.status <> 'machine draft'
        AND transcript.original_id IS NULL AND testimony.lang = transcript.lang
      GROUP BY testimony.id ORDER BY accession, passage.id LIMIT 1 OFFSET ?`)
    .get(at)!;

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const JSON_SENT = { 'content-type': 'application/json' };
const get = (path: string, cookie = reader) => site.ask(`/en${path}`, cookie ? { cookie } : {});
const post = (path: string, values: Record<string, string>, cookie = reader) =>
  site.ask(`/en${path}`, { ...FORM, ...(cookie && { cookie }) }, 'POST', new URLSearchParams(values).toString());
const send = (path: string, values: unknown, cookie = '') =>
  site.ask(`/en${path}`, { ...JSON_SENT, ...(cookie && { cookie }) }, 'POST', JSON.stringify(values));

async function kept(place: string, cookie = reader): Promise<string> {
  const answer = await send('/workbench/save', { keep: place }, cookie);
  expect(answer.status).toBe(200);
  return JSON.parse(answer.text).edit.split('/').at(-1);
}
const plain = (text: string) => text.replaceAll('&#34;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&');

test('a passage is kept by a form, without a script, and the page comes back to where it was', async () => {
  const { publicId, accession, text } = told(0);
  const page = `/testimonies/${accession}`;
  expect((await get(page)).text).toContain(`name="keep" value="passage:${publicId}"`);
  const { status, headers } = await post('/workbench/save', { keep: `passage:${publicId}`, back: `${page}?chapter=1` });
  expect([status, headers.location]).toEqual([303, `/en${page}?chapter=1#p-${publicId}`]);
  expect((await get(page)).text).toContain(`name="unkeep" value="passage:${publicId}"`);
  const workbench = await get('/workbench');
  expect(plain(workbench.text)).toContain(text.slice(0, 60));
  expect(workbench.text).toContain('lies in your account');
  await post('/workbench/save', { unkeep: `passage:${publicId}`, back: page });
  expect((await get(page)).text).toContain(`name="keep" value="passage:${publicId}"`);
});

test('what search finds is kept too', async () => {
  const { text } = await get('/search?q=house');
  expect(text).toMatch(/class="save-mark"[^>]*value="testimony:/);
  expect(text).toMatch(/class="save-mark"[^>]*value="passage:/);
});

test('without an account and a script the page says what either gives, and nothing is written', async () => {
  const before = db.prepare('SELECT count(*) FROM bookmark').pluck().get();
  const answer = await post('/workbench/save', { keep: `passage:${told(0).publicId}` }, '');
  expect([answer.status, answer.headers.location]).toEqual([303, '/en/workbench']);
  const { text } = await get('/workbench', '');
  expect(text).toContain('With a free account');
  expect(text).toContain('JavaScript switched on');
  expect(db.prepare('SELECT count(*) FROM bookmark').pluck().get()).toBe(before);
  expect((await get('/workbench/entries/abc', '')).headers.location).toMatch(/^\/en\/sign-in\?next=/);
});

test('a note is kept word for word; too long a one is refused and nothing typed is lost', async () => {
  const id = await kept(`passage:${told(1).publicId}`);
  const saved = await post(`/workbench/entries/${id}`, {
    note: 'Ask about "the well" & <b>.\r\nSecond line',
    version: '1',
  });
  expect(saved.status).toBe(303);
  expect(plain((await get('/workbench')).text)).toContain('Ask about "the well" & &lt;b&gt;.\nSecond line');
  const long = `Begins here ${'x'.repeat(MOST_LETTERS)} ends here`;
  const refused = await post(`/workbench/entries/${id}`, { note: long, version: '2' });
  expect(refused.status).toBe(400);
  expect(refused.text).toContain('10,000');
  expect(refused.text).toContain(long);
  expect((await get(`/workbench/entries/${id}`)).text).toContain('Second line');
});

test('two windows do not overwrite each other: the second is shown both', async () => {
  const id = await kept(`passage:${told(2).publicId}`);
  await post(`/workbench/entries/${id}`, { note: 'From the first window', version: '1' });
  const second = await post(`/workbench/entries/${id}`, { note: 'From the second window', version: '1' });
  expect(second.status).toBe(409);
  expect(second.text).toContain('From the first window');
  expect(second.text).toContain('From the second window</textarea>');
  expect(second.text).toContain('name="version" value="2"');
  expect((await get(`/workbench/entries/${id}`)).text).toContain('From the first window');
});

test('a bookmark lies in several folders, in an order of their own, and a removed one comes back with all that it had', async () => {
  const [one, two] = [await kept(`passage:${told(3).publicId}`), await kept(`testimony:${told(4).accession}`)];
  await post('/workbench/folders', { name: 'Wells' });
  await post('/workbench/folders', { name: 'Roads' });
  const folders = [...(await get('/workbench')).text.matchAll(/id="f-(\w+)"/g)].map(([, id]) => id!);
  expect(folders).toHaveLength(2);
  expect((await post('/workbench/folders', { name: ' Wells ' })).status).toBe(400);
  for (const [id, version] of [
    [one, '1'],
    [two, '1'],
  ] as const)
    for (const folder of [folders[0]!])
      expect(
        (
          await post(`/workbench/entries/${id}`, {
            note: 'n',
            version,
            folders: folder,
            folder: id === two ? 'Third' : '',
          })
        ).status,
      ).toBe(303);
  const order = async () =>
    [...(await get(`/workbench/folders/${folders[0]}`)).text.matchAll(/<li id="e-(\w+)"/g)].map(([, id]) => id);
  expect(await order()).toEqual([one, two]);
  const moved = await post(`/workbench/folders/${folders[0]}/entries/${two}/up`, {});
  expect(moved.headers.location).toBe(`/en/workbench/folders/${folders[0]}#e-${two}`);
  expect(await order()).toEqual([two, one]);
  const removed = await post(`/workbench/entries/${one}/remove`, { back: '/workbench' });
  expect(removed.headers.location).toBe(`/en/workbench?done=removed&id=${one}`);
  expect((await get(`/workbench?done=removed&id=${one}`)).text).toContain(`/en/workbench/entries/${one}/back`);
  expect(await order()).toEqual([two]);
  expect(await kept(`passage:${told(3).publicId}`)).toBe(one); // by pressing the mark again
  expect(await order()).toEqual([two, one]);
  await post(`/workbench/folders/${folders[0]}/remove`, {});
  expect((await get('/workbench')).text).toContain(`id="e-${one}"`);
  await post(`/workbench/folders/${folders[0]}/back`, {});
  expect(await order()).toEqual([two, one]);
  expect((await post(`/workbench/folders/${folders[0]}`, { name: 'Springs', version: '1' })).status).toBe(303);
  expect((await post(`/workbench/folders/${folders[0]}`, { name: 'Late', version: '1' })).status).toBe(409);
});

test('an edit of the transcript is told, and can be acknowledged; a passage that is no more is found by its words, else by its time', async () => {
  const { publicId } = told(5);
  const id = await kept(`passage:${publicId}`);
  db.prepare(`UPDATE passage SET text = text || ' Indeed.', version = version + 1 WHERE public_id = ?`).run(publicId);
  const entry = async () => (await get(`/workbench/entries/${id}`)).text;
  expect(await entry()).toContain('The text has changed since');
  expect(await entry()).toContain('Indeed.');
  await post(`/workbench/entries/${id}/seen`, {});
  expect(await entry()).not.toContain('The text has changed since');
  db.prepare(`UPDATE passage SET public_id = 'zzzznewname0' WHERE public_id = ?`).run(publicId);
  expect(await entry()).toContain('Indeed.');
  expect(await entry()).not.toContain('has changed since');
  const timed = db
    .prepare<[], string>(`
      SELECT passage.public_id FROM passage JOIN transcript ON transcript.id = transcript_id JOIN testimony ON testimony.id = testimony_id
      WHERE start_ms > 0 AND testimony.status = 'published' AND access = 'public' LIMIT 1`)
    .pluck()
    .get()!;
  const there = await kept(`passage:${timed}`);
  db.prepare(`UPDATE passage SET public_id = 'zzzznewname1', text = 'It was otherwise.' WHERE public_id = ?`).run(
    timed,
  );
  const { text } = await get(`/workbench/entries/${there}`);
  expect(text).toContain('It was otherwise.');
  expect(text).toContain('The text has changed since');
});

test('of what is withheld, closed or erased later neither words nor title are shown, and the note stays', async () => {
  const passage = told(6);
  const [id, whole] = [await kept(`passage:${passage.publicId}`), await kept(`testimony:${passage.accession}`)];
  for (const one of [id, whole]) await post(`/workbench/entries/${one}`, { note: `Mine of ${one}`, version: '1' });
  const mark = { publicId: passage.publicId, version: passage.version, start: 0, end: 10 };
  redact(db, { accession: passage.accession, actor: 'a', reason: 'A name', marks: [mark], time: null });
  const gone = async (one: string) => {
    const { text } = await get(`/workbench/entries/${one}`);
    expect(text).toContain('no longer available');
    expect(text).toContain(`Mine of ${one}`);
    expect(plain(text)).not.toContain(passage.text.slice(12, 40));
    expect(plain(text)).not.toContain(passage.title);
  };
  await gone(id);
  expect(db.prepare('SELECT sha256 FROM bookmark WHERE public_id = ?').pluck().get(id)).toBeNull();
  db.prepare(`UPDATE testimony SET access = 'closed' WHERE accession = ?`).run(passage.accession);
  await gone(whole);
  for (const path of [
    '/workbench',
    '/workbench/export.csv',
    '/workbench/export.txt',
    '/workbench/reader',
    '/account/copy.json',
  ]) {
    const { text } = await get(path);
    expect(text).toContain(`Mine of ${whole}`);
    expect(text).not.toContain(passage.accession);
  }
  db.prepare('DELETE FROM testimony WHERE accession = ?').run(passage.accession);
  await gone(id);
  expect(db.prepare('SELECT passage FROM bookmark WHERE public_id = ?').pluck().get(id)).toBeNull();
});

test('a folder is taken along in each format, with its notes, and as a page to print', async () => {
  const passage = told(0);
  const id = await kept(`passage:${passage.publicId}`);
  await post(`/workbench/entries/${id}`, { note: 'Compare with the second tape', version: '1', folder: 'To take' });
  const folder = /id="f-(\w+)">\s*<a[^>]*><bdi>To take/.exec((await get('/workbench')).text)![1]!;
  for (const format of ['csv', 'json', 'txt', 'ris', 'bib', 'csl.json']) {
    const { status, text, body } = await get(`/workbench/folders/${folder}/export.${format}`);
    expect([format, status]).toEqual([format, 200]);
    expect(body.toString('utf8')).toContain('Compare with the second tape');
    if (format !== 'bib') expect(text).toContain(passage.accession);
  }
  expect((await get(`/workbench/folders/${folder}/export.xlsx`)).body.subarray(0, 2).toString()).toBe('PK');
  const { text } = await get(`/workbench/folders/${folder}/reader`);
  expect(plain(text)).toContain(passage.text.slice(0, 50));
  expect(text).toContain('Compare with the second tape');
  expect((await get(`/workbench/folders/${folder}/export.doc`)).status).toBe(404);
});

test('what is kept is its owner’s alone', async () => {
  const id = await kept(`passage:${told(0).publicId}`);
  const folder = /id="f-(\w+)"/.exec((await get('/workbench')).text)![1]!;
  for (const cookie of [other, staff]) {
    for (const path of [
      `/entries/${id}`,
      `/folders/${folder}`,
      `/folders/${folder}/export.csv`,
      `/folders/${folder}/reader`,
    ])
      expect((await get(`/workbench${path}`, cookie)).status).toBe(404);
    for (const path of [
      `/entries/${id}/remove`,
      `/entries/${id}/erase`,
      `/folders/${folder}/remove`,
      `/folders/${folder}/entries/${id}/up`,
    ])
      expect((await post(`/workbench${path}`, {}, cookie)).status).toBe(404);
    expect((await post(`/workbench/entries/${id}`, { note: 'x', version: '2' }, cookie)).status).toBe(404);
  }
  for (const path of ['/desk/accounts', `/desk/accounts/${readerId}`, '/desk/audit', '/desk'])
    expect((await get(path, staff)).text).not.toContain('Compare with the second tape');
});

test('forms of other sites are refused', async () => {
  const headers = { ...FORM, cookie: reader, 'sec-fetch-site': 'cross-site' };
  for (const path of ['/workbench/save', '/workbench/folders', '/workbench/entries/x', '/workbench/take'])
    expect((await site.ask(`/en${path}`, headers, 'POST', 'name=x')).status).toBe(403);
});

describe('a browser that keeps places without an account', () => {
  const anchorOf = async (place: string) => JSON.parse((await send('/workbench/save', { keep: place })).text);

  test('is told where a place stands, and later what it is, and says nothing of notes', async () => {
    const { publicId, text, accession } = told(7);
    const anchor = await anchorOf(`passage:${publicId}`);
    expect(anchor).toMatchObject({
      place: `passage:${publicId}`,
      accession,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(JSON.stringify(anchor)).not.toContain(text.slice(0, 20));
    const shown = await send('/workbench/places', { places: [anchor] });
    expect(plain(shown.text)).toContain(text.slice(0, 40));
    expect(shown.text).toContain('data-state="here"');
    expect((await send('/workbench/places', { places: Array(101).fill(anchor) })).status).toBe(400);
    db.prepare(`UPDATE testimony SET access = 'closed' WHERE accession = ?`).run(accession);
    const closed = await send('/workbench/places', { places: [anchor] });
    expect(closed.text).toContain('data-state="gone"');
    expect(plain(closed.text)).not.toContain(text.slice(0, 20));
    expect((await send('/workbench/save', { keep: `passage:${publicId}` })).status).toBe(404);
    db.prepare(`UPDATE testimony SET access = 'public' WHERE accession = ?`).run(accession);
  });

  test('takes them along as a file', async () => {
    const anchor = await anchorOf(`passage:${told(0).publicId}`);
    const shelf = JSON.stringify({ name: 'Mine', places: [{ ...anchor, note: 'My own note' }] });
    const { status, text } = await post('/workbench/export.csv', { shelf }, '');
    expect(status).toBe(200);
    expect(text).toContain('My own note');
    expect((await post('/workbench/reader', { shelf }, '')).text).toContain('My own note');
    expect((await post('/workbench/export.csv', { shelf: '{' }, '')).status).toBe(400);
  });

  test('has them taken into an account, once, nothing there overwritten', async () => {
    const [one, two] = [
      await anchorOf(`passage:${told(0).publicId}`),
      await anchorOf(`testimony:${told(1).accession}`),
    ];
    const id = await kept(one.place, other);
    await post(`/workbench/entries/${id}`, { note: 'There before', version: '1' }, other);
    const places = [
      { ...one, note: 'From the browser', folders: ['Taken'] },
      { ...two, note: '', folders: ['Taken'] },
      { ...one, place: 'passage:nothing', note: 'x', folders: [] },
    ];
    expect((await send('/workbench/take', { places })).status).toBe(403);
    for (const _time of [1, 2]) {
      const { text } = await send('/workbench/take', { places }, other);
      expect(JSON.parse(text)).toEqual({
        taken: [one.place, two.place],
        left: [{ place: 'passage:nothing', why: 'gone' }],
      });
    }
    const page = (await get(`/workbench/entries/${id}`, other)).text;
    expect(page).toContain('There before\n\nFrom the browser</textarea>');
    expect((await get('/workbench', other)).text.match(/<bdi>Taken<\/bdi><\/a> <span/g)).toHaveLength(1);
  });
});

test('there is room for so many, and the refusal says so', async () => {
  const { id, cookie } = signedIn(site.archive, 'reader', 'many');
  const insert = inserter(db);
  const now = site.made.now().toISOString();
  db.transaction(() => {
    for (let at = 0; at < MOST_PLACES; at++)
      insert('bookmark', { public_id: `many${at}`, account_id: id, saved_at: now });
  })();
  const place = `passage:${told(0).publicId}`;
  const byForm = await post('/workbench/save', { keep: place }, cookie);
  expect(byForm.status).toBe(400);
  expect(byForm.text).toContain('2,000');
  const byScript = await send('/workbench/save', { keep: place }, cookie);
  expect(JSON.parse(byScript.text).problem).toContain('2,000');
  expect((await get('/workbench?page=40', cookie)).status).toBe(200);
});

test('the copy of an account has all of it, and with the account all of it goes', async () => {
  const copy = JSON.parse((await get('/account/copy.json')).text);
  expect(copy.account.email).toBe('rachel@example.org');
  expect(copy.bookmarks.map(({ note }: { note: string }) => note)).toContain('Compare with the second tape');
  expect(copy.folders.map(({ name }: { name: string }) => name)).toContain('To take');
  deleteReader(db, readerId);
  for (const table of ['bookmark', 'folder'])
    expect(db.prepare(`SELECT count(*) FROM ${table} WHERE account_id = ?`).pluck().get(readerId)).toBe(0);
  expect(
    db.prepare('SELECT count(*) FROM folder_bookmark WHERE folder_id NOT IN (SELECT id FROM folder)').pluck().get(),
  ).toBe(0);
});
