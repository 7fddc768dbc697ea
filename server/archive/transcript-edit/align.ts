import type { Database } from '../../db/open.ts';
import { Invalid } from '../errors.ts';
import { carryOut, type Seen } from './edit.ts';

/**
 * Points a translated passage to the passage that it translates, or to none. Throws Invalid where that one is not of the text
 * which the transcript translates, and as `carryOut`.
 */
export function alignPassage(
  db: Database,
  edit: { transcriptId: number; actor: string; passage: Seen; original: string | null },
): void {
  const fits = db
    .prepare<unknown[], number>(`
      SELECT 1 FROM passage JOIN transcript ON transcript.original_id = passage.transcript_id
      WHERE passage.public_id = @original AND transcript.id = @transcriptId`)
    .pluck()
    .get({ original: edit.original, transcriptId: edit.transcriptId });
  if (edit.original !== null && fits === undefined) {
    throw new Invalid('A translated passage can only point to a passage of the text that it translates.', {
      field: 'original',
      key: 'not_translated',
    });
  }
  carryOut(db, { ...edit, operation: 'align', seen: [edit.passage] }, ([state]) => ({
    states: [{ ...state!, original: edit.original, edited: 1 }],
  }));
}
