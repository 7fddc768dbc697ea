import { indexedText, type Piece, type PieceKind } from './pieces.ts';
import { encodeText, type NumberOf } from './text.ts';

/** What the tables of one audience get of one testimony. Texts in UTF-8. */
export interface Columns {
  all: Buffer;
  title: Buffer;
  names: Buffer;
  about: Buffer;
  text: Buffer;
}

export function columnsOf(pieces: Piece[], numberOf: NumberOf): Columns {
  const of = (kind: PieceKind) => Buffer.from(indexedText(pieces.filter((piece) => piece.kind === kind)));
  return {
    all: Buffer.from(indexedText(pieces)),
    title: of('title'),
    names: of('names'),
    about: of('about'),
    text: encodeText(pieces, numberOf),
  };
}
