import type { Database } from '../../db/open.ts';
import { yearSpan } from '../edtf.ts';
import { Conflict, Invalid } from '../errors.ts';
import { type AuthorityKind, type AuthorityRecord, familyOf } from './authority.ts';
import { writeCitizenships, writeKin } from './kin.ts';

/** Writes an authority's record over what is there. Call in a transaction. Throws Invalid, naming the field, and Conflict for a circle. */
export function writeAuthority(db: Database, kind: AuthorityKind, id: number, record: AuthorityRecord): void {
  check(db, kind, id, record);
  const family = familyOf(kind);
  const spans = record.date ? yearSpan(record.date) : { min: null, max: null };
  if (family === 'term') {
    db.prepare(`
      UPDATE term SET parent_id = @parentId, note = @note, date = @date, year_min = @min, year_max = @max WHERE id = @id`).run(
      {
        id,
        parentId: record.parentId,
        note: record.note,
        date: record.date,
        ...spans,
      },
    );
    replace(
      db,
      'term_country',
      'term_id',
      id,
      record.countries.map((country) => ({ country })),
    );
    replace(
      db,
      'term_place',
      'term_id',
      id,
      record.places.map((place_id) => ({ place_id })),
    );
    replace(
      db,
      'term_label',
      'term_id',
      id,
      record.names.map(({ name, lang, kind: of }) => ({ label: name, lang, kind: of })),
    );
  } else if (family === 'place' && record.place) {
    db.prepare(`
      UPDATE place SET kind = @kind, country = @country, latitude = @latitude, longitude = @longitude, parent_id = @parentId
      WHERE id = @id`).run({ ...record.place, parentId: record.parentId, id });
    const names = record.names.map(({ name, lang, kind: of, fromYear, toYear }) => ({
      name,
      lang,
      kind: of,
      from_year: fromYear,
      to_year: toYear,
    }));
    replace(db, 'place_name', 'place_id', id, names);
  } else if (record.person) {
    const { person } = record;
    const birth = person.birthDate ? yearSpan(person.birthDate) : { min: null, max: null };
    const death = person.deathDate ? yearSpan(person.deathDate) : { min: null, max: null };
    db.prepare(`
      UPDATE person SET name = @name, name_lang = @nameLang, sort_name = @sortName, gender = @gender,
        birth_date = @birthDate, birth_year_min = @birthMin, birth_year_max = @birthMax, birth_place_id = @birthPlaceId,
        birth_country = @birthCountry, death_date = @deathDate, death_year_max = @deathMax, minor = @minor, version = version + 1
      WHERE id = @id`).run({
      ...person,
      id,
      minor: person.minor ? 1 : 0,
      birthMin: birth.min,
      birthMax: birth.max,
      deathMax: death.max,
    });
    replace(
      db,
      'person_name',
      'person_id',
      id,
      record.names.map(({ name, lang, kind: of }) => ({ name, lang, kind: of })),
    );
    if (record.kin) writeKin(db, id, record.kin);
    if (record.citizenships) writeCitizenships(db, id, record.citizenships);
  }
  replace(db, `${family}_identifier`, `${family}_id`, id, record.identifiers);
}

type Cells = Record<string, string | number | null>;

/** The rows that belong to one id: those there go, these come. */
function replace(db: Database, table: string, key: string, id: number, rows: Cells[]): void {
  const [first] = rows;
  db.prepare(`DELETE FROM ${table} WHERE ${key} = ?`).run(id);
  if (!first) return;
  const columns = Object.keys(first);
  const insert = db.prepare(
    `INSERT OR IGNORE INTO ${table} (${key}, ${columns.join(', ')}) VALUES (@id, ${columns.map((one) => `@${one}`).join(', ')})`,
  );
  for (const row of rows) insert.run({ ...row, id });
}

function check(db: Database, kind: AuthorityKind, id: number, record: AuthorityRecord): void {
  const named = kind === 'person' ? record.person?.name.trim() : record.names.some((one) => one.kind === 'preferred');
  if (!named) throw new Invalid('It needs a name that is shown, in one language at least.', { field: 'names' });
  const shown = record.names.filter((one) => one.kind === 'preferred').map(({ lang }) => lang);
  if (new Set(shown).size < shown.length)
    throw new Invalid('A language has one name that is shown; make the other a variant.', { field: 'names' });
  if (record.parentId === null) return;
  const table = kind === 'place' ? 'place' : 'term';
  const above = db
    .prepare<{ parent: number }, number>(`
      WITH RECURSIVE up (id) AS (SELECT @parent UNION SELECT parent_id FROM ${table} JOIN up ON up.id = ${table}.id WHERE parent_id IS NOT NULL)
      SELECT id FROM up`)
    .pluck()
    .all({ parent: record.parentId });
  if (above.includes(id)) throw new Conflict('It would stand under itself. Choose something else above it.');
}
