import { kept, keptColumn } from '../../db/kept.ts';
import type { Database } from '../../db/open.ts';
import { shownAs } from '../person-privacy.ts';

export interface PersonShown {
  name: string;
  lang: string | null;
  slug: string | null; // null: no page (shown under another name, or a minor)
  gender: string | null;
  birthDate: string | null; // EDTF
  birthCountry: string | null;
  otherNames: string[];
}

/** Those who tell, or ask, under the name they agreed to; for one who may read names. */
export function peopleOf(db: Database, testimonyId: number, role: 'narrator' | 'interviewer'): PersonShown[] {
  const rows = kept<[number, string], PersonShown & { id: number; shownAs: string | null; minor: number }>(
    db,
    `
      SELECT person.id, person.name, person.name_lang AS lang, person.slug, person.gender, person.birth_date AS birthDate,
        person.birth_country AS birthCountry, person.minor,
        coalesce(testimony_person.shown_as, ${shownAs('testimony_person.testimony_id', 'person.id')}) AS shownAs
      FROM testimony_person JOIN person ON person.id = testimony_person.person_id
      WHERE testimony_person.testimony_id = ? AND testimony_person.role = ? ORDER BY testimony_person.position`,
  ).all(testimonyId, role);
  const otherNames = keptColumn<[number], string>(
    db,
    'SELECT name FROM person_name WHERE person_id = ? ORDER BY kind, name',
  );
  return rows.map(({ id, shownAs, minor, ...person }) =>
    shownAs
      ? { ...person, name: shownAs, lang: null, slug: null, birthDate: null, birthCountry: null, otherNames: [] }
      : { ...person, slug: minor ? null : person.slug, otherNames: otherNames.all(id) },
  );
}
