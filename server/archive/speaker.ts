import type { Database } from '../db/open.ts';

/**
 * Says anew who speaks in the passages of a testimony that nobody has edited: by their labels, or only in those now said to be
 * by one of `people`.
 */
export function linkSpeakers(
  db: Database,
  testimonyId: number,
  who: (label: string) => number | null,
  people?: number[],
): void {
  const labels = db
    .prepare<unknown[], string>(`
      SELECT DISTINCT speaker FROM passage JOIN part ON part.id = passage.part_id
      WHERE part.testimony_id = @testimonyId AND speaker IS NOT NULL AND edited = 0
        AND (@people IS NULL OR person_id IN (SELECT value FROM json_each(@people)))`)
    .pluck()
    .all({ testimonyId, people: people ? JSON.stringify(people) : null });
  const link = db.prepare(`
    UPDATE passage SET person_id = @personId
    WHERE speaker = @label AND edited = 0 AND part_id IN (SELECT id FROM part WHERE testimony_id = @testimonyId)
      AND person_id IS NOT @personId
      AND (@people IS NULL OR person_id IN (SELECT value FROM json_each(@people)))`);
  for (const label of labels)
    link.run({ testimonyId, label, personId: who(label), people: people ? JSON.stringify(people) : null });
  // Who speaks in a translation under a name written differently there is who speaks in the original.
  db.prepare(`
    UPDATE passage SET person_id = (SELECT person_id FROM passage AS original WHERE original.id = passage.original_id)
    WHERE person_id IS NULL AND original_id IS NOT NULL AND edited = 0
      AND part_id IN (SELECT id FROM part WHERE testimony_id = @testimonyId)`).run({ testimonyId });
}
