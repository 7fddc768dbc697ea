import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { captureDate, edtfDay } from '../../server/media/capture-date.ts';
import { inspectImage } from '../../server/media/image.ts';
import { temporaryArchive } from './made.ts';

const data = temporaryArchive();

test('a TIFF says its day too', async () => {
  const path = join(data, 'scan');
  writeFileSync(path, tiffOfDay('1951:12:31 23:59:59'));
  expect((await inspectImage(path)).capturedAt).toBe('1951-12-31');
});

test('damaged metadata has no day, and is no reason to refuse a photograph', async () => {
  for (const block of ['', 'Exif\0\0', 'Exif\0\0II*\0\xff\xff\xff\x7f', 'nonsense']) {
    expect(await captureDate(Buffer.from(block, 'latin1'))).toBeNull();
  }
  expect(await captureDate(join(data, 'nowhere'))).toBeNull();
});

test('the day on a photograph is as exact as its camera knew it', () => {
  const days: [string, string | null][] = [
    ['1987:06:05 12:34:56', '1987-06-05'],
    ['1948:05:00 00:00:00', '1948-05'],
    ['1948:  :     :  :  ', '1948'],
    ['1948:00:00 00:00:00', '1948'],
    ['0000:00:00 00:00:00', null],
    ['1987:02:30 00:00:00', null],
    ['2999:01:01 00:00:00', null],
    ['yesterday', null],
    ['', null],
  ];
  for (const [exif, edtf] of days) expect([exif, edtfDay(exif)]).toEqual([exif, edtf]);
});

/** A TIFF of one grey pixel with an EXIF block, made by hand: sharp writes none. */
function tiffOfDay(day: string): Buffer {
  const entry = (tag: number, type: number, length: number, value: number) => {
    const bytes = Buffer.alloc(12);
    bytes.writeUInt16LE(tag, 0);
    bytes.writeUInt16LE(type, 2);
    bytes.writeUInt32LE(length, 4);
    bytes.writeUInt32LE(value, 8);
    return bytes;
  };
  const directory = (...entries: Buffer[]) =>
    Buffer.concat([Buffer.from([entries.length, 0]), ...entries, Buffer.alloc(4)]);
  const exifAt = 8 + 2 + 9 * 12 + 4;
  const dayAt = exifAt + 2 + 12 + 4;
  const pixelAt = dayAt + 20;
  const tags: [number, number, number, number][] = [
    [256, 3, 1, 1],
    [257, 3, 1, 1],
    [258, 3, 1, 8],
    [259, 3, 1, 1],
    [262, 3, 1, 1],
    [273, 4, 1, pixelAt],
    [278, 3, 1, 1],
    [279, 4, 1, 1],
    [0x8769, 4, 1, exifAt],
  ];
  const exif = directory(entry(0x9003, 2, 20, dayAt));
  const image = directory(...tags.map((tag) => entry(...tag)));
  return Buffer.concat([
    Buffer.from('II*\0\x08\0\0\0', 'latin1'),
    image,
    exif,
    Buffer.from(`${day}\0`),
    Buffer.from([128]),
  ]);
}
