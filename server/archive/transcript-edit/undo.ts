import type { Database } from '../../db/open.ts';
import { Conflict } from '../errors.ts';
import { auditTestimony } from '../revision.ts';
import { type Operation, testimonyOf, write } from './edit.ts';
import { type PassageState, sameStates, statesOf } from './state.ts';

export interface EditDone {
  id: number;
  operation: Operation;
  actor: string;
  at: string; // ISO 8601
}

/** The edit that undo would take back, and the one that redo would bring back; null where there is none. */
export function lastEdits(db: Database, transcriptId: number): { undo: EditDone | null; redo: EditDone | null } {
  const find = (undone: 0 | 1) =>
    db
      .prepare<[number], EditDone>(`
        SELECT transcript_edit.id, operation, actor, at FROM transcript_edit JOIN revision ON revision.id = revision_id
        WHERE transcript_id = ? AND undone = ${undone} ORDER BY transcript_edit.id ${undone ? 'ASC' : 'DESC'} LIMIT 1`)
      .get(transcriptId) ?? null;
  return { undo: find(0), redo: find(1) };
}

/** Takes back the last edit of a transcript, whoever made it. Throws Conflict where its passages have changed otherwise since. */
export function undoEdit(db: Database, transcriptId: number, actor: string): Operation {
  return turn(db, transcriptId, 'undo', actor);
}

/** Brings back what was taken back last. */
export function redoEdit(db: Database, transcriptId: number, actor: string): Operation {
  return turn(db, transcriptId, 'redo', actor);
}

function turn(db: Database, transcriptId: number, which: 'undo' | 'redo', actor: string): Operation {
  return db
    .transaction(() => {
      const edit = lastEdits(db, transcriptId)[which];
      if (!edit)
        throw new Conflict(which === 'undo' ? 'There is nothing to undo.' : 'There is nothing to bring back.', {
          key: 'nothing_to_undo',
        });
      const kept = db
        .prepare<[number], { before: string; after: string; revision: number }>(`
          SELECT before, after, revision_id AS revision FROM transcript_edit JOIN revision ON revision.id = revision_id WHERE transcript_edit.id = ?`)
        .get(edit.id)!;
      const before = JSON.parse(which === 'undo' ? kept.after : kept.before) as PassageState[];
      const wanted = JSON.parse(which === 'undo' ? kept.before : kept.after) as PassageState[];
      const now = statesOf(
        db,
        before.map(({ publicId }) => publicId),
      );
      if (!sameStates(now, before)) {
        throw new Conflict('These passages have been changed since, so it cannot be taken back. Change them by hand.', {
          key: 'changed_since',
        });
      }
      const stays = new Set(wanted.map(({ publicId }) => publicId));
      const heir = before.find(({ publicId }) => stays.has(publicId)) ?? wanted[0]!;
      const into = new Map(
        before.filter(({ publicId }) => !stays.has(publicId)).map(({ publicId }) => [publicId, heir.publicId]),
      );
      const known = new Set(before.map(({ publicId }) => publicId));
      const from = new Map(
        wanted.filter(({ publicId }) => !known.has(publicId)).map(({ publicId }) => [publicId, heir.publicId]),
      );
      const testimonyId = testimonyOf(db, transcriptId);
      write(db, { transcriptId, testimonyId }, now, { states: wanted, into, from });
      const action = which === 'undo' ? 'undid an edit of a transcript' : 'made an edit of a transcript again';
      auditTestimony(db, testimonyId, { actor, action, revision: kept.revision });
      db.prepare('UPDATE transcript_edit SET undone = ? WHERE id = ?').run(which === 'undo' ? 1 : 0, edit.id);
      return edit.operation;
    })
    .immediate();
}
