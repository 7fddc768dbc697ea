import { extname } from 'node:path';
import { fileTypeFromBuffer } from 'file-type';
import { beginsAsTable, csvSource } from './csv.ts';
import { docxSource } from './docx.ts';
import { type DecodedText, decode } from './encoding.ts';
import { ohmsSource } from './ohms.ts';
import { pdfSource } from './pdf.ts';
import { refusal } from './refusal.ts';
import type { Source, SourceFormat } from './source.ts';
import { srtSource } from './srt.ts';
import { textSource } from './text.ts';
import { webvttSource } from './webvtt.ts';

const MB = 1024 * 1024;
/** Twenty times the longest transcript that we know of; a document may hold photographs beside its words. */
export const MOST_TEXT_BYTES = 32 * MB;
export const MOST_DOCUMENT_BYTES = 128 * MB;

const EXTENSIONS: Record<SourceFormat, string[]> = {
  ohms: ['.xml'],
  webvtt: ['.vtt', '.webvtt'],
  srt: ['.srt'],
  docx: ['.docx'],
  pdf: ['.pdf'],
  text: ['.txt', '.text'],
  csv: ['.csv', '.tsv', '.tab'],
};

const NAMES: Record<SourceFormat, string> = {
  ohms: 'XML',
  webvtt: 'a WebVTT file',
  srt: 'a SubRip (SRT) file',
  docx: 'a Word document (DOCX)',
  pdf: 'a PDF',
  text: 'a plain text',
  csv: 'a table (CSV or TSV)',
};

/** Formats that people have transcripts in and that are not read, with what to do. */
const OTHERS: Record<string, string> = {
  '.doc': 'Old Word documents are not read. Save it as DOCX.',
  '.rtf': 'Rich text is not read. Save it as DOCX.',
  '.odt': 'OpenDocument is not read. Save it as DOCX.',
  '.html': 'Web pages are not read. Save its words as plain text.',
  '.htm': 'Web pages are not read. Save its words as plain text.',
  '.xlsx': 'Save the sheet as CSV. A table of testimonies is called testimonies.xlsx.',
  '.xls': 'Save the sheet as CSV.',
  '.json': 'JSON is not read. Save the words as WebVTT or plain text.',
  '.eaf': 'ELAN files are not read. Export it as WebVTT or as tab-delimited text with a first row of column names.',
};

/** The extensions that `readSource` takes, with their dot. */
export const TRANSCRIPT_EXTENSIONS: readonly string[] = Object.values(EXTENSIONS).flat();

/**
 * Reads a transcript or OHMS record in any format. The content decides what it is, and the name must agree: a wrong ending
 * is refused with what the file really is, and a file without ending is taken for what it is. `encoding` says the character
 * set of a text file where detection fails. Throws `Invalid`, naming file, line and what to do, for all that is not read:
 * empty, too large (before anything of it is parsed), damaged, binary or in an unknown format.
 */
export async function readSource(
  bytes: Buffer,
  fileName: string,
  { encoding }: { encoding?: string } = {},
): Promise<Source> {
  if (bytes.length === 0) throw refusal(fileName, 'the file is empty. Was it cut off on its way here?');
  if (isPdf(bytes)) return named('pdf', fileName, bytes.length, () => pdfSource(bytes, fileName));
  const binary = await binaryKind(bytes);
  if (binary === 'docx') return named('docx', fileName, bytes.length, () => docxSource(bytes, fileName));
  if (binary !== null) throw notRead(fileName, binary);
  const extension = extname(fileName).toLowerCase();
  if (EXTENSIONS.pdf.includes(extension) || EXTENSIONS.docx.includes(extension)) {
    throw refusal(
      fileName,
      `its name says ${extension.slice(1).toUpperCase()}, but it is not one. Is it cut off, or renamed? Send the file itself.`,
    );
  }
  refuseLarge(fileName, bytes.length, MOST_TEXT_BYTES);
  const decoded = decode(bytes, fileName, encoding);
  const format = textFormat(decoded.text, fileName);
  return named(format, fileName, bytes.length, () => READERS[format](decoded, fileName));
}

type TextFormat = Exclude<SourceFormat, 'docx' | 'pdf'>;
const READERS: Record<TextFormat, (decoded: DecodedText, fileName: string) => Source> = {
  ohms: ohmsSource,
  webvtt: webvttSource,
  srt: srtSource,
  text: textSource,
  csv: csvSource,
};

/** Reads with `reader` if the name does not say another format, and the size is in bounds. */
async function named(
  format: SourceFormat,
  fileName: string,
  size: number,
  reader: () => Source | Promise<Source>,
): Promise<Source> {
  const extension = extname(fileName).toLowerCase();
  if (OTHERS[extension]) throw refusal(fileName, OTHERS[extension]);
  if (extension !== '' && !EXTENSIONS[format].includes(extension)) {
    const known = TRANSCRIPT_EXTENSIONS.includes(extension);
    const what = known
      ? `its name ends in ${extension}, but it is ${NAMES[format]}`
      : `${extension} is no ending of a transcript; this is ${NAMES[format]}`;
    throw refusal(fileName, `${what}. If that is right, rename it to end in ${EXTENSIONS[format][0]}.`);
  }
  refuseLarge(fileName, size, format === 'docx' || format === 'pdf' ? MOST_DOCUMENT_BYTES : MOST_TEXT_BYTES);
  return reader();
}

function refuseLarge(fileName: string, size: number, most: number): void {
  if (size <= most) return;
  const reason = `it has ${Math.ceil(size / MB)} MB, and no more than ${most / MB} MB are read. No transcript is so long: is it another file, or several in one?`;
  throw refusal(fileName, reason);
}

/** Readers of PDF look for its mark in the first kilobyte. */
function isPdf(bytes: Buffer): boolean {
  const at = bytes.subarray(0, 1024).indexOf('%PDF-');
  return at === 0 || (at > 0 && !/[^\s\uFEFF]/.test(bytes.toString('utf8', 0, at)));
}

/** What a file is by its first bytes: 'docx', the name of another binary format, or null for what may be text. */
async function binaryKind(bytes: Buffer): Promise<string | null> {
  const head = bytes.subarray(0, 8).toString('latin1');
  if (/^(\xff\xfe|\xfe\xff)/.test(head)) return null; // UTF-16 by its mark, which file-type takes for MP3
  if (head.startsWith('{\\rtf')) return 'rtf';
  if (head.startsWith('\xd0\xcf\x11\xe0')) return 'ole';
  // A transcript may begin with “BM:” or “MZ:”, the marks of pictures and programs; those have control characters.
  if (!bytes.subarray(0, 4096).some((byte) => byte < 9 || (byte > 13 && byte < 26))) return null;
  const type = await fileTypeFromBuffer(bytes).catch(() => undefined);
  // Zipped documents are told by their entries' names, which stand in the open; file-type looks at the first ones only.
  if (head.startsWith('PK\u0003') || head.startsWith('PK\u0005'))
    return bytes.includes('word/') ? 'docx' : (type?.ext ?? 'zip');
  return type && type.mime !== 'application/xml' && !type.mime.startsWith('text/') ? type.mime : null;
}

function notRead(fileName: string, kind: string) {
  const advice: Record<string, string> = {
    rtf: 'this is rich text. Save it as DOCX.',
    ole: 'this is an old Word document or one with a password. Save it as DOCX, without a password.',
    odt: 'this is an OpenDocument text. Save it as DOCX.',
    xlsx: 'this is a spreadsheet. Save the sheet as CSV; a table of testimonies is called testimonies.xlsx.',
    zip: 'this is a ZIP archive. Unpack it and import what is in it.',
  };
  const reason =
    advice[kind] ??
    `this is no transcript (its content is ${kind}). Import recordings and pictures by a table that names them.`;
  return refusal(fileName, reason);
}

/** What kind of text it is: by its beginning, and by its name only where text of that name has lost its beginning. */
function textFormat(text: string, fileName: string): TextFormat {
  const start = text.slice(0, 20_000).trimStart();
  const extension = extname(fileName).toLowerCase();
  const isNamed = (format: SourceFormat) => EXTENSIONS[format].includes(extension);
  if (/^WEBVTT(?:\s|$)/.test(start)) return 'webvtt';
  if (/^<(?:!doctype html|html)\b/i.test(start)) throw refusal(fileName, OTHERS['.html']!);
  if (/^<(?:\?xml\s|!DOCTYPE|ROOT[\s>])/.test(start) || (start.startsWith('<') && isNamed('ohms'))) return 'ohms';
  if (/^[[{]\s{0,99}["{[]/.test(start) && /^[[{\s]{0,99}"[^"]{0,999}"\s{0,99}[:,]/.test(start))
    throw refusal(fileName, OTHERS['.json']!);
  const timing = /^\s{0,9}\d{1,4}:\d{1,2}:\d{1,2}([.,]?)(?:\d{1,3})?\s{0,9}-->/m.exec(start);
  if (timing) return isNamed('webvtt') && timing[1] !== ',' ? 'webvtt' : 'srt';
  if (beginsAsTable(text) || isNamed('csv')) return 'csv';
  return isNamed('webvtt') ? 'webvtt' : 'text';
}
