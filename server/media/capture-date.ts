/** The day a photograph was taken, as its camera wrote it. */
import { readFile, stat } from 'node:fs/promises';
import exifr from 'exifr';

/** A TIFF larger than this, in bytes, is not read into memory for the sake of a date that few scans have. */
const LARGEST_TIFF = 256 * 1024 * 1024;

/**
 * EXIF DateTimeOriginal as an EDTF date, or null. Only the day is taken: the camera's clock has no time zone, and is seldom
 * right to the hour. A scan has no such date unless somebody wrote it there; the day it was scanned is another field.
 * @param source the EXIF block (with or without its `Exif` mark), or the path of a TIFF file
 */
export async function captureDate(source: Buffer | string): Promise<string | null> {
  try {
    const block = typeof source === 'string' ? await wholeFile(source) : source;
    const marked = block.toString('latin1', 0, 4) === 'Exif';
    const options = { pick: ['DateTimeOriginal'], reviveValues: false };
    const tags: unknown = await exifr.parse(marked ? block.subarray(6) : block, options);
    if (typeof tags !== 'object' || tags === null || !('DateTimeOriginal' in tags)) return null;
    return edtfDay(String(tags.DateTimeOriginal));
  } catch {
    return null; // damaged metadata is no reason to refuse a photograph
  }
}

/** Read here: given a path, exifr fails on Node 26 and leaves the file open, which ends the process later. */
async function wholeFile(path: string): Promise<Buffer> {
  return (await stat(path)).size > LARGEST_TIFF ? Buffer.alloc(0) : readFile(path);
}

/**
 * `1987:06:05 12:34:56` as `1987-06-05`; what is not known is zeros or blanks (EXIF 2.32, section 4.6.5) and left off. Null
 * for no date, an impossible one, and one that lies ahead: a clock that was never set.
 */
export function edtfDay(exif: string): string | null {
  const [, year, month, day] = /^(\d{4})[:-](\d\d|\s\s)[:-](\d\d|\s\s)/.exec(exif) ?? [];
  if (!year || Number(year) < 1800) return null;
  if (!Number(month)) return year;
  const edtf = Number(day) ? `${year}-${month}-${day}` : `${year}-${month}`;
  const date = new Date(`${edtf}T00:00:00Z`.replace(/^(\d{4}-\d\d)T/, '$1-01T'));
  if (Number.isNaN(date.getTime()) || !date.toISOString().startsWith(edtf)) return null;
  const dayMs = 24 * 60 * 60 * 1000;
  return date.getTime() > Date.now() + dayMs ? null : edtf;
}
