/** A vocabulary as rows that can leave the archive and come back: authorities by their addresses instead of their ids. */
import type { Database } from '../../db/open.ts';
import { PLACE_KINDS } from '../authorities/authority.ts';
import { readDate } from '../edtf.ts';
import { Conflict, Invalid } from '../errors.ts';
import { sortNameOf } from '../person.ts';
import {
  type AuthorityKind,
  type AuthorityName,
  type AuthorityRecord,
  authorityRecord,
  type Citizenship,
  familyOf,
  NAME_KINDS,
  SCHEMES,
} from './authority.ts';
import { type AuthorityEdit, addAuthority, authorityState, editAuthority, slugOfAuthority } from './edit.ts';
import { type KinBySlug, kinWith } from './ties.ts';

/** What is not said of a row is left as it is. `parent` and `places` are slugs, or addresses elsewhere (`uri`). */
export interface VocabularyRow {
  slug: string | null;
  uri?: string | null;
  where: string; // of the row in its file, for refusals
  names?: AuthorityName[];
  identifiers?: AuthorityRecord['identifiers'];
  parent?: string | null;
  note?: string | null;
  date?: string | null;
  countries?: string[];
  places?: string[];
  place?: Partial<NonNullable<AuthorityRecord['place']>>;
  person?: Partial<Omit<NonNullable<AuthorityRecord['person']>, 'birthPlaceId'>>;
  citizenships?: Citizenship[];
  kin?: KinBySlug[];
}

export interface Applied {
  added: number;
  changed: number;
  unchanged: number;
  refused: { where: string; reason: string }[];
}

/** Every authority of a kind, in the order of their slugs. */
export function vocabularyRows(db: Database, kind: AuthorityKind): VocabularyRow[] {
  const table = familyOf(kind);
  const condition = table === 'term' ? 'WHERE vocabulary = ?' : 'WHERE ? IS NOT NULL';
  const ids = db
    .prepare<[string], { id: number; slug: string }>(`SELECT id, slug FROM ${table} ${condition} ORDER BY slug`)
    .all(kind);
  return ids.map(({ id, slug }) => {
    const record = authorityRecord(db, kind, id);
    const { parentId, places, place, person, names, identifiers, note, date, countries, kin, citizenships } = record;
    return {
      slug,
      where: slug,
      names,
      identifiers,
      note,
      date,
      countries,
      parent: parentId === null ? null : slugOfAuthority(db, kind, parentId),
      places: places.map((placeId) => slugOfAuthority(db, 'place', placeId)),
      ...(place && { place }),
      ...(person && { person: withoutPlace(person) }),
      ...(citizenships && { citizenships }),
      ...(kin && {
        kin: kin.map(({ relativeId, ...tie }) => ({ ...tie, relative: slugOfAuthority(db, 'person', relativeId) })),
      }),
    };
  });
}

function withoutPlace({ birthPlaceId: _, ...person }: NonNullable<AuthorityRecord['person']>) {
  return person;
}

/**
 * Writes rows into a vocabulary. One that carries the slug of ours is ours: what the row says replaces what is there. One that
 * has an identifier or the shown name of ours adds to it. Any other is new. Call in a transaction; a row that cannot be used
 * is refused with its reason, and the others go on.
 */
export function applyRows(db: Database, kind: AuthorityKind, rows: VocabularyRow[], edit: AuthorityEdit): Applied {
  const applied: Applied = { added: 0, changed: 0, unchanged: 0, refused: [] };
  const ids = new Map<string, number>(); // by slug and by address elsewhere
  const taken: { row: VocabularyRow; id: number; made: boolean; ours: boolean }[] = [];
  for (const row of rows) {
    try {
      const known = knownAs(db, kind, row);
      const id = known?.id ?? made(db, kind, row, edit);
      for (const key of [row.slug, row.uri]) if (key) ids.set(key, id);
      taken.push({ row, id, made: known === null, ours: known?.by === 'slug' });
    } catch (error) {
      applied.refused.push({ where: row.where, reason: reasonOf(error) });
    }
  }
  // Once all are there, what stands above a row may come after it.
  for (const { row, id, made: isNew, ours } of taken) {
    try {
      const before = authorityRecord(db, kind, id);
      const record = merged(db, kind, before, row, ids, ours || isNew);
      const { changed } = editAuthority(db, kind, id, record, authorityState(before), edit);
      if (isNew) applied.added += 1;
      else if (changed) applied.changed += 1;
      else applied.unchanged += 1;
    } catch (error) {
      applied.refused.push({ where: row.where, reason: reasonOf(error) });
    }
  }
  return applied;
}

function reasonOf(error: unknown): string {
  if (error instanceof Invalid || error instanceof Conflict) return error.message;
  throw error;
}

function knownAs(db: Database, kind: AuthorityKind, row: VocabularyRow): { id: number; by: 'slug' | 'other' } | null {
  const family = familyOf(kind);
  const only = family === 'term' ? 'vocabulary = @kind' : '@kind IS NOT NULL';
  const one = (condition: string, values: object) =>
    db
      .prepare<object, number>(`SELECT id FROM ${family} WHERE ${only} AND ${condition} LIMIT 1`)
      .pluck()
      .get({ ...values, kind });
  if (row.slug) {
    const id = one('slug = @slug', { slug: row.slug });
    if (id !== undefined) return { id, by: 'slug' };
  }
  for (const { scheme, value } of row.identifiers ?? []) {
    if (scheme === 'other') continue;
    const id = one(`id IN (SELECT ${family}_id FROM ${family}_identifier WHERE scheme = @scheme AND value = @value)`, {
      scheme,
      value,
    });
    if (id !== undefined) return { id, by: 'other' };
  }
  // Two people may share a name.
  if (family === 'person') return null;
  const [table, column] = family === 'term' ? ['term_label', 'label'] : ['place_name', 'name'];
  for (const { name, lang } of (row.names ?? []).filter((each) => each.kind === 'preferred')) {
    const same = db
      .prepare<object, number>(`
        SELECT DISTINCT ${family}.id FROM ${family} JOIN ${table} ON ${table}.${family}_id = ${family}.id
        WHERE ${only} AND ${column} = @name AND ${table}.lang = @lang AND ${table}.kind = 'preferred'
          ${family === 'place' ? 'AND (country IS @country OR @country IS NULL)' : ''}`)
      .pluck()
      .all({ kind, name, lang, ...(family === 'place' && { country: row.place?.country ?? null }) });
    if (same.length === 1) return { id: same[0]!, by: 'other' };
  }
  return null;
}

function made(db: Database, kind: AuthorityKind, row: VocabularyRow, edit: AuthorityEdit): number {
  const shown = (row.names ?? []).filter((one) => one.kind === 'preferred');
  const first = kind === 'person' ? row.person?.name : (shown.find(({ lang }) => lang === 'en') ?? shown[0])?.name;
  if (!first) throw new Invalid('It has no name that is shown. Give it one in some language.');
  const lang =
    kind === 'person' ? (row.person?.nameLang ?? 'und') : (shown.find((one) => one.name === first)?.lang ?? 'en');
  const names = [{ name: first, lang, kind: 'preferred' as const }];
  return addAuthority(db, kind, { names, country: row.place?.country ?? row.person?.birthCountry ?? null }, edit);
}

/** The record with what a row says: in place of what is there, or beside it. */
function merged(
  db: Database,
  kind: AuthorityKind,
  before: AuthorityRecord,
  row: VocabularyRow,
  ids: Map<string, number>,
  replaces: boolean,
): AuthorityRecord {
  check(db, kind, row);
  const pick = <T>(said: T | undefined, kept: T): T =>
    said === undefined || (!replaces && kept !== null) ? kept : said;
  const places = row.places?.map((slug) => {
    const id = db.prepare<[string], number>('SELECT id FROM place WHERE slug = ?').pluck().get(slug);
    if (id === undefined) throw new Invalid(`There is no place “${slug}” in the gazetteer. Import the places first.`);
    return id;
  });
  const parentId =
    row.parent === undefined ? before.parentId : row.parent === null ? null : parentOf(db, kind, row.parent, ids);
  return {
    names: row.names ? (replaces ? row.names : joinedNames(before.names, row.names)) : before.names,
    identifiers: row.identifiers
      ? replaces
        ? row.identifiers
        : [...before.identifiers, ...row.identifiers]
      : before.identifiers,
    parentId: replaces || before.parentId === null ? parentId : before.parentId,
    note: pick(row.note, before.note),
    date: pick(row.date, before.date),
    countries: row.countries
      ? replaces
        ? row.countries
        : [...new Set([...before.countries, ...row.countries])]
      : before.countries,
    places: places ? (replaces ? places : [...new Set([...before.places, ...places])]) : before.places,
    place: before.place && { ...before.place, ...(replaces ? row.place : {}) },
    person: before.person && personWith(before.person, row, replaces),
    kin: before.kin && (row.kin ? kinWith(db, before.kin, row.kin, { ids, replaces }) : before.kin),
    citizenships: replaces ? (row.citizenships ?? before.citizenships) : before.citizenships,
  };
}

function personWith(
  before: NonNullable<AuthorityRecord['person']>,
  { person }: VocabularyRow,
  replaces: boolean,
): NonNullable<AuthorityRecord['person']> {
  if (!person || !replaces) return before;
  const name = person.name ?? before.name;
  return {
    ...before,
    ...person,
    name,
    sortName: person.sortName || (name === before.name ? before.sortName : sortNameOf(name)),
  };
}

/** A shown name in a language that has one already is another spelling. */
function joinedNames(before: AuthorityName[], more: AuthorityName[]): AuthorityName[] {
  const langs = new Set(before.filter(({ kind }) => kind === 'preferred').map(({ lang }) => lang));
  const known = new Set(before.map(({ name, lang }) => `${lang} ${name}`));
  const added = more
    .filter(({ name, lang }) => !known.has(`${lang} ${name}`))
    .map((one) => {
      const shown = one.kind === 'preferred' && !langs.has(one.lang);
      if (shown) langs.add(one.lang);
      return one.kind === 'preferred' && !shown ? { ...one, kind: 'variant' } : one;
    });
  return [...before, ...added];
}

function parentOf(db: Database, kind: AuthorityKind, parent: string, ids: Map<string, number>): number {
  const family = familyOf(kind);
  const id =
    ids.get(parent) ??
    db
      .prepare<object, number>(
        `SELECT id FROM ${family} WHERE slug = @parent AND ${family === 'term' ? 'vocabulary = @kind' : '@kind IS NOT NULL'}`,
      )
      .pluck()
      .get({ parent, kind });
  if (id === undefined)
    throw new Invalid(`There is no “${parent}” to stand above it. Put it in the file, or leave it out.`);
  return id;
}

function check(db: Database, kind: AuthorityKind, row: VocabularyRow): void {
  const family = familyOf(kind);
  for (const { kind: of, name } of row.names ?? []) {
    if (!(NAME_KINDS[family] as readonly string[]).includes(of))
      throw new Invalid(`“${of}” is no kind of name here: ${NAME_KINDS[family].join(', ')}.`);
    if (name.length > 300) throw new Invalid('A name has at most 300 characters.');
  }
  for (const { scheme } of row.identifiers ?? []) {
    if (!(SCHEMES[family] as readonly string[]).includes(scheme))
      throw new Invalid(`“${scheme}” is no kind of identifier here: ${SCHEMES[family].join(', ')}.`);
  }
  const countries = [...(row.countries ?? []), row.place?.country, row.person?.birthCountry];
  for (const code of [...countries, ...(row.citizenships ?? []).map(({ country }) => country)])
    if (code && !db.prepare('SELECT 1 FROM country WHERE code = ?').get(code))
      throw new Invalid(`“${code.slice(0, 20)}” is no country here. Write its two letters of ISO 3166-1, such as IQ.`);
  for (const date of [row.date, row.person?.birthDate, row.person?.deathDate]) if (date) readDate(date);
  const { latitude = null, longitude = null, kind: placeKind } = row.place ?? {};
  if (placeKind !== undefined && !(PLACE_KINDS as readonly string[]).includes(placeKind))
    throw new Invalid(`“${placeKind}” is no kind of place: ${PLACE_KINDS.join(', ')}.`);
  if ((latitude !== null && Math.abs(latitude) > 90) || (longitude !== null && Math.abs(longitude) > 180))
    throw new Invalid('Latitude goes from -90 to 90, longitude from -180 to 180, in degrees.');
}
