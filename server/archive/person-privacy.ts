/**
 * Private people who are only mentioned in a testimony and presumed living, and minors, get no page, suggestion or index
 * term of their own.
 */

const A_LIFETIME = 100; // years

/** No date of death is known, and the person was born under a hundred years ago or nobody knows when. SQL; binds `today`. */
export function presumedLiving(person: string): string {
  return `(${person}.death_date IS NULL AND (${person}.birth_year_max IS NULL
    OR ${person}.birth_year_max > CAST(substr(@today, 1, 4) AS INTEGER) - ${A_LIFETIME}))`;
}
