import type { Database } from '../../db/open.ts';
import { Invalid } from '../errors.ts';
import { publicId as newPublicId } from '../names.ts';
import { carryOut, type Seen } from './edit.ts';
import { type CueState, type PassageState, spelledOut } from './state.ts';

/**
 * Divides a passage before the letter at `at` (a UTF-16 offset). The first half keeps the public id; both translate what the
 * whole translated. The second begins at `atMs`, else where a cue of the source begins, else at the share of the letters
 * (then marked as estimated). Throws Invalid where one half would have no words or no time, and as `carryOut`.
 */
export function splitPassage(
  db: Database,
  edit: { transcriptId: number; actor: string; passage: Seen; at: number; atMs?: number | null },
): string {
  const id = newPublicId();
  carryOut(db, { ...edit, operation: 'split', seen: [edit.passage] }, ([state]) => ({
    states: divided(state!, edit.at, id, edit.atMs ?? null),
    from: new Map([[id, state!.publicId]]),
  }));
  return id;
}

/** The two halves of a passage, the second under a new public id. */
export function divided(
  state: PassageState,
  at: number,
  id: string,
  atMs: number | null = null,
): [PassageState, PassageState] {
  // Half of a letter outside the basic plane, or a mark without its letter, begins no passage.
  let cut = Math.max(0, Math.min(at, state.text.length));
  while (cut > 0 && /^[\uDC00-\uDFFF\p{M}]/u.test(state.text.slice(cut))) cut -= 1;
  const firstText = state.text.slice(0, cut).trimEnd();
  const secondText = state.text.slice(cut).trimStart();
  if (!firstText || !secondText) {
    throw new Invalid('A passage is divided between words: put the cursor where the second half begins.', {
      field: 'at',
      key: 'between_words',
    });
  }
  const base = state.text.length - secondText.length;
  const { startMs, estimated } = startOfSecond(state, cut, base, atMs);
  const cues = dividedCues(state, firstText.length, base);
  const inFirst = (span: { charStart: number; charEnd: number }) =>
    span.charStart < firstText.length || span.charEnd <= firstText.length;
  const inSecond = (span: { charStart: number; charEnd: number }) =>
    span.charEnd > base || (span.charStart >= base && span.charStart === span.charEnd);
  const clipped = <Marked extends { charStart: number; charEnd: number }>(one: Marked): Marked => ({
    ...one,
    charStart: Math.min(one.charStart, firstText.length),
    charEnd: Math.min(one.charEnd, firstText.length),
  });
  const moved = <Marked extends { charStart: number; charEnd: number }>(one: Marked): Marked => ({
    ...one,
    charStart: Math.max(0, one.charStart - base),
    charEnd: Math.max(0, one.charEnd - base),
  });
  return [
    {
      ...state,
      text: firstText,
      endMs: startMs ?? (state.startMs === null ? null : state.endMs),
      edited: 1,
      cues: cues.first,
      redactions: state.redactions.filter(inFirst).map(clipped),
      uncertain: state.uncertain.filter(inFirst).map(clipped),
    },
    {
      ...state,
      publicId: id,
      text: secondText,
      startMs,
      estimated,
      edited: 1,
      translations: [],
      cues: cues.second,
      redactions: state.redactions.filter(inSecond).map(moved),
      uncertain: state.uncertain.filter(inSecond).map(moved),
    },
  ];
}

function startOfSecond(
  state: PassageState,
  cut: number,
  base: number,
  atMs: number | null,
): { startMs: number | null; estimated: number } {
  const { startMs, endMs } = state;
  if (startMs === null) return { startMs: null, estimated: 0 };
  const inside = (ms: number | null): ms is number => ms !== null && ms > startMs && (endMs === null || ms < endMs);
  if (atMs !== null) {
    if (!inside(atMs)) {
      throw new Invalid('The second half begins within the passage: choose a moment between its start and its end.', {
        field: 'atMs',
        key: 'split_moment',
      });
    }
    return { startMs: Math.round(atMs), estimated: 0 };
  }
  const cue = state.cues.find(({ charStart }) => charStart >= cut && charStart <= base);
  if (cue && inside(cue.startMs)) return { startMs: cue.startMs, estimated: 0 };
  if (endMs === null || endMs - startMs < 2) return { startMs: null, estimated: 0 };
  const share = cut / state.text.length;
  const worked = Math.round(startMs + share * (endMs - startMs));
  return { startMs: Math.min(endMs - 1, Math.max(startMs + 1, worked)), estimated: 1 };
}

/** The cues of each half. One that goes across is kept in both with its own words only, which can then be withheld apart. */
function dividedCues(state: PassageState, firstEnd: number, base: number): { first: CueState[]; second: CueState[] } {
  const first: CueState[] = [];
  const second: CueState[] = [];
  for (const cue of spelledOut(state)) {
    const across = cue.charStart < firstEnd && cue.charEnd > base;
    const here = cue.charStart < firstEnd;
    if (here) {
      const charEnd = Math.min(cue.charEnd, firstEnd);
      const payload = across ? state.text.slice(cue.charStart, charEnd) : cue.payload;
      first.push({ ...cue, charEnd, payload });
    }
    if (across || !here) {
      const charStart = Math.max(0, cue.charStart - base);
      const charEnd = Math.max(charStart, cue.charEnd - base);
      const payload = across ? state.text.slice(base, cue.charEnd) : cue.payload;
      second.push({ ...cue, charStart, charEnd, payload });
    }
  }
  return { first, second };
}
