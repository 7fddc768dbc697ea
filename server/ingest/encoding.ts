import { isUtf8 } from 'node:buffer';
import chardet from 'chardet';
import iconv from 'iconv-lite';
import { note, refusal } from './refusal.ts';
import type { SourceProblem } from './source.ts';

export interface DecodedText {
  text: string; // without byte-order mark
  encoding: string; // lower case, as the WHATWG names it: 'utf-8', 'windows-1256'
  problems: SourceProblem[];
}

/** Bytes of the text that are shown to the detector: enough for its statistics, and quick however long the file is. */
const SAMPLE = 64 * 1024;
/** Below this the detector is guessing; between its first two answers, this much apart is a decision. */
const SURE = 25;
const APART = 10;

const BYTE_ORDER_MARKS: [encoding: string, ...bytes: number[]][] = [
  ['utf-8', 0xef, 0xbb, 0xbf],
  ['utf-32le', 0xff, 0xfe, 0, 0],
  ['utf-32be', 0, 0, 0xfe, 0xff],
  ['utf-16le', 0xff, 0xfe],
  ['utf-16be', 0xfe, 0xff],
];

/** Windows' sets hold all letters of these ISO ones and the quotation marks that Windows programs add. */
const WIDER: Record<string, string> = {
  'iso-8859-1': 'windows-1252',
  'iso-8859-8': 'windows-1255',
  'iso-8859-9': 'windows-1254',
  ascii: 'windows-1252',
};

const SAY_WHICH = 'Save it as UTF-8, or say its encoding.';

/**
 * The text of a file in whatever character set: by byte-order mark, else as said, else as an XML declaration says, else
 * UTF-8 if it is valid UTF-8, else UTF-16 or an older set by the statistics of its letters, and then noted where it could
 * be another. Throws `Invalid` for what is empty, binary, or not in the encoding it claims.
 */
export function decode(bytes: Buffer, fileName: string, said?: string): DecodedText {
  if (bytes.length === 0) throw refusal(fileName, 'the file is empty. Was it cut off on its way here?');
  const mark = BYTE_ORDER_MARKS.find(([, ...start]) => start.every((byte, at) => bytes[at] === byte));
  if (mark) return decoded(bytes.subarray(mark.length - 1), mark[0], fileName);
  if (said) return decoded(bytes, known(said, fileName, 'you gave'), fileName);
  const declared = xmlDeclaration(bytes);
  if (declared && !/^utf-?(8|16)$/i.test(declared)) {
    return decoded(bytes, known(declared, fileName, 'its first line declares'), fileName);
  }
  if (bytes.includes(0)) return withoutMark(bytes, fileName);
  const fault = firstFault(bytes);
  if (!fault || declared) return decoded(bytes, 'utf-8', fileName);
  if (fault.mostlyUtf8) return decoded(bytes, 'utf-8', fileName);
  return byStatistics(bytes, fileName);
}

function known(name: string, fileName: string, whose: string): string {
  const encoding = name.trim().toLowerCase();
  if (!iconv.encodingExists(encoding) || /^(base64|hex|binary|internal)/.test(encoding)) {
    throw refusal(
      fileName,
      `the encoding “${name}” that ${whose} is not known. Use a name such as utf-8, windows-1255 or windows-1256.`,
    );
  }
  return encoding;
}

/** All bytes in one encoding; throws at the first that does not belong to it. A last letter cut in half is only noted. */
function decoded(bytes: Buffer, encoding: string, fileName: string): DecodedText {
  const problems: SourceProblem[] = [];
  const whole = encoding === 'utf-8' ? withoutHalfLetter(bytes) : bytes;
  const sound = encoding === 'utf-8' && isUtf8(whole);
  const text = sound ? whole.toString('utf8') : iconv.decode(whole, encoding, { stripBOM: false });
  const stray = sound ? -1 : text.search(/[\uFFFD\p{Cs}]/u); // \p{Cs}: half of a surrogate pair
  if (stray !== -1) {
    throw refusal(fileName, `a letter here is not ${encoding}. ${SAY_WHICH}`, lineAt(text, stray));
  }
  if (whole.length < bytes.length) {
    note(problems, lineAt(text, text.length), 'The file ends in the middle of a letter; is its end missing?');
  }
  return { text: withoutControls(text, fileName, problems), encoding, problems };
}

/** UTF-16 that lost its mark has a zero byte in every space and line end; anything else with zero bytes is no text. */
function withoutMark(bytes: Buffer, fileName: string): DecodedText {
  const zeros = [0, 0];
  const end = Math.min(bytes.length, SAMPLE) & ~1;
  for (let at = 0; at < end; at++) if (bytes[at] === 0) zeros[at & 1]!++;
  const encoding = zeros[0]! > zeros[1]! ? 'utf-16be' : 'utf-16le';
  // The high byte of a letter is no letter itself: without such, this is text in which a zero byte went astray.
  const highBytes = bytes.subarray(0, end).filter((byte) => byte > 0 && byte < 9).length;
  if (isUtf8(bytes) && highBytes < end / 100 && Math.max(...zeros) < end / 4) {
    const line = bytes.subarray(0, bytes.indexOf(0)).toString('latin1').split('\n').length;
    throw refusal(fileName, 'there is a NUL character (U+0000) here, which no text has. Remove it.', line);
  }
  if (Math.min(...zeros) > end / 1000 || Math.max(...zeros) < end / 50) throw notText(fileName);
  const result = decoded(bytes, encoding, fileName);
  note(result.problems, null, `The file has no byte-order mark; it was read as ${encoding}.`);
  return result;
}

function byStatistics(bytes: Buffer, fileName: string): DecodedText {
  const guesses = chardet
    .analyse(sampleOf(bytes))
    .filter(({ confidence }) => confidence > 0)
    .map(({ name, confidence }) => ({ encoding: WIDER[name.toLowerCase()] ?? name.toLowerCase(), confidence }))
    .filter(({ encoding }) => iconv.encodingExists(encoding));
  const [best, second] = guesses;
  if (!best) throw refusal(fileName, `its letters are in no encoding that could be told. ${SAY_WHICH}`);
  const result = decoded(bytes, best.encoding, fileName);
  if (best.confidence < SURE || best.confidence - (second?.confidence ?? 0) < APART) {
    const other = second ? ` or ${second.encoding}` : '';
    const message = `The letters could be ${best.encoding}${other}; ${best.encoding} was taken. Check some names, and say the encoding if they are wrong.`;
    note(result.problems, lineAt(result.text, result.text.search(/[^\0-\x7f]/)), message);
  }
  return result;
}

/** The surroundings of the letters beyond ASCII, which alone tell encodings apart. */
function sampleOf(bytes: Buffer): Buffer {
  const pieces: Buffer[] = [];
  for (let at = 0, size = 0; at < bytes.length && size < SAMPLE; ) {
    if (bytes[at]! < 0x80) {
      at++;
      continue;
    }
    const piece = bytes.subarray(Math.max(0, at - 40), Math.min(bytes.length, at + 400));
    pieces.push(piece);
    size += piece.length;
    at += 400;
  }
  return Buffer.concat(pieces);
}

function xmlDeclaration(bytes: Buffer): string | null {
  const start = bytes.subarray(0, 200).toString('latin1');
  return /^\s*<\?xml\s[^>]*?encoding\s*=\s*["']([\w.-]+)["']/.exec(start)?.[1] ?? null;
}

/** Where UTF-8 breaks first, and whether the rest of its letters are plainly UTF-8; null where it is all valid. */
function firstFault(bytes: Buffer): { mostlyUtf8: boolean } | null {
  if (isUtf8(bytes)) return null;
  let letters = 0;
  let faults = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]!;
    if (byte < 0x80) continue;
    const size =
      byte >= 0xc2 && byte < 0xe0 ? 2 : byte >= 0xe0 && byte < 0xf0 ? 3 : byte >= 0xf0 && byte < 0xf5 ? 4 : 0;
    if (size && isSequence(bytes, at, size)) {
      letters++;
      at += size - 1;
    } else faults++;
  }
  return faults === 0 ? null : { mostlyUtf8: letters > 10 * faults };
}

function isSequence(bytes: Buffer, at: number, size: number): boolean {
  for (let next = at + 1; next < at + size; next++) {
    if (next >= bytes.length || (bytes[next]! & 0xc0) !== 0x80) return false;
  }
  const [first, second] = [bytes[at]!, bytes[at + 1]!];
  // Overlong forms, surrogates, and what lies beyond U+10FFFF.
  return !(
    (first === 0xe0 && second < 0xa0) ||
    (first === 0xed && second > 0x9f) ||
    (first === 0xf0 && second < 0x90) ||
    (first === 0xf4 && second > 0x8f)
  );
}

/** The bytes less a UTF-8 sequence that stops at the end of the file. */
function withoutHalfLetter(bytes: Buffer): Buffer {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back]!;
    if ((byte & 0xc0) === 0x80) continue;
    const size = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return size > back ? bytes.subarray(0, bytes.length - back) : bytes;
  }
  return bytes;
}

/**
 * Control characters are in no text (tab, line ends and form feed apart), and a terminal or page would obey them: many tell
 * that this is none, and a few are blanks from here on. The DOS end-of-file goes without a word.
 */
function withoutControls(text: string, fileName: string, problems: SourceProblem[]): string {
  if (text.includes('\0')) throw notText(fileName);
  const ended = text.replace(DOS_END, '');
  const first = ended.search(CONTROL);
  if (first === -1) return ended;
  const controls = ended.match(CONTROLS)!.length;
  if (controls > ended.length / 200) throw notText(fileName);
  note(
    problems,
    lineAt(ended, first),
    `${controls} control character(s), which no text has, were made blanks; this is the first.`,
  );
  return ended.replace(CONTROLS, ' ');
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const CONTROL = /[\x01-\x08\x0e-\x1f\x7f]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: it is what is looked for
const DOS_END = /\x1a+\s*$/;
const CONTROLS = new RegExp(CONTROL, 'g');

function notText(fileName: string) {
  return refusal(
    fileName,
    'this is not text, or it is damaged. Open it in the program that made it and save it as UTF-8 text.',
  );
}

function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line++;
  return line;
}
