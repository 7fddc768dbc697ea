/** Files that an import of a folder does not read: never in silence. */
import { extname, join, normalize } from 'node:path';
import type { Column, Table } from './table.ts';

/** A file or folder that was passed over: its path from the folder that was named, that folder's own name first. */
export interface PassedOver {
  file: string;
  reason: string;
}

/** Beside a collection, about it. */
const ABOUT = /^(read\s?me|licen[cs]e|copying|lisez-?moi)\b/i;
const KINDS: [kind: string, extensions: RegExp][] = [
  ['a recording', /^\.(mp3|m4a|aac|wav|flac|og[ga]|opus|aiff?|wma|mp4|m4v|mov|mkv|avi|webm|mpe?g|wmv)$/],
  ['a picture', /^\.(jpe?g|png|gif|tiff?|webp|avif|hei[cf]|bmp|svg)$/],
];

/** Why a file of a folder is no transcript to read, by its name alone; null where it may be one. */
export function unreadName(name: string): string | null {
  if (name.startsWith('~$')) return 'a program keeps this while a document is open';
  if (name.startsWith('.')) return 'it is hidden';
  const extension = extname(name).toLowerCase();
  if (ABOUT.test(name))
    return 'by its name it is about the collection, and no transcript. Name the file itself to import it';
  const kind = KINDS.find(([, extensions]) => extensions.test(extension))?.[0];
  if (kind) return `it is ${kind}. Name it in a table, beside its testimony, to import it`;
  return null;
}

/** Why a name with this ending is not read. */
export function unknownEnding(name: string): string {
  const extension = extname(name);
  return extension === ''
    ? 'its name has no ending that says what it is. Name the file itself to import it, or give it an ending such as .txt or .vtt'
    : `${extension} is no ending of a transcript. If it is one, save it as text, WebVTT or DOCX`;
}

const FILE_COLUMNS: readonly Column[] = [
  'transcript',
  'translation',
  'photos',
  'audio',
  'video',
  'documents',
  'agreement_file',
];

/** Those of `beside` (paths from the table's folder) that no row of the table names, rightly or wrongly. */
export function unnamed({ rows }: Table, beside: string[]): string[] {
  const named = new Set<string>();
  for (const { values } of rows) {
    for (const column of FILE_COLUMNS) {
      for (const part of (values[column] ?? '').split(';')) {
        named.add(pathKey(part));
        if (column === 'translation') named.add(pathKey(part.slice(part.indexOf(':') + 1)));
      }
    }
  }
  return beside.filter((path) => !named.has(pathKey(path)));
}

/** One path however it is written: é as one letter or two, either slash, with or without `./`. */
function pathKey(path: string): string {
  return normalize(join('.', path.trim().replaceAll('\\', '/'))).normalize('NFC');
}
