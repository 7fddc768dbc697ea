/** What the archive has names for, read for suggestions: people and testimonies with who may know of them, and authorities. */
import { type Audience, audienceOf } from '../../archive/access.ts';
import { presumedLiving, shownAs } from '../../archive/person-privacy.ts';
import { kept } from '../../db/kept.ts';
import type { Database } from '../../db/open.ts';
import type { Kind } from './asked.ts';

/** A row a spelling. `preferred`: in `lang`, this is what the thing is called. */
export interface Named {
  kind: Kind;
  id: number;
  value: string;
  shipped: number; // came with Kolot: its name tells nothing of any testimony
  name: string;
  lang: string;
  preferred: number;
}

const TERMS = `
  SELECT term.vocabulary, 0, term.slug, term.shipped, label, lang, term_label.kind = 'preferred'
  FROM term JOIN term_label ON term_label.term_id = term.id`;

/** Every spelling of places, countries, polities and terms. */
export function authorityNames(db: Database): IterableIterator<Named> {
  return kept<[], Named>(
    db,
    `
      SELECT 'place' AS kind, 0 AS id, slug AS value, shipped, name, lang, place_name.kind = 'preferred' AS preferred
      FROM place JOIN place_name ON place_name.place_id = place.id
      UNION ALL
      SELECT 'country', 0, country, 1, name, lang, kind = 'preferred' FROM country_name WHERE kind <> 'understood'
      UNION ALL
      SELECT 'polity', 0, slug, 1, name, lang, kind = 'preferred'
      FROM polity JOIN polity_name ON polity_name.polity_id = polity.id
      UNION ALL ${TERMS}`,
  ).iterate();
}

const COLLECTIONS = `
  SELECT 'collection' AS kind, 0 AS id, slug AS value, 0 AS shipped, title AS name, lang, 1 AS preferred
  FROM collection JOIN collection_text ON collection_text.collection_id = collection.id ORDER BY collection.id, lang`;

/** The titles of collections, which are few. */
export function collectionNames(db: Database): Named[] {
  return kept<[], Named>(db, COLLECTIONS).all();
}

const TESTIMONIES = (which: string) => `
  SELECT 'testimony' AS kind, testimony.id, accession AS value, 0 AS shipped, title AS name, lang, 1 AS preferred
  FROM testimony WHERE ${which}
  UNION ALL
  SELECT 'testimony', testimony.id, accession, 0, testimony_text.title, testimony_text.lang, 1
  FROM testimony_text JOIN testimony ON testimony.id = testimony_text.testimony_id
  WHERE testimony_text.title IS NOT NULL AND ${which}
  UNION ALL
  SELECT 'testimony', testimony.id, accession, 0, accession, 'und', 0 FROM testimony WHERE ${which}`;

export function testimonyNames(db: Database): IterableIterator<Named> {
  return kept<[], Named>(db, TESTIMONIES('TRUE')).iterate();
}

export function namesOfTestimony(db: Database, id: number): Named[] {
  return kept<{ id: number }, Named>(db, TESTIMONIES('testimony.id = @id')).all({ id });
}

const PEOPLE = (which: string) => `
  SELECT 'person' AS kind, id, slug AS value, 0 AS shipped, name, coalesce(name_lang, 'und') AS lang, 1 AS preferred
  FROM person WHERE ${which}
  UNION ALL
  SELECT 'person', id, slug, 0, person_name.name, person_name.lang, 0
  FROM person_name JOIN person ON person.id = person_name.person_id WHERE ${which}`;

export function peopleNames(db: Database): IterableIterator<Named> {
  return kept<[], Named>(db, PEOPLE('TRUE')).iterate();
}

export function namesOfPerson(db: Database, id: number): Named[] {
  return kept<{ id: number }, Named>(db, PEOPLE('person.id = @id')).all({ id });
}

/** Somebody named in a testimony, and who may learn of it. */
export interface Part {
  personId: number;
  testimonyId: number;
  audience: Audience;
}

/**
 * As people have pages (archive/person-page.ts): not minors, nor who appears under another name, nor who is only mentioned and
 * may be living. Those have no page for staff either, and so no row here.
 */
const PARTS = (which: string) => `
  SELECT testimony_person.person_id AS personId, testimony.id AS testimonyId,
    ${audienceOf('names', 'testimony')} AS audience
  FROM testimony_person JOIN person ON person.id = testimony_person.person_id
    JOIN testimony ON testimony.id = testimony_person.testimony_id
  WHERE ${which} AND person.minor = 0 AND ${shownAs('testimony.id', 'person.id')} IS NULL
    AND NOT (testimony_person.role = 'mentioned' AND ${presumedLiving('person')})`;

export function parts(db: Database, today: string): IterableIterator<Part> {
  return kept<{ today: string }, Part>(db, PARTS('TRUE')).iterate({ today });
}

export function partsIn(db: Database, testimonyId: number, today: string): Part[] {
  return kept<{ testimonyId: number; today: string }, Part>(db, PARTS('testimony.id = @testimonyId')).all({
    testimonyId,
    today,
  });
}
