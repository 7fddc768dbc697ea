/** Pages of the organisation, read: for everyone what is published, at the desk all of them. */
import { kept } from '../../db/kept.ts';
import type { Database } from '../../db/open.ts';
import { type PageWords, shippedWords } from './shipped.ts';

export const PAGE_LANGS = ['en', 'fr', 'ar', 'he', 'fa'] as const;
export const MENUS = ['header', 'footer'] as const;
export type Menu = (typeof MENUS)[number];

export interface SitePage {
  id: number;
  slug: string;
  kind: 'page' | 'statement';
  lang: string; // its own
  dated: string | null; // YYYY-MM-DD, of a statement
  publishedAt: string | null;
  header: number | null; // its place in that menu, from 1
  footer: number | null;
}

/** A save of a text; `title` is null where it was taken away, or brought back to what ships. */
export interface PageSave {
  id: number;
  title: string | null;
  body: string;
  actor: string;
  at: string; // ISO 8601, UTC
}

export type PageInLanguage = PageWords & { lang: string };

const COLUMNS = 'id, slug, kind, lang, dated, published_at AS publishedAt, header, footer';

/** Every page, statements newest first behind the others. */
export function sitePages(db: Database): SitePage[] {
  return kept<[], SitePage>(db, `SELECT ${COLUMNS} FROM page ORDER BY kind, dated DESC, slug`).all();
}

export function sitePage(db: Database, id: number): SitePage | null {
  return kept<[number], SitePage>(db, `SELECT ${COLUMNS} FROM page WHERE id = ?`).get(id) ?? null;
}

/** A page that everyone may read, in `lang` or else its own language; null where there is none. */
export function publishedPage(db: Database, slug: string, lang: string): (SitePage & { words: PageInLanguage }) | null {
  const page = kept<[string], SitePage>(
    db,
    `SELECT ${COLUMNS} FROM page WHERE slug = ? AND published_at IS NOT NULL`,
  ).get(slug);
  const words = page && wordsNear(db, page, lang);
  return page && words ? { ...page, words } : null;
}

/** Statements that everyone may read, newest first. */
export function statements(db: Database, lang: string): (SitePage & { words: PageInLanguage })[] {
  return sitePages(db)
    .filter(({ kind, publishedAt }) => kind === 'statement' && publishedAt !== null)
    .flatMap((page) => {
      const words = wordsNear(db, page, lang);
      return words ? [{ ...page, words }] : [];
    });
}

/** The published pages of a menu, in their order, each by the title it has nearest to `lang`. */
export function menuOf(db: Database, menu: Menu, lang: string): { slug: string; title: string; lang: string }[] {
  const pages = kept<[], SitePage>(
    db,
    `SELECT ${COLUMNS} FROM page WHERE ${menu} IS NOT NULL AND published_at IS NOT NULL ORDER BY ${menu}, id`,
  ).all();
  return pages.flatMap((page) => {
    const words = wordsNear(db, page, lang);
    return words ? [{ slug: page.slug, title: words.title, lang: words.lang }] : [];
  });
}

/** Whether there is a statement to read. */
export function hasStatements(db: Database): boolean {
  const sql = "SELECT 1 FROM page WHERE kind = 'statement' AND published_at IS NOT NULL LIMIT 1";
  return kept<[], object>(db, sql).get() !== undefined;
}

/** What was saved of a page in a language, newest first. */
export function savesOf(db: Database, pageId: number, lang: string): PageSave[] {
  return kept<[number, string], PageSave>(
    db,
    'SELECT id, title, body, actor, at FROM page_text WHERE page_id = ? AND lang = ? ORDER BY id DESC',
  ).all(pageId, lang);
}

/** The words of a page in a language as they stand; null where nobody has written them. */
export function wordsOf(db: Database, { id, slug }: Pick<SitePage, 'id' | 'slug'>, lang: string): PageWords | null {
  const newest = kept<[number, string], PageSave>(
    db,
    'SELECT id, title, body, actor, at FROM page_text WHERE page_id = ? AND lang = ? ORDER BY id DESC LIMIT 1',
  ).get(id, lang);
  return newest && newest.title !== null ? { title: newest.title, body: newest.body } : shippedWords(slug, lang);
}

/** The words in `lang`, else in the page's own language, else in any that has some. */
export function wordsNear(db: Database, page: SitePage, lang: string): PageInLanguage | null {
  for (const tag of [lang, page.lang, ...PAGE_LANGS]) {
    const words = wordsOf(db, page, tag);
    if (words) return { ...words, lang: tag };
  }
  return null;
}
