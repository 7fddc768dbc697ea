import type { Database } from '../../db/open.ts';
import type { Seen } from './edit.ts';

/** The passages before and after one in the same recording, as they are now. */
export function neighboursOf(db: Database, publicId: string): { earlier: Seen | null; later: Seen | null } {
  const at = (step: -1 | 1) =>
    db
      .prepare<[string], Seen>(`
        SELECT other.public_id AS publicId, other.version FROM passage JOIN passage AS other
          ON other.transcript_id = passage.transcript_id AND other.position = passage.position + ${step}
            AND other.part_id = passage.part_id
        WHERE passage.public_id = ?`)
      .get(publicId) ?? null;
  return { earlier: at(-1), later: at(1) };
}
