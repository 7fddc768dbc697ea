/** One part of a transcript with all its words, as the archive gives it to those who work on it. For staff. */
import type { Database } from '../db/open.ts';
import type { WorkshopTranscript } from './workshop-page.ts';

export interface PassageOut {
  publicId: string;
  startMs: number | null;
  endMs: number | null;
  speaker: string | null;
  text: string;
}

/** The passages of one part, in order; the speaker by the label of the text, else by name. */
export function passagesOut(db: Database, transcriptId: number, partId: number): PassageOut[] {
  return db
    .prepare<[number, number], PassageOut>(`
      SELECT public_id AS publicId, start_ms AS startMs, end_ms AS endMs, coalesce(speaker, person.name) AS speaker, text
      FROM passage LEFT JOIN person ON person.id = passage.person_id
      WHERE transcript_id = ? AND part_id = ? ORDER BY position`)
    .all(transcriptId, partId);
}

/** Those who tell and ask, by name. */
export function namesOut(
  db: Database,
  { testimonyId }: WorkshopTranscript,
  role: 'narrator' | 'interviewer',
): string[] {
  return db
    .prepare<[number, string], string>(`
      SELECT person.name FROM testimony_person JOIN person ON person.id = person_id
      WHERE testimony_id = ? AND role = ? ORDER BY position`)
    .pluck()
    .all(testimonyId, role);
}
