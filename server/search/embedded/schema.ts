/**
 * The file of one generation of the index. For each audience k (archive/access.ts) seven things, which hold only what the
 * audiences before it lack:
 *
 *   all_k    FTS5, contentless: every word of a testimony, a row each; decides what is found
 *   head_k   the same of title and names alone, a column each: for names asked for, and for what ranks first; and the words
 *            that stand in what its subjects are called alone, in which no name is looked for
 *   often_k  which words come back in a testimony, and how often (often.ts), for what ranks first where thousands match
 *   term_k   the dictionary: each word with a number, its stem, and in how many testimonies it is
 *   list_k   the testimonies with a word, ready made, for the words in many (lists.ts)
 *   key_k    how the words of the dictionary sound and are written in other scripts (names/widen.ts): keys, several a word
 *   text_k   the testimony again: where each of its words stands (text.ts), for the passages shown and the best in front
 *
 * `testimony` has what is counted and sorted; readers hold it in memory (holdings.ts). A testimony has a slot, the rowid of
 * all its rows: small numbers, so that sets of testimonies are bits. The slot of one that is gone is used again.
 */
import Sqlite from 'better-sqlite3';
import type { Database } from '../../db/open.ts';

/** Raised whenever what is written to an index changes, or how words are folded: older files are built anew. */
export const INDEX_VERSION = 8;

export const AUDIENCES = [0, 1, 2, 3] as const;

const SCHEMA = `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value ANY NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE testimony (
    slot INTEGER PRIMARY KEY,
    id INTEGER UNIQUE, -- as in archive.db; null where the slot is free
    revision INTEGER NOT NULL, -- counts every write, so that a reader takes up what is new since it looked
    audience INTEGER NOT NULL,
    accession TEXT NOT NULL, -- in lower case
    title TEXT NOT NULL, -- folded, to sort by
    recorded INTEGER,
    published INTEGER, -- milliseconds since 1970
    passages INTEGER NOT NULL,
    facets BLOB NOT NULL,
    departures BLOB NOT NULL
  ) STRICT;
  CREATE INDEX testimony_revision ON testimony (revision);
  CREATE INDEX testimony_accession ON testimony (accession);
  CREATE TABLE facet_value (
    facet TEXT NOT NULL,
    number INTEGER NOT NULL, -- from 0 within the facet
    value TEXT NOT NULL,
    PRIMARY KEY (facet, number),
    UNIQUE (facet, value)
  ) STRICT, WITHOUT ROWID;
`;

const schemaOfAudience = (k: number) => `
  CREATE VIRTUAL TABLE all_${k} USING fts5(text, content='', contentless_delete=1, tokenize='ascii');
  CREATE VIRTUAL TABLE head_${k} USING fts5(title, names, subject, content='', contentless_delete=1, tokenize='ascii');
  CREATE VIRTUAL TABLE often_${k} USING fts5(marks, content='', contentless_delete=1, detail=none, tokenize='ascii');
  CREATE TABLE term_${k} (
    id INTEGER PRIMARY KEY,
    word TEXT NOT NULL,
    stem TEXT, -- null where it is the word itself
    testimonies INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE key_${k} (key TEXT NOT NULL, term INTEGER NOT NULL, PRIMARY KEY (key, term)) STRICT, WITHOUT ROWID;
  CREATE TABLE list_${k} (term INTEGER PRIMARY KEY, slots BLOB NOT NULL) STRICT;
  CREATE TABLE text_${k} (row INTEGER PRIMARY KEY, words BLOB NOT NULL) STRICT;
`;

/** Makes the tables in a new file. `cursor` is the change up to which the archive was seen before the first was written. */
export function createTables(db: Database, about: { archive: string; cursor: number; day: string }): void {
  db.exec(SCHEMA);
  for (const k of AUDIENCES) db.exec(schemaOfAudience(k));
  setMeta(db, 'version', INDEX_VERSION);
  setMeta(db, 'archive', about.archive);
  setMeta(db, 'cursor', about.cursor);
  setMeta(db, 'day', about.day);
  setMeta(db, 'revision', 0);
}

/** Makes the indexes of the dictionaries: faster and smaller when the words are there. */
export function createTermIndexes(db: Database): void {
  for (const k of AUDIENCES) {
    db.exec(`
      CREATE UNIQUE INDEX term_${k}_word ON term_${k} (word);
      CREATE INDEX term_${k}_stem ON term_${k} (stem) WHERE stem IS NOT NULL;`);
  }
}

/** Opens a generation to be searched; it must be there. */
export function openToRead(path: string): Database {
  const db = new Sqlite(path, { readonly: true, fileMustExist: true, timeout: 10_000 });
  db.pragma('cache_size = -65536');
  return db;
}

/** Opens the live generation to follow the archive. `secure_delete`, since withdrawn words would stay in the file. */
export function openToWrite(path: string): Database {
  const db = new Sqlite(path, { fileMustExist: true, timeout: 10_000 });
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = NORMAL'); // what a power cut takes is followed again: the cursor is in the same transaction
  db.pragma('secure_delete = ON');
  db.pragma('cache_size = -32768');
  return db;
}

type MetaKey = 'version' | 'archive' | 'cursor' | 'day' | 'revision' | 'complete';

export function meta<Value extends string | number>(db: Database, key: MetaKey): Value | null {
  return db.prepare<{ key: string }, Value>('SELECT value FROM meta WHERE key = @key').pluck().get({ key }) ?? null;
}

export function setMeta(db: Database, key: MetaKey, value: string | number): void {
  // better-sqlite3 binds every number as REAL
  db.prepare(
    'INSERT INTO meta (key, value) VALUES (@key, @value) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  ).run({
    key,
    value: typeof value === 'number' ? BigInt(value) : value,
  });
}
