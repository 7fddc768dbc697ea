/** Mails are written to the table `mail` in the transaction of what causes them, and sent from there by a job. */
import { Conflict, NotFound } from '../archive/errors.ts';
import { addJob, removeJob } from '../archive/job.ts';
import type { Database } from '../db/open.ts';
import { isLang, type Lang } from '../i18n/languages.ts';
import { isMailName, MAIL_NAMES, type MailName, mailTemplate } from './templates.ts';
import { filledWording, wordingOf } from './wording.ts';

/** The kind of the jobs that send mails; their payload is `{ mail: id }`. */
export const MAIL_JOB = 'mail';

export const MAIL_STATES = ['waiting', 'sending', 'sent', 'failed', 'unsure', 'kept'] as const;
export type MailState = (typeof MAIL_STATES)[number];

export interface Mail {
  id: number;
  recipient: string;
  lang: Lang;
  template: string;
  subject: string;
  text: string;
  link: string | null; // null where there is none, or the mail was sent
  state: MailState;
  error: string | null;
  createdAt: string;
  sentAt: string | null;
}

export interface NewMail {
  to: string;
  lang: Lang;
  template: MailName;
  /** What the template names in braces: `site`, `link` (the whole address), and its own. */
  values: Record<string, string>;
  /** When it is written, where that is not said by the database. */
  now?: Date;
}

/** Writes a mail and asks for it to be sent. Call in the transaction of what causes it. Gives its id. */
export function sendMail(db: Database, { to, lang, template, values, now }: NewMail): number {
  const { subject, text } = filledWording(wordingOf(db, template, lang), lang, values);
  const { lastInsertRowid } = db
    .prepare(`
      INSERT INTO mail (recipient, lang, template, subject, text, link, created_at)
      VALUES (@to, @lang, @template, @subject, @text, @link, coalesce(@at, strftime('%Y-%m-%dT%H:%M:%fZ')))`)
    .run({
      to,
      lang,
      template,
      subject,
      text,
      link: mailTemplate(template).link ? (values.link ?? null) : null,
      at: now?.toISOString() ?? null,
    });
  const id = Number(lastInsertRowid);
  addJob(db, MAIL_JOB, { mail: id }, { after: now });
  return id;
}

const MAIL = `SELECT id, recipient, lang, template, subject, text, link, state, error, created_at AS createdAt,
  sent_at AS sentAt FROM mail`;

function mailFrom(row: Omit<Mail, 'lang'> & { lang: string }): Mail {
  return { ...row, lang: isLang(row.lang) ? row.lang : 'en' };
}

/** Throws NotFound; also for a mail whose link opens an account, where `secrets` may not be read. */
export function mail(db: Database, id: number, { secrets }: { secrets: boolean }): Mail {
  const row = db.prepare<[number], Mail>(`${MAIL} WHERE id = ?`).get(id);
  if (!row || (!secrets && isSecret(row.template))) throw new NotFound('mail', String(id));
  return mailFrom(row);
}

function isSecret(template: string): boolean {
  return !isMailName(template) || mailTemplate(template).secret;
}

/** Mails, newest first, `limit` of them after the first `skip`; and how many there are. */
export function mails(
  db: Database,
  { secrets, state, limit, skip }: { secrets: boolean; state: MailState | null; limit: number; skip: number },
): { total: number; mails: Omit<Mail, 'text'>[] } {
  const readable = MAIL_NAMES.filter((name) => secrets || !mailTemplate(name).secret);
  const values = { secrets: secrets ? 1 : 0, readable: JSON.stringify(readable), state };
  const where = `WHERE (@secrets OR template IN (SELECT value FROM json_each(@readable)))
    AND (@state IS NULL OR state = @state)`;
  const total = db.prepare<unknown[], number>(`SELECT count(*) FROM mail ${where}`).pluck().get(values)!;
  const rows = db
    .prepare<unknown[], Mail>(`${MAIL} ${where} ORDER BY id DESC LIMIT @limit OFFSET @skip`)
    .all({ ...values, limit, skip });
  return { total, mails: rows.map(mailFrom) };
}

/** How many mails are in trouble: given up, or perhaps sent. */
export function mailsInTrouble(db: Database): number {
  return db.prepare<[], number>("SELECT count(*) FROM mail WHERE state IN ('failed', 'unsure')").pluck().get()!;
}

/** Asks for a mail to be sent after all. Throws NotFound, or Conflict where it is on its way or its link was taken out. */
export function sendAgain(db: Database, id: number): void {
  db.transaction(() => {
    const one = mail(db, id, { secrets: true });
    if (!['failed', 'unsure', 'kept'].includes(one.state))
      throw new Conflict('This mail is on its way or was sent. Nothing was done.');
    db.prepare(`
      UPDATE mail SET state = 'waiting', error = NULL, created_at = strftime('%Y-%m-%dT%H:%M:%fZ') WHERE id = ?`).run(
      id,
    );
    removeJob(db, MAIL_JOB, { mail: id });
    addJob(db, MAIL_JOB, { mail: id });
  }).immediate();
}

/** Says that a mail was handed over some other way: it is not sent any more, and its link is taken out. */
export function setDelivered(db: Database, id: number, now: Date): void {
  db.transaction(() => {
    const one = mail(db, id, { secrets: true });
    if (one.state === 'sending') throw new Conflict('This mail is being sent just now. Look again in a moment.');
    removeJob(db, MAIL_JOB, { mail: id });
    markSent(db, id, now);
  }).immediate();
}

/** A mail that was sent, without the secret in it. */
export function markSent(db: Database, id: number, now: Date): void {
  db.prepare(`
    UPDATE mail SET state = 'sent', error = NULL, sent_at = @at, link = NULL,
      text = CASE WHEN link IS NULL THEN text ELSE replace(text, link, '…') END
    WHERE id = @id`).run({ id, at: now.toISOString() });
}

/** Takes the links out of mails written before `before`, when none of them opens anything any more. */
export function forgetOldLinks(db: Database, before: Date): void {
  db.prepare(`
    UPDATE mail SET text = replace(text, link, '…'), link = NULL
    WHERE link IS NOT NULL AND state <> 'sending' AND created_at < ?`).run(before.toISOString());
}
