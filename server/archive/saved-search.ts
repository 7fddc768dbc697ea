import type { Database } from '../db/open.ts';
import { newToken, sha256 } from './account/password.ts';
import { Invalid, NotFound } from './errors.ts';

/** How often news of a saved search go out by mail. */
export const NEWS = ['daily', 'weekly'] as const;
export type News = (typeof NEWS)[number];

const DAY = 86_400_000; // milliseconds
export const NEWS_AFTER: Readonly<Record<News, number>> = { daily: DAY, weekly: 7 * DAY };

/** A search that a reader keeps. Moments are in UTC. */
export interface SavedSearch {
  id: number;
  name: string;
  address: string; // what the address of the search says, from `q=` on
  lang: string;
  savedAt: string;
  news: News | null; // by mail
  newsDue: string | null; // when the next are looked for
  feedSince: string | null; // since when its private feed has the address it has; null where there is none
}

const MOST = 100; // of one reader
const LONGEST_NAME = 200; // characters
const LONGEST_ADDRESS = 8_000;

const SAVED = `SELECT id, name, address, lang, saved_at AS savedAt, news, news_due AS newsDue, feed_since AS feedSince
  FROM saved_search`;

/** The searches that a reader keeps, the last saved first. */
export function savedSearches(db: Database, account: number): SavedSearch[] {
  return db
    .prepare<[number], SavedSearch>(`${SAVED} WHERE account_id = ? ORDER BY saved_at DESC, id DESC`)
    .all(account);
}

/** One of a reader's own. Throws NotFound, for another's as well. */
export function savedSearch(db: Database, account: number, id: number): SavedSearch {
  const row = db.prepare<[number, number], SavedSearch>(`${SAVED} WHERE account_id = ? AND id = ?`).get(account, id);
  if (!row) throw new NotFound('saved search', String(id));
  return row;
}

/** The one that is this very search; null where the reader does not keep it. */
export function savedAs(db: Database, account: number, address: string): SavedSearch | null {
  return (
    db.prepare<[number, string], SavedSearch>(`${SAVED} WHERE account_id = ? AND address = ?`).get(account, address) ??
    null
  );
}

/**
 * Keeps a search, or calls one that is kept already by this name. Gives its id.
 * @throws Invalid with the field `full` where a reader keeps too many, `address` where the search is too long to be kept
 */
export function saveSearch(
  db: Database,
  account: number,
  { name, address, lang }: { name: string; address: string; lang: string },
  now: Date,
): number {
  if (address.length > LONGEST_ADDRESS)
    throw new Invalid('This search is too long to be saved. Search for fewer words.', { field: 'address' });
  return db
    .transaction(() => {
      const known = savedAs(db, account, address);
      if (!known && savedSearches(db, account).length >= MOST)
        throw new Invalid(`You keep ${MOST} searches, as many as can be. Delete one first.`, { field: 'full' });
      return db
        .prepare<unknown[], number>(`
          INSERT INTO saved_search (account_id, name, address, lang, saved_at, stop_key)
          VALUES (@account, @name, @address, @lang, @now, @key)
          ON CONFLICT (account_id, address) DO UPDATE SET name = excluded.name RETURNING id`)
        .pluck()
        .get({ account, name: named(name), address, lang, now: now.toISOString(), key: newToken() })!;
    })
    .immediate();
}

function named(name: string): string {
  return [...name.trim().replace(/\s+/g, ' ')].slice(0, LONGEST_NAME).join('') || '…';
}

/** Calls it otherwise, and says how often news of it go out, in which language: from now on, where none did. Throws NotFound. */
export function changeSearch(
  db: Database,
  account: number,
  id: number,
  { name, news, lang }: { name: string; news: News | null; lang: string },
  now: Date,
): void {
  db.transaction(() => {
    const was = savedSearch(db, account, id);
    if (name.trim()) db.prepare('UPDATE saved_search SET name = ? WHERE id = ?').run(named(name), id);
    if (was.news === news) return void db.prepare('UPDATE saved_search SET lang = ? WHERE id = ?').run(lang, id);
    db.prepare(`
      UPDATE saved_search SET news = @news, lang = @lang, news_due = @due,
        news_from = CASE WHEN @news IS NULL THEN NULL ELSE coalesce(news_from, @now) END
      WHERE id = @id`).run({
      id,
      news,
      lang,
      now: now.toISOString(),
      due: news && new Date(now.getTime() + NEWS_AFTER[news]).toISOString(),
    });
  }).immediate();
}

/** Throws NotFound. */
export function deleteSearch(db: Database, account: number, id: number): void {
  savedSearch(db, account, id);
  db.prepare('DELETE FROM saved_search WHERE id = ?').run(id);
}

/** A new key for the address of its private feed; the one before opens nothing any more. Only its sha256 is kept. Throws NotFound. */
export function newFeedKey(db: Database, account: number, id: number, now: Date): string {
  savedSearch(db, account, id);
  const key = newToken();
  db.prepare('UPDATE saved_search SET feed_sha256 = ?, feed_since = ? WHERE id = ?').run(
    sha256(key),
    now.toISOString(),
    id,
  );
  return key;
}

/** Ends its private feed. Throws NotFound. */
export function endFeed(db: Database, account: number, id: number): void {
  savedSearch(db, account, id);
  db.prepare('UPDATE saved_search SET feed_sha256 = NULL, feed_since = NULL WHERE id = ?').run(id);
}

/** The search whose private feed has this key, and whose it is. Throws NotFound, also where the account is closed. */
export function searchOfFeed(db: Database, key: string): SavedSearch & { account: number } {
  const row = db
    .prepare<[string], SavedSearch & { account: number }>(`
      SELECT saved.*, account.id AS account FROM (${SAVED} WHERE feed_sha256 = ?) AS saved
      JOIN saved_search ON saved_search.id = saved.id JOIN account ON account.id = saved_search.account_id
      WHERE account.disabled_at IS NULL`)
    .get(sha256(key));
  if (!row) throw new NotFound('feed', '…');
  return row;
}

/** The search whose mails this key ends; null where it is gone. */
export function searchToStop(db: Database, key: string): SavedSearch | null {
  return db.prepare<[string], SavedSearch>(`${SAVED} WHERE stop_key = ?`).get(key) ?? null;
}

/** Ends the mails of a search; nothing where it is gone, or they have ended. */
export function stopNews(db: Database, key: string): void {
  db.prepare('UPDATE saved_search SET news = NULL, news_from = NULL, news_due = NULL WHERE stop_key = ?').run(key);
}
