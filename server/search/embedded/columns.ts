import { marksOf } from './often.ts';
import { indexedText, inSubjectsAlone, type Piece, type PieceKind } from './pieces.ts';
import { encodeText, type NumberOf } from './text.ts';

/** What the tables of one audience get of one testimony. Texts in UTF-8. */
export interface Columns {
  all: Buffer;
  title: Buffer;
  names: Buffer;
  subject: Buffer; // words that stand in what its subjects are called alone
  often: Buffer;
  text: (Buffer | null)[]; // rows (text.ts)
}

export function columnsOf(pieces: Piece[], numberOf: NumberOf): Columns {
  const of = (kind: PieceKind) => Buffer.from(indexedText(pieces.filter((piece) => piece.kind === kind)));
  const text = encodeText(pieces, numberOf);
  return {
    all: Buffer.from(indexedText(pieces)),
    title: of('title'),
    names: of('names'),
    subject: Buffer.from([...inSubjectsAlone(pieces)].join(' ')),
    often: Buffer.from(marksOf(text)),
    text: text.rows,
  };
}
