/**
 * Whole numbers in as few bytes as they need (LEB128, https://en.wikipedia.org/wiki/LEB128): seven bits a byte, the lowest
 * first, the high bit set on all but the last. Numbers of words are below 2^28, ids up to 2^53.
 */

/** A buffer that grows as numbers are written to it. */
export interface Writing {
  bytes: Uint8Array;
  length: number;
}

export function writing(capacity = 1024): Writing {
  return { bytes: new Uint8Array(capacity), length: 0 };
}

export function writeNumber(to: Writing, value: number): void {
  if (to.length + 8 > to.bytes.length) {
    const larger = new Uint8Array(to.bytes.length * 2);
    larger.set(to.bytes);
    to.bytes = larger;
  }
  while (value >= 0x80000000) {
    to.bytes[to.length++] = (value % 128) | 0x80;
    value = Math.floor(value / 128);
  }
  while (value > 0x7f) {
    to.bytes[to.length++] = (value & 0x7f) | 0x80;
    value >>>= 7;
  }
  to.bytes[to.length++] = value;
}

/** Negative numbers too, small ones in one byte. */
export function writeSigned(to: Writing, value: number): void {
  writeNumber(to, value < 0 ? -value * 2 - 1 : value * 2);
}

export function written(from: Writing): Buffer {
  return Buffer.from(from.bytes.buffer, from.bytes.byteOffset, from.length);
}

/** A place in bytes being read. */
export interface Reading {
  bytes: Uint8Array;
  at: number;
}

export function readNumber(from: Reading): number {
  let value = 0;
  let scale = 1;
  for (;;) {
    const byte = from.bytes[from.at++]!;
    value += (byte & 0x7f) * scale;
    if (byte < 0x80) return value;
    scale *= 128;
  }
}

export function readSigned(from: Reading): number {
  const value = readNumber(from);
  return value % 2 ? -(value + 1) / 2 : value / 2;
}
