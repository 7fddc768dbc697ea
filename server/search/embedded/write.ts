import type { Database } from '../../db/open.ts';
import type { SearchDocument } from '../document.ts';
import { type Columns, columnsOf } from './columns.ts';
import { numberWords, recount } from './dictionary.ts';
import { changeLists } from './lists.ts';
import { eachWord, GAP, type Piece, piecesOf } from './pieces.ts';
import { AUDIENCES, meta, setMeta } from './schema.ts';
import { kept } from './statements.ts';
import { freeSlot, rowOf, slotOf, storeRow } from './testimony-rows.ts';
import { ROWS } from './text.ts';
import { distinctWords, openText } from './text-reading.ts';

/** Writes a testimony into the index in place of what it said of it. Call within a transaction. */
export function writeTestimony(db: Database, document: SearchDocument): void {
  const passages = new Set(document.passages.map(({ id }) => id)).size;
  const slot = storeRow(db, rowOf(db, document, passages, nextRevision(db)));
  const pieces = piecesOf(document);
  for (const k of AUDIENCES) writeAudience(db, k, slot, pieces[k]!);
}

/** Takes a testimony out of the index. Call within a transaction. */
export function removeTestimony(db: Database, testimonyId: number): void {
  const slot = slotOf(db, testimonyId);
  if (slot === undefined) return;
  for (const k of AUDIENCES) writeAudience(db, k, slot, []);
  freeSlot(db, slot, nextRevision(db));
}

/** The number of the next write. */
export function nextRevision(db: Database): number {
  const revision = (meta<number>(db, 'revision') ?? 0) + 1;
  setMeta(db, 'revision', revision);
  return revision;
}

function writeAudience(db: Database, k: number, slot: number, pieces: Piece[]): void {
  const old = openText(db, k, slot);
  const before = old ? distinctWords(db, old) : new Set<number>();
  if (old) {
    kept(db, `DELETE FROM all_${k} WHERE rowid = ?`).run(slot);
    kept(db, `DELETE FROM head_${k} WHERE rowid = ?`).run(slot);
    kept(db, `DELETE FROM often_${k} WHERE rowid = ?`).run(slot);
    kept(db, `DELETE FROM text_${k} WHERE row >= @first AND row < @first + ${ROWS}`).run({ first: slot * ROWS });
  }
  const numbers = numberWords(db, k, wordsOf(pieces));
  const after = new Set(numbers.values());
  recount(db, k, before, after);
  if (pieces.length > 0) {
    storeColumns(
      db,
      k,
      slot,
      columnsOf(pieces, (text, start, end) => numbers.get(text.slice(start, end))!),
    );
  }
  changeLists(db, k, slot, { more: without(after, before), less: without(before, after) });
}

function* without(words: ReadonlySet<number>, others: ReadonlySet<number>): Generator<number> {
  for (const word of words) if (!others.has(word)) yield word;
}

/** Puts a testimony into the tables of one audience, in which it is not. */
export function storeColumns(db: Database, k: number, slot: number, columns: Columns): void {
  const { all, title, names, subject, often, text } = columns;
  kept(db, `INSERT INTO all_${k} (rowid, text) VALUES (?, CAST(? AS TEXT))`).run(slot, all);
  kept(
    db,
    `INSERT INTO head_${k} (rowid, title, names, subject) VALUES (?, CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT))`,
  ).run(slot, title, names, subject);
  kept(db, `INSERT INTO often_${k} (rowid, marks) VALUES (?, CAST(? AS TEXT))`).run(slot, often);
  const insert = kept(db, `INSERT INTO text_${k} (row, words) VALUES (?, ?)`);
  text.forEach((words, row) => {
    if (words) insert.run(slot * ROWS + row, words);
  });
}

function wordsOf(pieces: Piece[]): Set<string> {
  const words = new Set<string>();
  for (const { text } of pieces) eachWord(text, (start, end) => void words.add(text.slice(start, end)));
  words.delete(GAP);
  return words;
}
