import { inflateSync } from 'node:zlib';
import { refusal } from './refusal.ts';

const MB = 1024 * 1024;
/** A page of words takes some kilobytes; a font at most some megabytes. */
const LARGEST_STREAM = 64 * MB;
const ALL_STREAMS = 512 * MB;

/**
 * Throws `Invalid` where a PDF's compressed streams would unpack to more than a document of words does: a stream of 64 MB,
 * or all of 512 MB. PDF.js unpacks streams whole and has no limit of its own. Each is unpacked once into a bounded buffer and
 * let go. Pictures are not looked at, since they are never opened; nor are streams that do not unpack.
 */
export function refusePdfBomb(bytes: Buffer, fileName: string): void {
  let total = 0;
  for (let at = bytes.indexOf('stream'); at !== -1; at = bytes.indexOf('stream', at + 6)) {
    if (bytes.toString('latin1', at - 3, at) === 'end') continue;
    const dictionary = dictionaryBefore(bytes, at);
    const rounds = dictionary.match(/\/(?:FlateDecode|Fl)\b/g)?.length ?? 0;
    if (rounds === 0 || /\/Subtype\s*\/Image\b/.test(dictionary)) continue;
    const start = at + (bytes[at + 6] === 13 ? 8 : 7);
    const end = bytes.indexOf('endstream', start);
    let data = bytes.subarray(start, end === -1 ? bytes.length : end);
    for (let round = 0; round < rounds; round++) {
      const unpacked = unpack(data);
      if (unpacked === 'too much' || total + (unpacked?.length ?? 0) > ALL_STREAMS) {
        throw refusal(
          fileName,
          'it unpacks to far more than a transcript holds, and was not opened. Print it to a new PDF, or save it as text.',
        );
      }
      if (!unpacked) break;
      total += unpacked.length;
      data = unpacked;
    }
  }
}

/** The dictionary of a stream stands right before it, and always in the open. */
function dictionaryBefore(bytes: Buffer, at: number): string {
  const before = bytes.toString('latin1', Math.max(0, at - 2000), at);
  return before.slice(Math.max(0, before.lastIndexOf(' obj')));
}

function unpack(data: Buffer): Buffer | 'too much' | null {
  try {
    return inflateSync(data, { maxOutputLength: LARGEST_STREAM });
  } catch (error) {
    return error instanceof RangeError ? 'too much' : null;
  }
}
