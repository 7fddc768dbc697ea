/**
 * A testimony as it is scanned: for each piece what it is and how long, then the numbers of its words (dictionary.ts), a
 * gap being 0. Common words have small numbers, one byte each, so that this is a quarter of the text and needs no unpacking.
 */
import { eachWord, GAP, KINDS, type Piece, type PieceKind } from './pieces.ts';
import { type Reading, readNumber, readSigned, writeNumber, writeSigned, writing, written } from './varint.ts';

/** Gives the word of `text` from `start` to `end` its number, from 1. */
export type NumberOf = (text: string, start: number, end: number) => number;

/** Writes the pieces of one audience. */
export function encodeText(pieces: Piece[], numberOf: NumberOf): Buffer {
  const words = writing(8192);
  const head = writing(256);
  writeNumber(head, pieces.length);
  let id = 0;
  let place = 0;
  for (const piece of pieces) {
    const from = words.length;
    eachWord(piece.text, (start, end) => {
      writeNumber(words, piece.text.startsWith(GAP, start) ? 0 : numberOf(piece.text, start, end));
    });
    writeNumber(head, KINDS.indexOf(piece.kind));
    if (piece.kind === 'passage') {
      writeSigned(head, piece.id - id);
      writeSigned(head, piece.place - place);
      id = piece.id;
      place = piece.place;
    }
    writeNumber(head, words.length - from);
  }
  return Buffer.concat([written(head), written(words)]);
}

/** A piece of an encoded text: its words are the bytes from `from` to `to`. */
export interface EncodedPiece {
  kind: PieceKind;
  id: number;
  place: number;
  from: number;
  to: number;
}

/** The pieces of an encoded text, in its order. */
export function encodedPieces(text: Uint8Array): EncodedPiece[] {
  const reading: Reading = { bytes: text, at: 0 };
  const pieces: EncodedPiece[] = new Array(readNumber(reading));
  let id = 0;
  let place = 0;
  let from = 0;
  for (let i = 0; i < pieces.length; i++) {
    const kind = KINDS[readNumber(reading)]!;
    if (kind === 'passage') {
      id += readSigned(reading);
      place += readSigned(reading);
    }
    const length = readNumber(reading);
    pieces[i] = {
      kind,
      id: kind === 'passage' ? id : 0,
      place: kind === 'passage' ? place : 0,
      from,
      to: from + length,
    };
    from += length;
  }
  for (const piece of pieces) {
    piece.from += reading.at;
    piece.to += reading.at;
  }
  return pieces;
}

/** The numbers of the words in an encoded text, each once. */
export function distinctWords(text: Uint8Array): Set<number> {
  const numbers = new Set<number>();
  const reading: Reading = { bytes: text, at: encodedPieces(text)[0]?.from ?? text.length };
  while (reading.at < text.length) numbers.add(readNumber(reading));
  numbers.delete(0);
  return numbers;
}
