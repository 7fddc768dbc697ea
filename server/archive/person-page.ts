import { kept } from '../db/kept.ts';
import type { Database } from '../db/open.ts';
import { namedTo } from './access.ts';
import { NotFound } from './errors.ts';
import { presumedLiving, shownAs } from './person-privacy.ts';
import type { Viewer } from './viewer.ts';

/** Someone with a page: named, under their own name, in a testimony that the viewer may read the names of. */
export interface PersonLine {
  slug: string;
  name: string;
  nameLang: string | null;
  sortName: string;
  role: string; // narrator before all others
  testimonies: number;
}

/** SQL, from FROM on: people with a page. Minors have none, nor private people who are only mentioned. */
export const shownPeople = `
  FROM person JOIN testimony_person ON testimony_person.person_id = person.id
    JOIN testimony ON testimony.id = testimony_person.testimony_id
  WHERE person.minor = 0 AND ${shownAs('testimony.id', 'person.id')} IS NULL AND ${namedTo('testimony')}
    AND NOT (testimony_person.role = 'mentioned' AND ${presumedLiving('person')})`;

/** True, as an SQL condition, where somebody (an expression for their id) has a page that this viewer may open. */
export function hasPage(personId: string): string {
  return `EXISTS (SELECT 1 ${shownPeople} AND person.id = ${personId})`;
}

/** Everybody with a page, in the order of their sort names. */
export function people(db: Database, viewer: Viewer): PersonLine[] {
  return kept<Viewer, PersonLine>(
    db,
    `
      SELECT person.slug, person.name, person.name_lang AS nameLang, person.sort_name AS sortName,
        CASE WHEN sum(testimony_person.role = 'narrator') > 0 THEN 'narrator' ELSE min(testimony_person.role) END AS role,
        count(DISTINCT testimony.id) AS testimonies
      ${shownPeople} GROUP BY person.id ORDER BY person.sort_name COLLATE NOCASE, person.id`,
  ).all(viewer);
}

/** What somebody with a page is called; undefined where there is no such person, or none that this viewer may be shown. */
export function personNamed(
  db: Database,
  viewer: Viewer,
  slug: string,
): Pick<PersonLine, 'slug' | 'name' | 'nameLang'> | undefined {
  return kept<Viewer & { slug: string }, Pick<PersonLine, 'slug' | 'name' | 'nameLang'>>(
    db,
    `SELECT person.slug, person.name, person.name_lang AS nameLang ${shownPeople} AND person.slug = @slug LIMIT 1`,
  ).get({ ...viewer, slug });
}

export interface PersonPage extends Omit<PersonLine, 'testimonies' | 'role' | 'sortName'> {
  id: number;
  gender: string | null;
  birthDate: string | null; // EDTF
  birthCountry: string | null; // ISO
  deathDate: string | null;
  otherNames: { name: string; kind: string }[];
  identifiers: { scheme: string; value: string }[];
  /** Nationalities held, with their years; country null: stateless. */
  citizenships: { country: string | null; fromYear: number | null; toYear: number | null }[];
  roles: { role: string; testimonies: number[] }[];
  /** Kin who agreed to be shown as such, and have a page themselves. */
  kin: { relation: string; slug: string; name: string; nameLang: string | null }[];
}

/** Throws NotFound where there is no such person, or none that this viewer may be shown. */
export function personPage(db: Database, viewer: Viewer, slug: string): PersonPage {
  const rows = kept<Viewer & { slug: string }, { role: string; testimonyId: number }>(
    db,
    `
      SELECT testimony_person.role, testimony.id AS testimonyId ${shownPeople} AND person.slug = @slug ORDER BY testimony.accession`,
  ).all({ ...viewer, slug });
  const person = kept<[string], Omit<PersonPage, 'otherNames' | 'identifiers' | 'citizenships' | 'roles' | 'kin'>>(
    db,
    `
      SELECT id, slug, name, name_lang AS nameLang, gender, birth_date AS birthDate, birth_country AS birthCountry,
        death_date AS deathDate
      FROM person WHERE slug = ?`,
  ).get(slug);
  if (!person || rows.length === 0) throw new NotFound('person', slug);
  const roles = [...new Set(rows.map(({ role }) => role))].sort(
    (a, b) => Number(b === 'narrator') - Number(a === 'narrator'),
  );
  return {
    ...person,
    otherNames: kept<[number], { name: string; kind: string }>(
      db,
      'SELECT name, kind FROM person_name WHERE person_id = ? ORDER BY kind, name',
    ).all(person.id),
    identifiers: kept<[number], { scheme: string; value: string }>(
      db,
      'SELECT scheme, value FROM person_identifier WHERE person_id = ?',
    ).all(person.id),
    citizenships: kept<[number], PersonPage['citizenships'][number]>(
      db,
      'SELECT country, from_year AS fromYear, to_year AS toYear FROM citizenship WHERE person_id = ? ORDER BY from_year, to_year, country, id',
    ).all(person.id),
    roles: roles.map((role) => ({
      role,
      testimonies: rows.filter((row) => row.role === role).map((row) => row.testimonyId),
    })),
    kin: kinOf(db, viewer, person.id),
  };
}

function kinOf(db: Database, viewer: Viewer, personId: number): PersonPage['kin'] {
  return kept<Viewer & { personId: number }, PersonPage['kin'][number]>(
    db,
    `
      SELECT kinship.relation, kin.slug, kin.name, kin.name_lang AS nameLang
      FROM kinship JOIN person AS kin ON kin.id = kinship.relative_id
      WHERE kinship.person_id = @personId AND kinship.agreed = 1
        AND EXISTS (SELECT 1 FROM kinship AS back
          WHERE back.person_id = kin.id AND back.relative_id = @personId AND back.agreed = 1)
        AND ${hasPage('kin.id')}`,
  ).all({ ...viewer, personId });
}
