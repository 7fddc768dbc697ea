import type { Database } from '../../db/open.ts';
import { dictionaryKeys } from '../names/dictionary-keys.ts';
import { stemKey } from '../stem.ts';
import { dropList } from './lists.ts';
import { kept, keptColumn } from './statements.ts';

/** A word of the dictionary of audience `k`. */
export interface DictionaryWord {
  id: number;
  word: string;
  testimonies: number; // in how many it is, in this audience's index
}

/** The number of each word, new ones added to the dictionary. Call within the transaction that counts them. */
export function numberWords(db: Database, k: number, words: Iterable<string>): Map<string, number> {
  const find = keptColumn<number>(db, `SELECT id FROM term_${k} WHERE word = ?`);
  const add = keptColumn<number>(
    db,
    `INSERT INTO term_${k} (id, word, stem, testimonies) VALUES (
      (SELECT coalesce(max(id), 0) + 1 FROM term_${k}), ?, ?, 0) RETURNING id`,
  );
  const numbers = new Map<string, number>();
  for (const word of words) {
    if (numbers.has(word)) continue;
    const known = find.get(word);
    const number = known ?? add.get(word, storedStem(word))!;
    if (known === undefined) storeKeys(db, k, number, dictionaryKeys(word));
    numbers.set(word, number);
  }
  return numbers;
}

/** Stores the keys of a word that is new in the dictionary. */
export function storeKeys(db: Database, k: number, term: number, keys: readonly string[]): void {
  const insert = kept(db, `INSERT OR IGNORE INTO key_${k} (key, term) VALUES (?, ?)`);
  for (const key of keys) insert.run(key, term);
}

/** The stem as it is stored: null where it is the word itself. */
export function storedStem(word: string): string | null {
  const stem = stemKey(word);
  return stem === word ? null : stem;
}

/** Counts one testimony more for the words of `after` that were not in `before`, and one less the other way; forgets words in none. */
export function recount(db: Database, k: number, before: ReadonlySet<number>, after: ReadonlySet<number>): void {
  const more = kept(db, `UPDATE term_${k} SET testimonies = testimonies + 1 WHERE id = ?`);
  const less = kept(db, `UPDATE term_${k} SET testimonies = testimonies - 1 WHERE id = ?`);
  const forget = keptColumn<string>(db, `DELETE FROM term_${k} WHERE id = ? AND testimonies <= 0 RETURNING word`);
  const forgetKey = kept(db, `DELETE FROM key_${k} WHERE key = ? AND term = ?`);
  for (const id of after) if (!before.has(id)) more.run(id);
  for (const id of before) {
    if (after.has(id)) continue;
    less.run(id);
    const gone = forget.get(id);
    if (gone === undefined) continue;
    dropList(db, k, id);
    for (const key of dictionaryKeys(gone)) forgetKey.run(key, id);
  }
}

export function lookUp(db: Database, k: number, word: string): DictionaryWord | undefined {
  return kept<DictionaryWord>(db, `SELECT id, word, testimonies FROM term_${k} WHERE word = ?`).get(word);
}

/** The words that begin with `prefix`, at most `limit`, those that came first into the dictionary (mostly the commonest) first. */
export function beginningWith(db: Database, k: number, prefix: string, limit: number): DictionaryWord[] {
  return kept<DictionaryWord>(
    db,
    `SELECT term.id, term.word, term.testimonies FROM (
      SELECT id FROM term_${k} WHERE word >= @prefix AND word < @end ORDER BY +id LIMIT @limit) AS first
    JOIN term_${k} AS term ON term.id = first.id`,
  ).all({ prefix, end: afterPrefix(prefix), limit });
}

/** The words with this stem key (../stem.ts). */
export function withStem(db: Database, k: number, stem: string): DictionaryWord[] {
  return kept<DictionaryWord>(
    db,
    `SELECT id, word, testimonies FROM term_${k} WHERE word = @stem AND stem IS NULL
    UNION ALL SELECT id, word, testimonies FROM term_${k} WHERE stem = @stem`,
  ).all({ stem });
}

const MOST_WITH_KEY = 200;

/** The words with this key (dictionaryKeys of ../names/widen.ts), those that came first into the dictionary (mostly the commonest). */
export function withKey(db: Database, k: number, key: string): DictionaryWord[] {
  return kept<DictionaryWord>(
    db,
    `SELECT term.id, term.word, term.testimonies FROM key_${k} AS found JOIN term_${k} AS term ON term.id = found.term
    WHERE found.key = ? LIMIT ${MOST_WITH_KEY}`,
  ).all(key);
}

/** The first string after all that begin with `prefix`, as SQLite compares them: by their bytes in UTF-8. */
function afterPrefix(prefix: string): string {
  return `${prefix}\u{10ffff}`;
}
