import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { setting } from '../../../server/archive/setting.ts';
import { Busy } from '../../../server/search/busy.ts';
import { openEmbedded } from '../../../server/search/embedded/index.ts';
import type { SearchEngine, SearchRequest } from '../../../server/search/engine.ts';
import { asking } from './asking.ts';
import { change, smallArchive, tell } from './small-archive.ts';

let archive: ReturnType<typeof smallArchive>;
let engine: SearchEngine;
let today = '2024-05-01';
const open = (options = {}) =>
  openEmbedded(archive, { threads: 1, limit: 60_000, poll: 20, today: () => today, ...options });
const found = async (text: string, more: Partial<SearchRequest> = {}) =>
  (await engine.search(asking(text, more))).hits.map(({ testimonyId }) => testimonyId);
const indexFiles = () => readdirSync(archive.folder).filter((name) => /^search.*\.db$/.test(name));

beforeEach(() => {
  archive = smallArchive();
  today = '2024-05-01';
});
afterEach(async () => {
  await engine.close();
  archive.leave();
});

test('a new archive gets an index, and a testimony saved can be found', async () => {
  engine = open();
  await engine.follow();
  expect(await found('orange')).toEqual([]);
  const id = tell(archive.db, { passages: ['We had an orange tree.'] });
  await engine.follow();
  expect(await found('orange')).toEqual([id]);
  expect(await engine.state()).toMatchObject({ ready: true, cursor: 1, testimonies: 1, passages: 1, message: null });
  expect(engine.current()).toEqual({ cursor: 1, day: today });
});

test('an edit is found as it reads now, and what is gone is not found', async () => {
  engine = open();
  const id = tell(archive.db, { title: 'Lemons', passages: ['We had an orange tree.'] });
  await engine.follow();
  change(
    archive.db,
    id,
    "UPDATE passage SET text = 'We had a fig tree.' WHERE public_id = 'p' || CAST(@id AS INTEGER) || '-0'",
  );
  await engine.follow();
  expect(await found('orange')).toEqual([]);
  expect(await found('fig')).toEqual([id]);
  expect(await found('fi*')).toEqual([id]);
  expect(await found('ora*')).toEqual([]);
  change(archive.db, id, 'DELETE FROM testimony WHERE id = @id');
  await engine.follow();
  expect(await found('fig')).toEqual([]);
  expect(await found('')).toEqual([]);
  const other = tell(archive.db, { passages: ['Another fig tree.'] });
  await engine.follow();
  expect(await found('fig')).toEqual([other]);
});

test('an index that was deleted is built anew at the start', async () => {
  const id = tell(archive.db, { passages: ['We had an orange tree.'] });
  engine = open();
  await engine.follow();
  await engine.close();
  rmSync(join(archive.folder, 'search.db'));
  engine = open();
  await engine.follow();
  expect(await found('orange')).toEqual([id]);
  expect(await engine.state()).toMatchObject({ ready: true, message: null });
  expect(indexFiles()).toEqual([setting(archive.db, 'search_file')]);
});

test('an index at hand is used as it is, and what changed since is followed', async () => {
  tell(archive.db, { passages: ['We had an orange tree.'] });
  engine = open();
  await engine.follow();
  await engine.close();
  const id = tell(archive.db, { passages: ['We had a fig tree.'] });
  engine = open();
  await engine.follow();
  expect(await found('fig')).toEqual([id]);
  expect(indexFiles()).toEqual(['search.db']);
});

test('while the index is built anew every search is answered from the old one, then it is gone', async () => {
  for (let i = 0; i < 40; i++) tell(archive.db, { passages: [`orange number${i}`, 'and more'] });
  engine = open();
  await engine.follow();
  expect((await engine.search(asking('orange'))).total).toBe(40);
  let building = true;
  const progress: number[] = [];
  const rebuilt = engine
    .rebuild((done) => progress.push(done))
    .finally(() => {
      building = false;
    });
  let searches = 0;
  while (building) {
    expect((await engine.search(asking('orange'))).total).toBe(40);
    searches++;
  }
  await rebuilt;
  expect(searches).toBeGreaterThan(1);
  expect(progress.at(-1)).toBe(40);
  expect(setting(archive.db, 'search_file')).toBe('search-2.db');
  await expectSoon(async () => expect(indexFiles()).toEqual(['search-2.db']));
  expect((await engine.search(asking('orange'))).total).toBe(40);
});

test('what changes while the index is built anew is in it', async () => {
  for (let i = 0; i < 40; i++) tell(archive.db, { passages: ['orange'] });
  engine = open();
  await engine.follow();
  const rebuilt = engine.rebuild();
  const id = tell(archive.db, { passages: ['fig'] });
  expect((await engine.state()).cursor).toBe(40); // the outbox must keep the change for the new index too
  await engine.follow();
  expect(await found('fig')).toEqual([id]);
  await rebuilt;
  expect(await found('fig')).toEqual([id]);
  expect((await engine.state()).cursor).toBe(41);
});

test('a switch made by another process is noticed, and its index not swept from under it', async () => {
  const id = tell(archive.db, { passages: ['orange'] });
  engine = open();
  await engine.follow();
  const other = openEmbedded(archive, { threads: 0, poll: 20 });
  await other.rebuild();
  await other.close();
  await expectSoon(async () => expect(indexFiles()).toEqual(['search-2.db']));
  expect(await found('orange')).toEqual([id]);
});

test('leftovers of builds that were killed are swept', async () => {
  writeFileSync(join(archive.folder, 'search-7.db'), '');
  const half = new Sqlite(join(archive.folder, 'search-9.db'));
  half.exec('CREATE TABLE half (x)');
  half.close();
  engine = open();
  await engine.follow();
  expect(indexFiles()).toEqual(['search-10.db']);
});

test('where the outbox lost changes not yet followed, the index is built anew', async () => {
  engine = open();
  const id = tell(archive.db, { passages: ['orange'] });
  await engine.follow();
  await engine.close();
  const lost = tell(archive.db, { passages: ['fig'] });
  archive.db.exec('DELETE FROM outbox');
  engine = open();
  await expectSoon(async () => expect(await found('fig')).toEqual([lost]));
  expect(await found('orange')).toEqual([id]);
});

test('an embargo that lapses opens the testimony on its day, and one that begins closes it', async () => {
  const id = tell(archive.db, { embargoUntil: '2024-05-02', passages: ['orange'] });
  engine = open();
  await engine.follow();
  expect(await found('orange')).toEqual([]);
  today = '2024-05-02';
  await engine.follow();
  expect(engine.current().day).toBe('2024-05-02');
  expect(await found('orange')).toEqual([id]);
});

test('more searches than may wait are refused at once, in words, and the others answered', async () => {
  tell(archive.db, { passages: ['orange'] });
  engine = open({ queue: 5 });
  await engine.follow();
  const all = await Promise.allSettled(Array.from({ length: 20 }, () => engine.search(asking('orange'))));
  const refused = all.filter((one) => one.status === 'rejected');
  expect(refused.length).toBeGreaterThan(0);
  expect(refused.length).toBeLessThan(20);
  for (const { reason } of refused as PromiseRejectedResult[]) {
    expect(reason).toBeInstanceOf(Busy);
    expect(reason.message).toMatch(/Too many searches/);
  }
  expect(await found('orange')).toHaveLength(1);
});

test('a search that takes too long ends, and says so', async () => {
  tell(archive.db, { passages: ['orange'] });
  engine = open();
  await engine.follow();
  await engine.close();
  engine = open({ limit: 0 });
  await expectSoon(async () => expect((await engine.state()).ready).toBe(true));
  await expect(engine.search(asking('orange'))).rejects.toThrow(/took too long/);
});

/** Tries again until it holds, for what happens by itself in a while. */
async function expectSoon(holds: () => Promise<void>): Promise<void> {
  const until = Date.now() + 10_000;
  for (;;) {
    try {
      return await holds();
    } catch (error) {
      if (Date.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
  }
}
