/** The faces of the pages can be drawn with, though what draws pictures reads no WOFF2. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { openTypeFrom } from '../../server/media/faces/woff2.ts';
import { CARD, quotationCard } from '../../server/media/quotation-card.ts';

const require = createRequire(import.meta.url);
const face = (name: string, file: string) =>
  readFileSync(
    join(dirname(require.resolve(`@fontsource-variable/${name}/package.json`)), 'files', `${file}-wght-normal.woff2`),
  );

/** The tables of an OpenType file: where each begins and how long it is. */
function tables(font: Buffer): Map<string, Buffer> {
  return new Map(
    Array.from({ length: font.readUInt16BE(4) }, (_, number) => {
      const entry = 12 + 16 * number;
      const at = font.readUInt32BE(entry + 8);
      return [font.toString('latin1', entry, entry + 4), font.subarray(at, at + font.readUInt32BE(entry + 12))];
    }),
  );
}

test.each([
  ['source-serif-4', 'source-serif-4-latin'],
  ['noto-naskh-arabic', 'noto-naskh-arabic-arabic'],
  ['frank-ruhl-libre', 'frank-ruhl-libre-hebrew'],
])('%s comes out of its WOFF2 with an outline for each of its glyphs', (name, file) => {
  const found = tables(openTypeFrom(face(name, file)));
  const glyphs = found.get('maxp')!.readUInt16BE(4);
  const loca = found.get('loca')!;
  expect(loca.length).toBe(4 * (glyphs + 1));
  expect(loca.readUInt32BE(4 * glyphs)).toBe(found.get('glyf')!.length);
  expect(found.get('head')!.readInt16BE(50)).toBe(1);
  const outlined = Array.from({ length: glyphs }, (_, at) => loca.readUInt32BE(4 * at + 4) > loca.readUInt32BE(4 * at));
  expect(outlined.filter(Boolean).length).toBeGreaterThan(glyphs / 2);
});

test('what is no WOFF2 is refused', () => {
  expect(() => openTypeFrom(Buffer.from('no font'))).toThrow('no WOFF2');
});

test('Arabic and Hebrew stand at the right of a card, Latin at the left, and long words are cut to fit', async () => {
  const inked = async (text: string, words: 'ltr' | 'rtl') => {
    const card = await quotationCard({
      text,
      direction: { words, page: 'ltr' },
      name: null,
      lines: [],
      archive: 'Kolot',
      address: 'kolot.example',
      note: null,
    });
    const { data, info } = await sharp(card).greyscale().raw().toBuffer({ resolveWithObject: true });
    const columns: number[] = [];
    for (let x = 40; x < info.width - 40; x += 1)
      for (let y = 60; y < 400; y += 1) {
        if (data[y * info.width + x]! < 90) {
          columns.push(x);
          break;
        }
      }
    return { first: columns[0]!, last: columns.at(-1)! };
  };
  expect((await inked('ships', 'ltr')).last).toBeLessThan(CARD.width / 2);
  expect((await inked('أبي', 'rtl')).first).toBeGreaterThan(CARD.width / 2);
  expect((await inked('אבא', 'rtl')).first).toBeGreaterThan(CARD.width / 2);
  const long = await inked('And he sold them onions by the ton. '.repeat(60), 'ltr');
  expect(long.first).toBeGreaterThan(80);
  expect(long.last).toBeLessThan(CARD.width - 80);
});
