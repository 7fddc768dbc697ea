/** The words about each picture, as the form of a step sends them. */
import { CaptionConflict, type SubmissionFile, writeCaption } from '../../archive/submission/file.ts';
import type { TooLong } from '../../archive/submission/steps.ts';
import type { Database } from '../../db/open.ts';

const LONGEST_CAPTION = 2_000; // characters of each of its fields

export interface SavedCaptions {
  versions: Record<string, number>; // of those that are saved, by the public id of their file
  conflicts: SubmissionFile[]; // as they were saved elsewhere meanwhile
  tooLong: TooLong[];
  typed: Map<string, Record<string, string>>; // what is to be shown again; empty where all is saved
}

/**
 * Saves the words about each picture. Of one that has a field too long, the others are saved and that one stays as it was; what
 * was typed comes back with those that somebody else wrote meanwhile.
 */
export function saveCaptions(
  db: Database,
  submissionId: number,
  sent: Record<string, unknown>,
  { files, personId, now }: { files: readonly SubmissionFile[]; personId: number | null; now: Date },
): SavedCaptions {
  const saved: SavedCaptions = { versions: {}, conflicts: [], tooLong: [], typed: new Map() };
  const all = new Map<string, Record<string, string>>();
  for (const file of files) {
    const field = (part: string) => String(sent[`file.${file.publicId}.${part}`] ?? '').trim();
    if (!field('version')) continue;
    const typed = { what: field('what'), who: field('who'), place: field('place'), date: field('date') };
    all.set(file.publicId, typed);
    const caption = { ...typed } as Record<keyof typeof typed, string | null>;
    for (const part of ['what', 'who', 'place', 'date'] as const) {
      if (typed[part].length <= LONGEST_CAPTION) continue;
      saved.tooLong.push({ field: `file.${file.publicId}.${part}`, most: LONGEST_CAPTION });
      caption[part] = file[part];
    }
    try {
      const opened = { caption, version: Number(field('version')), personId, now };
      saved.versions[file.publicId] = writeCaption(db, submissionId, file.publicId, opened);
    } catch (error) {
      if (!(error instanceof CaptionConflict)) throw error;
      saved.conflicts.push(error.theirs);
    }
  }
  if (saved.conflicts.length > 0 || saved.tooLong.length > 0) saved.typed = all;
  return saved;
}
