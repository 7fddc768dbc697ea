/**
 * Two records of one place, person or term become one: everything that refers to the first refers to the second from then on,
 * its names are names of the second, and its address leads there. Kept whole, so that it can be undone.
 */
import type { Database } from '../../db/open.ts';
import { audit } from '../audit.ts';
import { Conflict, Invalid, NotFound } from '../errors.ts';
import { type AuthorityKind, familyOf } from './authority.ts';
import { type AuthorityEdit, slugOfAuthority } from './edit.ts';
import { type Cells, forms, insertRow, ownTables, type Reference, references } from './references.ts';
import { usersChanged } from './uses.ts';

/** What a join did, and so what undoing it does. */
interface Joined {
  into: number;
  slug: string;
  row: Cells; // of the authority itself
  own: { table: string; rows: Cells[] }[];
  moved: { reference: Reference; keys: Cells[] }[]; // keys as they were before
  dropped: { table: string; row: Cells }[]; // what the other had already
  named: { table: string; rows: Cells[] }[]; // names and identifiers that the other got
  redirects: string[]; // slugs that led to the first
}

/**
 * Joins `from` into `into`, in one transaction of the caller's. Gives how many testimonies it touches. Throws Invalid for one
 * and the same, and Conflict where one stands under the other.
 */
export function joinAuthority(
  db: Database,
  kind: AuthorityKind,
  from: number,
  into: number,
  edit: AuthorityEdit,
): number {
  if (from === into) throw new Invalid('It cannot be joined to itself. Choose another.', { field: 'into' });
  const family = familyOf(kind);
  const slug = slugOfAuthority(db, kind, from);
  slugOfAuthority(db, kind, into);
  if (family !== 'person' && standsUnder(db, family, into, from))
    throw new Conflict('The one to keep stands under the other. Move it first, then join them.');
  const row = db.prepare<[number], Cells>(`SELECT * FROM ${family} WHERE id = ?`).get(from)!;
  const own = ownTables(family).map(({ table, key }) => ({
    table,
    rows: db.prepare<[number], Cells>(`SELECT * FROM ${table} WHERE ${key} = ?`).all(from),
  }));
  const touched = usersChanged(db, kind, [from, into], { narrowed: true });
  const joined: Joined = { into, slug, row, own, moved: [], dropped: [], named: [], redirects: [] };
  for (const reference of references(db, family)) move(db, reference, from, into, joined);
  joined.named = takeNames(db, family, from, into, row);
  joined.redirects = db
    .prepare<[string, number], string>('SELECT slug FROM authority_redirect WHERE kind = ? AND authority_id = ?')
    .pluck()
    .all(kind, from);
  for (const { table, key } of ownTables(family)) db.prepare(`DELETE FROM ${table} WHERE ${key} = ?`).run(from);
  db.prepare(`DELETE FROM ${family} WHERE id = ?`).run(from);
  db.prepare('UPDATE authority_redirect SET authority_id = ? WHERE kind = ? AND authority_id = ?').run(
    into,
    kind,
    from,
  );
  db.prepare('INSERT OR REPLACE INTO authority_redirect (kind, slug, authority_id) VALUES (?, ?, ?)').run(
    kind,
    slug,
    into,
  );
  db.prepare(`
    INSERT INTO authority_revision (kind, authority_id, action, actor, reason, before, after)
    VALUES (@kind, @from, 'joined', @actor, @reason, @before, @after)`).run({
    kind,
    from,
    actor: edit.actor,
    reason: edit.reason,
    before: JSON.stringify(joined),
    after: JSON.stringify({ into }),
  });
  audit(db, { actor: edit.actor, action: 'joined', thing: kind, thingId: from, detail: `into ${into}` });
  return touched;
}

function standsUnder(db: Database, family: 'place' | 'term', id: number, above: number): boolean {
  return (
    db
      .prepare(`
        WITH RECURSIVE up (id) AS (SELECT ? UNION SELECT parent_id FROM ${family} JOIN up ON up.id = ${family}.id WHERE parent_id IS NOT NULL)
        SELECT 1 FROM up WHERE id = ?`)
      .get(id, above) !== undefined
  );
}

/** Lets every row of one reference speak of the other; one that says so already goes. */
function move(db: Database, reference: Reference, from: number, into: number, joined: Joined): void {
  const { table, column, key } = reference;
  const rows = db.prepare<[number], Cells>(`SELECT * FROM ${table} WHERE ${column} = ?`).all(from);
  if (rows.length === 0) return;
  const update = db.prepare(
    `UPDATE OR IGNORE ${table} SET ${column} = @into WHERE ${column} = @from AND ${forms(key, 'key')}`,
  );
  const drop = db.prepare(`DELETE FROM ${table} WHERE ${forms(key, 'key')}`);
  const moved: Cells[] = [];
  for (const row of rows) {
    const keys = Object.fromEntries(key.map((name) => [name, row[name]!]));
    const bound = Object.fromEntries(key.map((name) => [`key_${name}`, row[name]!]));
    const ofItself = table === 'kinship' && (row.person_id === into || row.relative_id === into);
    if (!ofItself && update.run({ ...bound, from, into }).changes > 0) moved.push(keys);
    else {
      drop.run(bound);
      joined.dropped.push({ table, row });
    }
  }
  joined.moved.push({ reference, keys: moved });
}

/** The names and identifiers of the first become variants and identifiers of the second. Gives the rows that are new. */
function takeNames(
  db: Database,
  family: 'place' | 'person' | 'term',
  from: number,
  into: number,
  row: Cells,
): Joined['named'] {
  const [table, column] = family === 'term' ? ['term_label', 'label'] : [`${family}_name`, 'name'];
  const known = new Set(
    db.prepare<[number], string>(`SELECT ${column} FROM ${table} WHERE ${family}_id = ?`).pluck().all(into),
  );
  if (family === 'person')
    known.add(db.prepare<[number], string>('SELECT name FROM person WHERE id = ?').pluck().get(into)!);
  const names = db.prepare<[number], Cells>(`SELECT * FROM ${table} WHERE ${family}_id = ?`).all(from);
  if (family === 'person')
    names.push({ name: row.name!, lang: row.name_lang ?? 'und', kind: 'variant', person_id: from });
  const added: Cells[] = [];
  for (const one of names) {
    if (known.has(String(one[column]))) continue;
    known.add(String(one[column]));
    const kind = one.kind === 'preferred' ? 'variant' : one.kind!;
    const taken = { ...one, kind, [`${family}_id`]: into };
    if (insertRow(db, table!, taken)) added.push(taken);
  }
  const identifiers = db
    .prepare<[number], Cells>(`SELECT * FROM ${family}_identifier WHERE ${family}_id = ?`)
    .all(from)
    .map((one) => ({ ...one, [`${family}_id`]: into }))
    .filter((one) => insertRow(db, `${family}_identifier`, one));
  return [
    { table: table!, rows: added },
    { table: `${family}_identifier`, rows: identifiers },
  ];
}

/**
 * Takes two apart that were joined: the first is there again with all that was its own, and what referred to it and was not
 * changed since refers to it again. Call in a transaction. Throws NotFound, and Conflict where that was done already.
 */
export function separateAuthority(
  db: Database,
  kind: AuthorityKind,
  change: number,
  edit: AuthorityEdit,
): { id: number; into: number } {
  const found = db
    .prepare<[number, string], { id: number; before: string; undoneAt: string | null }>(`
      SELECT authority_id AS id, before, undone_at AS undoneAt FROM authority_revision
      WHERE id = ? AND kind = ? AND action = 'joined'`)
    .get(change, kind);
  if (!found) throw new NotFound('revision', String(change));
  if (found.undoneAt !== null) throw new Conflict('These two were taken apart already.');
  const family = familyOf(kind);
  const joined = JSON.parse(found.before) as Joined;
  const { into, slug, row } = joined;
  usersChanged(db, kind, [into], { narrowed: true });
  db.prepare('DELETE FROM authority_redirect WHERE kind = ? AND slug = ?').run(kind, slug);
  if (!insertRow(db, family, withParent(db, family, row)))
    throw new Conflict('Its address is in use by another by now. Rename that one first.');
  for (const { table, rows } of joined.named) {
    for (const one of rows) {
      const keys = Object.keys(one).filter((name) => one[name] !== null);
      db.prepare(`DELETE FROM ${table} WHERE ${keys.map((name) => `${name} = @${name}`).join(' AND ')}`).run(one);
    }
  }
  for (const { table, rows } of joined.own) for (const one of rows) insertRow(db, table, one);
  for (const { reference, keys } of joined.moved.reverse()) {
    const { table, column, key } = reference;
    const back = db.prepare(
      `UPDATE OR IGNORE ${table} SET ${column} = @from WHERE ${column} = @into AND ${forms(key, 'key')}`,
    );
    for (const one of keys) {
      const bound = Object.fromEntries(key.map((name) => [`key_${name}`, name === column ? into : one[name]!]));
      back.run({ ...bound, from: found.id, into });
    }
  }
  for (const { table, row: dropped } of joined.dropped) insertRow(db, table, dropped);
  for (const old of joined.redirects)
    db.prepare('UPDATE authority_redirect SET authority_id = ? WHERE kind = ? AND slug = ?').run(found.id, kind, old);
  db.prepare("UPDATE authority_revision SET undone_at = strftime('%Y-%m-%dT%H:%M:%fZ') WHERE id = ?").run(change);
  audit(db, { actor: edit.actor, action: 'took apart', thing: kind, thingId: found.id });
  usersChanged(db, kind, [found.id], { narrowed: true });
  return { id: found.id, into };
}

/** What stood above it may be gone by now. */
function withParent(db: Database, family: string, row: Cells): Cells {
  if (row.parent_id == null) return row;
  const there = db.prepare(`SELECT 1 FROM ${family} WHERE id = ?`).get(row.parent_id);
  return there ? row : { ...row, parent_id: null };
}

/** Where an address leads that no authority has any more: the slug of what it was joined to; null for none. */
export function joinedInto(db: Database, kind: AuthorityKind, slug: string): string | null {
  const family = familyOf(kind);
  return (
    db
      .prepare<{ kind: string; slug: string }, string>(`
        SELECT ${family}.slug FROM authority_redirect JOIN ${family} ON ${family}.id = authority_id
        WHERE authority_redirect.kind = @kind AND authority_redirect.slug = @slug
          AND NOT EXISTS (SELECT 1 FROM ${family} AS own WHERE own.slug = @slug${family === 'term' ? ' AND own.vocabulary = @kind' : ''})`)
      .pluck()
      .get({ kind, slug }) ?? null
  );
}
