/** What the words about a picture were before they were last saved: who wrote them, when, and how they are brought back. */
import type { Database } from '../../db/open.ts';
import { NotFound } from '../errors.ts';
import { type Caption, fileOf, writeCaption } from './file.ts';

export interface EarlierCaption extends Caption {
  publicId: string; // of the file
  mime: string; // of the file
  version: number;
  current: number; // the version that the words about it have now
  personId: number | null; // who wrote them; null: an archivist
  savedBy: string | null;
  savedAt: string;
}

/** Earlier words about the pictures of a submission that are not taken back, newest first. */
export function earlierCaptions(db: Database, submissionId: number): EarlierCaption[] {
  return db
    .prepare<[number], EarlierCaption>(`
      SELECT public_id AS publicId, mime, before.version, file.version AS current, before.what, before.who, before.place,
        before.date, before.person_id AS personId, submission_person.name AS savedBy, before.saved_at AS savedAt
      FROM submission_caption_before AS before JOIN submission_file AS file ON file.id = file_id
        LEFT JOIN submission_person ON submission_person.id = before.person_id
      WHERE file.submission_id = ? AND withdrawn_at IS NULL
        AND (before.what IS NOT file.what OR before.who IS NOT file.who OR before.place IS NOT file.place
          OR before.date IS NOT file.date)
      ORDER BY before.id DESC LIMIT 60`)
    .all(submissionId);
}

/** Says the words of `earlier` about a picture again; those it has now, seen at `version`, are kept. Throws NotFound, CaptionConflict. */
export function bringCaptionBack(
  db: Database,
  submissionId: number,
  publicId: string,
  { earlier, ...seen }: { earlier: number; version: number; personId: number | null; now: Date },
): void {
  const caption = db
    .prepare<[number, number], Caption>(
      'SELECT what, who, place, date FROM submission_caption_before WHERE file_id = ? AND version = ?',
    )
    .get(fileOf(db, submissionId, publicId).id, earlier);
  if (!caption) throw new NotFound('earlier caption', String(earlier));
  writeCaption(db, submissionId, publicId, { caption, ...seen });
}
