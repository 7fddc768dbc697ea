import { TooMuch, unpacked } from './pdf-filters.ts';
import { refusal } from './refusal.ts';

const MB = 1024 * 1024;
/** A page of words takes some kilobytes; a font at most some megabytes. */
const LARGEST_STREAM = 32 * MB;
const ALL_STREAMS = 256 * MB;
/** Filters on top of each other: two are common, more have no use. */
const MOST_FILTERS = 4;

const FILTER = /\/((?:Flate|LZW|ASCIIHex|ASCII85|RunLength)Decode|Fl|LZW|AHx|A85|RL)\b/g;

/**
 * Throws `Invalid` where a PDF's streams would unpack to more than a document of words does: a stream of 32 MB, or all of
 * 256 MB. PDF.js unpacks streams whole, has no limit of its own and cannot be stopped. Each is unpacked once into a bounded
 * buffer and let go. Pictures are not looked at, since they are never opened. An encrypted file, whose streams cannot be
 * looked at, is refused, also where it needs no password to be read.
 */
export function refuseHarmfulPdf(bytes: Buffer, fileName: string): void {
  if (isEncrypted(bytes)) {
    throw refusal(
      fileName,
      'it is protected by a password or against copying. Save it without protection, or print it to a new PDF.',
    );
  }
  let out = 0;
  let read = 0;
  let end = 0;
  for (let at = bytes.indexOf('stream'); at !== -1; at = bytes.indexOf('stream', at + 6)) {
    if (bytes.toString('latin1', at - 3, at) === 'end') continue;
    const dictionary = dictionaryBefore(bytes, at);
    const filters = [...dictionary.matchAll(FILTER)].map(([, name = '']) => name);
    if (filters.length === 0 || /\/Subtype\s{0,9}\/Image\b/.test(dictionary)) continue;
    const start = at + (bytes[at + 6] === 13 ? 8 : 7);
    if (end < start) end = bytes.indexOf('endstream', start);
    if (end === -1) end = bytes.length;
    try {
      // Streams do not overlap in a true file; in a false one, each could be read again and again.
      read += end - start;
      if (filters.length > MOST_FILTERS || read > 2 * bytes.length) throw new TooMuch();
      let data: Buffer | null = bytes.subarray(start, end);
      for (const filter of filters) {
        data = data && unpacked(data, filter, Math.min(LARGEST_STREAM, ALL_STREAMS - out));
        out += data?.length ?? 0;
      }
    } catch (error) {
      if (!(error instanceof TooMuch)) throw error;
      throw refusal(
        fileName,
        'it unpacks to far more than a transcript holds, and was not opened. Print it to a new PDF, or save it as text.',
      );
    }
  }
}

/** The trailer, which says so, always stands in the open. */
function isEncrypted(bytes: Buffer): boolean {
  for (let at = bytes.indexOf('/Encrypt'); at !== -1; at = bytes.indexOf('/Encrypt', at + 8)) {
    if (/^\/Encrypt\s{0,9}(?:\d{1,9}\s{1,9}\d{1,5}\s{1,9}R|<<)/.test(bytes.toString('latin1', at, at + 50)))
      return true;
  }
  return false;
}

/** The dictionary of a stream stands right before it, and always in the open. */
function dictionaryBefore(bytes: Buffer, at: number): string {
  const before = bytes.toString('latin1', Math.max(0, at - 2000), at);
  return before.slice(Math.max(0, before.lastIndexOf(' obj')));
}
