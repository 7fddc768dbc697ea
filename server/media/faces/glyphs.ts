/** The outlines of a WOFF2 font, which it keeps in streams of their own: https://www.w3.org/TR/WOFF2/#glyf_table_format */

export interface Glyphs {
  glyf: Buffer;
  loca: Buffer; // long
  leftmost: number[]; // of each glyph, its smallest x
}

interface Point {
  dx: number;
  dy: number;
  onCurve: boolean;
}

const [MORE, WORDS, SCALE, TWO_SCALES, MATRIX, INSTRUCTED] = [0x20, 0x1, 0x8, 0x40, 0x80, 0x100] as const;
const STREAMS = 7; // contours, points, flags, glyphs, composites, bounding boxes, instructions

export function rebuiltGlyphs(data: Buffer): Glyphs {
  const overlaps = data.readUInt16BE(2) & 1;
  const count = data.readUInt16BE(4);
  let offset = 8 + 4 * STREAMS;
  const streams = Array.from({ length: STREAMS }, (_, number) => {
    const size = data.readUInt32BE(8 + 4 * number);
    offset += size;
    return new Stream(data.subarray(offset - size, offset));
  });
  const [contours, points, flags, glyphs, composites, boxes, instructions] = streams as [
    Stream,
    Stream,
    Stream,
    Stream,
    Stream,
    Stream,
    Stream,
  ];
  const boxed = boxes.bytes(4 * Math.floor((count + 31) / 32));
  const overlapping = overlaps ? data.subarray(offset, offset + Math.ceil(count / 8)) : null;
  const has = (bits: Buffer | null, number: number) =>
    bits !== null && (bits[number >> 3]! & (128 >> (number & 7))) > 0;

  const loca = Buffer.alloc(4 * (count + 1));
  const leftmost: number[] = [];
  const pieces: Buffer[] = [];
  let length = 0;
  for (let number = 0; number < count; number += 1) {
    loca.writeUInt32BE(length, 4 * number);
    const outlines = contours.int16();
    const box = has(boxed, number) ? boxes.bytes(8) : null;
    let glyph: Buffer = Buffer.alloc(0);
    if (outlines === -1) glyph = composite(composites, glyphs, instructions, box!);
    else if (outlines > 0) {
      const ends: number[] = [];
      for (let contour = 0; contour < outlines; contour += 1) ends.push((ends.at(-1) ?? -1) + points.packed());
      const drawn = Array.from({ length: ends.at(-1)! + 1 }, () => point(flags.uint8(), glyphs));
      const program = instructions.bytes(glyphs.packed());
      glyph = simple(ends, drawn, program, box ?? boxOf(drawn), has(overlapping, number));
    }
    leftmost.push(glyph.length ? glyph.readInt16BE(2) : 0);
    const padded = Buffer.alloc(Math.ceil(glyph.length / 4) * 4);
    glyph.copy(padded);
    pieces.push(padded);
    length += padded.length;
  }
  loca.writeUInt32BE(length, 4 * count);
  return { glyf: Buffer.concat(pieces), loca, leftmost };
}

/** Bytes read one after the other. */
class Stream {
  #at = 0;
  constructor(readonly data: Buffer) {}
  bytes(length: number): Buffer {
    this.#at += length;
    return this.data.subarray(this.#at - length, this.#at);
  }
  uint8(): number {
    this.#at += 1;
    return this.data.readUInt8(this.#at - 1);
  }
  int16(): number {
    this.#at += 2;
    return this.data.readInt16BE(this.#at - 2);
  }
  /** 255UInt16 of the standard. */
  packed(): number {
    const code = this.uint8();
    if (code === 253) return this.bytes(2).readUInt16BE(0);
    if (code === 255) return this.uint8() + 253;
    if (code === 254) return this.uint8() + 506;
    return code;
  }
}

/** A step from the point before, written in one to four bytes (section 5.2). */
function point(written: number, glyphs: Stream): Point {
  const onCurve = written < 128;
  const flag = written & 127;
  const signed = (bits: number, value: number) => (bits & 1 ? value : -value);
  const next = () => glyphs.uint8();
  const step = (dx: number, dy: number): Point => ({ dx, dy, onCurve });
  if (flag < 10) return step(0, signed(flag, ((flag & 14) << 7) + next()));
  if (flag < 20) return step(signed(flag, (((flag - 10) & 14) << 7) + next()), 0);
  if (flag < 84) {
    const [high, low] = [flag - 20, next()];
    return step(
      signed(flag, 1 + (high & 0x30) + (low >> 4)),
      signed(flag >> 1, 1 + ((high & 0x0c) << 2) + (low & 0x0f)),
    );
  }
  if (flag < 120) {
    const high = flag - 84;
    const dx = signed(flag, 1 + (Math.floor(high / 12) << 8) + next());
    return step(dx, signed(flag >> 1, 1 + (((high % 12) >> 2) << 8) + next()));
  }
  if (flag < 124) {
    const [first, second, third] = [next(), next(), next()];
    return step(signed(flag, (first << 4) + (second >> 4)), signed(flag >> 1, ((second & 0x0f) << 8) + third));
  }
  const [first, second, third, fourth] = [next(), next(), next(), next()];
  return step(signed(flag, (first << 8) + second), signed(flag >> 1, (third << 8) + fourth));
}

function boxOf(points: Point[]): Buffer {
  let [x, y] = [0, 0];
  const [xs, ys]: [number[], number[]] = [[], []];
  for (const { dx, dy } of points) {
    x += dx;
    y += dy;
    xs.push(x);
    ys.push(y);
  }
  const box = Buffer.alloc(8);
  for (const [at, value] of [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)].entries())
    box.writeInt16BE(value, 2 * at);
  return box;
}

/** An outline with a flag for each point and its steps in two bytes each: longer than need be, and as good. */
function simple(ends: number[], points: Point[], program: Buffer, box: Buffer, overlaps: boolean): Buffer {
  const head = Buffer.alloc(2 + 8 + 2 * ends.length + 2);
  head.writeInt16BE(ends.length, 0);
  box.copy(head, 2);
  for (const [number, end] of ends.entries()) head.writeUInt16BE(end, 10 + 2 * number);
  head.writeUInt16BE(program.length, head.length - 2);
  const flags = Buffer.from(
    points.map(({ onCurve }, number) => (onCurve ? 1 : 0) | (overlaps && number === 0 ? 0x40 : 0)),
  );
  const steps = Buffer.alloc(4 * points.length);
  for (const [number, { dx, dy }] of points.entries()) {
    steps.writeInt16BE(dx, 2 * number);
    steps.writeInt16BE(dy, 2 * (points.length + number));
  }
  return Buffer.concat([head, program, flags, steps]);
}

/** A glyph put together of others. */
function composite(composites: Stream, glyphs: Stream, instructions: Stream, box: Buffer): Buffer {
  const outline = Buffer.alloc(2);
  outline.writeInt16BE(-1, 0);
  const pieces = [outline, box];
  let [flags, instructed] = [MORE as number, false];
  while (flags & MORE) {
    const head = composites.bytes(4);
    flags = head.readUInt16BE(0);
    const scale = flags & SCALE ? 2 : flags & TWO_SCALES ? 4 : flags & MATRIX ? 8 : 0;
    pieces.push(head, composites.bytes((flags & WORDS ? 4 : 2) + scale));
    instructed ||= (flags & INSTRUCTED) > 0;
  }
  if (instructed) {
    const length = Buffer.alloc(2);
    const program = instructions.bytes(glyphs.packed());
    length.writeUInt16BE(program.length, 0);
    pieces.push(length, program);
  }
  return Buffer.concat(pieces);
}
