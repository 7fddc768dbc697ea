/** Pages of the organisation, written: each act is a line in the log, and never what a page says. */
import type { Database } from '../../db/open.ts';
import { audit } from '../audit.ts';
import { Conflict, Invalid, NotFound } from '../errors.ts';
import { MENUS, type Menu, savesOf, sitePage, wordsNear } from './page.ts';

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

export interface NewPage {
  slug: string; // the end of its address: small Latin letters, digits and hyphens
  kind: 'page' | 'statement';
  lang: string;
  dated: string | null; // YYYY-MM-DD, of a statement
}

/** Adds a page without words and gives its id. @throws Invalid with `field` slug or dated, Conflict where the address is taken */
export function addPage(db: Database, page: NewPage, actor: string): number {
  check(page);
  return db
    .transaction(() => {
      refuseTaken(db, page.slug, 0);
      const { lastInsertRowid } = db
        .prepare('INSERT INTO page (slug, kind, lang, dated) VALUES (@slug, @kind, @lang, @dated)')
        .run({ ...page, dated: datedOf(page) });
      audit(db, { actor, action: 'added', thing: 'page', thingId: page.slug });
      return Number(lastInsertRowid);
    })
    .immediate();
}

/** Changes what a page is: its address, kind, day and own language. @throws as `addPage` */
export function describePage(db: Database, id: number, page: NewPage, actor: string): void {
  check(page);
  db.transaction(() => {
    refuseTaken(db, page.slug, id);
    db.prepare('UPDATE page SET slug = @slug, kind = @kind, lang = @lang, dated = @dated WHERE id = @id').run({
      ...page,
      dated: datedOf(page),
      id,
    });
    audit(db, { actor, action: 'changed', thing: 'page', thingId: page.slug });
  }).immediate();
}

export interface PageTyped {
  title: string | null; // null: taken away in this language, or back to what ships
  body: string;
  /** The id of the newest save that whoever writes has seen, 0 for none. */
  seen: number;
  actor: string;
  now: Date;
}

/** Keeps the words of a page in a language. @throws Conflict where somebody else has saved since */
export function savePage(db: Database, id: number, lang: string, { title, body, seen, actor, now }: PageTyped): void {
  db.transaction(() => {
    const page = existing(db, id);
    if ((savesOf(db, id, lang)[0]?.id ?? 0) !== seen)
      throw new Conflict('Somebody else has saved this page since you opened it. Look at theirs, and save again.');
    db.prepare(`
      INSERT INTO page_text (page_id, lang, title, body, actor, at) VALUES (@id, @lang, @title, @body, @actor, @at)`).run(
      { id, lang, title, body: title === null ? '' : body, actor, at: now.toISOString() },
    );
    audit(db, {
      actor,
      action: title === null ? 'brought back the wording of' : 'worded anew',
      thing: 'page',
      thingId: page.slug,
      detail: lang,
    });
  }).immediate();
}

/** Shows a page to everyone. @throws Invalid where it has no words in any language */
export function publishPage(db: Database, id: number, { actor, now }: { actor: string; now: Date }): void {
  db.transaction(() => {
    const page = existing(db, id);
    if (!wordsNear(db, page, page.lang))
      throw new Invalid('There is nothing on this page yet. Write it in one language, then publish it.');
    db.prepare('UPDATE page SET published_at = ? WHERE id = ?').run(now.toISOString(), id);
    audit(db, { actor, action: 'published', thing: 'page', thingId: page.slug });
  }).immediate();
}

/** Shows a page at the desk alone; it keeps its place in the menus for when it is published again. */
export function takePageBack(db: Database, id: number, actor: string): void {
  db.transaction(() => {
    const page = existing(db, id);
    db.prepare('UPDATE page SET published_at = NULL WHERE id = ?').run(id);
    audit(db, { actor, action: 'made a draft again', thing: 'page', thingId: page.slug });
  }).immediate();
}

/** Says which pages stand in which menu, in their order: what is not named stands in neither. */
export function setMenus(db: Database, menus: Readonly<Record<Menu, readonly number[]>>, actor: string): void {
  db.transaction(() => {
    for (const menu of MENUS) {
      db.prepare(`UPDATE page SET ${menu} = NULL`).run();
      const put = db.prepare(`UPDATE page SET ${menu} = ? WHERE id = ?`);
      menus[menu].forEach((id, at) => {
        put.run(at + 1, id);
      });
    }
    audit(db, { actor, action: 'ordered the menus', thing: 'page' });
  }).immediate();
}

function existing(db: Database, id: number) {
  const page = sitePage(db, id);
  if (!page) throw new NotFound('page', String(id));
  return page;
}

const datedOf = ({ kind, dated }: NewPage) => (kind === 'statement' ? dated : null);

function check(page: NewPage): void {
  if (!SLUG.test(page.slug) || page.slug.length > 80)
    throw new Invalid('An address has small Latin letters, digits and hyphens.', { field: 'slug' });
  if (page.kind === 'statement' && !isDay(page.dated))
    throw new Invalid('A statement has the day on which it was made.', { field: 'dated' });
}

function isDay(text: string | null): boolean {
  if (text === null || !DAY.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

function refuseTaken(db: Database, slug: string, but: number): void {
  const taken = db.prepare('SELECT 1 FROM page WHERE slug = ? AND id <> ?').get(slug, but);
  if (taken) throw new Conflict('Another page has this address. Choose another.');
}
