import type { Database } from '../../db/open.ts';
import { Invalid } from '../errors.ts';
import { carryOut, type Seen } from './edit.ts';
import { neighboursOf } from './neighbours.ts';
import type { PassageState } from './state.ts';

/**
 * Sets when a passage begins and ends, in milliseconds from the beginning of its part. It begins after the one before it and
 * ends before the next begins; a boundary that two passages share moves for both. Throws Invalid beyond these bounds, and as
 * `carryOut`.
 */
export function retimePassage(
  db: Database,
  edit: { transcriptId: number; actor: string; passage: Seen; startMs: number | null; endMs: number | null },
): void {
  const { earlier, later } = neighboursOf(db, edit.passage.publicId);
  const seen = [earlier, edit.passage, later].filter((one) => one !== null);
  carryOut(db, { ...edit, operation: 'retime', seen }, (states) => ({
    states: retimed(states, edit.passage.publicId, edit.startMs, edit.endMs),
  }));
}

function retimed(
  states: PassageState[],
  publicId: string,
  startMs: number | null,
  endMs: number | null,
): PassageState[] {
  const at = states.findIndex((state) => state.publicId === publicId);
  const own = states[at]!;
  const [earlier, later] = [states[at - 1], states[at + 1]];
  if (startMs === null) {
    if (endMs !== null)
      throw new Invalid('A passage that ends at a time also begins at one. Give its start.', {
        field: 'start',
        key: 'start_needed',
      });
    return states.map((state) => (state === own ? { ...own, startMs, endMs, estimated: 0, edited: 1 } : state));
  }
  if (!Number.isSafeInteger(startMs) || startMs < 0 || (endMs !== null && endMs <= startMs)) {
    throw new Invalid('A passage begins at 0:00 or later, and ends after it begins.', {
      field: 'end',
      key: 'time_order',
    });
  }
  const shared = { start: earlier?.endMs === own.startMs, end: own.endMs !== null && later?.startMs === own.endMs };
  if (earlier?.startMs != null && startMs <= earlier.startMs) {
    throw new Invalid('The passage would begin before the one that stands before it. Move that one first.', {
      field: 'start',
      key: 'before_earlier',
    });
  }
  if (
    !shared.start &&
    earlier?.endMs != null &&
    startMs < earlier.endMs &&
    !(own.startMs !== null && own.startMs <= startMs)
  ) {
    throw new Invalid('The passage would begin before the one that stands before it has ended.', {
      field: 'start',
      key: 'before_earlier',
    });
  }
  if (
    later?.startMs != null &&
    (startMs >= later.startMs || (!shared.end && endMs !== null && endMs > later.startMs && endMs !== own.endMs))
  ) {
    throw new Invalid('The passage would end after the next one begins. Move that one first.', {
      field: 'end',
      key: 'after_later',
    });
  }
  if (shared.end && endMs !== null && later?.endMs != null && endMs >= later.endMs) {
    throw new Invalid('The passage would end after the next one has ended. Move that one first.', {
      field: 'end',
      key: 'after_later',
    });
  }
  return states.map((state) => {
    if (state === own) {
      return { ...own, startMs, endMs, estimated: startMs === own.startMs ? own.estimated : 0, edited: 1 };
    }
    if (state === earlier && shared.start && earlier.endMs !== startMs) return { ...earlier, endMs: startMs };
    if (state === later && shared.end && endMs !== null && endMs !== later.startMs) {
      return { ...later, startMs: endMs, estimated: 0, edited: 1 };
    }
    return state;
  });
}
