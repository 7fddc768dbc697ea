/**
 * Draws `../collection/pictures`: `npx tsx scripts/sample/make/pictures.ts`, with names for some. Handwriting is set in
 * faces of Debian's fonts-urw-base35, fonts-liberation and fonts-noto. Two drawings carry what cameras leave in files, so
 * that one can see that it does not reach a reader.
 */
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { DRAWINGS } from './pictures/index.ts';
import { svg } from './pictures/paper.ts';

const FOLDER = join(dirname(fileURLToPath(import.meta.url)), '..', 'collection', 'pictures');

/** An invented camera in Baghdad. */
const WITH_CAMERA = 'courtyard-house';
const CAMERA = {
  IFD0: {
    Make: 'Imaginary Optical Works',
    Model: 'Sample One',
    Software: 'drawn by hand',
    Artist: 'The sample collection',
  },
  IFD2: { DateTimeOriginal: '2024:02:01 10:00:00' },
  IFD3: {
    GPSLatitudeRef: 'N',
    GPSLatitude: '33/1 20/1 26/1',
    GPSLongitudeRef: 'E',
    GPSLongitude: '44/1 24/1 3/1',
  },
};
/** Stored lying on its side, as telephones do, and said to be so. */
const LYING = 'tripoli-lane';

const names = process.argv.slice(2).length > 0 ? process.argv.slice(2) : Object.keys(DRAWINGS);
mkdirSync(FOLDER, { recursive: true });
for (const name of names) {
  const drawing = sharp(Buffer.from(svg(DRAWINGS[name]!())), { unlimited: true }).flatten({ background: '#f5ecda' });
  const pixels = await drawing.png().toBuffer();
  let picture = sharp(pixels);
  if (name === WITH_CAMERA) picture = picture.withExif(CAMERA);
  if (name === LYING) picture = picture.rotate(-90).withMetadata({ orientation: 6 });
  const { size } = await picture.jpeg({ quality: 74, mozjpeg: true }).toFile(join(FOLDER, `${name}.jpg`));
  console.log(`${name}.jpg  ${Math.round(size / 1000)} kB`);
}
