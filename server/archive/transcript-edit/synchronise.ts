/**
 * Gives the passages of a recording their times from marks that somebody set while listening: at the beginning of a passage
 * (tapping along), or at any word (minute by minute, as in OHMS). Between marks, times are worked out by letters and say so.
 */
import type { Database } from '../../db/open.ts';
import { Conflict, Invalid, NotFound } from '../errors.ts';
import { carryOut, type Seen } from './edit.ts';
import type { PassageState } from './state.ts';

/** The word at `at` (a UTF-16 offset, 0 the first) of a passage is spoken at `ms` of its part. */
export interface SyncMark {
  publicId: string;
  at: number;
  ms: number;
  /** The start of the passage as the listener saw it, where the mark is set at its first word. */
  was?: number | null;
}

/** Synchronises one part of a transcript. Throws Invalid for marks that run backwards, and as `carryOut`. */
export function synchronise(
  db: Database,
  edit: { transcriptId: number; partId: number; actor: string; marks: SyncMark[] },
): { timed: number; estimated: number } {
  if (edit.marks.length === 0)
    throw new Invalid('No mark was set. Play the recording and mark where passages begin.', { key: 'no_marks' });
  const seen = db
    .prepare<[number, number], Seen>(
      'SELECT public_id AS publicId, version FROM passage WHERE transcript_id = ? AND part_id = ? ORDER BY position',
    )
    .all(edit.transcriptId, edit.partId);
  if (seen.length === 0) throw new NotFound('part', String(edit.partId));
  const durationMs = db
    .prepare<[number], number | null>('SELECT duration_ms FROM part WHERE id = ?')
    .pluck()
    .get(edit.partId)!;
  const counts = { timed: 0, estimated: 0 };
  carryOut(db, { ...edit, operation: 'synchronise', seen }, (states) => {
    const after = synchronised(states, edit.marks, durationMs);
    after.forEach((state, at) => {
      if (state.startMs === states[at]!.startMs && state.estimated === states[at]!.estimated) return;
      counts[state.estimated ? 'estimated' : 'timed'] += 1;
    });
    return { states: after };
  });
  return counts;
}

/** A letter, counted through all passages of the part, and when it is spoken. */
interface Anchor {
  letter: number;
  ms: number;
}

/** The passages of one part, in order, with the times that the marks give them. */
export function synchronised(states: PassageState[], marks: SyncMark[], durationMs: number | null): PassageState[] {
  const firstLetter = lettersBefore(states);
  const total = firstLetter.at(-1)! + states.at(-1)!.text.length + 1;
  const set = anchorsOf(states, firstLetter, marks);
  const [from, to] = [set[0]!, set.at(-1)!];
  const anchors = [...set];
  states.forEach(({ startMs, estimated }, at) => {
    const letter = firstLetter[at]!;
    if (startMs === null || estimated || set.some((mark) => mark.letter === letter)) return;
    const consistent = set.every((mark) => mark.letter < letter === mark.ms < startMs && mark.ms !== startMs);
    if (consistent) anchors.push({ letter, ms: startMs });
    else if (letter < from.letter || letter > to.letter) {
      throw new Invalid(
        `The marks do not fit passage ${at + 1}, which has a time of its own before or after them. Set its time anew first, or mark it as well.`,
        { key: 'marks_do_not_fit', values: { passage: at + 1 } },
      );
    }
  });
  anchors.sort((a, b) => a.letter - b.letter);
  const least = anchors.findLast(({ letter }) => letter < from.letter)?.letter ?? -1;
  const most = anchors.find(({ letter }) => letter > to.letter)?.letter ?? total;
  if (anchors[0]!.letter > 0 && anchors[0]!.ms > 0) anchors.unshift({ letter: 0, ms: 0 });
  if (durationMs !== null && durationMs > anchors.at(-1)!.ms) anchors.push({ letter: total, ms: durationMs });
  const starts = states.map(({ startMs, estimated }, at) => {
    const letter = firstLetter[at]!;
    if (set.some((mark) => mark.letter === letter)) return { ...timeAt(anchors, letter), estimated: 0 };
    if (anchors.some((one) => one.letter === letter && one.ms === startMs && !estimated))
      return { ms: startMs, estimated: 0 };
    if (startMs === null || (letter > least && letter < most)) return { ...timeAt(anchors, letter), estimated: 1 };
    return { ms: startMs, estimated };
  });
  return withTimes(states, starts, durationMs);
}

function lettersBefore(states: PassageState[]): number[] {
  let letters = 0;
  return states.map(({ text }) => {
    const before = letters;
    letters += text.length + 1;
    return before;
  });
}

function anchorsOf(states: PassageState[], firstLetter: number[], marks: SyncMark[]): Anchor[] {
  const place = new Map(states.map(({ publicId }, at) => [publicId, at]));
  const anchors = marks.map(({ publicId, at, ms, was }) => {
    const index = place.get(publicId);
    if (index === undefined) throw new NotFound('passage', publicId);
    const state = states[index]!;
    if (was !== undefined && was !== state.startMs) {
      throw new Conflict(
        `Somebody else set the time of passage ${index + 1} in the meantime. Nothing was overwritten: open the page anew and set your marks again.`,
        { key: 'sync_stale', values: { passage: index + 1 } },
      );
    }
    if (!Number.isFinite(ms) || ms < 0) throw new Invalid('A mark stands at 0:00 or later.', { key: 'time_order' });
    return { letter: firstLetter[index]! + Math.max(0, Math.min(at, state.text.length)), ms: Math.round(ms) };
  });
  anchors.sort((a, b) => a.letter - b.letter);
  anchors.forEach(({ letter, ms }, at) => {
    const before = anchors[at - 1];
    if (before && (ms <= before.ms || letter === before.letter)) {
      const passage = firstLetter.findLastIndex((first) => first <= letter) + 1;
      throw new Invalid(`The mark at passage ${passage} comes before the one above it. Take one of the two away.`, {
        key: 'marks_backwards',
        values: { passage: passage },
      });
    }
  });
  return anchors;
}

/** When a letter is spoken, by the anchors around it; null where there are none on both sides. */
function timeAt(anchors: Anchor[], letter: number): { ms: number | null } {
  const next = anchors.findIndex((anchor) => anchor.letter >= letter);
  const after = anchors[next];
  if (!after) return { ms: null };
  if (after.letter === letter) return { ms: after.ms };
  const before = anchors[next - 1];
  if (!before) return { ms: null };
  const share = (letter - before.letter) / (after.letter - before.letter);
  return { ms: Math.round(before.ms + share * (after.ms - before.ms)) };
}

/** Sets the starts; each passage whose time changed ends where the next one begins. */
function withTimes(
  states: PassageState[],
  starts: { ms: number | null; estimated: number }[],
  durationMs: number | null,
): PassageState[] {
  return states.map((state, at) => {
    const { ms, estimated } = starts[at]!;
    const next = starts[at + 1]?.ms ?? null;
    const moved = ms !== state.startMs;
    if (ms === null) return state;
    const late =
      state.endMs !== null && next !== null && (state.endMs > next || starts[at + 1]!.ms !== states[at + 1]!.startMs);
    let endMs = state.endMs;
    if (moved || endMs === null || late) {
      const last = at === states.length - 1 && durationMs !== null && durationMs > ms ? durationMs : null;
      endMs = next ?? last ?? (endMs !== null && endMs > ms ? endMs : null);
    }
    if (!moved && estimated === state.estimated && endMs === state.endMs) return state;
    return { ...state, startMs: ms, estimated: ms === null ? 0 : estimated, endMs, edited: 1 };
  });
}
