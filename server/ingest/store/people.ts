import {
  addPerson,
  changeVariants,
  isNameTaken,
  knownPerson,
  setPersonFacts,
  setTestimonyPeople,
  sweepPeople,
} from '../../archive/person.ts';
import { linkSpeakers } from '../../archive/speaker.ts';
import type { Resolver } from '../authorities.ts';
import { type KnownSpeaker, speakerNamed } from '../known-speaker.ts';
import { languageOfTitle } from '../language.ts';
import type { RecordPerson, TestimonyRecord } from '../record.ts';
import { inColumn } from '../row.ts';
import { lastWritten, type Merge, mergeField, remember } from './merge.ts';

type Role = 'narrator' | 'interviewer';

interface PersonHere {
  id: number;
  name: string;
  birthMin: number | null;
  birthMax: number | null;
  shownAs: string | null;
}

/** Writes who tells and who asks, by the names they are given, and what is said of each narrator. */
export function storePeople(merge: Merge, record: TestimonyRecord, resolve: Resolver, sample: boolean): void {
  const interviewers = record.interviewers.map((name) => ({ ...NOTHING_SAID, name }));
  const changed = [
    storeRole(merge, 'narrator', record.narrators, record, resolve, sample),
    storeRole(merge, 'interviewer', interviewers, record, resolve, sample),
  ].some(Boolean);
  storeFacts(merge, record, resolve);
  if (changed && !merge.fresh) {
    const speakers = knownSpeakers(merge);
    linkSpeakers(merge.db, merge.id, (label) => speakerNamed(label, speakers));
  }
}

const NOTHING_SAID = { variants: [], birth: null, birthCountry: null, gender: null };

/** Gives whether the people in the role are others than before. */
function storeRole(
  merge: Merge,
  role: Role,
  people: RecordPerson[],
  record: TestimonyRecord,
  resolve: Resolver,
  sample: boolean,
): boolean {
  const { db, id } = merge;
  const named = withoutRepeated(people);
  const before = peopleHere(merge, role);
  const changes = merge.changes;
  mergeField(merge, {
    name: `${role}s`,
    // Under another name than their own somebody appears by agreement: a new list must not put them there anew.
    incoming: named.map(({ name }) => ({ name, shownAs: null })),
    untouched: [],
    current: () => before.map(({ name, shownAs }) => ({ name, shownAs })),
    write() {
      const free = [...before];
      const ids = named.map((person) => {
        const here = free.findIndex((other) => isSame(other, person));
        if (here >= 0) return free.splice(here, 1)[0]!.id;
        const known = knownPerson(db, { name: person.name, role, birthYear: yearOf(person), sample });
        if (role === 'narrator') saySameName(merge, person, known !== null, sample);
        return known ?? added(person);
      });
      setTestimonyPeople(
        db,
        id,
        role,
        [...new Set(ids)].map((personId) => ({ personId, role })),
      );
    },
  });

  function added(person: RecordPerson): number {
    const { name, variants, birth, gender } = person;
    return addPerson(db, {
      name,
      nameLang: languageOfTitle(name, record.lang),
      variants: variants.map((variant) => ({ name: variant, kind: 'variant' })),
      gender,
      birth,
      birthCountry: birthCountryOf(person, record, resolve),
      sample,
    });
  }

  const after = new Set(peopleHere(merge, role).map((person) => person.id));
  const gone = before.map((person) => person.id).filter((personId) => !after.has(personId));
  if (gone.length) {
    linkSpeakers(db, id, () => null, gone);
    sweepPeople(db, gone);
  }
  return merge.changes > changes;
}

/** Two narrators of one name may be one person or two: the report says which they were taken for. */
function saySameName({ db, notes }: Merge, person: RecordPerson, isKnown: boolean, sample: boolean): void {
  const { name } = person;
  if (isKnown) {
    notes.push(
      `“${name}”, born ${yearOf(person)}, is taken for the person of that name and year whom the archive already has. Part them at the desk if they are two.`,
    );
  } else if (isNameTaken(db, name, sample)) {
    notes.push(
      `“${name}” is also the name of a person the archive already has; a new person was made. Merge them at the desk if they are one.`,
    );
  }
}

/** One person named twice is one; two of one name are told apart by their year of birth. */
function withoutRepeated(people: RecordPerson[]): RecordPerson[] {
  return people.filter(
    (person, at) =>
      !people.slice(0, at).some((other) => other.name === person.name && yearOf(other) === yearOf(person)),
  );
}

function yearOf({ birth }: RecordPerson): number | null {
  return birth && birth.min === birth.max ? birth.min : null;
}

function isSame(here: PersonHere, person: RecordPerson): boolean {
  const year = here.birthMin === here.birthMax ? here.birthMin : null;
  const said = yearOf(person);
  return here.name === person.name && (year === null || said === null || year === said);
}

function peopleHere({ db, id }: Merge, role: Role): PersonHere[] {
  return db
    .prepare<[number, string], PersonHere>(`
      SELECT person.id, person.name, birth_year_min AS birthMin, birth_year_max AS birthMax, shown_as AS shownAs
      FROM testimony_person JOIN person ON person.id = testimony_person.person_id
      WHERE testimony_person.testimony_id = ? AND testimony_person.role = ?
      ORDER BY testimony_person.position`)
    .all(id, role);
}

function birthCountryOf({ birthCountry }: RecordPerson, record: TestimonyRecord, resolve: Resolver): string | null {
  return birthCountry ? inColumn(record.where, 'birth_country', () => resolve.country(birthCountry)) : null;
}

/**
 * What is said of the narrators. A person may tell in other testimonies too, and what another record says of them is not
 * taken back by one that says nothing.
 */
function storeFacts(merge: Merge, record: TestimonyRecord, resolve: Resolver): void {
  const { db } = merge;
  const free = peopleHere(merge, 'narrator');
  const nth = new Map<string, number>();
  for (const person of withoutRepeated(record.narrators)) {
    const at = free.findIndex(({ name }) => name === person.name);
    if (at < 0) continue; // somebody else is named here: a conflict that is reported already
    const { id } = free.splice(at, 1)[0]!;
    const count = (nth.get(person.name) ?? 0) + 1;
    nth.set(person.name, count);
    const of = `${person.name}${count > 1 ? ` (${count})` : ''}`;
    const fact = (name: string, column: string, incoming: string | null, write: () => void) =>
      mergeField(merge, {
        name: `${name} of ${of}`,
        incoming,
        untouched: null,
        shared: true,
        current: () => db.prepare(`SELECT ${column} FROM person WHERE id = ?`).pluck().get(id) ?? null,
        write,
      });
    const birthCountry = birthCountryOf(person, record, resolve);
    const { birth, gender } = person;
    fact('birth year', 'birth_date', birth?.edtf ?? null, () => setPersonFacts(db, id, { birth }));
    fact('birth country', 'birth_country', birthCountry, () => setPersonFacts(db, id, { birthCountry }));
    fact('gender', 'gender', gender, () => setPersonFacts(db, id, { gender }));
    storeVariants(merge, id, `variants of ${of}`, [...new Set(person.variants)].sort());
  }
}

/** Spellings are a set: what the source adds is added, what it takes back goes unless another record may have brought it. */
function storeVariants(merge: Merge, personId: number, field: string, incoming: string[]): void {
  const last: string[] = JSON.parse(lastWritten(merge, field) ?? '[]');
  const add = incoming.filter((name) => !last.includes(name));
  const alone = merge.db
    .prepare<[number], number>('SELECT count(DISTINCT testimony_id) = 1 FROM testimony_person WHERE person_id = ?')
    .pluck()
    .get(personId);
  const remove = alone ? last.filter((name) => !incoming.includes(name)) : [];
  if (changeVariants(merge.db, personId, add, remove) > 0) merge.changes += 1;
  remember(merge, field, incoming.length ? JSON.stringify(incoming) : null);
}

/** Those who may speak in the transcripts, by all their names. */
export function knownSpeakers({ db, id }: Pick<Merge, 'db' | 'id'>): KnownSpeaker[] {
  const people = db
    .prepare<[number], { personId: number; role: Role; name: string }>(`
      SELECT person.id AS personId, testimony_person.role, person.name
      FROM testimony_person JOIN person ON person.id = testimony_person.person_id
      WHERE testimony_person.testimony_id = ? AND testimony_person.role IN ('narrator', 'interviewer')
      ORDER BY testimony_person.role DESC, testimony_person.position`)
    .all(id);
  const variants = db.prepare<[number], string>('SELECT name FROM person_name WHERE person_id = ?').pluck();
  return people.map(({ personId, role, name }) => ({ personId, role, names: [name, ...variants.all(personId)] }));
}
