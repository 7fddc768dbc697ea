/**
 * Who may read the words of a testimony once it is open, passage by passage, before and after an edit: sections and redactions follow the
 * times and pairs of passages, and no edit may open by the way what somebody has closed.
 */
import type { Database } from '../../db/open.ts';
import { narrowingOfIndexPoint, narrowingOfPassage } from '../access/words.ts';
import { Conflict } from '../errors.ts';
import { visitor } from '../viewer.ts';

/** Audiences by public id, and of index points by `#id`; null where nothing narrows the words of this testimony. */
export type Audiences = Map<string, number> | null;

export function audiencesOf(db: Database, testimonyId: number): Audiences {
  const narrowed = db
    .prepare<{ id: number }, number>(`
      SELECT EXISTS (SELECT 1 FROM section WHERE testimony_id = @id) OR EXISTS (SELECT 1 FROM redaction WHERE testimony_id = @id)`)
    .pluck()
    .get({ id: testimonyId });
  if (!narrowed) return null;
  const rows = db
    .prepare<object, { key: string; audience: number }>(`
      SELECT passage.public_id AS key, ${narrowingOfPassage('passage', 'testimony')} AS audience
      FROM passage JOIN transcript ON transcript.id = passage.transcript_id JOIN testimony ON testimony.id = transcript.testimony_id
      WHERE testimony.id = @testimonyId
      UNION ALL
      SELECT '#' || index_point.id, ${narrowingOfIndexPoint('index_point', 'testimony')}
      FROM index_point JOIN testimony ON testimony.id = index_point.testimony_id WHERE testimony.id = @testimonyId`)
    .all({ ...visitor(), testimonyId });
  return new Map(rows.map(({ key, audience }) => [key, audience]));
}

/**
 * Throws Conflict where something is open to more people after an edit than before it. `from`: the passage that a new one
 * came out of, `into`: the one that a removed one went into.
 */
export function refuseOpening(
  before: Audiences,
  after: Audiences,
  { from, into }: { from: Map<string, string>; into: Map<string, string> },
): void {
  if (!before) return;
  const opened =
    [...before].some(([key, audience]) => (after?.get(into.get(key) ?? key) ?? 0) < audience) ||
    [...from].some(([key, origin]) => (after?.get(key) ?? 0) < (before.get(origin) ?? 0));
  if (opened) {
    throw new Conflict(
      'This would open words that are closed now: they lie in a stretch that is withheld, or say what is withheld elsewhere. Mark the words to be withheld in the passage itself first, or change the closed stretch, and then do this again.',
      { key: 'opens' },
    );
  }
}
