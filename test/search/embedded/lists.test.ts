import Sqlite from 'better-sqlite3';
import type { Database } from '../../../server/db/open.ts';
import type { SearchDocument } from '../../../server/search/document.ts';
import { emptyBits, slotsOf } from '../../../server/search/embedded/bits.ts';
import { lookUp } from '../../../server/search/embedded/dictionary.ts';
import { addListed, makeLists, WORTH_A_LIST } from '../../../server/search/embedded/lists.ts';
import { createTables, createTermIndexes } from '../../../server/search/embedded/schema.ts';
import { removeTestimony, writeTestimony } from '../../../server/search/embedded/write.ts';
import { found, indexOf, made } from './made-index.ts';

const MANY = WORTH_A_LIST + 64;

function document(id: number, text: string): SearchDocument {
  return made({ id, title: '', passages: [text] });
}

/** Every testimony has "all", sright of eight have "most", and each has a word of its own. */
function textOf(id: number): string {
  return `all ${id % 8 ? 'most' : 'some'} own${String(id)}`;
}

function filled(): Database {
  const db = new Sqlite(':memory:');
  createTables(db, { archive: 'test', cursor: 0, day: '2024-01-01' });
  createTermIndexes(db);
  db.transaction(() => {
    for (let id = 1; id <= MANY; id++) writeTestimony(db, document(id, textOf(id)));
  })();
  return db;
}

function listed(db: Database, word: string): number[] | null {
  const found = emptyBits(MANY * 2);
  const term = lookUp(db, 0, word);
  return term && addListed(db, 0, term.id, found) ? [...slotsOf(found)] : null;
}

function matched(db: Database, word: string): number[] {
  return db.prepare<[string], number>('SELECT rowid FROM all_0 WHERE all_0 MATCH ? ORDER BY rowid').pluck().all(word);
}

test('a word in many testimonies has a list of just those, made as the last of them is written', () => {
  const db = filled();
  for (const word of ['all', 'most']) expect(listed(db, word)).toEqual(matched(db, word));
  expect(listed(db, 'all')).toHaveLength(MANY);
  expect(listed(db, 'own7')).toBeNull();
  db.close();
});

test('a list follows testimonies that are edited, added and taken away', () => {
  const db = filled();
  db.transaction(() => {
    for (let id = 10; id < 30; id++) writeTestimony(db, document(id, 'most of it'));
    for (let id = 40; id < 50; id++) removeTestimony(db, id);
    for (let id = 1; id <= 50; id++) writeTestimony(db, document(MANY + id, textOf(id)));
  })();
  for (const word of ['all', 'most']) expect(listed(db, word)).toEqual(matched(db, word));
  db.close();
});

test('the lists of a whole index built at once are the same', () => {
  const db = filled();
  const made = ['all', 'most'].map((word) => listed(db, word));
  db.exec('DELETE FROM list_0');
  expect(listed(db, 'all')).toBeNull();
  makeLists(db, 0);
  expect(['all', 'most'].map((word) => listed(db, word))).toEqual(made);
  db.close();
});

test('a word that is gone leaves no list to whichever word gets its number', () => {
  const db = filled();
  const { id } = lookUp(db, 0, 'most')!;
  db.transaction(() => {
    for (let one = 1; one <= MANY; one++) writeTestimony(db, document(one, 'all'));
  })();
  expect(lookUp(db, 0, 'most')).toBeUndefined();
  expect(addListed(db, 0, id, emptyBits(MANY))).toBe(false);
  db.close();
});

test('the next page and another order are those of the search itself, and no others once the index changes', () => {
  const reader = indexOf(Array.from({ length: 40 }, (_, i) => document(i + 1, textOf(i + 1))));
  const pages = (more: object = {}) =>
    [1, 2, 3].flatMap((page) => found(reader, 'most', { page, perPage: 15, ...more }));
  const right = Array.from({ length: 40 }, (_, i) => i + 1).filter((id) => id % 8);
  expect(pages()).toEqual(right);
  expect(pages({ sort: 'title' })).toEqual(right);
  reader.db.transaction(() => removeTestimony(reader.db, 4))();
  expect(pages()).toEqual(right.filter((id) => id !== 4));
  reader.db.close();
});
