import type { Database } from '../../db/open.ts';
import { nameKey } from '../names.ts';

/** Another testimony that may be the same one, and why. */
export interface Duplicate {
  accession: string;
  title: string;
  why: 'narrator' | 'file';
}

/**
 * Testimonies that may be the same: one of a narrator of the same name who was born in the same year or place or of whom
 * neither is known, and one that has the very same recording, picture or document.
 */
export function duplicatesOf(db: Database, testimonyId: number): Duplicate[] {
  const files = db
    .prepare<{ id: number }, Omit<Duplicate, 'why'>>(`
      SELECT DISTINCT testimony.accession, testimony.title FROM asset JOIN asset AS other ON other.sha256 = asset.sha256
        JOIN testimony ON testimony.id = other.testimony_id
      WHERE asset.testimony_id = @id AND other.testimony_id <> @id AND asset.kind <> 'agreement' ORDER BY testimony.accession LIMIT 20`)
    .all({ id: testimonyId });
  const told = new Set(files.map(({ accession }) => accession));
  const narrators = sameNarrators(db, testimonyId).filter(({ accession }) => !told.has(accession));
  return [
    ...files.map((one) => ({ ...one, why: 'file' as const })),
    ...narrators.map((one) => ({ ...one, why: 'narrator' as const })),
  ];
}

interface Narrator {
  id: number;
  name: string;
  min: number | null;
  max: number | null;
  country: string | null;
}

const NARRATOR = `
  person.id, person.name, birth_year_min AS min, birth_year_max AS max,
  coalesce(birth_country, (SELECT country FROM place WHERE place.id = birth_place_id)) AS country`;
const NARRATORS = `
  FROM testimony_person JOIN person ON person.id = person_id JOIN testimony ON testimony.id = testimony_id
  WHERE role = 'narrator'`;

function sameNarrators(db: Database, testimonyId: number): Omit<Duplicate, 'why'>[] {
  const own = db.prepare<[number], Narrator>(`SELECT ${NARRATOR} ${NARRATORS} AND testimony_id = ?`).all(testimonyId);
  if (own.length === 0) return [];
  const keys = new Map(own.map((person) => [nameKey(person.name), person]));
  const others = db
    .prepare<[number], Narrator & { accession: string; title: string }>(`
      SELECT testimony.accession, testimony.title, ${NARRATOR} ${NARRATORS} AND testimony_id <> ? ORDER BY testimony.accession`)
    .all(testimonyId);
  const found = others.filter((other) => {
    const person = keys.get(nameKey(other.name));
    return person !== undefined && mayBeSame(person, other);
  });
  const once = new Map(found.map(({ accession, title }) => [accession, { accession, title }]));
  return [...once.values()].slice(0, 20);
}

/** The same person, or one of whom nothing known says otherwise. */
function mayBeSame(one: Narrator, other: Narrator): boolean {
  if (one.id === other.id) return true;
  const apart = one.min !== null && other.max !== null && one.max !== null && other.min !== null;
  if (apart && (one.min! > other.max! || other.min! > one.max!)) return false;
  return one.country === null || other.country === null || one.country === other.country;
}
