/** Small files made for these tests, so that none is a real person's. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync, deflateSync } from 'node:zlib';
import sharp from 'sharp';

/** An archive folder of its own for a test file, removed afterwards. */
export function temporaryArchive(): string {
  const folder = mkdtempSync(join(tmpdir(), 'kolot-media-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A photograph with what a telephone writes into it: the place, the hour, the owner, and that it was held upright. */
export async function photograph({
  width = 800,
  height = 600,
  orientation = 1,
  format = 'jpeg' as 'jpeg' | 'webp' | 'png' | 'avif',
} = {}) {
  const left = await sharp({ create: { width: width / 2, height, channels: 3, background: '#a01818' } })
    .png()
    .toBuffer();
  const picture = sharp({ create: { width, height, channels: 3, background: '#1830a0' } })
    .composite([{ input: left, left: 0, top: 0 }])
    .withExif({
      IFD0: { Artist: 'Private Person', Model: 'Telephone 7', Copyright: 'Family of the narrator' },
      IFD2: { DateTimeOriginal: '1987:06:05 12:34:56' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '33/1 18/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '44/1 22/1 0/1' },
    })
    .withXmp(
      '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></x:xmpmeta>',
    )
    .withMetadata({ orientation });
  return await picture[format]().toBuffer();
}

/** A PNG whose header tells of `width` × `height` black pixels: small as a file, and huge when it is decoded. */
export function bomb(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 1; // one bit a pixel, grey
  const pixels = deflateSync(Buffer.alloc(height * (Math.ceil(width / 8) + 1)));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** The checksum of PNG and ZIP; `zlib.crc32` is not there before Node 20.15. */
export function crc32(bytes: Buffer): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? 0xedb88320 ^ (sum >>> 1) : sum >>> 1;
  }
  return (sum ^ 0xffffffff) >>> 0;
}

/** A ZIP file of these entries, stored as they are or deflated. */
export function zip(entries: Record<string, string | Buffer>, deflated = false): Buffer {
  const files = Object.entries(entries).map(([name, content]) => {
    const plain = Buffer.from(content);
    const bytes = deflated ? deflateRawSync(plain) : plain;
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE(deflated ? 8 : 0, 4);
    head.writeUInt32LE(crc32(plain), 10);
    head.writeUInt32LE(bytes.length, 14);
    head.writeUInt32LE(plain.length, 18);
    head.writeUInt16LE(name.length, 22);
    return { name: Buffer.from(name), head, bytes };
  });
  const locals = files.map(({ name, head, bytes }) => Buffer.concat([Buffer.from('PK\x03\x04'), head, name, bytes]));
  let offset = 0;
  const central = files.map(({ name, head }, at) => {
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    offset += locals[at]!.length;
    return Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), head, tail, name]);
  });
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}

/** A WAV recording of a 440 Hz tone, 16 bits, one channel; `loudness` from 0 to 1 at each second. */
export function tone(loudness: readonly number[], rate = 16_000): Buffer {
  const data = Buffer.alloc(loudness.length * rate * 2);
  for (let at = 0; at < loudness.length * rate; at += 1) {
    const level = loudness[Math.floor(at / rate)] ?? 0;
    data.writeInt16LE(Math.round(Math.sin((2 * Math.PI * 440 * at) / rate) * level * 32_000), at * 2);
  }
  const header = Buffer.alloc(44);
  header.write('RIFF', 0, 'latin1');
  header.writeUInt32LE(36 + data.length, 4);
  header.write('WAVEfmt ', 8, 'latin1');
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(rate, 24);
  header.writeUInt32LE(rate * 2, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36, 'latin1');
  header.writeUInt32LE(data.length, 40);
  return Buffer.concat([header, data]);
}
