import { rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { setSetting } from '../../../server/archive/setting.ts';
import { buildIndex } from '../../../server/search/embedded/build.ts';
import { identityOf, newGeneration, pointTo, sweep, usableFile } from '../../../server/search/embedded/generation.ts';
import { prepare } from '../../../server/search/embedded/prepare.ts';
import { smallArchive, tell } from './small-archive.ts';

let archive: ReturnType<typeof smallArchive>;
beforeEach(() => {
  archive = smallArchive();
});
afterEach(() => archive.leave());

/** Builds an index as the engine does, in this thread, and points to it. */
async function built(): Promise<string> {
  const { db, folder } = archive;
  const name = newGeneration(folder);
  const about = { archive: identityOf(db), day: '2024-05-01' };
  await buildIndex(
    db,
    join(folder, name),
    about,
    (day) => prepare(db, day),
    () => {},
  );
  pointTo(db, name);
  return name;
}

function edit(path: string, sql: string): void {
  const db = new Sqlite(path);
  db.exec(sql);
  db.close();
}

test.each<[string, (path: string) => void, RegExp]>([
  ['was deleted', (path) => rmSync(path), /missing/],
  [
    'is no database',
    (path) => writeFileSync(path, 'not a database at all, but long enough'.repeat(99)),
    /cannot be read|cut short/,
  ],
  ['is empty', (path) => writeFileSync(path, ''), /cut short/],
  ['is cut short', (path) => truncateSync(path, 20_000), /cut short/],
  ['is of another version', (path) => edit(path, "UPDATE meta SET value = 0 WHERE key = 'version'"), /another version/],
  [
    'is of another archive',
    (path) => edit(path, "UPDATE meta SET value = 'x' WHERE key = 'archive'"),
    /another archive/,
  ],
  ['is newer than the archive', (path) => edit(path, "UPDATE meta SET value = 99 WHERE key = 'cursor'"), /newer/],
  ['was not built to its end', (path) => edit(path, "DELETE FROM meta WHERE key = 'complete'"), /to its end/],
])('an index that %s is not used', async (_, harm, why) => {
  tell(archive.db, { passages: ['We had an orange tree.'] });
  const name = await built();
  expect(usableFile(archive.folder, archive.db)).toEqual({ name, cursor: 1, day: '2024-05-01' });
  harm(join(archive.folder, name));
  expect(usableFile(archive.folder, archive.db)).toEqual({ name: null, why: expect.stringMatching(why) });
});

test('a pointer that is no name of an index is not followed', () => {
  setSetting(archive.db, 'search_file', '../../etc/passwd');
  expect(usableFile(archive.folder, archive.db)).toMatchObject({ name: null });
});

test('generations count on, and what an older one left beside its file is not taken up', async () => {
  expect(await built()).toBe('search.db');
  writeFileSync(join(archive.folder, 'search-2.db-wal'), 'left by a server that was killed');
  expect(await built()).toBe('search-2.db');
  expect(usableFile(archive.folder, archive.db).name).toBe('search-2.db');
});

test('others are swept, but not one that somebody has open', async () => {
  const old = await built();
  const reader = new Sqlite(join(archive.folder, old));
  reader.pragma('journal_mode = WAL');
  reader.prepare('SELECT count(*) FROM testimony').get();
  await built();
  expect(sweep(archive.folder, archive.db)).toEqual([]);
  reader.close();
  expect(sweep(archive.folder, archive.db)).toEqual([old]);
});
