/**
 * Opening a picture safely: by what it is and not by its name, its size read from the header before a pixel is decoded,
 * and anything broken in it refused.
 */
import sharp, { type Metadata, type Sharp } from 'sharp';
import { Invalid } from '../archive/errors.ts';
import { kindOf } from './kinds.ts';

/** The most pixels a picture may have. A sheet of A3 scanned at 600 dpi has 70 million; a bomb has many hundreds. */
export const maxPixels = 100_000_000;

// libvips would keep files open and pixels in memory after a picture was taken back and erased.
sharp.cache(false);

/** A picture ready to decode, and what its header says. `width` and `height` are as stored, before its orientation. */
export interface OpenPicture {
  picture: Sharp;
  header: Metadata;
  mime: string;
}

/** Opens a picture and reads only its header. Throws `Invalid` for what is no picture, is broken, or is too large. */
export async function openPicture(path: string): Promise<OpenPicture> {
  const found = await kindOf(path);
  if (found?.kind !== 'image')
    throw new Invalid('This is not a picture that can be read. Send it as JPEG, PNG or TIFF.');
  // Of a TIFF the first page, of a GIF the first frame; the rest stays in the original.
  const picture = sharp(path, { failOn: 'warning', limitInputPixels: false, page: 0, pages: 1 });
  const header = await decoding(picture.metadata());
  const { width, height } = header;
  if (width * height > maxPixels) {
    const size = `${width.toLocaleString('en')} × ${height.toLocaleString('en')} pixels`;
    const limit = `${maxPixels / 1_000_000} million pixels`;
    throw new Invalid(`The picture has ${size}; at most ${limit} are taken. Save it smaller and send that.`);
  }
  return { picture, header, mime: found.mime };
}

/** Waits for libvips, and says of a picture that broke in its hands that it is damaged. */
export async function decoding<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    const refused = new Invalid('The picture is damaged or breaks off, and cannot be read to its end. Send it again.');
    refused.cause = cause;
    throw refused;
  }
}
