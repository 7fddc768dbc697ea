import type { Database } from '../../db/open.ts';
import { Conflict } from '../errors.ts';
import { changed } from '../outbox.ts';
import { addRevision } from '../revision.ts';
import { removeWords } from '../transcript.ts';
import { testimonyOf } from './edit.ts';
import { statesOf } from './state.ts';

/**
 * Removes a whole text that nobody has worked on, such as a program's draft that is of no use; what it said is kept in a
 * revision. The addresses of a translation's passages lead to the original. Throws Conflict where people have edited or
 * redacted passages of it, and NotFound.
 */
export function removeText(db: Database, { transcriptId, actor }: { transcriptId: number; actor: string }): void {
  db.transaction(() => {
    const testimonyId = testimonyOf(db, transcriptId);
    const passages = db
      .prepare<[number], { publicId: string; partId: number }>(
        'SELECT public_id AS publicId, part_id AS partId FROM passage WHERE transcript_id = ? ORDER BY position',
      )
      .all(transcriptId);
    const before = statesOf(
      db,
      passages.map(({ publicId }) => publicId),
    );
    const logged = 'removed a transcript';
    addRevision(db, testimonyId, {
      thing: 'transcript',
      thingId: transcriptId,
      actor,
      reason: 'removed',
      before,
      logged,
    });
    for (const partId of new Set(passages.map(({ partId }) => partId))) {
      if (!removeWords(db, transcriptId, partId)) {
        throw new Conflict('People have worked on this text, so it is not removed as a whole.', {
          key: 'edited_there',
        });
      }
    }
    changed(db, testimonyId, { narrowed: true });
  }).immediate();
}
