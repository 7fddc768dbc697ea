import type { Database } from '../db/open.ts';
import { freeSlug } from './names.ts';
import { changed } from './outbox.ts';

export type NameKind = 'birth' | 'married' | 'hebraised' | 'nickname' | 'variant';
export type PersonRole = 'narrator' | 'interviewer' | 'translator' | 'transcriber' | 'camera' | 'author' | 'mentioned';

export interface NewPerson {
  name: string;
  nameLang: string | null;
  variants: { name: string; kind: NameKind }[];
  gender: 'female' | 'male' | 'other' | null;
  birth: { edtf: string; min: number | null; max: number | null } | null;
  birthCountry: string | null;
  sample: boolean;
}

/** "Salima Dangoor" under D. A single name, and a name that already carries a comma, stay as they are. */
export function sortNameOf(name: string): string {
  const words = name.trim().split(/\s+/);
  if (words.length < 2 || name.includes(',')) return name.trim();
  const particles = new Set([
    'ben',
    'bin',
    'bint',
    'ibn',
    'abu',
    'al',
    'el',
    'de',
    'da',
    'בן',
    'בת',
    'אבו',
    'ابن',
    'بن',
    'بنت',
    'ابو',
    'أبو',
    'دي',
  ]);
  let from = words.length - 1;
  while (from > 1 && particles.has(words[from - 1]!.toLowerCase())) from -= 1;
  return `${words.slice(from).join(' ')}, ${words.slice(0, from).join(' ')}`;
}

export function addPerson(db: Database, person: NewPerson): number {
  const id = Number(
    db
      .prepare(`
        INSERT INTO person (slug, name, name_lang, sort_name, gender, birth_date, birth_year_min, birth_year_max, birth_country, sample)
        VALUES (@slug, @name, @nameLang, @sortName, @gender, @birthDate, @birthMin, @birthMax, @birthCountry, @sample)`)
      .run({
        slug: freeSlug(db, 'person', person.name),
        name: person.name,
        nameLang: person.nameLang,
        sortName: sortNameOf(person.name),
        gender: person.gender,
        birthDate: person.birth?.edtf ?? null,
        birthMin: person.birth?.min ?? null,
        birthMax: person.birth?.max ?? null,
        birthCountry: person.birthCountry,
        sample: person.sample ? 1 : 0,
      }).lastInsertRowid,
  );
  const insert = db.prepare('INSERT OR IGNORE INTO person_name (person_id, name, kind) VALUES (?, ?, ?)');
  for (const { name, kind } of person.variants) insert.run(id, name, kind);
  return id;
}

/**
 * Someone the archive already knows under exactly this name, in this role, born in the same year. Two people may share a
 * name, so a narrator without a certain year of birth is never taken for another, and where two are known nobody is chosen;
 * an archivist can join them. The people of the sample are apart.
 */
export function knownPerson(
  db: Database,
  person: { name: string; role: 'narrator' | 'interviewer'; birthYear: number | null; sample: boolean },
): number | null {
  if (person.role === 'narrator' && person.birthYear === null) return null;
  const found = db
    .prepare<unknown[], number>(`
      SELECT DISTINCT person.id FROM person JOIN testimony_person ON testimony_person.person_id = person.id
      WHERE person.name IN (@name, @composed, @decomposed) AND person.sample = @sample AND testimony_person.role = @role
        AND (@birthYear IS NULL OR (person.birth_year_min = @birthYear AND person.birth_year_max = @birthYear))`)
    .pluck()
    .all({
      ...person,
      composed: person.name.normalize('NFC'),
      decomposed: person.name.normalize('NFD'),
      sample: person.sample ? 1 : 0,
    });
  return found.length === 1 ? found[0]! : null;
}

/** Whether the archive knows anyone of exactly this name, in whatever role. The people of the sample are apart. */
export function isNameTaken(db: Database, name: string, sample: boolean): boolean {
  return (
    db.prepare('SELECT 1 FROM person WHERE name IN (@name, @composed, @decomposed) AND sample = @sample LIMIT 1').get({
      name,
      composed: name.normalize('NFC'),
      decomposed: name.normalize('NFD'),
      sample: sample ? 1 : 0,
    }) !== undefined
  );
}

/** What is known of a person beside their names; what is not given stays. */
export interface PersonFacts {
  birth?: NewPerson['birth'];
  birthCountry?: string | null;
  gender?: NewPerson['gender'];
}

/** Writes facts of a person, and says of every testimony of theirs that it changed. */
export function setPersonFacts(db: Database, personId: number, facts: PersonFacts): void {
  const columns: Record<string, string | number | null> = {};
  if (facts.birth !== undefined) {
    columns.birth_date = facts.birth?.edtf ?? null;
    columns.birth_year_min = facts.birth?.min ?? null;
    columns.birth_year_max = facts.birth?.max ?? null;
  }
  if (facts.birthCountry !== undefined) columns.birth_country = facts.birthCountry;
  if (facts.gender !== undefined) columns.gender = facts.gender;
  const set = Object.keys(columns).map((column) => `${column} = @${column}`);
  db.prepare(`UPDATE person SET ${[...set, 'version = version + 1'].join(', ')} WHERE id = @id`).run({
    ...columns,
    id: personId,
  });
  personChanged(db, personId);
}

/** Adds spellings of a person's name, and takes away variants; names of another kind stay. Gives how many changed. */
export function changeVariants(db: Database, personId: number, add: string[], remove: string[]): number {
  const insert = db.prepare(`
    INSERT INTO person_name (person_id, name, kind) SELECT @personId, @name, 'variant'
    WHERE NOT EXISTS (SELECT 1 FROM person_name WHERE person_id = @personId AND name = @name)`);
  const drop = db.prepare("DELETE FROM person_name WHERE person_id = ? AND name = ? AND kind = 'variant'");
  let changes = 0;
  for (const name of add) changes += insert.run({ personId, name }).changes;
  for (const name of remove) changes += drop.run(personId, name).changes;
  if (changes > 0) personChanged(db, personId);
  return changes;
}

function personChanged(db: Database, personId: number): void {
  const testimonies = db
    .prepare<[number], number>('SELECT DISTINCT testimony_id FROM testimony_person WHERE person_id = ?')
    .pluck()
    .all(personId);
  for (const id of testimonies) changed(db, id);
}

export interface PersonInTestimony {
  personId: number;
  role: PersonRole;
  shownAs?: string | null;
}

/**
 * The people of a testimony in one role, in order; replaces who had it. Where nothing is said of the name under which
 * somebody agreed to appear, the one they have stays: an import knows of none.
 */
export function setTestimonyPeople(
  db: Database,
  testimonyId: number,
  role: PersonRole,
  people: PersonInTestimony[],
): void {
  const agreed = new Map(
    db
      .prepare<[number], { personId: number; shownAs: string | null }>(`
        SELECT person_id AS personId, max(shown_as) AS shownAs FROM testimony_person WHERE testimony_id = ? GROUP BY person_id`)
      .all(testimonyId)
      .map(({ personId, shownAs }) => [personId, shownAs]),
  );
  db.prepare('DELETE FROM testimony_person WHERE testimony_id = ? AND role = ?').run(testimonyId, role);
  const insert = db.prepare(`
    INSERT INTO testimony_person (testimony_id, person_id, role, position, shown_as) VALUES (?, ?, ?, ?, ?)`);
  people.forEach((person, position) => {
    const shownAs = person.shownAs === undefined ? agreed.get(person.personId) : person.shownAs;
    insert.run(testimonyId, person.personId, role, position, shownAs ?? null);
  });
}

/** Removes those of these people whom nothing refers to any more. */
export function sweepPeople(db: Database, ids: Iterable<number>): void {
  const sweep = db.prepare(`
    DELETE FROM person WHERE id = @id
      AND NOT EXISTS (SELECT 1 FROM testimony_person WHERE person_id = @id)
      AND NOT EXISTS (SELECT 1 FROM session_interviewer WHERE person_id = @id)
      AND NOT EXISTS (SELECT 1 FROM passage WHERE person_id = @id)
      AND NOT EXISTS (SELECT 1 FROM departure WHERE person_id = @id)
      AND NOT EXISTS (SELECT 1 FROM leg WHERE person_id = @id)
      AND NOT EXISTS (SELECT 1 FROM kinship WHERE person_id = @id OR relative_id = @id)
      AND NOT EXISTS (SELECT 1 FROM asset_person WHERE person_id = @id)
      AND NOT EXISTS (SELECT 1 FROM asset WHERE maker_id = @id)
      AND NOT EXISTS (SELECT 1 FROM agreement_party WHERE person_id = @id)`);
  for (const id of ids) sweep.run({ id });
}
