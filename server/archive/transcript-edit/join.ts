import type { Database } from '../../db/open.ts';
import { Invalid } from '../errors.ts';
import { carryOut, type Seen } from './edit.ts';
import { type PassageState, spelledOut } from './state.ts';

/**
 * Joins a passage with the one after it. The first keeps its public id, speaker and pair; the address of the second leads to
 * it from then on. Throws Invalid where the two do not follow each other in one recording, and as `carryOut`.
 */
export function joinPassages(
  db: Database,
  edit: { transcriptId: number; actor: string; first: Seen; second: Seen },
): void {
  carryOut(db, { ...edit, operation: 'join', seen: [edit.first, edit.second] }, ([first, second]) => {
    const neighbours =
      first?.publicId === edit.first.publicId &&
      second?.position === first.position + 1 &&
      second.partId === first.partId;
    if (!neighbours)
      throw new Invalid('Only passages that follow each other in one recording can be joined.', {
        key: 'not_neighbours',
      });
    return { states: [joined(first, second)], into: new Map([[second.publicId, first.publicId]]) };
  });
}

/**
 * Takes a passage out; its address leads to the one before it, or after it where it is the first. Throws Invalid for the only
 * passage of a transcript, or one with withheld words, and as `carryOut`.
 */
export function removePassage(
  db: Database,
  edit: { transcriptId: number; actor: string; passage: Seen; neighbour: Seen },
): void {
  carryOut(db, { ...edit, operation: 'remove', seen: [edit.passage, edit.neighbour] }, (states) => {
    const gone = states.find(({ publicId }) => publicId === edit.passage.publicId);
    const kept = states.find(({ publicId }) => publicId === edit.neighbour.publicId);
    if (!gone || !kept || gone === kept || Math.abs(gone.position - kept.position) !== 1)
      throw new Invalid('The only passage of a transcript stays. Remove the transcript instead.', {
        key: 'only_passage',
      });
    if (gone.redactions.length) {
      throw new Invalid(
        'Some words of this passage are withheld. Lift that first, or join the passage with the one before it.',
        { key: 'withheld_here' },
      );
    }
    return {
      states: [{ ...kept, translations: [...kept.translations, ...gone.translations].sort() }],
      into: new Map([[gone.publicId, kept.publicId]]),
    };
  });
}

function joined(first: PassageState, second: PassageState): PassageState {
  const base = first.text.length + 1;
  const moved = <Marked extends { charStart: number; charEnd: number }>(one: Marked): Marked => ({
    ...one,
    charStart: one.charStart + base,
    charEnd: one.charEnd + base,
  });
  return {
    ...first,
    text: `${first.text} ${second.text}`,
    startMs: first.startMs ?? second.startMs,
    estimated: first.startMs === null ? second.estimated : first.estimated,
    endMs: second.startMs === null && second.endMs === null ? null : second.endMs,
    edited: 1,
    original: first.original ?? second.original,
    translations: [...new Set([...first.translations, ...second.translations])].sort(),
    cues: [...spelledOut(first), ...spelledOut(second).map(moved)],
    redactions: [...first.redactions, ...second.redactions.map(moved)],
    uncertain: [...first.uncertain, ...second.uncertain.map(moved)],
  };
}
