import type { Database } from '../db/open.ts';
import { freeSlug, nameKey } from './names.ts';

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
  setPersonNames(db, id, person.variants);
  return id;
}

/** Replaces the other names of a person. */
export function setPersonNames(db: Database, personId: number, names: { name: string; kind: NameKind }[]): void {
  db.prepare('DELETE FROM person_name WHERE person_id = ?').run(personId);
  const insert = db.prepare('INSERT OR IGNORE INTO person_name (person_id, name, kind) VALUES (?, ?, ?)');
  for (const { name, kind } of names) insert.run(personId, name, kind);
}

/**
 * Someone the archive already knows under exactly this name, in this role, born in the same year. Two people may share a
 * name, so a narrator without a year of birth is never taken for another; an archivist can join the two.
 */
export function knownPerson(
  db: Database,
  person: { name: string; role: PersonRole; birthYear: number | null },
): number | null {
  const key = nameKey(person.name);
  const found = db
    .prepare<{ role: string; name: string }, { id: number; name: string; birthYear: number | null }>(`
      SELECT DISTINCT person.id, person.name, person.birth_year_min AS birthYear
      FROM person JOIN testimony_person ON testimony_person.person_id = person.id
      WHERE testimony_person.role = @role AND person.name = @name COLLATE NOCASE`)
    .all({ role: person.role, name: person.name })
    .filter((row) => nameKey(row.name) === key);
  const match =
    person.role === 'interviewer'
      ? found[0]
      : found.find((row) => person.birthYear !== null && row.birthYear === person.birthYear);
  return match?.id ?? null;
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

/** Removes people whom nothing refers to any more. */
export function sweepPeople(db: Database): void {
  db.prepare(`
    DELETE FROM person WHERE id NOT IN (SELECT person_id FROM testimony_person)
      AND id NOT IN (SELECT person_id FROM session_interviewer)
      AND id NOT IN (SELECT person_id FROM passage WHERE person_id IS NOT NULL)
      AND id NOT IN (SELECT person_id FROM departure WHERE person_id IS NOT NULL)
      AND id NOT IN (SELECT person_id FROM leg WHERE person_id IS NOT NULL)
      AND id NOT IN (SELECT person_id FROM agreement_party WHERE person_id IS NOT NULL)`).run();
}
