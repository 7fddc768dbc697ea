import type { Readable } from 'node:stream';
import yauzl from 'yauzl';
import { Invalid } from '../archive/errors.ts';
import { refusal } from './refusal.ts';

/** What a Word document may be. A whole life in words is under 10 MB of XML; photographs in it hardly compress. */
export interface ZipLimits {
  entries: number;
  xmlBytes: number; // of all .xml and .rels entries, unpacked
  markup: number; // tags and attributes, each of which takes about a kilobyte of memory when read
  bytes: number; // of all entries, unpacked
  ratio: number; // unpacked to packed, for archives that unpack to more than `ratioFrom`
  ratioFrom: number;
}

const MB = 1024 * 1024;
export const DOCX_LIMITS: ZipLimits = {
  entries: 2000,
  xmlBytes: 32 * MB,
  markup: 1_500_000,
  bytes: 512 * MB,
  ratio: 100,
  ratioFrom: 8 * MB,
};

/**
 * The names of the entries of a ZIP archive, after unpacking all of it and keeping nothing: what an entry says of its size
 * is not believed. Throws `Invalid` as soon as a limit is passed, so that a bomb costs little memory and time; and where the
 * archive is damaged or encrypted, or an XML entry declares a DTD.
 */
export async function checkedZip(bytes: Buffer, fileName: string, limits: ZipLimits = DOCX_LIMITS): Promise<string[]> {
  const names: string[] = [];
  let total = 0;
  let xml = 0;
  let markup = 0;
  try {
    const zip = await yauzl.fromBufferPromise(bytes, { lazyEntries: true });
    for await (const entry of zip.eachEntry()) {
      names.push(entry.fileName);
      if (names.length > limits.entries) throw tooMuch(fileName, `more than ${limits.entries} files`);
      if (entry.fileName.endsWith('/')) continue;
      if (entry.isEncrypted()) throw refusal(fileName, 'it is protected by a password. Save it without one.');
      const isXml = /\.(?:xml|rels)$/i.test(entry.fileName);
      let head = '';
      for await (const chunk of (await zip.openReadStreamPromise(entry)) as Readable & AsyncIterable<Buffer>) {
        total += chunk.length;
        if (isXml) xml += chunk.length;
        markup += markupIn(chunk); // of all, since a document's own list can call any entry XML
        if (total > limits.bytes) throw tooMuch(fileName, `more than ${limits.bytes / MB} MB`);
        if (xml > limits.xmlBytes) throw tooMuch(fileName, `more than ${limits.xmlBytes / MB} MB of text and layout`);
        if (markup > limits.markup) throw tooMuch(fileName, 'more layout than words');
        if (total > limits.ratioFrom && total > bytes.length * limits.ratio) {
          throw tooMuch(fileName, `over ${limits.ratio} times the size of the file`);
        }
        if (isXml && head.length < 2000) head += chunk.toString('latin1', 0, 2000);
      }
      if (/<!DOCTYPE|<!ENTITY/i.test(head))
        throw refusal(fileName, 'a part of it declares a DTD, which no word processor does. It was not opened.');
    }
  } catch (error) {
    if (error instanceof Invalid) throw error;
    throw refusal(fileName, 'the document is damaged or cut off. Open it in a word processor and save it again.');
  }
  return names;
}

/** Tags by their first bracket, attributes by half of their quotation marks. */
function markupIn(chunk: Buffer): number {
  let halves = 0;
  for (const byte of chunk) halves += byte === 0x3c ? 2 : byte === 0x22 ? 1 : 0;
  return halves / 2;
}

function tooMuch(fileName: string, what: string) {
  return refusal(fileName, `it unpacks to ${what}, which no transcript does. Save the words alone as a new document.`);
}
