import type { Database } from '../../db/open.ts';
import type { SearchDocument } from '../document.ts';
import { numberWords, recount } from './dictionary.ts';
import { GAP, indexedText, type Piece, piecesOf } from './pieces.ts';
import { AUDIENCES, meta, setMeta } from './schema.ts';
import { kept, keptColumn } from './statements.ts';
import { freeSlot, rowOf, slotOf, storeRow } from './testimony-rows.ts';
import { distinctWords, encodeText } from './text.ts';

/** Writes a testimony into the index in place of what it said of it. Call within a transaction. */
export function writeTestimony(db: Database, document: SearchDocument): void {
  const slot = storeRow(db, rowOf(db, document, nextRevision(db)));
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

function nextRevision(db: Database): number {
  const revision = (meta<number>(db, 'revision') ?? 0) + 1;
  setMeta(db, 'revision', revision);
  return revision;
}

function writeAudience(db: Database, k: number, slot: number, pieces: Piece[]): void {
  const old = keptColumn<Buffer>(db, `SELECT text FROM text_${k} WHERE slot = ?`).get(slot);
  if (old) {
    kept(db, `DELETE FROM all_${k} WHERE rowid = ?`).run(slot);
    kept(db, `DELETE FROM head_${k} WHERE rowid = ?`).run(slot);
    kept(db, `DELETE FROM text_${k} WHERE slot = ?`).run(slot);
  }
  const before = old ? distinctWords(old) : new Set<number>();
  const numbers = numberWords(db, k, words(pieces));
  recount(db, k, before, new Set(numbers.values()));
  if (pieces.length === 0) return;
  const { title, names, about } = headTexts(pieces);
  kept(db, `INSERT INTO all_${k} (rowid, text) VALUES (?, ?)`).run(slot, indexedText(pieces));
  kept(db, `INSERT INTO head_${k} (rowid, title, names, about) VALUES (?, ?, ?, ?)`).run(slot, title, names, about);
  kept(db, `INSERT INTO text_${k} (slot, text) VALUES (?, ?)`).run(
    slot,
    encodeText(pieces, (word) => numbers.get(word)!),
  );
}

/** The columns of head_k. */
export function headTexts(pieces: Piece[]): { title: string; names: string; about: string } {
  const of = (kind: Piece['kind']) => indexedText(pieces.filter((piece) => piece.kind === kind));
  return { title: of('title'), names: of('names'), about: of('about') };
}

function* words(pieces: Piece[]): Generator<string> {
  for (const piece of pieces) for (const word of piece.words) if (word !== GAP) yield word;
}
