/** Issues of the newsletter: texts by language and testimonies by number, kept until they are sent. */
import type { Database } from '../../db/open.ts';
import { Conflict, NotFound } from '../errors.ts';
import { addJob } from '../job.ts';
import { testimonyId } from '../testimony.ts';

/** The kind of the jobs that send letters; their payload is `{ issue }`, with `test` for one letter to try it. */
export const NEWSLETTER_JOB = 'newsletter';

export const ISSUE_STATES = ['draft', 'sending', 'sent', 'stopped'] as const;
export type IssueState = (typeof ISSUE_STATES)[number];

export interface Words {
  subject: string;
  opening: string; // paragraphs parted by an empty line, before the testimonies
  closing: string;
}

export interface Issue {
  id: number;
  kind: 'issue' | 'digest';
  lang: string; // of the words for those whose language has none
  state: IssueState;
  revision: number;
  createdAt: string;
  sentAt: string | null;
  trouble: string | null;
  nextTryAt: string | null;
  words: Record<string, Words>; // by language
  accessions: string[];
}

const ISSUE = `SELECT id, kind, lang, state, revision, created_at AS createdAt, sent_at AS sentAt, trouble,
  next_try_at AS nextTryAt,
  (SELECT json_group_object(lang, json_object('subject', subject, 'opening', opening, 'closing', closing))
    FROM newsletter_text WHERE issue_id = newsletter_issue.id) AS words,
  (SELECT json_group_array(accession) FROM (SELECT accession FROM newsletter_testimony
    JOIN testimony ON testimony.id = testimony_id WHERE issue_id = newsletter_issue.id ORDER BY position)) AS accessions
  FROM newsletter_issue`;

type Row = Omit<Issue, 'words' | 'accessions'> & { words: string; accessions: string };
const issueFrom = (row: Row): Issue => ({
  ...row,
  words: JSON.parse(row.words),
  accessions: JSON.parse(row.accessions),
});

/** Throws NotFound. */
export function issueById(db: Database, id: number): Issue {
  const row = db.prepare<[number], Row>(`${ISSUE} WHERE id = ?`).get(id);
  if (!row) throw new NotFound('issue', String(id));
  return issueFrom(row);
}

/** The last of them first, `limit` after the first `skip`. */
export function issues(db: Database, { limit, skip }: { limit: number; skip: number }): Issue[] {
  return db
    .prepare<[number, number], Row>(`${ISSUE} ORDER BY id DESC LIMIT ? OFFSET ?`)
    .all(limit, skip)
    .map(issueFrom);
}

export function addIssue(db: Database, lang: string, now: Date): number {
  return Number(
    db
      .prepare("INSERT INTO newsletter_issue (kind, lang, created_at) VALUES ('issue', ?, ?)")
      .run(lang, now.toISOString()).lastInsertRowid,
  );
}

/** Those of `accessions` that no letter can tell of: unknown, or a sample. */
export function notToTell(db: Database, accessions: readonly string[]): string[] {
  const sample = db.prepare<[number], number>('SELECT sample FROM testimony WHERE id = ?').pluck();
  return accessions.filter((one) => {
    const id = testimonyId(db, one);
    return id === null || sample.get(id) === 1;
  });
}

/**
 * Saves a draft.
 * @throws Conflict where somebody saved it since `seen`, or it was sent
 */
export function saveIssue(
  db: Database,
  id: number,
  { seen, lang, words, accessions }: { seen: number } & Pick<Issue, 'lang' | 'words' | 'accessions'>,
): void {
  db.transaction(() => {
    const was = issueById(db, id);
    if (was.state !== 'draft' || was.kind !== 'issue') throw new Conflict('This issue was sent. Begin a new one.');
    if (was.revision !== seen) throw new Conflict('Somebody saved this issue since you opened it.');
    db.prepare('UPDATE newsletter_issue SET lang = ?, revision = revision + 1 WHERE id = ?').run(lang, id);
    db.prepare('DELETE FROM newsletter_text WHERE issue_id = ?').run(id);
    db.prepare('DELETE FROM newsletter_testimony WHERE issue_id = ?').run(id);
    const text = db.prepare(`
      INSERT INTO newsletter_text (issue_id, lang, subject, opening, closing) VALUES (@id, @tag, @subject, @opening, @closing)`);
    for (const [tag, one] of Object.entries(words)) text.run({ id, tag, ...one });
    const testimony = db.prepare(
      'INSERT INTO newsletter_testimony (issue_id, position, testimony_id) VALUES (@id, @position, @testimony)',
    );
    accessions.forEach((accession, at) => {
      testimony.run({ id, position: at + 1, testimony: testimonyId(db, accession) });
    });
  }).immediate();
}

/**
 * Sends an issue to all who are subscribed at this moment, a letter each; or goes on where it was stopped, and tries once more
 * what was given up. Nobody gets it twice. Call in a transaction. Throws Conflict where it goes out already, or has no words.
 */
export function sendIssue(db: Database, id: number, now: Date): void {
  const issue = issueById(db, id);
  if (issue.state === 'sending') throw new Conflict('This issue is going out already.');
  if (issue.kind === 'issue' && !issue.words[issue.lang]) throw new Conflict('This issue has no words yet.');
  const at = now.toISOString();
  db.prepare(`
    UPDATE newsletter_issue SET state = 'sending', sent_at = coalesce(sent_at, @at), failed_tries = 0, trouble = NULL,
      next_try_at = NULL WHERE id = @id`).run({ id, at });
  if (issue.state === 'draft')
    db.prepare(`
      INSERT INTO newsletter_letter (issue_id, subscriber_id, lang, made_at)
      SELECT @id, id, CASE WHEN lang IN (SELECT lang FROM newsletter_text WHERE issue_id = @id) THEN lang ELSE @lang END, @at
      FROM subscriber WHERE confirmed_at IS NOT NULL`).run({ id, lang: issue.lang, at });
  db.prepare(`
    UPDATE newsletter_letter SET state = 'waiting', made_at = @at
    WHERE issue_id = @id AND state IN ('waiting', 'failed') AND subscriber_id IS NOT NULL`).run({ id, at });
  addJob(db, NEWSLETTER_JOB, { issue: id }, { after: now });
}

/** Stops an issue that goes out: what is still waiting stays here. Throws Conflict where it does not. */
export function stopIssue(db: Database, id: number): void {
  const { changes } = db
    .prepare("UPDATE newsletter_issue SET state = 'stopped', next_try_at = NULL WHERE id = ? AND state = 'sending'")
    .run(id);
  if (!changes) throw new Conflict('This issue is not going out.');
}
