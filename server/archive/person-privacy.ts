/**
 * Private people who are only mentioned in a testimony and presumed living, and minors, get no page, suggestion or index
 * term of their own. Others appear under the name they agreed to. All of these are SQL, and bind `today`.
 */

const A_LIFETIME = 100; // years

/** No date of death is known, and the person was born under a hundred years ago or nobody knows when. */
export function presumedLiving(person: string): string {
  return `(${person}.death_date IS NULL AND (${person}.birth_year_max IS NULL
    OR ${person}.birth_year_max > CAST(substr(@today, 1, 4) AS INTEGER) - ${A_LIFETIME}))`;
}

/** A person of the testimony who has no part in it but to be mentioned in it, and may be living. */
export function keptPrivate(person: string, testimonyId: string): string {
  return `(${presumedLiving(person)} AND NOT EXISTS (SELECT 1 FROM testimony_person AS part_taken
    WHERE part_taken.testimony_id = ${testimonyId} AND part_taken.person_id = ${person}.id AND part_taken.role <> 'mentioned'))`;
}

/** The name under which a person agreed to appear in a testimony, whatever they did in it; null: their own. */
export function shownAs(testimonyId: string, personId: string): string {
  return `(SELECT max(other.shown_as) FROM testimony_person AS other
    WHERE other.testimony_id = ${testimonyId} AND other.person_id = ${personId})`;
}
