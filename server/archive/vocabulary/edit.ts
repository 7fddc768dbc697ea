import { createHash } from 'node:crypto';
import type { Database } from '../../db/open.ts';
import { audit } from '../audit.ts';
import { yearSpan } from '../edtf.ts';
import { Conflict, NotFound } from '../errors.ts';
import { freeSlug, slugOf } from '../names.ts';
import { sortNameOf } from '../person.ts';
import { type AuthorityKind, type AuthorityRecord, authorityRecord, familyOf } from './authority.ts';
import { usersChanged } from './uses.ts';
import { writeAuthority } from './write.ts';

export interface AuthorityEdit {
  actor: string; // an account's e-mail
  reason: string | null;
  /** Whether the caller writes one line of the log for many. */
  together?: boolean;
}

/** A sign of a record's state, to notice another's edit. */
export function authorityState(record: AuthorityRecord): string {
  return createHash('sha256').update(JSON.stringify(record)).digest('hex').slice(0, 20);
}

/** A new authority by its names in several languages, with the little that is known on the way; gives its id. */
export function addAuthority(
  db: Database,
  kind: AuthorityKind,
  about: {
    names: { name: string; lang: string; kind: 'preferred' | 'variant' }[];
    country: string | null;
    birth?: string | null; // EDTF
    placeKind?: string;
  },
  edit: AuthorityEdit,
): number {
  const [first] = about.names;
  if (!first) throw new Conflict('It needs a name.');
  const id = inserted(db, kind, about, first);
  // A language keeps the first of its names as the one that is shown.
  const langs = new Set<string>();
  const names = about.names.map((one) => {
    const shown = one.kind === 'preferred' && !langs.has(one.lang);
    langs.add(one.lang);
    return { ...one, kind: shown ? 'preferred' : 'variant', fromYear: null, toYear: null };
  });
  const record = authorityRecord(db, kind, id);
  const own = kind === 'person' ? names.filter(({ name }) => name !== first.name) : names;
  const kinds = own.map((one) => (kind === 'person' ? { ...one, kind: 'variant' } : one));
  writeAuthority(db, kind, id, { ...record, names: kinds });
  keep(db, kind, id, 'added', edit, null, authorityRecord(db, kind, id));
  return id;
}

function inserted(
  db: Database,
  kind: AuthorityKind,
  { country, birth, placeKind }: Parameters<typeof addAuthority>[2],
  { name, lang }: { name: string; lang: string },
): number {
  const run = (sql: string, values: object) => Number(db.prepare(sql).run(values).lastInsertRowid);
  if (kind === 'place')
    return run('INSERT INTO place (slug, kind, country) VALUES (@slug, @placeKind, @country)', {
      slug: freeSlug(db, 'place', name),
      placeKind: placeKind ?? 'town',
      country,
    });
  if (kind === 'person') {
    const { min, max } = birth ? yearSpan(birth) : { min: null, max: null };
    return run(
      `INSERT INTO person (slug, name, name_lang, sort_name, birth_date, birth_year_min, birth_year_max, birth_country)
       VALUES (@slug, @name, @lang, @sort, @birth, @min, @max, @country)`,
      {
        slug: freeSlug(db, 'person', name),
        name,
        lang,
        sort: sortNameOf(name),
        birth: birth ?? null,
        min,
        max,
        country,
      },
    );
  }
  return run('INSERT INTO term (vocabulary, slug) VALUES (@kind, @slug)', { kind, slug: freeTermSlug(db, kind, name) });
}

function freeTermSlug(db: Database, vocabulary: string, label: string): string {
  const base = slugOf(label);
  const taken = db.prepare('SELECT 1 FROM term WHERE vocabulary = ? AND slug = ?').pluck();
  let slug = base;
  for (let number = 2; taken.get(vocabulary, slug); number += 1) slug = `${base}-${number}`;
  return slug;
}

/** Names, in the order in which they are read back, so that the same record has the same state. */
function inOrder(record: AuthorityRecord): AuthorityRecord {
  return { ...record, countries: [...record.countries].sort(), places: [...record.places].sort((a, b) => a - b) };
}

/**
 * Saves a record that was opened in `state`, keeping the one before, and tells the searches. Call in a transaction. Throws
 * Conflict where somebody else saved it meanwhile, and as `writeAuthority`.
 */
export function editAuthority(
  db: Database,
  kind: AuthorityKind,
  id: number,
  record: AuthorityRecord,
  state: string,
  edit: AuthorityEdit,
): { changed: boolean } {
  const before = authorityRecord(db, kind, id);
  if (authorityState(before) !== state)
    throw new Conflict('Somebody else has changed this meanwhile. Look at both, and save again.');
  writeAuthority(db, kind, id, inOrder(record));
  const after = authorityRecord(db, kind, id);
  if (authorityState(after) === state) return { changed: false };
  keep(db, kind, id, 'edited', edit, before, after);
  usersChanged(db, kind, [id], { narrowed: true });
  return { changed: true };
}

function keep(
  db: Database,
  kind: AuthorityKind,
  id: number,
  action: 'added' | 'edited' | 'joined',
  edit: AuthorityEdit,
  before: unknown,
  after: unknown,
): void {
  db.prepare(`
    INSERT INTO authority_revision (kind, authority_id, action, actor, reason, before, after)
    VALUES (@kind, @id, @action, @actor, @reason, @before, @after)`).run({
    kind,
    id,
    action,
    actor: edit.actor,
    reason: edit.reason,
    before: before === null ? null : JSON.stringify(before),
    after: JSON.stringify(after),
  });
  if (!edit.together) auditAuthority(db, kind, id, edit.actor, action === 'added' ? 'added' : 'edited');
}

/** A line in the log about a place, person or term, called by its number: its names are nobody's business there. */
export function auditAuthority(db: Database, kind: AuthorityKind, id: number, actor: string, action: string): void {
  audit(db, { actor, action, thing: kind, thingId: id });
}

export interface AuthorityChange {
  id: number;
  authorityId: number;
  action: 'added' | 'edited' | 'joined';
  at: string;
  actor: string;
  reason: string | null;
  undoneAt: string | null;
  before: unknown;
  after: unknown;
}

/** What was done to an authority, newest first; what was joined to it is part of it. */
export function authorityChanges(db: Database, kind: AuthorityKind, id: number): AuthorityChange[] {
  return db
    .prepare<
      { kind: string; id: number },
      Omit<AuthorityChange, 'before' | 'after'> & { before: string | null; after: string | null }
    >(`
      SELECT id, authority_id AS authorityId, action, at, actor, reason, undone_at AS undoneAt, before, after
      FROM authority_revision
      WHERE kind = @kind AND (authority_id = @id OR (action = 'joined' AND json_extract(after, '$.into') = @id))
      ORDER BY id DESC LIMIT 100`)
    .all({ kind, id })
    .map((row) => ({
      ...row,
      before: row.before === null ? null : JSON.parse(row.before),
      after: row.after === null ? null : JSON.parse(row.after),
    }));
}

/** Brings back a record as it was before an edit. Call in a transaction. Throws NotFound. */
export function restoreAuthority(
  db: Database,
  kind: AuthorityKind,
  id: number,
  change: number,
  edit: AuthorityEdit,
): void {
  const found = authorityChanges(db, kind, id).find((one) => one.id === change && one.action === 'edited');
  if (!found) throw new NotFound('revision', String(change));
  const now = authorityRecord(db, kind, id);
  editAuthority(db, kind, id, found.before as AuthorityRecord, authorityState(now), edit);
}

/** The family's table of an authority. */
export function slugOfAuthority(db: Database, kind: AuthorityKind, id: number): string {
  const slug = db
    .prepare<[number], string>(`SELECT slug FROM ${familyOf(kind)} WHERE id = ?`)
    .pluck()
    .get(id);
  if (slug === undefined) throw new NotFound(kind, String(id));
  return slug;
}
