import { inflateSync } from 'node:zlib';

/** Thrown where a stream unpacks to more than was allowed. */
export class TooMuch extends Error {}

/**
 * Unpacks a stream by one of the filters of PDF (ISO 32000-2, 7.4), no further than `most` bytes. Null where it is damaged
 * or the filter is none of data (pictures have their own). Throws `TooMuch`.
 */
export function unpacked(data: Buffer, filter: string, most: number): Buffer | null {
  if (/^Fl/.test(filter)) return inflated(data, most);
  if (/^LZW/.test(filter)) return lzw(data, most);
  if (/^(?:ASCIIHex|AHx)/.test(filter)) return Buffer.from(data.toString('latin1').replace(/[^\da-f]/gi, ''), 'hex');
  if (/^(?:ASCII85|A85)/.test(filter)) return ascii85(data, most);
  if (/^(?:RunLength|RL)/.test(filter)) return runLength(data, most);
  return null;
}

function inflated(data: Buffer, most: number): Buffer | null {
  try {
    return inflateSync(data, { maxOutputLength: most });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw new TooMuch();
    return null;
  }
}

/** Bytes gathered in growing pieces, up to a limit. */
function gatherer(most: number) {
  const pieces: Buffer[] = [];
  let length = 0;
  return {
    add(piece: Buffer) {
      length += piece.length;
      if (length > most) throw new TooMuch();
      pieces.push(piece);
    },
    all: () => Buffer.concat(pieces),
  };
}

/** Codes of 9 to 12 bits, most significant first; 256 clears the table, 257 ends. A string is its parent's and one byte more. */
function lzw(data: Buffer, most: number): Buffer {
  const out = gatherer(most);
  let table: Buffer[] = [];
  let last: Buffer | null = null;
  let [bits, held, width] = [0, 0, 9];
  for (const byte of data) {
    bits = ((bits << 8) | byte) & 0xfffff;
    held += 8;
    if (held < width) continue;
    held -= width;
    const code = (bits >> held) & ((1 << width) - 1);
    if (code === 257) break;
    if (code === 256) {
      [table, last, width] = [[], null, 9];
      continue;
    }
    const known = code < 256 ? Buffer.from([code]) : table[code - 258];
    const string: Buffer | null = known ?? (last ? Buffer.concat([last, last.subarray(0, 1)]) : null);
    if (!string) break;
    out.add(string);
    if (last && table.length < 4096 - 258) table.push(Buffer.concat([last, string.subarray(0, 1)]));
    last = string;
    const next = table.length + 258 + 1; // EarlyChange 1, the default
    width = next >= 2048 ? 12 : next >= 1024 ? 11 : next >= 512 ? 10 : 9;
  }
  return out.all();
}

function ascii85(data: Buffer, most: number): Buffer {
  const out = gatherer(most);
  let group: number[] = [];
  const flush = (digits: number[], bytes: number) => {
    const value = digits.reduce((sum, digit) => sum * 85 + digit, 0);
    const four = Buffer.alloc(4);
    four.writeUInt32BE(value % 2 ** 32);
    out.add(four.subarray(0, bytes));
  };
  for (const byte of data) {
    if (byte === 0x7e) break;
    if (byte === 0x7a && group.length === 0) out.add(Buffer.alloc(4));
    if (byte < 33 || byte > 117) continue;
    group.push(byte - 33);
    if (group.length === 5) {
      flush(group, 4);
      group = [];
    }
  }
  if (group.length > 1) flush([...group, 84, 84, 84, 84].slice(0, 5), group.length - 1);
  return out.all();
}

function runLength(data: Buffer, most: number): Buffer {
  const out = gatherer(most);
  for (let at = 0; at < data.length && data[at] !== 128; ) {
    const length = data[at]!;
    if (length < 128) out.add(data.subarray(at + 1, at + 2 + length));
    else out.add(Buffer.alloc(257 - length, data[at + 1] ?? 0));
    at += length < 128 ? length + 2 : 2;
  }
  return out.all();
}
