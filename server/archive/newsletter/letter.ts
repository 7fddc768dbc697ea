/** The letters of an issue, one to a subscriber: which waits, which went out, and what stands in the way. */
import type { Database } from '../../db/open.ts';

export const LETTER_STATES = ['waiting', 'sending', 'sent', 'refused', 'unsure', 'left', 'empty', 'failed'] as const;
export type LetterState = (typeof LETTER_STATES)[number];

export interface Letter {
  id: number;
  subscriber: number;
  email: string;
  lang: string;
  countries: string[]; // none: all
  madeAt: string;
  newsFrom: string | null; // of a digest
  newsTo: string | null;
}

/** Letters of an issue that wait, after the one with the id `after`: never all of them at once. */
export function waitingLetters(db: Database, issue: number, after: number, limit: number): Letter[] {
  return db
    .prepare<unknown[], Omit<Letter, 'countries'> & { countries: string }>(`
      SELECT letter.id, subscriber.id AS subscriber, email, letter.lang, made_at AS madeAt, news_from AS newsFrom,
        news_to AS newsTo,
        (SELECT json_group_array(country) FROM subscriber_country WHERE subscriber_id = subscriber.id) AS countries
      FROM newsletter_letter AS letter JOIN subscriber ON subscriber.id = subscriber_id
      WHERE issue_id = @issue AND state = 'waiting' AND letter.id > @after ORDER BY letter.id LIMIT @limit`)
    .all({ issue, after, limit })
    .map((row) => ({ ...row, countries: JSON.parse(row.countries) }));
}

/** Takes a letter in hand; false where it waits no longer, or its issue was stopped. */
export function takeLetter(db: Database, id: number): boolean {
  const { changes } = db
    .prepare(`
      UPDATE newsletter_letter SET state = 'sending', tries = tries + 1 WHERE id = ? AND state = 'waiting'
        AND issue_id IN (SELECT id FROM newsletter_issue WHERE state = 'sending')`)
    .run(id);
  return changes === 1;
}

export function setLetter(db: Database, id: number, state: LetterState): void {
  db.prepare('UPDATE newsletter_letter SET state = ? WHERE id = ?').run(state, id);
}

/** What was in hand when Kolot ended may have gone out: it is not sent again. */
export function setUnsure(db: Database, issue: number): void {
  db.prepare("UPDATE newsletter_letter SET state = 'unsure' WHERE issue_id = ? AND state = 'sending'").run(issue);
}

/** Gives up what has waited since before `before`. */
export function giveUpLetters(db: Database, issue: number, before: Date): void {
  db.prepare(
    "UPDATE newsletter_letter SET state = 'failed' WHERE issue_id = ? AND state = 'waiting' AND made_at < ?",
  ).run(issue, before.toISOString());
}

/** How many letters of an issue stand how; without those of which there are none. */
export function letterCounts(db: Database, issue: number): Partial<Record<LetterState, number>> {
  const rows = db
    .prepare<[number], { state: LetterState; count: number }>(
      'SELECT state, count(*) AS count FROM newsletter_letter WHERE issue_id = ? GROUP BY state',
    )
    .all(issue);
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
}

/** Ends a round: the issue is sent where nothing waits; else it is tried again at `next`, after what stood in the way. */
export function endRound(
  db: Database,
  issue: number,
  { trouble, next }: { trouble: string | null; next: Date },
): boolean {
  const waits = db
    .prepare<[number], number>("SELECT count(*) FROM newsletter_letter WHERE issue_id = ? AND state = 'waiting'")
    .pluck()
    .get(issue)!;
  db.prepare(`
    UPDATE newsletter_issue SET state = CASE WHEN @waits THEN state ELSE 'sent' END, trouble = @trouble,
      failed_tries = CASE WHEN @waits THEN failed_tries + 1 ELSE 0 END, next_try_at = CASE WHEN @waits THEN @next END
    WHERE id = @issue AND state = 'sending'`).run({
    issue,
    waits: waits ? 1 : 0,
    trouble: waits ? trouble : null,
    next: next.toISOString(),
  });
  return waits > 0;
}

export function failedRounds(db: Database, issue: number): number {
  return db.prepare<[number], number>('SELECT failed_tries FROM newsletter_issue WHERE id = ?').pluck().get(issue)!;
}
