import type { Passage } from '../../archive/passage.ts';
import { passagesOfTranscript } from '../../archive/passage.ts';
import type { TranscriptShown } from '../../archive/testimony-page.ts';
import type { Viewer } from '../../archive/viewer.ts';
import type { Database } from '../../db/open.ts';
import { originalOf } from './within.ts';

/**
 * The passages of the text beside, by the id of the passage that each translates or is translated by. One that nobody has
 * tied to another stands beside what is said at its time.
 */
export function besidePassages(
  db: Database,
  viewer: Viewer,
  beside: TranscriptShown,
  passages: readonly Passage[],
): Map<number, Passage[]> {
  const all = passagesOfTranscript(db, viewer, beside.id);
  const byOriginal = new Map<number, Passage[]>();
  for (const other of all) byOriginal.set(originalOf(other), [...(byOriginal.get(originalOf(other)) ?? []), other]);
  const tied = new Set(passages.map(originalOf));
  const loose = all.filter((other) => other.originalId === null && !tied.has(other.id));
  return new Map(
    passages.map((passage, at) => {
      const next = passages[at + 1];
      const until = passage.endMs ?? (next?.part === passage.part ? next.startMs : null);
      return [
        passage.id,
        byOriginal.get(originalOf(passage)) ?? loose.filter((other) => begins(other, passage, until)),
      ];
    }),
  );
}

/** Whether a passage begins while the other is said: until a time in ms, or at its very beginning where none is known. */
function begins({ part, startMs }: Passage, other: Passage, until: number | null): boolean {
  if (part !== other.part || startMs === null || other.startMs === null) return false;
  return until === null ? startMs === other.startMs : startMs >= other.startMs && startMs < until;
}
