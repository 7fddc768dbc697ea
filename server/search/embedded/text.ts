/**
 * A testimony as it is scanned: for each piece what it is and how long, then its words as codes of sixteen bits, in the byte
 * order of the machine. The 65,000 commonest words are one code; the others two, of which the first is above ESCAPE. So a
 * text is looked through at one table look-up a word, as it lies in the file, and is about two bytes a word.
 */
import { eachWord, GAP, KINDS, type Piece, type PieceKind } from './pieces.ts';
import { type Reading, readNumber, readSigned, writeNumber, writeSigned, writing, written } from './varint.ts';

/** Gives the word of `text` from `start` to `end` its number, from 1 (dictionary.ts). */
export type NumberOf = (text: string, start: number, end: number) => number;

export const GAP_CODE = 0;
/** Codes from here on are the upper half of a number, and the next code is the lower. */
export const ESCAPE = 0xfe00;
const LARGEST = 0x1ffffff;

/** The codes of a word by its number. Words beyond the thirty-third million share the last one. */
export function codesOf(number: number): [number] | [number, number] {
  const within = Math.min(number, LARGEST);
  return within < ESCAPE ? [within] : [ESCAPE + (within >>> 16), within & 0xffff];
}

/** The number of the word whose first code is at `at`. */
export function numberAt(codes: Uint16Array, at: number): number {
  const code = codes[at]!;
  return code < ESCAPE ? code : (code - ESCAPE) * 0x10000 + codes[at + 1]!;
}

/** Whether the code at `at` is the lower half of a number. Lower halves may themselves be above ESCAPE: so many before decide. */
export function isLowerHalf(codes: Uint16Array, at: number): boolean {
  let before = at;
  while (before > 0 && codes[before - 1]! >= ESCAPE) before--;
  return (at - before) % 2 === 1;
}

/** Writes the pieces of one audience. */
export function encodeText(pieces: Piece[], numberOf: NumberOf): Buffer {
  let codes = new Uint16Array(8192);
  let length = 0;
  const head = writing(256);
  writeNumber(head, pieces.length);
  let id = 0;
  let place = 0;
  for (const piece of pieces) {
    const from = length;
    const most = length + piece.text.length + 1; // a word of one letter and the space after it may be two codes
    if (most > codes.length) codes = larger(codes, most * 2);
    eachWord(piece.text, (start, end) => {
      const number = piece.text.startsWith(GAP, start) ? GAP_CODE : numberOf(piece.text, start, end);
      if (number < ESCAPE) {
        codes[length++] = number;
      } else {
        const [upper, lower] = codesOf(number);
        codes[length++] = upper;
        codes[length++] = lower!;
      }
    });
    writeNumber(head, KINDS.indexOf(piece.kind));
    if (piece.kind === 'passage') {
      writeSigned(head, piece.id - id);
      writeSigned(head, piece.place - place);
      id = piece.id;
      place = piece.place;
    }
    writeNumber(head, length - from);
  }
  const even = head.length % 2 ? [Buffer.alloc(1)] : [];
  return Buffer.concat([written(head), ...even, Buffer.from(codes.buffer, 0, length * 2)]);
}

function larger(codes: Uint16Array, length: number): Uint16Array<ArrayBuffer> {
  const more = new Uint16Array(length);
  more.set(codes);
  return more;
}

/** An encoded text opened: its pieces, and all its codes. */
export interface OpenText {
  pieces: EncodedPiece[];
  codes: Uint16Array;
}

/** A piece of an encoded text: its words are the codes from `from` to `to`. */
export interface EncodedPiece {
  kind: PieceKind;
  id: number;
  place: number;
  from: number;
  to: number;
}

export function openText(text: Uint8Array): OpenText {
  const reading: Reading = { bytes: text, at: 0 };
  const pieces: EncodedPiece[] = new Array(readNumber(reading));
  let id = 0;
  let place = 0;
  let from = 0;
  for (let i = 0; i < pieces.length; i++) {
    const kind = KINDS[readNumber(reading)]!;
    const isPassage = kind === 'passage';
    if (isPassage) {
      id += readSigned(reading);
      place += readSigned(reading);
    }
    const to = from + readNumber(reading);
    pieces[i] = { kind, id: isPassage ? id : 0, place: isPassage ? place : 0, from, to };
    from = to;
  }
  const start = reading.at + (reading.at % 2);
  const aligned = (text.byteOffset + start) % 2 === 0 ? text : Uint8Array.from(text);
  return { pieces, codes: new Uint16Array(aligned.buffer, aligned.byteOffset + start, (text.length - start) / 2) };
}

/** The numbers of the words in an encoded text, each once. */
export function distinctWords(text: Uint8Array): Set<number> {
  const { codes } = openText(text);
  const numbers = new Set<number>();
  for (let at = 0; at < codes.length; at += codes[at]! < ESCAPE ? 1 : 2) numbers.add(numberAt(codes, at));
  numbers.delete(GAP_CODE);
  return numbers;
}
