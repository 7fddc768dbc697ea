import { closeSync, fsyncSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import Sqlite from 'better-sqlite3';
import { lastChange } from '../../archive/outbox.ts';
import type { Database } from '../../db/open.ts';
import { makeLists } from './lists.ts';
import type { Step } from './prepare.ts';
import { AUDIENCES, createTables, createTermIndexes, setMeta } from './schema.ts';
import { kept } from './statements.ts';
import { rowOf, storeRow } from './testimony-rows.ts';
import { nextRevision, storeColumns } from './write.ts';

/**
 * Builds an index of the whole archive in the empty file at `path` from what `prepare` gives, step by step. Nothing of it
 * counts until it is whole, so nothing is synced to disk before the end. What changes meanwhile is followed afterwards: the
 * cursor is that of the beginning. Gives the testimonies that could not be read, which are not in it.
 */
export async function buildIndex(
  archive: Database,
  path: string,
  about: { archive: string; day: string },
  steps: (day: string) => Iterable<Step> | AsyncIterable<Step>,
  onProgress: (done: number, all: number) => void,
): Promise<number[]> {
  const unreadable: number[] = [];
  const db = new Sqlite(path);
  try {
    db.pragma('locking_mode = EXCLUSIVE'); // so that nobody sweeps it
    db.pragma('page_size = 8192');
    db.pragma('journal_mode = OFF'); // nothing is undone: what fails is thrown away. In memory it took a gigabyte
    db.pragma('synchronous = OFF');
    db.pragma('cache_size = -65536');
    createTables(db, { ...about, cursor: lastChange(archive) });
    tuneForBuilding(db);
    db.exec('CREATE TEMP TABLE new_key (audience INTEGER, key TEXT, term INTEGER); BEGIN');
    for await (const step of steps(about.day)) {
      if (step.kind === 'testimonies') {
        storeTestimonies(db, step);
        unreadable.push(...step.unreadable);
        onProgress(step.done, step.all);
      } else {
        storeWords(db, step);
      }
    }
    db.exec('COMMIT');
    createTermIndexes(db);
    storeKeysInOrder(db);
    mergeAll(db);
    db.exec('BEGIN');
    for (const k of AUDIENCES) makeLists(db, k);
    db.exec('COMMIT');
    setMeta(db, 'complete', 1);
  } finally {
    db.close();
  }
  sync(path);
  sync(dirname(path));
  return unreadable;
}

function storeTestimonies(db: Database, { some }: Extract<Step, { kind: 'testimonies' }>): void {
  for (const { document, passages, columns } of some) {
    const slot = storeRow(db, rowOf(db, document, passages, nextRevision(db)));
    for (const k of AUDIENCES) if (columns[k]) storeColumns(db, k, slot, columns[k]);
  }
}

function storeWords(db: Database, { k, words }: Extract<Step, { kind: 'words' }>): void {
  const insert = kept(
    db,
    `INSERT INTO term_${k} (id, word, stem, testimonies) VALUES (@id, @word, @stem, @testimonies)`,
  );
  const insertKey = kept(db, 'INSERT INTO temp.new_key (audience, key, term) VALUES (?, ?, ?)');
  for (const { id, word, stem, testimonies, keys } of words) {
    insert.run({ id, word, stem, testimonies });
    for (const key of keys) insertKey.run(k, key, id);
  }
}

/** Keys come in the order of the words; a table is smaller, and filled faster, in its own. */
function storeKeysInOrder(db: Database): void {
  for (const k of AUDIENCES) {
    db.exec(
      `INSERT OR IGNORE INTO key_${k} (key, term) SELECT key, term FROM temp.new_key WHERE audience = ${k} ORDER BY key, term`,
    );
  }
  db.exec('DROP TABLE temp.new_key');
}

const IN_MEMORY = 64 * 1024 * 1024; // bytes of an FTS5 table before it is written out
/** As FTS5 has them; the size of a page stays what a build sets it to. */
const USUAL = { hashsize: 1024 * 1024, automerge: 4, crisismerge: 16 };
/** What is written out is merged once, at the end: FTS5 would merge it again and again on the way. */
const WHILE_BUILDING = { hashsize: IN_MEMORY, automerge: 0, crisismerge: 1000 };

function tuneForBuilding(db: Database): void {
  for (const k of AUDIENCES) {
    db.exec(`INSERT INTO all_${k} (all_${k}, rank) VALUES ('pgsz', 8000)`);
    tune(db, k, WHILE_BUILDING);
  }
}

function tune(db: Database, k: number, settings: typeof USUAL): void {
  for (const [setting, value] of Object.entries(settings)) {
    db.exec(`INSERT INTO all_${k} (all_${k}, rank) VALUES ('${setting}', ${value})`);
  }
}

function mergeAll(db: Database): void {
  for (const k of AUDIENCES) {
    db.exec(`
      INSERT INTO all_${k} (all_${k}) VALUES ('optimize');
      INSERT INTO head_${k} (head_${k}) VALUES ('optimize');
      INSERT INTO often_${k} (often_${k}) VALUES ('optimize');`);
    tune(db, k, USUAL);
  }
}

function sync(path: string): void {
  const file = openSync(path, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
