import type { DocumentText, SearchDocument } from '../document.ts';
import { fold } from '../folding.ts';
import { AUDIENCES } from './schema.ts';

/** What a piece of text is; only passages have an id. */
export const KINDS = ['passage', 'title', 'names', 'about', 'body', 'subject'] as const;
export type PieceKind = (typeof KINDS)[number];

/**
 * A text in folded words, one space between two. GAP stands as a word of its own where words are withheld or a list goes
 * on: no phrase crosses it.
 */
export interface Piece {
  kind: PieceKind;
  id: number; // of the passage; 0 for other texts
  place: number; // in the order of the text; two copies of a passage (one with words withheld) have the same
  text: string;
}

export const GAP = '¶';

/** The pieces of a testimony by audience; a piece is never open to more people than the testimony itself. */
export function piecesOf(document: SearchDocument): Piece[][] {
  const pieces: Piece[][] = AUDIENCES.map(() => []);
  for (const text of document.texts) {
    pieces[Math.max(text.audience, document.audience)]!.push(textPiece(text));
  }
  const places = new Map<number, number>();
  for (const { id, text, audience } of document.passages) {
    const place = places.get(id) ?? places.size;
    places.set(id, place);
    pieces[Math.max(audience, document.audience)]!.push({ kind: 'passage', id, place, text: foldPiece(text) });
  }
  return pieces;
}

function textPiece({ column, text }: DocumentText): Piece {
  return { kind: column, id: 0, place: 0, text: foldPiece(text) };
}

const BREAK = /[¶▒]+/; // ¶ between the items of a list, ▒ for words withheld (archive/redaction.ts)

function foldPiece(text: string): string {
  if (!BREAK.test(text)) return fold(text);
  const parts = text.split(BREAK).map(fold);
  return parts.filter((part) => part !== '').join(` ${GAP} `);
}

/** Calls `visit` for every word of a piece, gaps among them, with where it begins and ends. */
export function eachWord(text: string, visit: (start: number, end: number) => void): void {
  if (text === '') return;
  let start = 0;
  for (let end = text.indexOf(' '); end !== -1; end = text.indexOf(' ', start)) {
    visit(start, end);
    start = end + 1;
  }
  visit(start, text.length);
}

/** The words that stand in what the subjects are called, and nowhere else. */
export function inSubjectsAlone(pieces: readonly Piece[]): Set<string> {
  const words = new Set<string>();
  const each = (some: readonly Piece[], visit: (word: string) => void) => {
    for (const { text } of some) eachWord(text, (start, end) => visit(text.slice(start, end)));
  };
  const [subjects, others] = [pieces.filter(isSubject), pieces.filter((piece) => !isSubject(piece))];
  each(subjects, (word) => words.add(word));
  if (words.size > 0) each(others, (word) => words.delete(word));
  words.delete(GAP);
  return words;
}

const isSubject = ({ kind }: Piece) => kind === 'subject';

/** Words that may stand between two others for NEAR to hold, and still never reach into the next passage. */
export const WIDEST_NATIVE_NEAR = 10;
const BETWEEN = ` ${`${GAP} `.repeat(WIDEST_NATIVE_NEAR + 1)}`;

/** The text FTS5 is given: pieces, and what gaps part, with so many signs between them that NEAR does not cross. */
export function indexedText(pieces: Piece[]): string {
  return pieces.map(({ text }) => (text.includes(GAP) ? text.replaceAll(` ${GAP} `, BETWEEN) : text)).join(BETWEEN);
}
