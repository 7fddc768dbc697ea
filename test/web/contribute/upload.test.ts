/** Large files in pieces, over the real protocol: https://tus.io/protocols/resumable-upload */
import { existsSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type Archive, openArchive } from '../../../server/archive/archive.ts';
import { clipsOf } from '../../../server/archive/submission/clip.ts';
import { filesOf } from '../../../server/archive/submission/file.ts';
import { makeLink } from '../../../server/archive/submission/link.ts';
import { beginSubmission, referenceOf } from '../../../server/archive/submission/submission.ts';
import { unfinishedUploads, uploadById } from '../../../server/archive/submission/upload.ts';
import { lookAfterUpload } from '../../../server/arrival.ts';
import { readConfig, type UploadLimits } from '../../../server/config.ts';
import { verifyOriginal } from '../../../server/media/storage.ts';
import { openEmbedded } from '../../../server/search/embedded/index.ts';
import { createApp } from '../../../server/web/app.ts';
import { temporaryArchive } from '../../archive-folder.ts';
import { tone } from '../tone.ts';

const LIMITS: UploadLimits = { largest: 5_000_000, days: 7, reserve: 0 };
let folder: string;
let archive: Archive;
let server: Server;
let engine: ReturnType<typeof openEmbedded>;
let limits = LIMITS;
let now = new Date('2026-11-24T12:00:00Z');
const logged: string[] = [];

async function open(): Promise<void> {
  archive = openArchive(folder);
  engine = openEmbedded(archive, { threads: 1, poll: 3_600_000 });
  const config = { ...readConfig({}), publicUrl: 'http://kolot.example', uploads: limits };
  const log = ({ error, message }: { error?: unknown; message: string }) => logged.push(`${message}: ${error}`);
  server = createServer(createApp({ archive, engine, config, now: () => now, log }));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
}
async function close(): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await engine.close();
  archive.db.close();
}
/** As when the machine is started anew: another process over the same folder. */
async function restart(changed: Partial<UploadLimits> = {}): Promise<void> {
  await close();
  limits = { ...LIMITS, ...changed };
  await open();
}
beforeAll(async () => {
  folder = temporaryArchive().folder;
  await open();
});
afterAll(close);
afterEach(() => expect(logged.splice(0)).toEqual([]));

/** A family at its story, by its private link. */
function family() {
  const { id, personId } = beginSubmission(archive.db, { kind: 'story', lang: 'en', now });
  const token = makeLink(archive.db, personId, now);
  const at = `/contribute/${referenceOf(id)}/uploads`;
  return { id, at, cookie: `kolot_story_${id}=${token}` };
}
type Family = ReturnType<typeof family>;

function ask(method: string, path: string, cookie: string, headers: Record<string, string> = {}, body?: Buffer) {
  return fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, {
    method,
    headers: { cookie, 'tus-resumable': '1.0.0', ...headers },
    body: body && new Uint8Array(body),
  });
}

const meta = (values: Record<string, string>) =>
  Object.entries(values)
    .map(([name, value]) => `${name} ${Buffer.from(value).toString('base64')}`)
    .join(',');

async function begin({ at, cookie }: Family, bytes: number, said: Record<string, string> = {}) {
  const metadata = meta({ filename: 'tape.wav', purpose: 'recording', ...said });
  return ask('POST', at, cookie, { 'upload-length': String(bytes), 'upload-metadata': metadata });
}
async function begun(one: Family, bytes: number, said: Record<string, string> = {}): Promise<string> {
  const answer = await begin(one, bytes, said);
  expect(answer.status).toBe(201);
  return answer.headers.get('location')!;
}
const piece = (path: string, cookie: string, offset: number, body: Buffer) =>
  ask(
    'PATCH',
    path,
    cookie,
    { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' },
    body,
  );
const state = async (path: string, cookie: string) => (await ask('GET', path, cookie)).json();
const problem = async (answer: Response) => [
  answer.status,
  (JSON.parse(await answer.text()) as { problem: string }).problem,
];
const arriving = () =>
  existsSync(join(folder, 'incoming/arriving')) ? readdirSync(join(folder, 'incoming/arriving')) : [];

const sound = tone(6, 'nobody');

/** Sends a part of a piece and tears the line. */
function torn(path: string, cookie: string, offset: number, whole: Buffer, sent: number): Promise<void> {
  return new Promise((resolve) => {
    const { port } = server.address() as AddressInfo;
    const headers = {
      cookie,
      'tus-resumable': '1.0.0',
      'upload-offset': String(offset),
      'content-type': 'application/offset+octet-stream',
      'transfer-encoding': 'chunked', // whose end never comes
    };
    const sending = request({ host: '127.0.0.1', port, path, method: 'PATCH', headers });
    sending.on('error', () => resolve());
    sending.write(whole.subarray(offset, offset + sent), () => setTimeout(() => sending.destroy(), 150));
  });
}

test('a recording arrives in pieces, is kept under its sha256, and says which question it answers', async () => {
  const one = family();
  const path = await begun(one, sound.length, { question: 'en.0.3' });
  expect((await piece(path, one.cookie, 0, sound.subarray(0, 10_000))).headers.get('upload-offset')).toBe('10000');
  expect(await state(path, one.cookie)).toEqual({ state: 'coming', bytes: 10_000, of: sound.length });
  expect((await piece(path, one.cookie, 10_000, sound.subarray(10_000))).status).toBe(204);
  expect(await state(path, one.cookie)).toEqual({ state: 'kept' });
  const [clip] = clipsOf(archive.db, one.id);
  expect(clip).toMatchObject({
    bytes: sound.length,
    mime: 'audio/wav',
    originalName: 'tape.wav',
    purpose: 'recording',
  });
  expect(clip!.question).toMatch(/home/);
  expect(clip!.answers).toEqual({ lang: 'en', version: 0, number: 3 });
  expect(await verifyOriginal(folder, clip!.sha256)).toBe('intact');
  expect(arriving()).toEqual([]);
});

test('a line that breaks in the middle, and a server that ends: HEAD says how much is here, and it goes on from there', async () => {
  const one = family();
  const path = await begun(one, sound.length);
  await torn(path, one.cookie, 0, sound, 20_000);
  await restart();
  const head = await ask('HEAD', path, one.cookie);
  expect(head.status).toBe(200);
  const offset = Number(head.headers.get('upload-offset'));
  expect(offset).toBe(20_000);
  expect(head.headers.get('upload-length')).toBe(String(sound.length));
  expect((await piece(path, one.cookie, offset, sound.subarray(offset))).status).toBe(204);
  expect(filesOf(archive.db, one.id)).toMatchObject([{ bytes: sound.length }]);
});

test('a server that ended after the last piece looks at it when the page asks, or a job does', async () => {
  for (const how of ['page', 'job']) {
    const one = family();
    const bytes = tone(how === 'page' ? 1 : 2, how);
    const path = await begun(one, bytes.length);
    await torn(path, one.cookie, 0, bytes, bytes.length);
    const [upload] = unfinishedUploads(archive.db, one.id);
    if (how === 'job') await lookAfterUpload(archive, { upload: upload!.id }, { clamd: null, now, days: 7 });
    else
      while ((await state(path, one.cookie)).state !== 'kept') await new Promise((resolve) => setTimeout(resolve, 30));
    expect([how, filesOf(archive.db, one.id).length]).toEqual([how, 1]);
  }
});

test('a piece at the wrong place changes nothing', async () => {
  const one = family();
  const path = await begun(one, sound.length);
  await piece(path, one.cookie, 0, sound.subarray(0, 5_000));
  expect((await piece(path, one.cookie, 4_000, sound.subarray(4_000))).status).toBe(409);
  expect((await ask('HEAD', path, one.cookie)).headers.get('upload-offset')).toBe('5000');
});

test('another family, or nobody, finds no upload, sends nothing to it and takes nothing away', async () => {
  const [one, other] = [family(), family()];
  const path = await begun(one, sound.length);
  const stranger = path.replace(one.at, other.at);
  for (const [address, cookie] of [
    [stranger, other.cookie],
    [path, other.cookie],
    [path, ''],
  ] as const) {
    for (const method of ['HEAD', 'GET', 'DELETE']) expect((await ask(method, address, cookie)).status).toBe(404);
    expect((await piece(address, cookie, 0, sound)).status).toBe(404);
  }
  expect((await begin({ ...one, cookie: other.cookie }, 10)).status).toBe(404);
  expect((await ask('HEAD', path, one.cookie)).headers.get('upload-offset')).toBe('0');
});

test('another site sends nothing in a family’s name', async () => {
  const one = family();
  expect((await ask('POST', one.at, one.cookie, { 'upload-length': '5', 'sec-fetch-site': 'cross-site' })).status).toBe(
    403,
  );
});

test('what is larger than one file may be, or all of a story, is refused before anything is sent', async () => {
  const one = family();
  expect(await problem(await begin(one, LIMITS.largest + 1))).toEqual([413, 'too_large']);
  for (let n = 0; n < 10; n += 1) await begun(one, LIMITS.largest);
  expect(await problem(await begin(one, 1))).toEqual([413, 'too_much']);
});

test('what is not of a welcome kind, or not what its name says, or empty, is refused and gone', async () => {
  const one = family();
  for (const [name, bytes] of [
    ['tape.wav', Buffer.from('MZ not a recording')],
    ['photo.jpg', sound],
    ['notes.txt', Buffer.from('Only words.')],
  ] as const) {
    const path = await begun(one, bytes.length, { filename: name });
    expect(await problem(await piece(path, one.cookie, 0, bytes))).toEqual([422, 'kind']);
    expect(await state(path, one.cookie)).toEqual({ state: 'refused', problem: 'kind' });
    expect(arriving()).not.toContain(path.split('/').at(-1));
  }
  expect(await problem(await begin(one, 0))).toEqual([422, 'empty']);
  expect(filesOf(archive.db, one.id)).toEqual([]);
});

test('a question that was never asked, a purpose nobody knows and a size nobody says are refused', async () => {
  const one = family();
  expect(await problem(await begin(one, 10, { question: 'en.7.1' }))).toEqual([400, 'unclear']);
  expect(await problem(await begin(one, 10, { question: 'en.0.99' }))).toEqual([400, 'unclear']);
  expect(await problem(await begin(one, 10, { purpose: 'agreement' }))).toEqual([403, 'closed']); // only once confirmed
  expect(await problem(await begin(one, 10, { purpose: 'letter' }))).toEqual([400, 'unclear']);
  expect((await ask('POST', one.at, one.cookie, {})).status).toBe(400);
  expect(unfinishedUploads(archive.db, one.id)).toEqual([]);
});

test('where the disk has no room to spare, nothing is begun', async () => {
  await restart({ reserve: Number.MAX_SAFE_INTEGER });
  expect(await problem(await begin(family(), 10))).toEqual([507, 'disk_full']);
  await restart();
});

const canFill = existsSync('/dev/full');
(canFill ? test : test.skip)('a disk that fills up in the middle is said, and nothing is half-kept', async () => {
  const one = family();
  const path = await begun(one, sound.length);
  const id = path.split('/').at(-1)!;
  rmSync(join(folder, 'incoming/arriving', id));
  symlinkSync('/dev/full', join(folder, 'incoming/arriving', id)); // Linux refuses every write to it for want of room
  expect(await problem(await piece(path, one.cookie, 0, sound))).toEqual([507, 'disk_full']);
  expect(uploadById(archive.db, id)).toBeNull();
  expect(arriving()).not.toContain(id);
});

test('an upload that nobody went on with is taken away after the days it may wait, and not before', async () => {
  const one = family();
  const id = (await begun(one, sound.length)).split('/').at(-1)!;
  const look = (day: number) =>
    lookAfterUpload(archive, { upload: id }, { clamd: null, now: new Date(now.getTime() + day * 86_400_000), days: 7 });
  await look(6.9);
  expect(arriving()).toContain(id);
  await look(7.1);
  expect(arriving()).not.toContain(id);
  expect(uploadById(archive.db, id)).toBeNull();
});

test('a family takes back what it has begun to send', async () => {
  const one = family();
  const path = await begun(one, sound.length);
  expect((await ask('DELETE', path, one.cookie)).status).toBe(204);
  expect((await ask('HEAD', path, one.cookie)).status).toBe(404);
  expect(unfinishedUploads(archive.db, one.id)).toEqual([]);
  now = new Date(now.getTime() + 1);
});
