/** Which saved searches are to be looked through for news, and what their mails have told. */
import type { Database } from '../db/open.ts';
import { addJob } from './job.ts';
import type { News } from './saved-search.ts';

/** The kind of the job that looks for news: one for all searches, which asks for the next itself. */
export const NEWS_JOB = 'saved_search_news';
/** The mails that tell them. */
export const NEWS_MAIL = 'saved_search_news';

const LONGEST_WAIT = 6 * 3_600_000; // milliseconds: who was not to be written to may be again

/** Asks for the next look for news, when it is due and not before `from`; for none where nobody wants any. */
export function askForNews(db: Database, from: Date): void {
  const next = db.prepare<[], string | null>('SELECT min(news_due) FROM saved_search').pluck().get();
  db.transaction(() => {
    // The one that is running asks for the next, and is done with by its number: it stays.
    db.prepare("DELETE FROM job WHERE kind = ? AND state <> 'running'").run(NEWS_JOB);
    if (!next) return;
    const soonest = from.getTime();
    const at = Math.min(Math.max(Date.parse(next), soonest), soonest + LONGEST_WAIT);
    addJob(db, NEWS_JOB, {}, { after: new Date(at) });
  }).immediate();
}

/** A search that is to be looked through now, and to whom its news go. */
export interface DueSearch {
  id: number;
  account: number;
  email: string;
  name: string;
  address: string;
  lang: string;
  news: News;
  from: string; // what came out earlier is no news
  due: string;
  stopKey: string;
}

const DUE = `SELECT saved_search.id, account_id AS account, account.email, saved_search.name, address, saved_search.lang, news,
  news_from AS "from", news_due AS due, stop_key AS stopKey
  FROM saved_search JOIN account ON account.id = account_id
  WHERE news IS NOT NULL AND account.disabled_at IS NULL AND account.confirmed_at IS NOT NULL`;

/** Those that are due at `now`, the longest due first; of none is a mail still on its way. */
export function dueSearches(db: Database, now: Date): DueSearch[] {
  return db
    .prepare<[string], DueSearch>(`${DUE} AND news_due <= ? AND NOT EXISTS (
        SELECT 1 FROM saved_search_told JOIN mail ON mail.id = mail_id
        WHERE saved_search_id = saved_search.id AND mail.state IN ('waiting', 'sending'))
      ORDER BY news_due, saved_search.id`)
    .all(now.toISOString());
}

/** Takes back what mails of a search should have told that were given up, or waited too long: it is news again. */
export function takeBackUnsent(db: Database, search: number): void {
  db.transaction(() => {
    const unsent = db
      .prepare<[number], number>(`
        SELECT DISTINCT mail_id FROM saved_search_told JOIN mail ON mail.id = mail_id
        WHERE saved_search_id = ? AND mail.state IN ('failed', 'kept')`)
      .pluck()
      .all(search);
    for (const mail of unsent) forgetMail(db, mail);
  }).immediate();
}

/** Takes a mail of news back that was not sent, and what it should have told. */
export function forgetMail(db: Database, mail: number): void {
  db.prepare('DELETE FROM saved_search_told WHERE mail_id = ?').run(mail);
  db.prepare('DELETE FROM mail WHERE id = ? AND template = ?').run(mail, NEWS_MAIL);
}

/** Those of `ids` that a search has not told yet, in their order; no sample, which is nobody's story. */
export function untold(db: Database, search: number, ids: readonly number[]): number[] {
  const left = new Set(
    db
      .prepare<unknown[], number>(`
        SELECT id FROM testimony WHERE sample = 0 AND id IN (SELECT value FROM json_each(@ids))
          AND id NOT IN (SELECT testimony_id FROM saved_search_told WHERE saved_search_id = @search)`)
      .pluck()
      .all({ search, ids: JSON.stringify(ids) }),
  );
  return ids.filter((id) => left.has(id));
}

/** Says that a mail tells of these, and when the next news are due. Call in the transaction that writes the mail. */
export function setTold(db: Database, search: number, mail: number, ids: readonly number[]): void {
  db.prepare(`
    INSERT INTO saved_search_told (saved_search_id, testimony_id, mail_id)
    SELECT @search, value, @mail FROM json_each(@ids) WHERE value IN (SELECT id FROM testimony)`).run({
    search,
    mail,
    ids: JSON.stringify(ids),
  });
}

/** Takes back that a mail tells of these: they are not to be seen while it is handed over, and may be again. */
export function setUntold(db: Database, mail: number, ids: readonly number[]): void {
  db.prepare(`
    DELETE FROM saved_search_told WHERE mail_id = @mail AND testimony_id IN (SELECT value FROM json_each(@ids))`).run({
    mail,
    ids: JSON.stringify(ids),
  });
}

export function setDue(db: Database, search: number, due: Date): void {
  db.prepare('UPDATE saved_search SET news_due = ? WHERE id = ? AND news IS NOT NULL').run(due.toISOString(), search);
}

/** What a mail is to tell, and to whom; null where nobody wants it any more. */
export function newsOfMail(db: Database, mail: number): { search: DueSearch; ids: number[] } | null {
  const search = db
    .prepare<[number], DueSearch>(`${DUE} AND saved_search.id IN (
      SELECT saved_search_id FROM saved_search_told WHERE mail_id = ?)`)
    .get(mail);
  if (!search) return null;
  const ids = db
    .prepare<[number], number>('SELECT testimony_id FROM saved_search_told WHERE mail_id = ?')
    .pluck()
    .all(mail);
  return { search, ids };
}
