import { type Audience, STAFF } from '../archive/access.ts';
import { keptPrivate, shownAs } from '../archive/person-privacy.ts';
import type { Database } from '../db/open.ts';
import type { Audiences, DocumentFacet, DocumentText } from './document.ts';

interface PersonRow {
  id: number;
  role: string;
  shownAs: string | null;
  name: string;
  gender: string | null;
  birthYear: number | null;
  private: number;
}

/**
 * The people of a testimony, for those who may read its names. Who appears under another name is found by that name only;
 * the full name, and every spelling of it, is for staff. So are the private people who are only mentioned.
 */
export function collectPeople(
  db: Database,
  testimonyId: number,
  today: string,
  audiences: Audiences,
): { facets: DocumentFacet[]; texts: DocumentText[] } {
  const rows = db
    .prepare<{ testimonyId: number; today: string }, PersonRow>(`
      SELECT person.id, testimony_person.role, person.name, person.gender,
        coalesce(testimony_person.shown_as, ${shownAs('testimony_person.testimony_id', 'person.id')}) AS shownAs,
        person.birth_year_min AS birthYear,
        (person.minor OR ${keptPrivate('person', 'testimony_person.testimony_id')}) AS private
      FROM testimony_person JOIN person ON person.id = testimony_person.person_id
      WHERE testimony_person.testimony_id = @testimonyId`)
    .all({ testimonyId, today });
  const otherNames = db.prepare<[number], string>('SELECT name FROM person_name WHERE person_id = ?').pluck();
  const facets: DocumentFacet[] = [];
  const texts: DocumentText[] = [];
  for (const person of rows) {
    const audience: Audience = person.private ? STAFF : audiences.names;
    const named: Audience = person.shownAs ? STAFF : audience;
    if (person.shownAs) texts.push({ column: 'names', text: person.shownAs, audience });
    for (const name of [person.name, ...otherNames.all(person.id)]) {
      texts.push({ column: 'names', text: name, audience: named });
    }
    if (person.role !== 'narrator') continue;
    if (person.gender) facets.push({ facet: 'gender', value: person.gender, audience });
    if (person.birthYear !== null) {
      facets.push({ facet: 'birth_decade', value: String(Math.floor(person.birthYear / 10) * 10), audience: named });
    }
  }
  return { facets, texts };
}
