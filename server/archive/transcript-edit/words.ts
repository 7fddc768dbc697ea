import type { Database } from '../../db/open.ts';
import { Invalid } from '../errors.ts';
import { publicId as newPublicId } from '../names.ts';
import { carryOut, type Outcome, type Seen } from './edit.ts';
import { carried, carriedWithheld, hunksBetween, untouched } from './spans.ts';
import { divided } from './split.ts';
import { type PassageState, spelledOut } from './state.ts';

const LONGEST = 20_000; // letters: half an hour of speech in one breath

/** A passage with other words; what hangs on its letters goes with them. */
export function withWords(state: PassageState, text: string): PassageState {
  if (text === state.text) return state;
  if (text.length > LONGEST) {
    throw new Invalid(`A passage has at most ${LONGEST} letters. Divide it with an empty line.`, {
      field: 'text',
      key: 'too_long',
    });
  }
  const hunks = hunksBetween(state.text, text);
  const moved = ({ charStart, charEnd }: { charStart: number; charEnd: number }) => {
    const { start, end } = carried({ start: charStart, end: charEnd }, hunks);
    return { charStart: start, charEnd: end };
  };
  return {
    ...state,
    text,
    edited: 1,
    cues: spelledOut(state).map((cue) => ({ ...cue, ...moved(cue) })),
    redactions: state.redactions.flatMap((one) => {
      const span = { start: one.charStart, end: one.charEnd };
      const spans = carriedWithheld(span, state.text, text, hunks);
      return spans.map(({ start, end }) => ({ ...one, charStart: start, charEnd: end }));
    }),
    uncertain: state.uncertain
      .filter(({ charStart, charEnd }) => untouched({ start: charStart, end: charEnd }, hunks))
      .map((one) => ({ ...one, ...moved(one) })),
  };
}

/** What somebody typed: line ends as one sign, no white space around lines, one empty line at most. */
export function tidied(typed: string): string {
  return typed
    .replace(/\r\n?|\u2028|\u2029/g, '\n')
    .split('\n')
    .map((line) => line.trim())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/**
 * Sets the words of a passage. An empty line among them divides the passage there: the first keeps the public id. Throws
 * Invalid where no words are left, and as `carryOut`.
 */
export function editWords(
  db: Database,
  edit: { transcriptId: number; actor: string; passage: Seen; text: string },
): void {
  const text = tidied(edit.text);
  if (text === '') {
    throw new Invalid('No words were given. To take a passage out, use “remove”.', { field: 'text', key: 'no_words' });
  }
  carryOut(db, { ...edit, operation: 'words', seen: [edit.passage] }, ([state]) =>
    inPieces(state!, text.split('\n\n')),
  );
}

function inPieces(state: PassageState, pieces: string[]): Outcome {
  let rest = withWords(state, pieces.join(' '));
  const states: PassageState[] = [];
  const from = new Map<string, string>();
  for (const piece of pieces.slice(0, -1)) {
    const [first, second] = divided(rest, piece.length, newPublicId());
    states.push(first);
    from.set(second.publicId, state.publicId);
    rest = second;
  }
  return { states: [...states, rest], from };
}
