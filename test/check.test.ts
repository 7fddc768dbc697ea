import { appendFileSync, chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import Sqlite from 'better-sqlite3';
import type { Archive } from '../server/archive/archive.ts';
import { addJob, failJob, takeJob } from '../server/archive/job.ts';
import { touch } from '../server/archive/testimony.ts';
import { checkArchive } from '../server/check.ts';
import { importPaths } from '../server/ingest/importer.ts';
import { originalPath } from '../server/media/storage.ts';
import { removeUnused, sweepOriginals } from '../server/media/sweep.ts';
import { openEmbedded } from '../server/search/embedded/index.ts';
import { temporaryArchive } from './archive-folder.ts';
import { column, folderOf, PUBLIC, vtt } from './ingest/importing/import.ts';

/** An archive of two testimonies with its index. */
async function filled(): Promise<Archive> {
  const archive = temporaryArchive();
  await importPaths(archive, [folderOf({ 'one.vtt': vtt('A: One.'), 'two.vtt': vtt('A: Two.') })], PUBLIC);
  await indexed(archive);
  return archive;
}

async function indexed(archive: Archive): Promise<void> {
  const engine = openEmbedded(archive, { threads: 0 });
  await engine.follow();
  await engine.close();
}

/** What is wrong, by what was looked at. */
async function wrong(archive: Archive): Promise<[string, string[]][]> {
  const results = await checkArchive(archive, { patience: 0 });
  return results.filter(({ problems }) => problems.length).map(({ name, problems }) => [name, problems]);
}

const indexFile = (archive: Archive) =>
  `${archive.folder}/${column<string>(archive, "SELECT value FROM setting WHERE key = 'search_file'")[0]}`;

test('an archive that is well has no problems, and looking changes nothing', async () => {
  const archive = await filled();
  expect(await wrong(archive)).toEqual([]);
  expect((await checkArchive(archive)).map(({ name, looked }) => `${name}: ${looked}`)).toEqual([
    'database: 2 testimonies, 2 passages',
    'originals: 2 files, each read through',
    'consent: 2 published testimonies',
    'jobs: 0 waiting',
    'search index: 2 testimonies, 2 passages',
  ]);
});

test('originals that were changed or are missing are named with the testimony they belong to', async () => {
  const archive = await filled();
  const [changed, missing] = column<string>(archive, 'SELECT sha256 FROM asset ORDER BY testimony_id');
  chmodSync(originalPath(archive.folder, changed!), 0o600);
  appendFileSync(originalPath(archive.folder, changed!), ' ');
  rmSync(originalPath(archive.folder, missing!));
  const problems = (await wrong(archive)).map(([name, lines]) => [name, lines.toSorted()]);
  expect(problems).toEqual([
    [
      'originals',
      [
        `The original ${changed} (K-00001 source) is not what was kept. Restore it from a backup.`,
        `The original ${missing} (K-00002 source) is missing. Restore it from a backup.`,
      ].sort(),
    ],
  ]);
});

test('files that belong to no record are counted, and swept without touching one that does', async () => {
  const archive = await filled();
  const stray = originalPath(archive.folder, 'ab'.repeat(32));
  mkdirSync(dirname(stray), { recursive: true });
  writeFileSync(stray, 'left by an import that was killed');
  expect(await wrong(archive)).toEqual([
    ['originals', [expect.stringMatching(/^1 file among the originals.*--sweep/)]],
  ]);
  expect(await removeUnused(archive, column(archive, 'SELECT sha256 FROM asset'))).toBe(0);
  expect(await sweepOriginals(archive)).toBe(1);
  expect(await wrong(archive)).toEqual([]);
});

test('a testimony that is published without consent is named', async () => {
  const archive = await filled();
  archive.db.exec("UPDATE agreement SET revoked_on = '2020-01-01' WHERE testimony_id = 1");
  expect(await wrong(archive)).toEqual([
    ['consent', [expect.stringMatching(/^K-00001 is published, and not everyone/)]],
  ]);
});

test('work that was given up is named with its testimony and what to do', async () => {
  const archive = await filled();
  const [asset] = column<number>(archive, 'SELECT id FROM asset WHERE testimony_id = 2');
  addJob(archive.db, 'rendition', { asset });
  const now = new Date(Date.now() + 1_000);
  failJob(archive.db, takeJob(archive.db, ['rendition'], now)!, 'The recording is damaged.', now, { hopeless: true });
  expect(await wrong(archive)).toEqual([
    ['jobs', [expect.stringMatching(/^1 given up \(K-00002\): The recording is damaged\. Replace the file/)]],
  ]);
});

test('a database whose rows refer to nothing is named', async () => {
  const archive = await filled();
  archive.db.pragma('foreign_keys = OFF');
  archive.db.exec('DELETE FROM part');
  archive.db.pragma('foreign_keys = ON');
  expect(await wrong(archive)).toContainEqual([
    'database',
    [expect.stringMatching(/rows refer to nothing \(.*passage.*\)\. Restore/)],
  ]);
});

describe('a search index', () => {
  it('that is behind says by how much, and is not brought up to date by looking', async () => {
    const archive = await filled();
    touch(archive.db, 1);
    const expected = [['search index', [expect.stringMatching(/has not followed the last 1 changes.*Start Kolot/)]]];
    expect(await wrong(archive)).toEqual(expected);
    expect(await wrong(archive)).toEqual(expected);
  });

  it('that is ahead of its archive, as after restoring a backup, is not believed', async () => {
    const archive = await filled();
    archive.db.exec('DELETE FROM outbox');
    archive.db.exec("UPDATE sqlite_sequence SET seq = 1 WHERE name = 'outbox'");
    expect(await wrong(archive)).toEqual([
      ['search index', [expect.stringMatching(/newer than the archive.*kolot reindex/)]],
    ]);
  });

  it.each<[string, (path: string) => void, RegExp]>([
    ['was deleted', (path) => rmSync(path), /missing or cannot be read/],
    ['is something else', (path) => writeFileSync(path, 'no index'), /cut short|cannot be read/],
    [
      'has lost a testimony',
      (path) => edit(path, 'DELETE FROM testimony WHERE id = 1'),
      /lacks 1 testimonies of the archive and has 0/,
    ],
    [
      'has one too many',
      (path) => edit(path, 'UPDATE testimony SET id = 99 WHERE id = 1'),
      /lacks 1 testimonies of the archive and has 1/,
    ],
    ['is damaged inside', (path) => edit(path, "UPDATE all_0_data SET block = x'0000' WHERE id > 10"), /damaged/],
  ])('that %s is named', async (_, harm, message) => {
    const archive = await filled();
    harm(indexFile(archive));
    expect(await wrong(archive)).toEqual([['search index', [expect.stringMatching(message)]]]);
  });
});

function edit(path: string, sql: string): void {
  const db = new Sqlite(path).unsafeMode(); // FTS5 guards its own tables
  db.exec(sql);
  db.close();
}
