/** People, places and terms that came with what is erased, and are named by nothing else: they go with it. */
import type { Database } from '../../db/open.ts';
import { references } from '../vocabulary/references.ts';

export interface Named {
  person: number[];
  place: number[];
  term: number[];
}

const NAMED = {
  person: `SELECT person_id FROM testimony_person WHERE testimony_id = @id
    UNION SELECT session_interviewer.person_id FROM session_interviewer JOIN session ON session.id = session_id WHERE session.testimony_id = @id
    UNION SELECT passage.person_id FROM passage JOIN part ON part.id = part_id WHERE part.testimony_id = @id
    UNION SELECT person_id FROM departure WHERE testimony_id = @id
    UNION SELECT person_id FROM leg WHERE testimony_id = @id
    UNION SELECT agreement_party.person_id FROM agreement_party JOIN agreement ON agreement.id = agreement_id WHERE agreement.testimony_id = @id`,
  place: `SELECT place_id FROM departure WHERE testimony_id = @id UNION SELECT place_id FROM leg WHERE testimony_id = @id
    UNION SELECT place_id FROM loss WHERE testimony_id = @id UNION SELECT place_id FROM testimony_mention WHERE testimony_id = @id
    UNION SELECT place_id FROM session WHERE testimony_id = @id UNION SELECT place_id FROM asset WHERE testimony_id = @id
    UNION SELECT index_point_place.place_id FROM index_point_place JOIN index_point ON index_point.id = index_point_id WHERE testimony_id = @id
    UNION SELECT birth_place_id FROM person JOIN testimony_person ON person_id = person.id WHERE testimony_id = @id`,
  term: `SELECT term_id FROM testimony_term WHERE testimony_id = @id
    UNION SELECT term_id FROM index_point_keyword JOIN index_point ON index_point.id = index_point_id WHERE testimony_id = @id`,
} as const;

/** Ids of whatever a testimony names; asked before it is removed. */
export function namedBy(db: Database, id: number): Named {
  const ids = (family: keyof Named) =>
    db
      .prepare<{ id: number }, number | null>(NAMED[family])
      .pluck()
      .all({ id })
      .filter((one) => one !== null);
  return { person: ids('person'), place: ids('place'), term: ids('term') };
}

/**
 * Removes those that nothing names any more, unless they ship with Kolot or an archivist has worked on them. Kin links go with
 * a person: they say of somebody else only that they had this relative. Gives the names that went.
 */
export function forgetAuthorities(db: Database, named: Named): string[] {
  return [
    ...named.person.flatMap((id) => forgetPerson(db, id)),
    ...named.place.flatMap((id) => forgetCurated(db, 'place', id)),
    ...named.term.flatMap((id) => forgetCurated(db, 'term', id)),
  ];
}

function isNamed(db: Database, family: keyof Named, id: number): boolean {
  return references(db, family)
    .filter(
      ({ table }) => table !== 'kinship' && table !== 'citizenship' && !(family === 'term' && table === 'term_place'),
    )
    .some(
      ({ table, column }) => db.prepare(`SELECT 1 FROM ${table} WHERE ${column} = ? LIMIT 1`).get(id) !== undefined,
    );
}

/** Removes a person whom nothing names any more, with every name of theirs. Gives these names. */
export function forgetPerson(db: Database, id: number): string[] {
  if (isNamed(db, 'person', id)) return [];
  const names = namesOfPerson(db, id);
  db.prepare('DELETE FROM kinship WHERE person_id = @id OR relative_id = @id').run({ id });
  for (const table of ['authority_revision', 'authority_redirect'])
    db.prepare(`DELETE FROM ${table} WHERE kind = 'person' AND authority_id = ?`).run(id);
  db.prepare('DELETE FROM person WHERE id = ?').run(id);
  return names;
}

export function namesOfPerson(db: Database, id: number): string[] {
  return db
    .prepare<{ id: number }, string>(`
      SELECT name FROM person WHERE id = @id UNION SELECT name FROM person_name WHERE person_id = @id
      UNION SELECT sort_name FROM person WHERE id = @id`)
    .pluck()
    .all({ id });
}

const NAMES = {
  place: 'SELECT name FROM place_name WHERE place_id = ?',
  term: 'SELECT label FROM term_label WHERE term_id = ?',
};

function forgetCurated(db: Database, family: 'place' | 'term', id: number): string[] {
  const kinds = family === 'place' ? "= 'place'" : "IN ('topic', 'event', 'community')";
  const kept = db
    .prepare(`
      SELECT 1 FROM ${family} WHERE id = @id AND shipped = 1
      UNION ALL SELECT 1 FROM authority_revision WHERE kind ${kinds} AND authority_id = @id AND actor <> 'import'`)
    .get({ id });
  if (kept !== undefined || isNamed(db, family, id)) return [];
  const names = db.prepare<[number], string>(NAMES[family]).pluck().all(id);
  db.prepare(`DELETE FROM ${family} WHERE id = ?`).run(id);
  return names;
}
