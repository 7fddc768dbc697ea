/**
 * A face of a web page as the programs that draw pictures read it: a WOFF2 file back into the OpenType font it was made from.
 * https://www.w3.org/TR/WOFF2/ The outlines come as they were; only how tightly they are written differs.
 */
import { brotliDecompressSync } from 'node:zlib';
import { Invalid } from '../../archive/errors.ts';
import { rebuiltGlyphs } from './glyphs.ts';

/** In the order of the standard (section 4.1): a table is named by its number here. */
const KNOWN_TAGS =
  'cmap head hhea hmtx maxp name OS/2 post cvt  fpgm glyf loca prep CFF  VORG EBDT EBLC gasp hdmx kern LTSH PCLT VDMX vhea vmtx BASE GDEF GPOS GSUB EBSC JSTF MATH CBDT CBLC COLR CPAL SVG  sbix acnt avar bdat bloc bsln cvar fdsc feat fmtx fvar gvar hsty just lcar mort morx opbd prop trak Zapf Silf Glat Gloc Feat Sill';

interface Table {
  tag: string;
  data: Buffer;
}

/** Throws Invalid where it is no WOFF2 file. */
export function openTypeFrom(woff2: Buffer): Buffer {
  if (woff2.length < 48 || woff2.toString('latin1', 0, 4) !== 'wOF2') throw new Invalid('This is no WOFF2 font.');
  const flavour = woff2.readUInt32BE(4);
  const count = woff2.readUInt16BE(12);
  const compressed = woff2.readUInt32BE(20);
  let at = 48;
  const base128 = () => {
    let value = 0;
    for (let read = 0; read < 5; read += 1) {
      const byte = woff2.readUInt8(at);
      at += 1;
      value = value * 128 + (byte & 127);
      if (byte < 128) break;
    }
    return value;
  };
  const entries = Array.from({ length: count }, () => {
    const flags = woff2.readUInt8(at);
    at += 1;
    const number = flags & 63;
    const tag =
      number === 63 ? woff2.toString('latin1', at, at + 4) : KNOWN_TAGS.slice(5 * number, 5 * number + 4).padEnd(4);
    if (number === 63) at += 4;
    const version = flags >> 6;
    const transformed = tag === 'glyf' || tag === 'loca' ? version !== 3 : version !== 0;
    const length = base128();
    return { tag, transformed, stored: transformed ? base128() : length };
  });
  const stream = brotliDecompressSync(woff2.subarray(at, at + compressed));
  let offset = 0;
  const stored = entries.map((entry) => {
    const data = stream.subarray(offset, offset + entry.stored);
    offset += entry.stored;
    return { ...entry, data };
  });
  return assembled(flavour, rebuilt(stored));
}

function rebuilt(tables: (Table & { transformed: boolean })[]): Table[] {
  const glyf = tables.find(({ tag }) => tag === 'glyf');
  if (!glyf?.transformed) return tables;
  const glyphs = rebuiltGlyphs(glyf.data);
  const metrics = tables.find(({ tag }) => tag === 'hhea')!.data.readUInt16BE(34);
  return tables.map(({ tag, data, transformed }) => {
    if (tag === 'glyf') return { tag, data: glyphs.glyf };
    if (tag === 'loca') return { tag, data: glyphs.loca };
    if (tag === 'hmtx' && transformed) return { tag, data: sideBearings(data, metrics, glyphs.leftmost) };
    if (tag !== 'head') return { tag, data };
    const head = Buffer.from(data);
    head.writeInt16BE(1, 50); // loca in whole bytes
    return { tag, data: head };
  });
}

/** The advances as they were, and what was left out because the outlines say it (section 5.4). */
function sideBearings(data: Buffer, metrics: number, leftmost: number[]): Buffer {
  const flags = data.readUInt8(0);
  let at = 1;
  const advances = Array.from({ length: metrics }, (_, number) => data.readUInt16BE(at + 2 * number));
  at += 2 * metrics;
  const bearings = leftmost.map((left, number) => {
    const leftOut = number < metrics ? flags & 1 : flags & 2;
    if (leftOut) return left;
    at += 2;
    return data.readInt16BE(at - 2);
  });
  const table = Buffer.alloc(4 * metrics + 2 * (leftmost.length - metrics));
  let to = 0;
  for (const [number, bearing] of bearings.entries()) {
    if (number < metrics) to = table.writeUInt16BE(advances[number]!, to);
    to = table.writeInt16BE(bearing, to);
  }
  return table;
}

/** The file: its directory, then its tables, each on four bytes. https://learn.microsoft.com/typography/opentype/spec/otff */
function assembled(flavour: number, tables: Table[]): Buffer {
  const sorted = [...tables].sort((a, b) => (a.tag < b.tag ? -1 : 1));
  const power = 2 ** Math.floor(Math.log2(sorted.length));
  const directory = Buffer.alloc(12 + 16 * sorted.length);
  directory.writeUInt32BE(flavour, 0);
  directory.writeUInt16BE(sorted.length, 4);
  directory.writeUInt16BE(16 * power, 6);
  directory.writeUInt16BE(Math.log2(power), 8);
  directory.writeUInt16BE(16 * (sorted.length - power), 10);
  const pieces: Buffer[] = [directory];
  let offset = directory.length;
  for (const [number, { tag, data }] of sorted.entries()) {
    const padded = Buffer.alloc(Math.ceil(data.length / 4) * 4);
    data.copy(padded);
    const entry = 12 + 16 * number;
    directory.write(tag, entry, 'latin1');
    directory.writeUInt32BE(checksum(padded), entry + 4);
    directory.writeUInt32BE(offset, entry + 8);
    directory.writeUInt32BE(data.length, entry + 12);
    pieces.push(padded);
    offset += padded.length;
  }
  return Buffer.concat(pieces);
}

function checksum(padded: Buffer): number {
  let sum = 0;
  for (let at = 0; at < padded.length; at += 4) sum = (sum + padded.readUInt32BE(at)) >>> 0;
  return sum;
}
