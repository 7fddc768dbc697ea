/**
 * Pictures as they are looked at and served. Whatever leaves here has been decoded and encoded anew: turned upright, in
 * sRGB, with nothing of the file's own metadata (EXIF with its places, XMP, IPTC, colour profile) left in it.
 */
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import type { Sharp } from 'sharp';
import { Invalid, NotFound } from '../archive/errors.ts';
import { captureDate } from './capture-date.ts';
import { type Derived, derive, derivedIfMade } from './derived.ts';
import { dominantColour } from './dominant-colour.ts';
import { decoding, openPicture } from './picture.ts';
import { hasOriginal, originalPath } from './storage.ts';
import { inTurns } from './turns.ts';

export { maxPixels } from './picture.ts';

/** The widths that pictures are served in, in pixels. */
export const imageWidths = [320, 640, 960, 1280, 1920] as const;
export type ImageWidth = (typeof imageWidths)[number];

/** The formats that pictures are served in, smallest first: offer them in this order. */
export const imageFormats = ['avif', 'webp', 'jpeg'] as const;
export type ImageFormat = (typeof imageFormats)[number];

/** What a picture is, upright as it is shown. */
export interface ImageFacts {
  width: number; // pixels, as shown
  height: number;
  format: string; // 'jpeg', 'png', 'tiff', …
  orientation: number; // of EXIF, 1 to 8: how it lies in the file
  capturedAt: string | null; // EDTF, to the day
  placeholder: string; // its dominant colour, as #rrggbb
}

/** A part of the upright picture, in fractions of its width and height from 0 to 1. */
export interface Crop {
  left: number;
  top: number;
  width: number;
  height: number;
}

/**
 * Reads a picture through to its end. Throws `Invalid` where it is no picture, is damaged or breaks off, or has more than
 * `maxPixels` (which its header tells, before anything is decoded).
 */
export async function inspectImage(path: string): Promise<ImageFacts> {
  return await turns(async () => {
    const { picture, header, mime } = await openPicture(path);
    const { width, height } = header.autoOrient;
    // Decoding to a thumbnail passes over every byte, so that what is broken anywhere is noticed.
    const small = picture.resize(64, 64, { fit: 'inside' }).flatten({ background: '#fff' }).toColourspace('srgb');
    const { data, info } = await decoding(small.raw().toBuffer({ resolveWithObject: true }));
    const capturedAt = await captureDate(header.exif ?? (mime === 'image/tiff' ? path : Buffer.alloc(0)));
    const { format, orientation = 1 } = header;
    return { width, height, format, orientation, capturedAt, placeholder: dominantColour(data, info.channels) };
  });
}

/**
 * The picture at one of `imageWidths`, never larger than it is, made when first asked for. Throws `NotFound` where there is
 * no such original, and `Invalid` for another width, format or crop and for what is no picture.
 */
export async function renderImage(
  dataFolder: string,
  sha256: string,
  options: { width: number; format: ImageFormat; crop?: Crop; turn?: number },
  signal?: AbortSignal,
): Promise<Derived> {
  const { width, format, crop, turn = 0 } = checked(options);
  const name = `w${width}${turnKey(turn)}${crop ? `-${cropKey(crop)}` : ''}.${format === 'jpeg' ? 'jpg' : format}`;
  const make = async (original: string, part: string) => {
    const { picture, header } = await openPicture(original);
    const whole = turn % 180 === 0 ? header.autoOrient : turned(header.autoOrient);
    const upright = turn === 0 ? picture.autoOrient() : picture.autoOrient().rotate(turn);
    const cut = crop ? upright.extract(pixels(crop, whole.width, whole.height)) : upright;
    const sized = cut.resize({ width, height: tallest, fit: 'inside', withoutEnlargement: true });
    await writeFile(part, await decoding(encoders[format](sized).toBuffer()));
  };
  return await derive(dataFolder, sha256, { name, mime: `image/${format}`, turns, make }, signal);
}

/**
 * The picture in full size for download, with no metadata: PNG where it was drawn or has transparency, else JPEG of high
 * quality. Throws as `renderImage` does.
 */
export async function strippedOriginal(
  dataFolder: string,
  sha256: string,
  { turn = 0, signal }: { turn?: number; signal?: AbortSignal } = {},
): Promise<Derived> {
  const nameOf = (name: string) => name.replace('.', `${turnKey(turn)}.`);
  for (const { name, mime } of [fullJpeg, fullPng]) {
    const made = await derivedIfMade(dataFolder, sha256, nameOf(name), mime);
    if (made) return made;
  }
  if (!(await hasOriginal(dataFolder, sha256))) throw new NotFound('file', sha256);
  const { header } = await openPicture(originalPath(dataFolder, sha256));
  const drawn = header.hasAlpha || header.format === 'png' || header.format === 'gif';
  const recipe = drawn || Math.max(header.width, header.height) > jpegLongest ? fullPng : fullJpeg;
  const make = async (original: string, part: string) => {
    const { picture } = await openPicture(original);
    await writeFile(
      part,
      await decoding(recipe.encode(turn === 0 ? picture.autoOrient() : picture.autoOrient().rotate(turn)).toBuffer()),
    );
  };
  return await derive(dataFolder, sha256, { name: nameOf(recipe.name), mime: recipe.mime, turns, make }, signal);
}

/** A crop as the archive keeps it, four fractions with spaces between them; none where it is not one. */
export function cropOf(kept: string | null): Crop | undefined {
  const numbers = (kept ?? '').split(' ').map(Number);
  if (kept === null || numbers.length !== 4 || numbers.some((one) => !Number.isFinite(one))) return undefined;
  const [left, top, width, height] = numbers as [number, number, number, number];
  return { left, top, width, height };
}

/** Which widths to offer for a picture of this width: each smaller one, and the first that shows it whole, with its true width. */
export function offeredWidths(naturalWidth: number): { width: ImageWidth; shown: number }[] {
  const enough = imageWidths.findIndex((width) => width >= naturalWidth);
  const offered = enough < 0 ? imageWidths : imageWidths.slice(0, enough + 1);
  return offered.map((width) => ({ width, shown: Math.min(width, naturalWidth) }));
}

/** A picture in the making takes a core and its pixels in memory: two at a time. */
const turns = inTurns(2);

const jpegLongest = 65_500;
const fullPng = { name: 'full.png', mime: 'image/png', encode: (picture: Sharp) => picture.png() };
const fullJpeg = {
  name: 'full.jpg',
  mime: 'image/jpeg',
  encode: (picture: Sharp) => picture.jpeg({ quality: 92, chromaSubsampling: '4:4:4' }),
};

/** WebP can be no taller; a scroll is made narrower instead. */
const tallest = 16_383;

const encoders: Record<ImageFormat, (picture: Sharp) => Sharp> = {
  avif: (picture) => picture.avif({ quality: 55, effort: 3 }),
  webp: (picture) => picture.webp({ quality: 80, effort: 4 }),
  jpeg: (picture) => picture.flatten({ background: '#fff' }).jpeg({ quality: 80, mozjpeg: true }),
};

function checked<T extends { width: number; format: ImageFormat; crop?: Crop }>(options: T): T {
  const { width, format, crop } = options;
  if (!imageWidths.some((known) => known === width)) {
    throw new Invalid(`Pictures are served ${imageWidths.join(', ')} pixels wide.`, { field: 'width' });
  }
  if (!imageFormats.includes(format))
    throw new Invalid(`Pictures are served as ${imageFormats.join(', ')}.`, { field: 'format' });
  const inside = (start: number, length: number) => start >= 0 && length > 0 && start + length <= 1.000001;
  if (crop && !(inside(crop.left, crop.width) && inside(crop.top, crop.height))) {
    throw new Invalid('A crop lies inside the picture, in fractions from 0 to 1.', { field: 'crop' });
  }
  return options;
}

function pixels(crop: Crop, width: number, height: number) {
  const left = Math.min(Math.round(crop.left * width), width - 1);
  const top = Math.min(Math.round(crop.top * height), height - 1);
  return {
    left,
    top,
    width: Math.max(1, Math.min(Math.round(crop.width * width), width - left)),
    height: Math.max(1, Math.min(Math.round(crop.height * height), height - top)),
  };
}

/** Part of the name of what is made of a picture that was turned. */
function turnKey(turn: number): string {
  if (![0, 90, 180, 270].includes(turn))
    throw new Invalid('A picture is turned by 90, 180 or 270 degrees.', { field: 'turn' });
  return turn === 0 ? '' : `-t${turn}`;
}

function turned({ width, height }: { width: number; height: number }) {
  return { width: height, height: width };
}

function cropKey({ left, top, width, height }: Crop): string {
  return createHash('sha256').update([left, top, width, height].join(' ')).digest('hex').slice(0, 12);
}
