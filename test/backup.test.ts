import { spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Archive, openArchive } from '../server/archive/archive.ts';
import { originalsInUse } from '../server/archive/asset.ts';
import { backUp } from '../server/backup.ts';
import { checkArchive } from '../server/check.ts';
import { importPaths } from '../server/ingest/importer.ts';
import { originalPath, verifyOriginal } from '../server/media/storage.ts';
import { openEmbedded } from '../server/search/embedded/index.ts';
import { temporaryArchive } from './archive-folder.ts';
import { column, folderOf, PUBLIC, vtt } from './ingest/importing/import.ts';

const place = mkdtempSync(join(tmpdir(), 'kolot-backups-'));
afterAll(() => rmSync(place, { recursive: true, force: true }));

let made = 0;
const target = () => join(place, `backup ${made++}`);

async function filled(): Promise<Archive> {
  const archive = temporaryArchive();
  await importPaths(archive, [folderOf({ 'one.vtt': vtt('A: One.'), 'two.vtt': vtt('A: Two.') })], PUBLIC);
  archive.db.exec("INSERT INTO account (email, name, role, password_hash) VALUES ('a@b.c', 'A', 'reader', 'x')");
  archive.db.exec("INSERT INTO sign_in (token_sha256, account_id, expires_at) VALUES ('x', 1, '2099')");
  return archive;
}

async function refused(archive: Archive, to: string): Promise<string> {
  const before = readdirSync(place);
  const error = await backUp(archive, to).catch((error: unknown) => error);
  expect(error).toMatchObject({ name: 'Invalid' });
  expect(readdirSync(place)).toEqual(before);
  return (error as Error).message;
}

test('a backup is an archive itself, whole, with its accounts and without its sign-ins, and can be served', async () => {
  const archive = await filled();
  const to = target();
  expect(await backUp(archive, to)).toMatchObject({ folder: to, testimonies: 2, originals: 2 });
  expect(readdirSync(to).sort()).toEqual(['BACKUP.txt', 'archive.db', 'originals']);
  const copy = openArchive(to);
  expect(column(copy, 'SELECT title FROM testimony')).toEqual(column(archive, 'SELECT title FROM testimony'));
  expect([column(copy, 'SELECT email FROM account'), column(copy, 'SELECT count(*) FROM sign_in')]).toEqual([
    ['a@b.c'],
    [0],
  ]);
  const engine = openEmbedded(copy, { threads: 0 });
  await engine.follow();
  await engine.close();
  expect((await checkArchive(copy)).flatMap(({ problems }) => problems)).toEqual([]);
  copy.db.close();
});

test('from a backup no mail goes out again, and no link, session or half sign-in works', async () => {
  const archive = await filled();
  const { db } = archive;
  db.exec(`
    INSERT INTO sign_in_step (token_sha256, account_id, expires_at) VALUES ('half', 1, '2099');
    INSERT INTO account_link (token_sha256, account_id, purpose, expires_at) VALUES ('link', 1, 'reset', '2099');
    INSERT INTO mail (recipient, lang, template, subject, text, state)
    VALUES ('a@b.c', 'en', 'account_reset', 'S', 'T', 'waiting'), ('a@b.c', 'en', 'account_reset', 'S', 'T', 'sending'),
      ('a@b.c', 'en', 'account_reset', 'S', 'T', 'sent');
    INSERT INTO job (kind, payload) VALUES ('mail', '{"mail":1}'), ('withdrawal', '{"withdrawal":1}');`);
  const to = target();
  await backUp(archive, to);
  const copy = openArchive(to);
  for (const table of ['sign_in', 'sign_in_step', 'account_link', 'submission_confirmation'])
    expect([table, column(copy, `SELECT count(*) FROM ${table}`)]).toEqual([table, [0]]);
  expect(column(copy, 'SELECT state FROM mail ORDER BY id')).toEqual(['kept', 'kept', 'sent']);
  // What a family took back is still to be carried out.
  expect(column(copy, 'SELECT kind FROM job')).toEqual(['withdrawal']);
  expect(column(archive, 'SELECT state FROM mail ORDER BY id')).toEqual(['waiting', 'sending', 'sent']);
  copy.db.close();
});

test('a backup made while another process writes is of one moment, with every original it names', async () => {
  const archive = await filled();
  const source = folderOf(
    Object.fromEntries(Array.from({ length: 60 }, (_, at) => [`${at}.vtt`, vtt(`A: Number ${at}.`)])),
  );
  const importing = spawn(
    process.execPath,
    ['--import', 'tsx', join(import.meta.dirname, 'ingest/importing/process.ts'), archive.folder, source],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let lines = 0;
  const counts: number[] = [];
  for await (const _ of createInterface({ input: importing.stdout })) {
    lines += 1;
    if (lines % 20 !== 5) continue;
    const to = target();
    const { testimonies } = await backUp(archive, to);
    counts.push(testimonies);
    const copy = openArchive(to);
    expect(column(copy, 'PRAGMA integrity_check')).toEqual(['ok']);
    expect(column(copy, 'PRAGMA foreign_key_check')).toEqual([]);
    expect(column(copy, 'SELECT count(*) FROM testimony')).toEqual([testimonies]);
    for (const sha256 of originalsInUse(copy.db)) expect(await verifyOriginal(to, sha256)).toBe('intact');
    copy.db.close();
  }
  expect(lines).toBe(60);
  expect(counts).toHaveLength(3);
  expect(counts[0]).toBeGreaterThan(2);
}, 60_000);

test('a backup goes into an empty folder or a new one, and into none that has something in it, is a file, or is the archive', async () => {
  const archive = await filled();
  const empty = target();
  mkdirSync(empty);
  await backUp(archive, empty);
  expect(await refused(archive, empty)).toMatch(/“.*” is not empty/);
  const deep = join(target(), 'of', 'today');
  await backUp(archive, deep);
  expect(existsSync(join(deep, 'archive.db'))).toBe(true);
  const file = target();
  writeFileSync(file, 'a');
  expect(await refused(archive, file)).toMatch(/is a file/);
  const link = target();
  symlinkSync(archive.folder, link);
  for (const inside of [archive.folder, join(archive.folder, 'backup'), link, join(link, 'not', 'yet')]) {
    expect(await refused(archive, inside)).toMatch(/lies in the archive itself/);
  }
});

test('a backup of an original that is missing or changed is refused, with nothing left of it', async () => {
  const archive = await filled();
  const [sha256] = [...originalsInUse(archive.db)];
  const path = originalPath(archive.folder, sha256!);
  chmodSync(path, 0o600);
  writeFileSync(path, 'something else');
  expect(await refused(archive, join(target(), 'deep'))).toMatch(
    new RegExp(`${sha256} is not what was kept. Run “kolot check”`),
  );
  rmSync(path);
  expect(await refused(archive, target())).toMatch(/is missing/);
  expect(readdirSync(dirname(place)).filter((name) => name.startsWith(`${basename(place)}.`))).toEqual([]);
});
