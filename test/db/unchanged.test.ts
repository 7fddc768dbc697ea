import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { countriesOfOrigin } from '../../server/archive/country-page.ts';
import { visitor } from '../../server/archive/viewer.ts';
import { whileUnchanged } from '../../server/db/unchanged.ts';
import { temporaryArchive } from '../archive-folder.ts';
import { inserter } from '../insert.ts';

const { db, folder } = temporaryArchive();
const other = new Sqlite(join(folder, 'archive.db'));
afterAll(() => other.close());

let worked = 0;
const ask = (key = 'a question') => whileUnchanged(db, key, () => ++worked);
const write = (slug: string) => `INSERT INTO collection (slug) VALUES ('${slug}')`;

test('an answer is worked out once, for each question', () => {
  const first = ask();
  expect(ask()).toBe(first);
  expect(ask('another')).toBe(first + 1);
  expect(ask()).toBe(first);
});

test('and anew after any write, of this connection or of another', () => {
  ask();
  const before = worked;
  db.exec(write('of-this'));
  expect(ask()).toBe(before + 1);
  other.exec(write('of-another'));
  expect(ask()).toBe(before + 2);
  expect(ask()).toBe(before + 2);
});

test('nothing is kept of what was taken back', () => {
  const count = () => whileUnchanged(db, 'count', () => db.prepare('SELECT count(*) FROM collection').pluck().get());
  const before = count();
  const change = db.transaction(() => {
    db.exec("INSERT INTO collection (slug) VALUES ('not-in-the-end')");
    expect(count()).not.toBe(before);
    throw new Error('taken back');
  });
  expect(change).toThrow('taken back');
  expect(count()).toBe(before);
});

test('a testimony that is closed, by whatever process, leaves the countries with the next request', () => {
  const insert = inserter(db);
  const id = insert('testimony', {
    accession: 'K-1',
    title: 'Told',
    lang: 'en',
    form: 'interview',
    status: 'published',
    access: 'public',
  });
  insert('departure', { testimony_id: id, country: 'YE' });
  const codes = () => countriesOfOrigin(db, visitor('2026-01-01')).map(({ code }) => code);
  expect(codes()).toEqual(['YE']);
  expect(codes()).toEqual(['YE']);
  other.exec("UPDATE testimony SET access = 'closed' WHERE accession = 'K-1'");
  expect(codes()).toEqual([]);
});
