/** Letters of what is new in the countries somebody chose, which the archive writes by itself. */
import type { Database } from '../../db/open.ts';
import { describedTo } from '../access.ts';
import { addJob } from '../job.ts';
import { outSince } from '../latest.ts';
import type { Viewer } from '../viewer.ts';
import { NEWSLETTER_JOB } from './issue.ts';

/** The kind of the job that looks whose digest is due: one, which asks for the next itself. */
export const DIGEST_JOB = 'newsletter_digest';

const MOST = 50; // testimonies in one letter

/** Asks for the next look, not before `from`. */
export function askForDigest(db: Database, from: Date): void {
  db.transaction(() => {
    db.prepare("DELETE FROM job WHERE kind = ? AND state <> 'running'").run(DIGEST_JOB);
    addJob(db, DIGEST_JOB, {}, { after: from });
  }).immediate();
}

/** Writes the letters that are due at `now`, to be sent as those of an issue are. Gives how many. */
export function makeDigest(db: Database, lang: string, now: Date): number {
  const at = now.toISOString();
  const due = 'confirmed_at IS NOT NULL AND digest_due <= @at';
  return db
    .transaction(() => {
      const count = db.prepare<unknown[], number>(`SELECT count(*) FROM subscriber WHERE ${due}`).pluck().get({ at })!;
      if (!count) return 0;
      const issue = Number(
        db
          .prepare(`
            INSERT INTO newsletter_issue (kind, lang, state, created_at, sent_at) VALUES ('digest', @lang, 'sending', @at, @at)`)
          .run({ lang, at }).lastInsertRowid,
      );
      db.prepare(`
        INSERT INTO newsletter_letter (issue_id, subscriber_id, lang, made_at, news_from, news_to)
        SELECT @issue, id, lang, @at, digest_from, @at FROM subscriber WHERE ${due}`).run({ issue, at });
      db.prepare(`
        UPDATE subscriber SET digest_from = @at,
          digest_due = strftime('%Y-%m-%dT%H:%M:%fZ', @at, CASE digest WHEN 'weekly' THEN '+7 days' ELSE '+30 days' END)
        WHERE ${due}`).run({ at });
      addJob(db, NEWSLETTER_JOB, { issue }, { after: now });
      return count;
    })
    .immediate();
}

/** What came out after `from` and until `to` that `viewer` may know of, newest first; of `countries` of origin, or of all. No sample. */
export function newsBetween(
  db: Database,
  viewer: Viewer,
  { from, to, countries }: { from: string; to: string; countries: readonly string[] },
): number[] {
  const out = outSince('testimony');
  return db
    .prepare<unknown[], number>(`
      SELECT id FROM testimony WHERE sample = 0 AND ${describedTo('testimony')} AND ${out} > @from AND ${out} <= @to
        AND (@countries = '[]' OR id IN (
          SELECT testimony_id FROM departure LEFT JOIN place ON place.id = departure.place_id
          WHERE coalesce(departure.country, place.country) IN (SELECT value FROM json_each(@countries))))
      ORDER BY ${out} DESC, id DESC LIMIT ${MOST}`)
    .pluck()
    .all({ ...viewer, from, to, countries: JSON.stringify(countries) });
}
