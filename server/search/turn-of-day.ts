import type { Database } from '../db/open.ts';

/**
 * Testimonies whose access changes between two days (YYYY-MM-DD) without anyone writing: an embargo of theirs begins or
 * lapses, or somebody mentioned has been born a hundred years. An index made on the one day is wrong about them on the
 * other: until it has followed, they are left out of every search.
 */
export function turningBetween(db: Database, one: string, other: string): number[] {
  const [from, to] = one < other ? [one, other] : [other, one];
  if (from === to) return [];
  return db
    .prepare<{ from: string; to: string }, number>(`
      SELECT id FROM testimony
      WHERE (embargo_from > @from AND embargo_from <= @to) OR (embargo_until > @from AND embargo_until <= @to)
      UNION
      SELECT testimony_id FROM access_rule WHERE embargo_until > @from AND embargo_until <= @to
      UNION
      SELECT testimony_id FROM section WHERE embargo_until > @from AND embargo_until <= @to
      UNION
      SELECT testimony_id FROM asset WHERE embargo_until > @from AND embargo_until <= @to
      UNION
      SELECT testimony_person.testimony_id FROM person JOIN testimony_person ON testimony_person.person_id = person.id
      WHERE person.birth_year_max > CAST(substr(@from, 1, 4) AS INTEGER) - 100
        AND person.birth_year_max <= CAST(substr(@to, 1, 4) AS INTEGER) - 100
      ORDER BY 1`)
    .pluck()
    .all({ from, to });
}
