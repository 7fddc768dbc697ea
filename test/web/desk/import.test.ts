/** An import made at the desk: received, mapped, looked at, brought in as a job, reported, and taken back. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { catalogueEntry } from '../../../server/archive/catalogue/record.ts';
import { IMPORT_JOB, importRun } from '../../../server/archive/import-run.ts';
import { testimonyId } from '../../../server/archive/testimony.ts';
import { carryOutImport } from '../../../server/desk-import.ts';
import { safeName } from '../../../server/ingest/incoming-folder.ts';
import { startJobs } from '../../../server/jobs.ts';
import { zip } from '../../media/made.ts';
import { type OpenSite, openSite, signedIn } from '../site.ts';
import { visitorOf } from './desk.ts';
import { fieldsOf, withFields } from './form.ts';

let site: OpenSite;
let rachel: ReturnType<typeof visitorOf>;
let cookie: string;

beforeAll(async () => {
  site = await openSite(() => {});
  ({ cookie } = signedIn(site.archive, 'archivist', 'rachel'));
  rachel = visitorOf(site, cookie);
});
afterAll(() => site.close());

/** Sends files as a browser does; gives the address of the import, or the page that refuses them. */
async function send(files: Record<string, string | Buffer>, as = cookie) {
  const boundary = 'between-two-files';
  const pieces = Object.entries(files).flatMap(([name, body]) => [
    Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="files"; filename="${name}"\r\n\r\n`),
    Buffer.from(body),
    Buffer.from('\r\n'),
  ]);
  const body = Buffer.concat([...pieces, Buffer.from(`--${boundary}--\r\n`)]).toString('latin1');
  const { app } = site;
  const { default: request } = await import('supertest');
  return request(app)
    .post('/en/desk/import')
    .set('cookie', as)
    .set('content-type', `multipart/form-data; boundary=${boundary}`)
    .send(Buffer.from(body, 'latin1'));
}

const idOf = (address: string) => Number(address.split('/').at(-1));
/** Does the work that is asked for, as the process does. */
async function work(): Promise<void> {
  const { db } = site.archive;
  const job = db
    .prepare<[string], { id: number; payload: string }>(
      "SELECT id, payload FROM job WHERE kind = ? AND state = 'waiting'",
    )
    .get(IMPORT_JOB);
  await carryOutImport(site.archive, JSON.parse(job!.payload), new AbortController().signal);
  db.prepare("UPDATE job SET state = 'done' WHERE id = ?").run(job!.id);
}

const TABLE =
  'Number,Name of the tale,Who,Left from,Remark,transcript\r\nD-1,The long road,Salima Dangoor,Iraq,,d1.txt\r\nD-2,,Nobody,,,\r\nD-3,Bread,Ezra Haddad,Atlantis-upon-Sea,,\r\n';

test('a table with headings of its own is mapped, looked at, brought in, reported and taken back', async () => {
  const sent = await send({
    'our list.csv': TABLE,
    'd1.txt': 'SALIMA: We left in the night, and took nothing with us but the key.\n',
  });
  expect(sent.status).toBe(303);
  const page = sent.headers.location!;
  const shown = await rachel.get(page);
  for (const heading of ['Name of the tale', 'Left from', 'The long road']) expect(shown.text).toContain(heading);
  const mapped = withFields(fieldsOf(shown.text, `${page}/look`), {
    table: 'our list.csv',
    'column.number': 'accession',
    'column.name_of_the_tale': 'title',
    'column.who': 'narrator',
    'column.left_from': 'country_of_origin',
    access: 'public',
    agreement: 'legacy',
  });
  // The table gets its name first; then it is looked at.
  await rachel.post(`${page}/look`, mapped);
  await rachel.post(`${page}/look`, withFields(mapped, { table: 'testimonies.csv' }));
  const working = await rachel.get(page);
  expect([working.headers.refresh, working.text.includes('<progress')]).toEqual(['2', true]);
  await work();
  const looked = await rachel.get(page);
  expect(looked.text).toContain('The title is empty'.toLowerCase());
  expect(testimonyId(site.archive.db, 'D-1')).toBeNull();
  await rachel.post(`${page}/run`, {});
  await work();
  const done = await rachel.get(page);
  expect(done.text).toContain('row 3');
  const report = await rachel.get(`${page}/report.csv`);
  expect(report.text).toContain('testimonies.csv,3,title,D-2');
  const { db, folder } = site.archive;
  const id = testimonyId(db, 'D-1')!;
  expect(catalogueEntry(db, id)).toMatchObject({ title: 'The long road', access: 'public' });
  expect(readdirSync(join(folder, 'incoming')).filter((name) => name.startsWith('import-'))).toEqual([]);
  const undone = await rachel.post(`${page}/undo`, {});
  expect(undone.text).toMatch(/testimon(y was|ies were) taken out again/);
  expect(testimonyId(db, 'D-1')).toBeNull();
  expect(db.prepare("SELECT 1 FROM person WHERE name = 'Salima Dangoor'").get()).toBeUndefined();
  expect(
    readdirSync(join(folder, 'originals'), { recursive: true, withFileTypes: true }).filter((one) => one.isFile()),
  ).toEqual([]);
});

/** Sends, looks and brings in; gives the address of the import. */
async function brought(files: Record<string, string | Buffer>): Promise<string> {
  const sent = await send(files);
  const page = sent.headers.location!;
  const shown = await rachel.get(page);
  await rachel.post(`${page}/look`, fieldsOf(shown.text, `${page}/look`));
  await work();
  await rachel.post(`${page}/run`, {});
  await work();
  return page;
}

test('what somebody has worked on since is kept when an import is taken back, and named', async () => {
  const page = await brought({ 'testimonies.csv': 'accession,title\r\nE-1,One\r\nE-2,Two\r\n' });
  await rachel.send('/en/desk/testimonies/E-2', { abstract: 'She said more than that.' });
  const undone = await rachel.post(`${page}/undo`, {});
  expect(undone.text).toContain('E-2');
  expect([testimonyId(site.archive.db, 'E-1'), testimonyId(site.archive.db, 'E-2')]).toEqual([
    null,
    expect.any(Number),
  ]);
  expect((await rachel.post(`${page}/undo`, {})).status).toBe(409);
});

test('a ZIP archive is unpacked with its folders', async () => {
  const packed = zip(
    {
      'ours/testimonies.csv': 'accession,title,transcript\r\nF-1,Packed,texts/f.txt\r\n',
      'ours/texts/f.txt': 'A voice that was packed.\n',
      '__MACOSX/ours/._f': 'x',
    },
    true,
  );
  await brought({ 'collection.zip': packed });
  const id = testimonyId(site.archive.db, 'F-1')!;
  expect(
    site.archive.db
      .prepare('SELECT text FROM passage JOIN transcript ON transcript.id = transcript_id WHERE testimony_id = ?')
      .pluck()
      .get(id),
  ).toBe('A voice that was packed.');
});

test('an import that is interrupted goes on after the next start, and is taken back whole', async () => {
  const rows = Array.from({ length: 300 }, (_, at) => `G-${at},Tale ${at}`).join('\r\n');
  const sent = await send({ 'testimonies.csv': `accession,title\r\n${rows}\r\n` });
  const page = sent.headers.location!;
  await rachel.post(`${page}/look`, fieldsOf((await rachel.get(page)).text, `${page}/look`));
  await work();
  await rachel.post(`${page}/run`, {});
  const { db } = site.archive;
  const count = () =>
    db.prepare<[], number>("SELECT count(*) FROM testimony WHERE accession LIKE 'G-%'").pluck().get()!;
  const first = startJobs(site.archive, () => {});
  while (count() < 3) await pause(1);
  await first.stop();
  const before = count();
  expect(before).toBeLessThan(300);
  expect(importRun(db, idOf(page)).state).toBe('running');
  const second = startJobs(site.archive, () => {});
  while (importRun(db, idOf(page)).state === 'running') await pause(20);
  await second.stop();
  expect(count()).toBe(300);
  await rachel.post(`${page}/undo`, {});
  expect(count()).toBe(0);
});

test('nothing leaves the folder of the import, whatever a file is called', () => {
  for (const name of ['../../etc/passwd', 'a/../../b', '..\\..\\b', 'C:\\x', 'a\u0000b'])
    expect(() => safeName(name)).toThrow(/no name/);
  expect(safeName('/etc/passwd')).toBe('etc/passwd');
  expect([safeName('a/.DS_Store'), safeName('__MACOSX/a'), safeName('folder/')]).toEqual([null, null, null]);
});

test('a form without files, and a broken archive, are refused with a reason and leave nothing', async () => {
  const none = await send({});
  expect(none.status).toBe(422);
  expect(none.text).toContain('Choose files first');
  const broken = await send({ 'a.zip': 'PK no archive' });
  expect(broken.status).toBe(422);
  expect(broken.text).toContain('a.zip');
  const bomb = await send({ 'bomb.zip': zip({ 'zeros.txt': Buffer.alloc(80 * 1024 * 1024) }, true) });
  expect([bomb.status, bomb.text.includes('200 times')]).toEqual([422, true]);
  const left = readdirSync(join(site.archive.folder, 'incoming')).filter((name) => name.startsWith('import-'));
  expect(left).toEqual([]);
});

test('files that are forgotten are gone', async () => {
  const { headers } = await send({ 'testimonies.csv': 'accession,title\r\nH-1,One\r\n' });
  const folder = join(site.archive.folder, 'incoming', `import-${idOf(headers.location!)}`);
  expect(existsSync(folder)).toBe(true);
  await rachel.post(`${headers.location}/forget`, {});
  expect(existsSync(folder)).toBe(false);
});

describe.each(['visitor', 'reader', 'translator', 'coordinator'])('a %s', (role) => {
  test('is refused all of it', async () => {
    const theirs = role === 'visitor' ? null : signedIn(site.archive, role, `i ${role}`).cookie;
    const who = visitorOf(site, theirs);
    for (const path of ['', '/1', '/1/report.csv'])
      expect((await who.get(`/en/desk/import${path}`)).status).toBe(role === 'visitor' ? 303 : 403);
    for (const path of ['/1/look', '/1/run', '/1/undo', '/1/forget'])
      expect((await who.post(`/en/desk/import${path}`, {})).status).toBe(403);
    expect((await send({ 'testimonies.csv': 'accession,title\r\nX-1,X\r\n' }, theirs ?? '')).status).toBe(403);
  });
});
