import type { Archive } from '../archive/archive.ts';
import { originalPath } from '../media/storage.ts';
import type { FoundFile } from './gather.ts';
import type { FilePart } from './store/known.ts';
import { fieldsWritten } from './store/merge.ts';

/** A part of a testimony that comes from files, with where its bytes lie: at the source, or kept from an earlier import. */
export type PartFile = FilePart & { path: string };

/** The field in which the files of a testimony's parts are remembered. */
export const PARTS = 'parts';

/**
 * The files that make up a testimony, by part. A file is the part that it was before by its bytes, else by its recording, else
 * by its name; any other is a further part. Parts that this run does not bring are read from the originals kept of them, so that
 * importing one tape again does not lose the others.
 */
export function partFiles({ db, folder }: Archive, source: string, files: FoundFile[]): PartFile[] {
  const before: FilePart[] = JSON.parse(fieldsWritten(db, source).get(PARTS) ?? '[]');
  const parts = new Map<number, PartFile>();
  const free = new Set(before);
  let rest = files;
  const ways: ((part: FilePart, file: FoundFile) => boolean)[] = [
    (part, file) => part.sha256 === file.sha256,
    (part, file) => part.recordings.some((name) => file.recordings.includes(name)),
    (part, file) => part.name === file.name && (part.recordings.length === 0 || file.recordings.length === 0),
    (part, file) =>
      before.length === 1 && files.length === 1 && (part.recordings.length === 0 || file.recordings.length === 0),
  ];
  for (const isSame of ways) {
    rest = rest.filter((file) => {
      const part = [...free].find((one) => isSame(one, file));
      if (!part) return true;
      free.delete(part);
      parts.set(part.part, { ...partOf(file, part.part) });
      return false;
    });
  }
  for (const part of free) parts.set(part.part, { ...part, path: originalPath(folder, part.sha256) });
  let last = Math.max(0, ...parts.keys());
  for (const file of rest) {
    last += 1;
    parts.set(last, partOf(file, last));
  }
  return [...parts.values()].sort((a, b) => a.part - b.part);
}

function partOf({ path, name, sha256, recordings }: FoundFile, part: number): PartFile {
  return { part, path, name, sha256, recordings };
}
