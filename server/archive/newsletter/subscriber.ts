/** Who has asked for the newsletter: asking, confirming from the mailbox, changing, and leaving, which forgets the address. */
import type { Database } from '../../db/open.ts';
import { newToken, sha256 } from '../account/password.ts';

/** How often a letter tells of what is new, beside the issues. */
export const DIGESTS = ['none', 'weekly', 'monthly'] as const;
export type Digest = (typeof DIGESTS)[number];

const DAY = 86_400_000; // milliseconds
const CONFIRMED_WITHIN = 7 * DAY;
/** After so long a mailbox that refused for good may be asked once more, where its owner wants the newsletter. */
const REFUSAL_HOLDS = 90 * DAY;

export interface Choices {
  lang: string;
  countries: readonly string[]; // ISO 3166-1 alpha-2; none: all
  digest: Digest;
}

export interface Subscriber extends Choices {
  id: number;
  email: string;
  countries: string[];
}

/** What is written to whoever asked; null where the mailbox refused for good a short while ago. */
export type Asked = { letter: 'confirm' | 'known'; key: string } | null;

/**
 * Somebody asks for the newsletter, and nothing goes out before the mailbox has confirmed it. Of a known address nothing is
 * changed: whoever knows it may not be its owner. Call in the transaction that writes the mail.
 * @param email checked, in small letters
 */
export function askFor(db: Database, email: string, choices: Choices, now: Date): Asked {
  forgetUnconfirmed(db, now);
  const refusedSince = new Date(now.getTime() - REFUSAL_HOLDS).toISOString();
  db.prepare('DELETE FROM unreachable_mailbox WHERE email_sha256 = ? AND at < ?').run(sha256(email), refusedSince);
  if (db.prepare('SELECT 1 FROM unreachable_mailbox WHERE email_sha256 = ?').get(sha256(email))) return null;
  const known = db
    .prepare<[string], { id: number; confirmed: string | null }>(
      'SELECT id, confirmed_at AS confirmed FROM subscriber WHERE email = ?',
    )
    .get(email);
  if (known?.confirmed) return { letter: 'known', key: newKey(db, known.id, now) };
  const key = newToken();
  const id = db
    .prepare<unknown[], number>(`
      INSERT INTO subscriber (email, lang, digest, asked_at, confirm_sha256) VALUES (@email, @lang, @digest, @now, @key)
      ON CONFLICT (email) DO UPDATE SET lang = @lang, digest = @digest, asked_at = @now, confirm_sha256 = @key RETURNING id`)
    .pluck()
    .get({ email, lang: choices.lang, digest: choices.digest, now: now.toISOString(), key: sha256(key) })!;
  setCountries(db, id, choices.countries);
  return { letter: 'confirm', key };
}

/** Whether a key confirms somebody who waits for it. */
export function confirmsSomebody(db: Database, key: string, now: Date): boolean {
  const since = new Date(now.getTime() - CONFIRMED_WITHIN).toISOString();
  return (
    db.prepare('SELECT 1 FROM subscriber WHERE confirm_sha256 = ? AND asked_at >= ?').get(sha256(key), since) !==
    undefined
  );
}

/** The mailbox confirms. Gives the key to its choices; null where nobody waits for this one. */
export function confirm(db: Database, key: string, now: Date): string | null {
  return db
    .transaction(() => {
      forgetUnconfirmed(db, now);
      const one = db
        .prepare<[string], { id: number; digest: Digest }>('SELECT id, digest FROM subscriber WHERE confirm_sha256 = ?')
        .get(sha256(key));
      if (!one) return null;
      db.prepare('UPDATE subscriber SET confirmed_at = ?, confirm_sha256 = NULL WHERE id = ?').run(
        now.toISOString(),
        one.id,
      );
      setDigest(db, one.id, one.digest, now);
      return newKey(db, one.id, now);
    })
    .immediate();
}

/** A key to the choices of a subscriber. Only its sha256 is kept. */
export function newKey(db: Database, id: number, now: Date): string {
  const key = newToken();
  db.prepare('INSERT INTO subscriber_key (sha256, subscriber_id, made_at) VALUES (?, ?, ?)').run(
    sha256(key),
    id,
    now.toISOString(),
  );
  return key;
}

/** Takes back the key of a letter that did not go out. */
export function forgetKey(db: Database, key: string): void {
  db.prepare('DELETE FROM subscriber_key WHERE sha256 = ?').run(sha256(key));
}

/** Whose key this is; null where they have left, or it was never one. */
export function subscriberOf(db: Database, key: string): Subscriber | null {
  const row = db
    .prepare<[string], { id: number; email: string; lang: string; digest: Digest; countries: string }>(`
      SELECT id, email, lang, digest,
        (SELECT json_group_array(country) FROM subscriber_country WHERE subscriber_id = subscriber.id) AS countries
      FROM subscriber JOIN subscriber_key ON subscriber_id = subscriber.id WHERE sha256 = ?`)
    .get(sha256(key));
  return row ? { ...row, countries: JSON.parse(row.countries) } : null;
}

export function changeChoices(db: Database, id: number, { lang, countries, digest }: Choices, now: Date): void {
  db.transaction(() => {
    db.prepare('UPDATE subscriber SET lang = ? WHERE id = ?').run(lang, id);
    setCountries(db, id, countries);
    setDigest(db, id, digest, now);
  }).immediate();
}

/** Leaves: the address is forgotten, also by letters that wait for it and by the mails of signing up. */
export function leave(db: Database, id: number): void {
  db.transaction(() => {
    const email = db.prepare<[number], string>('SELECT email FROM subscriber WHERE id = ?').pluck().get(id);
    if (email === undefined) return;
    db.prepare("UPDATE newsletter_letter SET state = 'left' WHERE subscriber_id = ? AND state = 'waiting'").run(id);
    db.prepare('DELETE FROM subscriber WHERE id = ?').run(id);
    forgetMailsTo(db, email);
  }).immediate();
}

/** A mailbox refuses for good: its subscriber goes, and only what is needed not to send there again is kept. */
export function noteUnreachable(
  db: Database,
  { id, email }: Pick<Subscriber, 'id' | 'email'>,
  said: string,
  now: Date,
) {
  db.transaction(() => {
    db.prepare('INSERT OR REPLACE INTO unreachable_mailbox (email_sha256, at, said) VALUES (?, ?, ?)').run(
      sha256(email.toLowerCase()),
      now.toISOString(),
      said,
    );
    leave(db, id);
  }).immediate();
}

function setCountries(db: Database, id: number, countries: readonly string[]): void {
  db.prepare('DELETE FROM subscriber_country WHERE subscriber_id = ?').run(id);
  db.prepare(`
    INSERT INTO subscriber_country (subscriber_id, country)
    SELECT DISTINCT @id, value FROM json_each(@countries) WHERE value IN (SELECT code FROM country)`).run({
    id,
    countries: JSON.stringify(countries),
  });
}

/** From now on, where none was wanted before; otherwise what was told stays told. */
function setDigest(db: Database, id: number, digest: Digest, now: Date): void {
  db.prepare(`
    UPDATE subscriber SET digest = @digest,
      digest_due = CASE WHEN @digest = 'none' THEN NULL WHEN digest = @digest AND digest_due IS NOT NULL THEN digest_due ELSE @due END,
      digest_from = CASE WHEN @digest = 'none' THEN NULL ELSE coalesce(digest_from, @now) END
    WHERE id = @id`).run({ id, digest, now: now.toISOString(), due: digestDue(digest, now) });
}

/** When the next digest is due after `from`; null for none. */
export function digestDue(digest: Digest, from: Date): string | null {
  if (digest === 'none') return null;
  return new Date(from.getTime() + (digest === 'weekly' ? 7 : 30) * DAY).toISOString();
}

function forgetUnconfirmed(db: Database, now: Date): void {
  const before = new Date(now.getTime() - CONFIRMED_WITHIN).toISOString();
  const emails = db
    .prepare<[string], string>('DELETE FROM subscriber WHERE confirmed_at IS NULL AND asked_at < ? RETURNING email')
    .pluck()
    .all(before);
  for (const email of emails) forgetMailsTo(db, email);
}

function forgetMailsTo(db: Database, email: string): void {
  const mails =
    "SELECT id FROM mail WHERE recipient = @email AND template IN ('newsletter_confirm', 'newsletter_known')";
  db.prepare(`
    DELETE FROM job WHERE kind = 'mail' AND state <> 'running' AND json_extract(payload, '$.mail') IN (${mails})`).run({
    email,
  });
  db.prepare(`DELETE FROM mail WHERE id IN (${mails}) AND state <> 'sending'`).run({ email });
}

export interface Counts {
  subscribers: number;
  unreachable: number; // mailboxes that refused for good
  byLang: { lang: string; count: number }[]; // most first
}

/** Those who confirmed, counted. */
export function subscriberCounts(db: Database): Counts {
  const byLang = db
    .prepare<[], { lang: string; count: number }>(`
      SELECT lang, count(*) AS count FROM subscriber WHERE confirmed_at IS NOT NULL GROUP BY lang ORDER BY 2 DESC, 1`)
    .all();
  return {
    subscribers: byLang.reduce((sum, { count }) => sum + count, 0),
    unreachable: db.prepare<[], number>('SELECT count(*) FROM unreachable_mailbox').pluck().get()!,
    byLang,
  };
}

export type SubscriberLine = Omit<Subscriber, 'countries'> & { countries: string; confirmedAt: string };

/** Those who confirmed, by the order in which they did, `limit` after the one with the id `after`. Countries are parted by commas. */
export function subscriberLines(db: Database, after: number, limit: number): SubscriberLine[] {
  return db
    .prepare<[number, number], SubscriberLine>(`
      SELECT id, email, lang, digest, confirmed_at AS confirmedAt,
        coalesce((SELECT group_concat(country, ', ') FROM subscriber_country WHERE subscriber_id = subscriber.id), '') AS countries
      FROM subscriber WHERE confirmed_at IS NOT NULL AND id > ? ORDER BY id LIMIT ?`)
    .all(after, limit);
}
