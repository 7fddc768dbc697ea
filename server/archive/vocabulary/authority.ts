/**
 * Places, people and terms as an archivist edits them: one plain record for all, of which each kind has its own part. Written
 * whole, so that a revision and an undo speak of the same thing.
 */
import type { Database } from '../../db/open.ts';
import { NotFound } from '../errors.ts';

export const AUTHORITY_KINDS = ['topic', 'event', 'community', 'place', 'person'] as const;
export type AuthorityKind = (typeof AUTHORITY_KINDS)[number];

/** What a name is: of terms and places the first three, of people the others and `variant`. */
export const NAME_KINDS = {
  term: ['preferred', 'variant'],
  place: ['preferred', 'variant', 'historical'],
  person: ['variant', 'birth', 'married', 'hebraised', 'nickname'],
} as const;

export const SCHEMES = {
  term: ['wikidata', 'viaf', 'lcsh', 'geonames', 'other'],
  place: ['geonames', 'wikidata', 'viaf', 'other'],
  person: ['viaf', 'wikidata', 'isni', 'other'],
} as const;

export interface AuthorityName {
  name: string;
  lang: string;
  kind: string;
  fromYear: number | null; // of a historical name of a place
  toYear: number | null;
}

export const RELATIONS = ['parent', 'child', 'sibling', 'spouse', 'grandparent', 'grandchild', 'other'] as const;
export type Relation = (typeof RELATIONS)[number];

/** Somebody's kin. What each of the two said to its being shown is kept for each. */
export interface Kin {
  relativeId: number;
  relation: Relation; // what the relative is to this person
  agreed: boolean; // this person
  theirs: boolean; // the relative
}

/** A nationality held, or that there was none, with its calendar years. */
export interface Citizenship {
  country: string | null; // ISO; null: stateless
  fromYear: number | null;
  toYear: number | null;
}

export interface AuthorityRecord {
  names: AuthorityName[];
  identifiers: { scheme: string; value: string }[];
  parentId: number | null;
  note: string | null; // of terms
  date: string | null; // EDTF, of events
  countries: string[]; // ISO, of events and communities
  places: number[]; // of events and communities
  place: { kind: string; country: string | null; latitude: number | null; longitude: number | null } | null;
  person: {
    name: string;
    nameLang: string | null;
    sortName: string;
    gender: 'female' | 'male' | 'other' | null;
    birthDate: string | null; // EDTF
    birthPlaceId: number | null;
    birthCountry: string | null;
    deathDate: string | null; // EDTF
    minor: boolean;
  } | null;
  /** Of people; not there in what was kept before these were written down here. */
  kin?: Kin[];
  citizenships?: Citizenship[];
}

export type Family = keyof typeof NAME_KINDS;

export function familyOf(kind: AuthorityKind): Family {
  return kind === 'place' || kind === 'person' ? kind : 'term';
}

/** The record of an authority as it is. Throws NotFound, also for a term of another vocabulary. */
export function authorityRecord(db: Database, kind: AuthorityKind, id: number): AuthorityRecord {
  const family = familyOf(kind);
  if (family === 'place') return placeRecord(db, id);
  if (family === 'person') return personRecord(db, id);
  const term = db
    .prepare<[number, string], Pick<AuthorityRecord, 'parentId' | 'note' | 'date'>>(
      'SELECT parent_id AS parentId, note, date FROM term WHERE id = ? AND vocabulary = ?',
    )
    .get(id, kind);
  if (!term) throw new NotFound(kind, String(id));
  return {
    ...term,
    names: db
      .prepare<[number], AuthorityName>(`
        SELECT label AS name, lang, kind, NULL AS fromYear, NULL AS toYear FROM term_label
        WHERE term_id = ? ORDER BY kind, lang, label`)
      .all(id),
    identifiers: identifiersOf(db, 'term', id),
    countries: column(db, 'SELECT country FROM term_country WHERE term_id = ? ORDER BY country', id),
    places: column(db, 'SELECT place_id FROM term_place WHERE term_id = ? ORDER BY place_id', id),
    place: null,
    person: null,
  };
}

function placeRecord(db: Database, id: number): AuthorityRecord {
  const row = db
    .prepare<[number], NonNullable<AuthorityRecord['place']> & { parentId: number | null }>(
      'SELECT kind, country, latitude, longitude, parent_id AS parentId FROM place WHERE id = ?',
    )
    .get(id);
  if (!row) throw new NotFound('place', String(id));
  const { parentId, ...place } = row;
  return {
    ...NOTHING,
    parentId,
    place,
    names: db
      .prepare<[number], AuthorityName>(`
        SELECT name, lang, kind, from_year AS fromYear, to_year AS toYear FROM place_name
        WHERE place_id = ? ORDER BY kind = 'variant', kind, lang, name`)
      .all(id),
    identifiers: identifiersOf(db, 'place', id),
  };
}

function personRecord(db: Database, id: number): AuthorityRecord {
  const row = db
    .prepare<[number], Omit<NonNullable<AuthorityRecord['person']>, 'minor'> & { minor: number }>(`
      SELECT name, name_lang AS nameLang, sort_name AS sortName, gender, birth_date AS birthDate,
        birth_place_id AS birthPlaceId, birth_country AS birthCountry, death_date AS deathDate, minor
      FROM person WHERE id = ?`)
    .get(id);
  if (!row) throw new NotFound('person', String(id));
  return {
    ...NOTHING,
    person: { ...row, minor: row.minor === 1 },
    names: db
      .prepare<[number], AuthorityName>(`
        SELECT name, lang, kind, NULL AS fromYear, NULL AS toYear FROM person_name
        WHERE person_id = ? ORDER BY kind, lang, name`)
      .all(id),
    identifiers: identifiersOf(db, 'person', id),
    kin: kinOf(db, id),
    citizenships: db
      .prepare<[number], Citizenship>(`
        SELECT country, from_year AS fromYear, to_year AS toYear FROM citizenship
        WHERE person_id = ? ORDER BY from_year, to_year, country, id`)
      .all(id),
  };
}

function kinOf(db: Database, id: number): Kin[] {
  return db
    .prepare<[number], { relativeId: number; relation: Relation; agreed: number; theirs: number }>(`
      SELECT kinship.relative_id AS relativeId, kinship.relation, kinship.agreed, coalesce(max(back.agreed), 0) AS theirs
      FROM kinship LEFT JOIN kinship AS back
        ON back.person_id = kinship.relative_id AND back.relative_id = kinship.person_id
      WHERE kinship.person_id = ? GROUP BY kinship.relative_id, kinship.relation
      ORDER BY kinship.relation, kinship.relative_id`)
    .all(id)
    .map((row) => ({ ...row, agreed: row.agreed === 1, theirs: row.theirs === 1 }));
}

const NOTHING = { parentId: null, note: null, date: null, countries: [], places: [], place: null, person: null };

function identifiersOf(db: Database, family: Family, id: number): AuthorityRecord['identifiers'] {
  return db
    .prepare<[number], { scheme: string; value: string }>(
      `SELECT scheme, value FROM ${family}_identifier WHERE ${family}_id = ? ORDER BY scheme, value`,
    )
    .all(id);
}

function column<Value>(db: Database, sql: string, id: number): Value[] {
  return db.prepare<[number], Value>(sql).pluck().all(id);
}
