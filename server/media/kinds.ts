/**
 * What a file really is, by its bytes and not by its name, and which kinds the archive takes. A file that is not what its
 * name says is refused here, before anything reads it further; so is what could run in a reader's browser.
 */
import { open } from 'node:fs/promises';
import { fileTypeFromBuffer, fileTypeFromFile } from 'file-type';
import { Invalid } from '../archive/errors.ts';
import { activeText, decoded, headBytes, looksLikeText } from './plain-text.ts';
import { article, extensionOf, notTaken, programs, shownName, unwelcome, welcomeList } from './unwelcome.ts';
import { type Kind, type WelcomeKind, welcomeKinds } from './welcome.ts';

export { type Kind, kindNames, type WelcomeKind, welcomeExtensions, welcomeKinds } from './welcome.ts';

/** What a file is. `ext` is the usual one for its content, without the dot; `name` what people call it, in English. */
export interface FileKind {
  kind: Kind;
  mime: string;
  ext: string;
  name: string;
}

/**
 * What a file is, from its bytes (whole, or a path to them), and that it is what `fileName` says. Throws `Invalid`, with the
 * name in `where.file`, where it is empty, is something else than it is named, or is of a kind the archive does not take.
 */
export async function sniff(bytesOrPath: Uint8Array | string, fileName: string): Promise<FileKind> {
  const file = shownName(fileName);
  const refuse = (reason: string) => new Invalid(`“${file}” ${reason}`, { file });
  const head = await headOf(bytesOrPath);
  if (head.length === 0) throw refuse('is empty. Send the file again.');
  const extension = extensionOf(fileName);
  const named = welcomeKinds.find(({ extensions }) => extensions.includes(extension));
  const { welcome, is, advice } = await look(bytesOrPath, head, named);
  if (!welcome) {
    const content = named ? `is named as ${article(named.name)}, but its content is ${is}` : `is ${is}`;
    throw refuse(`${content}. ${advice ?? welcomeList()}`);
  }
  if (!named) {
    // A name that says nothing known cannot be wrong, unless it is that of a program or the content could be anything.
    if (extension !== '' && (welcome.kind === 'text' || programs.has(extension))) {
      throw refuse(`is named as a kind that the archive does not take (.${extension}). ${welcomeList()}`);
    }
    return fileKind(welcome);
  }
  const agreed = agree(named, welcome);
  if (!agreed) {
    const what = `is named as ${article(named.name)}, but its content is ${article(welcome.name)}`;
    throw refuse(`${what}. Give it the name of what it is, or send the file that was meant.`);
  }
  return fileKind(agreed);
}

/** What the content alone is, whatever its name; null where the archive does not take it. Text without a name is plain text. */
export async function kindOf(bytesOrPath: Uint8Array | string): Promise<FileKind | null> {
  const head = await headOf(bytesOrPath);
  const { welcome } = await look(bytesOrPath, head, undefined);
  return welcome && head.length > 0 ? fileKind(welcome) : null;
}

/** Whether a file can be taken as sound, film, …: containers such as MP4 and WebM can be either, and `probe` tells which. */
export function fits(file: FileKind, wanted: Kind): boolean {
  if (file.kind === wanted) return true;
  const family = welcomeKinds.find(({ mime }) => mime === file.mime)?.family;
  return family !== undefined && welcomeKinds.some((other) => other.family === family && other.kind === wanted);
}

/** What a look at the content gives: a welcome kind, or the words for what it `is` instead. */
interface Look {
  welcome: WelcomeKind | null;
  is: string;
  advice?: string;
}

async function look(bytesOrPath: Uint8Array | string, head: Uint8Array, named?: WelcomeKind): Promise<Look> {
  const isText = looksLikeText(head);
  const active = isText ? activeText(head) : null;
  if (active) return { welcome: null, is: notTaken(article(active)) };
  const marked = isText && /^(%PDF-|\{\\rtf|%!PS)/.test(decoded(head));
  // A transcript may well begin with “BM:” or “MZ:”, which are the marks of pictures and programs: named as text, it is text.
  if (isText && !marked && named?.kind === 'text') return welcomed(named);
  const type = await fileType(bytesOrPath, head);
  const welcome = welcomeKinds.find(({ found }) => type && found.includes(type.mime));
  if (welcome) return welcomed(welcome);
  if (isText && !marked && (!type || /^text\/|xml$/.test(type.mime))) return welcomed(kindOfText(decoded(head)));
  return { welcome: null, ...unwelcome(type) };
}

function welcomed(kind?: WelcomeKind): Look {
  return { welcome: kind ?? null, is: article(kind?.name ?? 'plain text') };
}

function kindOfText(text: string): WelcomeKind | undefined {
  const ext = /^\s*WEBVTT\b/.test(text) ? 'vtt' : /^\s*<\?xml/.test(text) ? 'xml' : 'txt';
  return welcomeKinds.find(({ extensions }) => extensions.includes(ext));
}

/** The kind both name and content can stand for; null where they contradict each other. */
function agree(named: WelcomeKind, content: WelcomeKind): WelcomeKind | null {
  if (named === content) return named;
  if (named.family === undefined || named.family !== content.family) return null;
  return content.kind === 'audio' ? content : named;
}

async function fileType(
  bytesOrPath: Uint8Array | string,
  head: Uint8Array,
): Promise<{ ext: string; mime: string } | null> {
  // Broadcast WAV of over 4 GB (EBU Tech 3306), which digitised tapes are; file-type knows only RIFF.
  if (/^(RF64|BW64)....WAVE/s.test(Buffer.from(head.subarray(0, 12)).toString('latin1')))
    return { ext: 'wav', mime: 'audio/wav' };
  try {
    const found = await (typeof bytesOrPath === 'string'
      ? fileTypeFromFile(bytesOrPath)
      : fileTypeFromBuffer(bytesOrPath));
    return found ?? null;
  } catch {
    return null; // broken off, or a container that contradicts itself: nothing that can be named
  }
}

async function headOf(bytesOrPath: Uint8Array | string): Promise<Uint8Array> {
  if (typeof bytesOrPath !== 'string') return bytesOrPath.subarray(0, headBytes);
  const handle = await open(bytesOrPath, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

function fileKind({ kind, mime, extensions, name }: WelcomeKind): FileKind {
  return { kind, mime, ext: extensions[0] ?? '', name };
}
