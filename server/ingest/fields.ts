/**
 * The fields an import writes, each with its value as the record has it and as the archive has it now, in the same plain
 * form. Comparing the two with what the last import wrote tells a new value of the source from an edit made since.
 */
import { collectionTitled } from '../archive/collection.ts';
import { setDepartures, setJourney } from '../archive/departure.ts';
import { addPerson, knownPerson, setPersonNames, setTestimonyPeople } from '../archive/person.ts';
import { setSession } from '../archive/session.ts';
import { updateTestimony } from '../archive/testimony.ts';
import type { Database } from '../db/open.ts';
import type { Resolver } from './authorities.ts';
import { languageOfTitle } from './language.ts';
import type { TestimonyRecord } from './record.ts';

export interface Field {
  name: string;
  incoming: unknown;
  /** What the archive has before anyone says anything, for a field that an earlier import did not carry. */
  untouched?: unknown;
  current(db: Database, testimonyId: number): unknown;
  write(db: Database, testimonyId: number): void;
}

/** Every field of a record, its names resolved against the authorities (which may add to them). */
export function fieldsOf(db: Database, record: TestimonyRecord, resolve: Resolver, sample: boolean): Field[] {
  const lang = languageOfTitle(`${record.title} ${record.abstract ?? ''}`, record.lang);
  const collectionId = record.collection
    ? collectionTitled(db, record.collection, languageOfTitle(record.collection, lang), sample)
    : null;
  return [
    ownField('title', record.title, (title) => ({ title })),
    ownField('lang', lang, (value) => ({ lang: value })),
    ownField('form', record.form, (form) => ({ form })),
    ownField('abstract', record.abstract, (abstract) => ({ abstract })),
    ownField('generation', record.generation, (generation) => ({ generation })),
    ownField('collection_id', collectionId, (value) => ({ collectionId: value })),
    ownField('rights', record.rights, (rights) => ({ rights })),
    ownField('provenance', record.provenance, (provenance) => ({ provenance })),
    narrators(record, resolve, sample),
    interviewers(record, sample),
    departures(record, resolve, lang),
    journey(record, resolve, lang),
    sitting(record, resolve, lang),
    terms(
      'topic',
      record.topics.map((label) => resolve.term('topic', label, lang)),
    ),
    terms(
      'event',
      record.events.map((label) => resolve.term('event', label, lang)),
    ),
    terms(
      'community',
      record.communities.map((label) => resolve.term('community', label, lang)),
    ),
    keywords('subject', record.subjects),
    keywords('keyword', record.keywords),
  ];
}

type Own = Parameters<typeof updateTestimony>[2];

function ownField<T extends string | number | null>(column: string, incoming: T, fields: (value: T) => Own): Field {
  return {
    name: column,
    incoming,
    current: (db, id) =>
      db.prepare<[number], T>(`SELECT ${column} FROM testimony WHERE id = ?`).pluck().get(id) ?? null,
    write: (db, id) => updateTestimony(db, id, fields(incoming)),
  };
}

interface NarratorValue {
  name: string;
  variants: string[];
  birth: string | null;
  birthCountry: string | null;
  gender: string | null;
}

function narrators(record: TestimonyRecord, resolve: Resolver, sample: boolean): Field {
  const incoming: NarratorValue[] = record.narrators.map((person) => ({
    name: person.name,
    variants: [...new Set(person.variants)].sort(),
    birth: person.birth?.edtf ?? null,
    birthCountry: person.birthCountry ? resolve.country(person.birthCountry) : null,
    gender: person.gender,
  }));
  return {
    name: 'narrators',
    incoming,
    current(db, id): NarratorValue[] {
      const rows = db
        .prepare<[number], Omit<NarratorValue, 'variants'> & { id: number }>(`
          SELECT person.id, person.name, person.birth_date AS birth, person.birth_country AS birthCountry, person.gender
          FROM testimony_person JOIN person ON person.id = testimony_person.person_id
          WHERE testimony_person.testimony_id = ? AND testimony_person.role = 'narrator' ORDER BY testimony_person.position`)
        .all(id);
      const names = db.prepare<[number], string>('SELECT name FROM person_name WHERE person_id = ?').pluck();
      return rows.map(({ id: personId, name, birth, birthCountry, gender }) => ({
        name,
        variants: [...new Set(names.all(personId))].sort(),
        birth,
        birthCountry,
        gender,
      }));
    },
    write(db, id) {
      const before = peopleHere(db, id, 'narrator');
      const people = incoming.map((value, position) => {
        const birth = record.narrators[position]!.birth;
        const known =
          before.get(value.name) ??
          knownPerson(db, { name: value.name, role: 'narrator', birthYear: birth?.min ?? null });
        const variants = value.variants.map((name) => ({ name, kind: 'variant' as const }));
        if (known === null || known === undefined) {
          return addPerson(db, {
            name: value.name,
            nameLang: languageOfTitle(value.name, record.lang),
            variants,
            gender: record.narrators[position]!.gender,
            birth,
            birthCountry: value.birthCountry,
            sample,
          });
        }
        db.prepare(`
          UPDATE person SET birth_date = @edtf, birth_year_min = @min, birth_year_max = @max, birth_country = @birthCountry,
            gender = @gender, version = version + 1
          WHERE id = @known`).run({
          known,
          edtf: birth?.edtf ?? null,
          min: birth?.min ?? null,
          max: birth?.max ?? null,
          birthCountry: value.birthCountry,
          gender: value.gender,
        });
        setPersonNames(db, known, variants);
        return known;
      });
      setTestimonyPeople(
        db,
        id,
        'narrator',
        people.map((personId) => ({ personId, role: 'narrator' })),
      );
    },
  };
}

function peopleHere(db: Database, testimonyId: number, role: 'narrator' | 'interviewer'): Map<string, number> {
  const rows = db
    .prepare<[number, string], { id: number; name: string }>(`
      SELECT person.id, person.name FROM testimony_person JOIN person ON person.id = testimony_person.person_id
      WHERE testimony_person.testimony_id = ? AND testimony_person.role = ?
      ORDER BY testimony_person.position`)
    .all(testimonyId, role);
  return new Map(rows.map((row) => [row.name, row.id]));
}

function interviewers(record: TestimonyRecord, sample: boolean): Field {
  return {
    name: 'interviewers',
    incoming: record.interviewers,
    current: (db, id) => [...peopleHere(db, id, 'interviewer').keys()],
    write(db, id) {
      const before = peopleHere(db, id, 'interviewer');
      const people = record.interviewers.map((name) => {
        const known = before.get(name) ?? knownPerson(db, { name, role: 'interviewer', birthYear: null });
        const personId =
          known ??
          addPerson(db, {
            name,
            nameLang: languageOfTitle(name, record.lang),
            variants: [],
            gender: null,
            birth: null,
            birthCountry: null,
            sample,
          });
        return { personId, role: 'interviewer' as const };
      });
      setTestimonyPeople(db, id, 'interviewer', people);
    },
  };
}

function departures(record: TestimonyRecord, resolve: Resolver, lang: string): Field {
  const rows = record.departures.map((departure) => ({
    ...resolve.place(departure.place, departure.country, lang),
    date: departure.date,
    manner: departure.manner,
    whose: record.generation === 'descendant' ? ('parent' as const) : ('narrator' as const),
  }));
  return {
    name: 'departures',
    incoming: rows.map(({ country, placeId, date, manner }) => ({
      country,
      placeId,
      date: date?.edtf ?? null,
      manner,
    })),
    current: (db, id) =>
      db
        .prepare(
          'SELECT country, place_id AS placeId, date, manner FROM departure WHERE testimony_id = ? ORDER BY position',
        )
        .all(id),
    write: (db, id) => setDepartures(db, id, rows),
  };
}

/** From each place left to the destinations, in the order given. */
function journey(record: TestimonyRecord, resolve: Resolver, lang: string): Field {
  const origins = record.departures
    .filter((departure) => departure.manner !== 'never-left')
    .map((departure, at) => ({
      kind: at === 0 ? ('origin' as const) : ('stop' as const),
      ...resolve.place(departure.place, departure.country, lang),
      date: departure.date,
    }));
  const stops = record.destinations.map((name, at) => ({
    kind: at === record.destinations.length - 1 ? ('destination' as const) : ('stop' as const),
    ...resolve.place(name, null, lang),
    date: null,
  }));
  const legs = [...origins, ...stops];
  return {
    name: 'journey',
    incoming: legs.map(({ kind, country, placeId, date }) => ({ kind, country, placeId, date: date?.edtf ?? null })),
    current: (db, id) =>
      db
        .prepare(
          'SELECT kind, country, place_id AS placeId, date FROM leg WHERE testimony_id = ? AND person_id IS NULL ORDER BY position',
        )
        .all(id),
    write: (db, id) => setJourney(db, id, legs),
  };
}

function sitting(record: TestimonyRecord, resolve: Resolver, lang: string): Field {
  const { placeId } = record.recordedPlace ? resolve.place(record.recordedPlace, null, lang) : { placeId: null };
  return {
    name: 'session',
    incoming: { date: record.recordedOn?.edtf ?? null, placeId, placeText: record.recordedPlace },
    current: (db, id) =>
      db
        .prepare(
          'SELECT date, place_id AS placeId, place_text AS placeText FROM session WHERE testimony_id = ? AND position = 0',
        )
        .get(id) ?? null,
    write: (db, id) => {
      setSession(db, id, 0, { date: record.recordedOn, placeId, placeText: record.recordedPlace });
    },
  };
}

function terms(vocabulary: 'topic' | 'event' | 'community', ids: number[]): Field {
  return {
    name: `${vocabulary}s`,
    incoming: [...new Set(ids)].sort((a, b) => a - b),
    current: (db, id) =>
      db
        .prepare(`
          SELECT term.id FROM testimony_term JOIN term ON term.id = testimony_term.term_id
          WHERE testimony_term.testimony_id = ? AND term.vocabulary = ? ORDER BY term.id`)
        .pluck()
        .all(id, vocabulary),
    write(db, id) {
      db.prepare(`
        DELETE FROM testimony_term WHERE testimony_id = ? AND term_id IN (SELECT id FROM term WHERE vocabulary = ?)`).run(
        id,
        vocabulary,
      );
      const insert = db.prepare('INSERT OR IGNORE INTO testimony_term (testimony_id, term_id) VALUES (?, ?)');
      for (const termId of ids) insert.run(id, termId);
    },
  };
}

function keywords(kind: 'subject' | 'keyword', texts: string[]): Field {
  return {
    name: `${kind}s`,
    incoming: texts,
    current: (db, id) =>
      db
        .prepare('SELECT text FROM testimony_keyword WHERE testimony_id = ? AND kind = ? ORDER BY position')
        .pluck()
        .all(id, kind),
    write(db, id) {
      db.prepare('DELETE FROM testimony_keyword WHERE testimony_id = ? AND kind = ?').run(id, kind);
      const insert = db.prepare(
        'INSERT INTO testimony_keyword (testimony_id, kind, position, text) VALUES (?, ?, ?, ?)',
      );
      texts.forEach((text, position) => {
        insert.run(id, kind, position, text);
      });
    },
  };
}
