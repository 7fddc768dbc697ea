/** Programmes of ceremonies, lessons, exhibits and evidence, composed of the archive's passages and pictures: as they are composed. */
import { kept } from '../../db/kept.ts';
import type { Database } from '../../db/open.ts';
import { audit } from '../audit.ts';
import { isDay } from '../dates/day.ts';
import { Conflict, Invalid, NotFound } from '../errors.ts';
import { freeSlug } from '../names.ts';
import { type Item, itemsOf } from './item.ts';
import type { CompositionKind } from './may-carry.ts';

export interface CompositionText {
  lang: string; // BCP 47
  title: string; // of evidence: the claim
  introduction: string | null;
  copying: string | null; // what may be copied of it
}

export interface Delegation {
  name: string;
  office: string | null; // held at the time
  country: string | null; // ISO 3166-1 alpha-2
}

export interface Sponsor {
  name: string;
  address: string | null; // https URL
}

/** What is said of a composition besides its items. */
export interface About {
  lang: string; // of those who compose it
  heldOn: string | null; // YYYY-MM-DD
  beginsAt: string | null; // HH:MM, where it is held
  venue: string | null;
  texts: CompositionText[];
  delegations: Delegation[];
  sponsors: Sponsor[];
}

export interface Composition extends About {
  id: number;
  kind: CompositionKind;
  slug: string;
  publishedOn: string | null; // YYYY-MM-DD
  revision: number; // counts saves
  sample: boolean;
  items: Item[];
}

type Row = Omit<Composition, 'texts' | 'delegations' | 'sponsors' | 'items' | 'sample'> & { sample: number };

const COLUMNS = `id, kind, slug, lang, held_on AS heldOn, begins_at AS beginsAt, venue, published_on AS publishedOn, revision, sample`;

/** Begins a composition with its title; gives its slug. `actor` null: nobody's act, as the sample. */
export function newComposition(
  db: Database,
  kind: CompositionKind,
  about: { lang: string; title: string; sample?: boolean },
  actor: string | null,
): string {
  const title = about.title.trim();
  if (!title) throw new Invalid('Give it a title.', { field: 'title', key: 'title_missing' });
  return db
    .transaction(() => {
      const slug = freeSlug(db, 'composition', title);
      const id = Number(
        db
          .prepare('INSERT INTO composition (kind, slug, lang, sample) VALUES (?, ?, ?, ?)')
          .run(kind, slug, about.lang, about.sample ? 1 : 0).lastInsertRowid,
      );
      storeTexts(db, id, [{ lang: about.lang, title, introduction: null, copying: null }]);
      if (actor !== null) audit(db, { actor, action: 'composition begun', thing: kind, thingId: slug });
      return slug;
    })
    .immediate();
}

/** A composition by its slug, as it is composed. Throws NotFound. */
export function composition(db: Database, slug: string): Composition {
  const row = db.prepare<[string], Row>(`SELECT ${COLUMNS} FROM composition WHERE slug = ?`).get(slug);
  if (!row) throw new NotFound('composition', slug);
  return {
    ...row,
    sample: row.sample === 1,
    texts: db
      .prepare<[number], CompositionText>(
        'SELECT lang, title, introduction, copying FROM composition_text WHERE composition_id = ? ORDER BY lang',
      )
      .all(row.id),
    delegations: db
      .prepare<[number], Delegation>(
        'SELECT name, office, country FROM delegation WHERE composition_id = ? ORDER BY position',
      )
      .all(row.id),
    sponsors: db
      .prepare<[number], Sponsor>('SELECT name, address FROM sponsor WHERE composition_id = ? ORDER BY position')
      .all(row.id),
    items: itemsOf(db, row.id),
  };
}

/** Those of a kind, or all, the last changed first; `title` in its own language. */
export function compositions(
  db: Database,
  kind: CompositionKind | null = null,
): (Pick<Composition, 'kind' | 'slug' | 'lang' | 'heldOn' | 'publishedOn'> & { title: string; items: number })[] {
  return db
    .prepare<{ kind: string | null }, ReturnType<typeof compositions>[number]>(`
      SELECT kind, slug, composition.lang, held_on AS heldOn, published_on AS publishedOn, title,
        (SELECT count(*) FROM composition_item WHERE composition_id = composition.id) AS items
      FROM composition JOIN composition_text ON composition_id = composition.id AND composition_text.lang = composition.lang
      WHERE @kind IS NULL OR kind = @kind ORDER BY changed_at DESC, composition.id DESC`)
    .all({ kind });
}

/** The kinds of which any is open to everyone. */
export function kindsPublished(db: Database, today: string): CompositionKind[] {
  return kept<[string], { kind: CompositionKind }>(
    db,
    'SELECT DISTINCT kind FROM composition WHERE published_on <= ? ORDER BY kind DESC',
  )
    .all(today)
    .map(({ kind }) => kind);
}

/**
 * Does something to a composition as one save: `change` is given its id. Throws Conflict where somebody else saved it since
 * `revision`, and nothing is then changed.
 */
export function save(
  db: Database,
  slug: string,
  { revision, actor, action }: { revision: number; actor: string | null; action: string },
  change: (id: number) => void,
): void {
  db.transaction(() => {
    const found = db
      .prepare<[string], Pick<Composition, 'id' | 'kind' | 'revision'>>(
        'SELECT id, kind, revision FROM composition WHERE slug = ?',
      )
      .get(slug);
    if (!found) throw new NotFound('composition', slug);
    if (found.revision !== revision)
      throw new Conflict('Somebody else saved this meanwhile. Read what they changed, and save again.', {
        key: 'changed_meanwhile',
      });
    change(found.id);
    db.prepare(`
      UPDATE composition SET revision = revision + 1, changed_at = strftime('%Y-%m-%dT%H:%M:%fZ') WHERE id = ?`).run(
      found.id,
    );
    if (actor !== null) audit(db, { actor, action, thing: found.kind, thingId: slug });
  }).immediate();
}

/** Writes what is said of a composition besides its items. Within `save`. Throws Invalid. */
export function storeAbout(db: Database, id: number, about: About): void {
  if (about.heldOn !== null && !isDay(about.heldOn))
    throw new Invalid('Give the day as year, month and day: 2027-11-30.', { field: 'held_on', key: 'held_on' });
  if (about.beginsAt !== null && !/^(?:[01]\d|2[0-3]):[0-5]\d$/.test(about.beginsAt))
    throw new Invalid('Give the time as hours and minutes: 18:30.', { field: 'begins_at', key: 'begins_at' });
  if (!about.texts.some(({ lang, title }) => lang === about.lang && title.trim()))
    throw new Invalid('Give it a title in its own language.', { field: `title_${about.lang}`, key: 'title_missing' });
  for (const { name, address } of about.sponsors) {
    if (address !== null && !/^https?:\/\/[^\s/]+/.test(address))
      throw new Invalid(`Give the address of ${name} as https://…`, { field: 'sponsors', key: 'sponsor_address' });
  }
  const { lang, heldOn, beginsAt, venue } = about;
  db.prepare(`
    UPDATE composition SET lang = @lang, held_on = @heldOn, begins_at = @beginsAt, venue = @venue WHERE id = @id`).run({
    id,
    lang,
    heldOn,
    beginsAt,
    venue,
  });
  storeTexts(db, id, about.texts);
  db.prepare('DELETE FROM delegation WHERE composition_id = ?').run(id);
  db.prepare('DELETE FROM sponsor WHERE composition_id = ?').run(id);
  const delegation = db.prepare(`
    INSERT INTO delegation (composition_id, position, name, office, country) VALUES (@id, @position, @name, @office, @country)`);
  about.delegations.forEach((one, i) => void delegation.run({ id, position: i + 1, ...one }));
  const sponsor = db.prepare(
    'INSERT INTO sponsor (composition_id, position, name, address) VALUES (@id, @position, @name, @address)',
  );
  about.sponsors.forEach((one, i) => void sponsor.run({ id, position: i + 1, ...one }));
}

/** Opens a composition to everyone, or takes it back to the desk. Within `save`. */
export function setPublished(db: Database, id: number, on: string | null): void {
  db.prepare('UPDATE composition SET published_on = ? WHERE id = ?').run(on, id);
}

/** Takes a composition away for good. */
export function removeComposition(db: Database, slug: string, actor: string): void {
  db.transaction(() => {
    const { id, kind } = composition(db, slug);
    db.prepare('DELETE FROM composition WHERE id = ?').run(id);
    audit(db, { actor, action: 'composition removed', thing: kind, thingId: slug });
  }).immediate();
}

function storeTexts(db: Database, id: number, texts: readonly CompositionText[]): void {
  db.prepare('DELETE FROM composition_text WHERE composition_id = ?').run(id);
  const store = db.prepare(`
    INSERT INTO composition_text (composition_id, lang, title, introduction, copying)
    VALUES (@id, @lang, @title, @introduction, @copying)`);
  for (const text of texts) if (text.title.trim()) store.run({ id, ...text, title: text.title.trim() });
}
