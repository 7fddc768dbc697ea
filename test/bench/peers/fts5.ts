import { statSync } from 'node:fs';
import { join } from 'node:path';
import { type Database, openDatabase } from '../../../server/db/open.ts';
import { type OpenPeer, type Question, texts, wordsOf } from './peer.ts';
import { memoryOf } from './resources.ts';

const TABLE = "CREATE VIRTUAL TABLE words USING fts5(text, content='', tokenize='unicode61 remove_diacritics 2')";

/** SQLite’s FTS5 as it comes, a row a testimony, asked for the ids alone: no order, no facets, no passages. The floor. */
export const fts5: OpenPeer = async ({ archive, folder, testimonies }) => {
  const path = join(folder, 'fts5.db');
  const db = openDatabase(path);
  db.exec(TABLE);
  return {
    version: db.prepare<[], string>('SELECT sqlite_version()').pluck().get()!,
    notes: ['ids alone: no facets, no order, no passages, no filters'],
    testimonies,
    async build() {
      const insert = db.prepare('INSERT INTO words (rowid, text) VALUES (?, ?)');
      db.transaction(() => {
        for (const { id, text } of texts(archive)) insert.run(id, text);
        db.exec("INSERT INTO words (words) VALUES ('optimize')");
      })();
      db.pragma('wal_checkpoint(TRUNCATE)');
    },
    search: async ({ text }: Question) => idsOf(db, text).length,
    bytes: async () => statSync(path).size,
    memory: () => memoryOf([process.pid]),
    async names(spellings) {
      const names = openDatabase(join(folder, 'names.db'));
      names.exec(TABLE);
      const insert = names.prepare('INSERT INTO words (rowid, text) VALUES (?, ?)');
      for (const [at, spelling] of spellings.entries()) insert.run(at, spelling);
      return async (spelling) => idsOf(names, spelling);
    },
    async close() {
      db.close();
    },
  };
};

function idsOf(db: Database, text: string): number[] {
  const words = wordsOf(text).map(
    ({ kind, text: word }) => `"${word.replaceAll('"', '')}"${kind === 'prefix' ? ' *' : ''}`,
  );
  if (words.length === 0) return [];
  return db.prepare<[string], number>('SELECT rowid FROM words WHERE words MATCH ?').pluck().all(words.join(' AND '));
}
