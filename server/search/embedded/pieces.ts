import type { DocumentText, SearchDocument } from '../document.ts';
import { foldedTokens } from '../folding.ts';
import { AUDIENCES } from './schema.ts';

/** What a piece of text is; only passages have an id. */
export const KINDS = ['passage', 'title', 'names', 'about', 'body'] as const;
export type PieceKind = (typeof KINDS)[number];

/** A text in folded words. GAP stands where words are withheld or a list goes on: no phrase crosses it. */
export interface Piece {
  kind: PieceKind;
  id: number; // of the passage; 0 for other texts
  place: number; // in the order of the text; two copies of a passage (one with words withheld) have the same
  words: string[];
}

export const GAP = '';

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
    pieces[Math.max(audience, document.audience)]!.push({ kind: 'passage', id, place, words: wordsOf(text) });
  }
  return pieces;
}

function textPiece({ column, text }: DocumentText): Piece {
  return { kind: column, id: 0, place: 0, words: wordsOf(text) };
}

const BREAK = /[¶▒]+/; // ¶ between the items of a list, ▒ for words withheld (archive/redaction.ts)

export function wordsOf(text: string): string[] {
  const [first = '', ...rest] = text.split(BREAK);
  const words = foldedTokens(first);
  for (const part of rest) {
    if (words.length && words.at(-1) !== GAP) words.push(GAP);
    for (const word of foldedTokens(part)) words.push(word);
  }
  return words;
}

/** Words that may stand between two others for NEAR to hold, and still never reach into the next passage. */
export const WIDEST_NATIVE_NEAR = 10;
const BETWEEN = ` ${'¶ '.repeat(WIDEST_NATIVE_NEAR + 1)}`;

/** The text FTS5 is given: words parted by spaces, pieces and gaps by so many signs that NEAR does not cross them. */
export function indexedText(pieces: Piece[]): string {
  return pieces.map(({ words }) => joined(words)).join(BETWEEN);
}

function joined(words: string[]): string {
  const text = words.join(' ');
  return text.includes('  ') ? text.replaceAll('  ', BETWEEN) : text;
}
