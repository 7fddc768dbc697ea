import type { Database } from '../../db/open.ts';
import { Invalid } from '../errors.ts';
import { carryOut, type Seen } from './edit.ts';
import type { PassageState } from './state.ts';
import { tidied, withWords } from './words.ts';

/** A passage as it comes back from a file that was written here and changed elsewhere. */
export interface Rewritten {
  publicId: string;
  text: string;
  /** Undefined where the format has no place for it: then it stays. */
  speaker?: { label: string | null; personId: number | null };
  /** Milliseconds; a null start leaves the times as they are. */
  startMs: number | null;
  endMs: number | null;
}

/**
 * Takes over what a file says of passages, all of it or nothing, as one edit that can be undone; gives how many changed.
 * Throws Invalid where times would run backwards, and as `carryOut`.
 */
export function rewritePassages(
  db: Database,
  edit: { transcriptId: number; actor: string; passages: Rewritten[] },
): number {
  const now = db
    .prepare<[number, string], Seen>(`
      SELECT public_id AS publicId, version FROM passage
      WHERE transcript_id = ? AND public_id IN (SELECT value FROM json_each(?)) ORDER BY position`)
    .all(edit.transcriptId, JSON.stringify(edit.passages.map(({ publicId }) => publicId)));
  const wanted = new Map(edit.passages.map((passage) => [passage.publicId, passage]));
  let count = 0;
  carryOut(db, { ...edit, operation: 'replace', seen: now }, (states) => {
    const after = states.map((state) => {
      const changed = rewritten(state, wanted.get(state.publicId)!);
      if (changed !== state) count += 1;
      return changed;
    });
    refuseBackwards(after);
    return { states: after };
  });
  return count;
}

function rewritten(state: PassageState, { text, speaker, startMs, endMs }: Rewritten): PassageState {
  const words = tidied(text).replace(/\n{2,}/g, '\n');
  if (words === '')
    throw new Invalid('A passage of the file has no words. Take it out here, not in the file.', { key: 'left_empty' });
  let result = words === state.text.replace(/\n{2,}/g, '\n') ? state : withWords(state, words);
  const byName = state.speaker === null && state.personId !== null && speaker?.personId === state.personId;
  if (speaker && !byName && speaker.label !== state.speaker) {
    result = { ...result, speaker: speaker.label, personId: speaker.personId, edited: 1 };
  }
  // A format that must have an end was given one where the passage has none.
  const sameTime = startMs === null || (startMs === state.startMs && (endMs === state.endMs || state.endMs === null));
  if (!sameTime)
    result = { ...result, startMs, endMs, estimated: startMs === state.startMs ? state.estimated : 0, edited: 1 };
  return result;
}

function refuseBackwards(states: PassageState[]): void {
  let last = -1;
  let part = 0;
  for (const { startMs, endMs, partId, position } of states) {
    if (partId !== part) [part, last] = [partId, -1];
    if (startMs === null) continue;
    if (startMs < last || (endMs !== null && endMs <= startMs)) {
      throw new Invalid(
        `The times of the file run backwards at passage ${position}. Mend that in the file, and bring it in again.`,
        { key: 'file_backwards', values: { passage: position } },
      );
    }
    last = startMs;
  }
}
