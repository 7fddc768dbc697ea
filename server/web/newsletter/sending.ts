/**
 * Sends the letters of an issue, a round at a time. What the mail server does not take now waits for the next round, for days;
 * what may have gone out is not sent again; a mailbox that refuses for good is not written to any more.
 */
import { z } from 'zod';
import { addJob } from '../../archive/job.ts';
import { askForDigest, makeDigest } from '../../archive/newsletter/digest.ts';
import { type Issue, issueById, NEWSLETTER_JOB } from '../../archive/newsletter/issue.ts';
import {
  endRound,
  failedRounds,
  giveUpLetters,
  type Letter,
  letterCounts,
  setLetter,
  setUnsure,
  takeLetter,
  waitingLetters,
} from '../../archive/newsletter/letter.ts';
import { forgetKey, newKey, noteUnreachable } from '../../archive/newsletter/subscriber.ts';
import { LANGUAGES } from '../../i18n/languages.ts';
import { handOver, type MailServer, Refused, Unsure } from '../../mail/hand-over.ts';
import type { Site } from '../site.ts';
import { langOfLetter, letterOf } from './letter.ts';

const AT_ONCE = 100; // letters read from the database
const IN_A_ROW = 5; // letters not taken, after which the server is left alone for a while
const MINUTE = 60_000; // milliseconds
const LONGEST_PAUSE = 60 * MINUTE;
/** RFC 5321, 4.5.4.1: a sender goes on trying for four or five days. */
const GIVEN_UP_AFTER = 5 * 24 * 60 * MINUTE;
const DIGEST_LOOK = 6 * 60 * MINUTE;

const job = z.object({
  issue: z.number(),
  test: z.object({ to: z.string(), lang: z.enum(LANGUAGES), at: z.string() }).optional(),
});

/** Sends what waits of an issue, or one letter to try it; and asks for the next round where something still waits. */
export async function sendLetters(
  site: Site,
  server: MailServer,
  payload: unknown,
  signal: AbortSignal,
  onProgress: (share: number) => void,
): Promise<void> {
  const { db } = site.archive;
  const { issue: id, test } = job.parse(payload);
  const issue = issueById(db, id);
  if (test) return await sendTest(site, server, issue, test, signal);
  if (issue.state !== 'sending') return;
  setUnsure(db, id);
  giveUpLetters(db, id, new Date(site.now().getTime() - GIVEN_UP_AFTER));
  const trouble = await round(site, server, issue, signal, onProgress);
  db.transaction(() => {
    const pause = Math.min(LONGEST_PAUSE, 5 * MINUTE * 2 ** Math.min(10, failedRounds(db, id)));
    const next = new Date(site.now().getTime() + pause);
    if (issueById(db, id).state !== 'sending') return; // stopped meanwhile
    if (endRound(db, id, { trouble, next })) addJob(db, NEWSLETTER_JOB, { issue: id }, { after: next });
  }).immediate();
}

/** Each letter that waits, once. Gives what stood in the way last; null where nothing did. */
async function round(
  site: Site,
  server: MailServer,
  issue: Issue,
  signal: AbortSignal,
  onProgress: (share: number) => void,
): Promise<string | null> {
  const { db } = site.archive;
  let after = 0;
  let inARow = 0;
  let trouble: string | null = null;
  for (;;) {
    const letters = waitingLetters(db, issue.id, after, AT_ONCE);
    if (!letters.length) return trouble;
    for (const letter of letters) {
      signal.throwIfAborted();
      after = letter.id;
      const said = await send(site, server, issue, letter, signal);
      inARow = said === null ? 0 : inARow + 1;
      trouble = said ?? trouble;
      if (inARow >= IN_A_ROW) return trouble;
    }
    const { waiting = 0, sending = 0, ...done } = letterCounts(db, issue.id);
    const over = Object.values(done).reduce((sum, count) => sum + count, 0);
    onProgress(over / Math.max(1, over + waiting + sending));
  }
}

/** Gives why a letter was not taken, and waits; null where it is done with. */
async function send(
  site: Site,
  server: MailServer,
  issue: Issue,
  letter: Letter,
  signal: AbortSignal,
): Promise<string | null> {
  const { db } = site.archive;
  const lang = langOfLetter(letter.lang);
  const key = db
    .transaction(() => (takeLetter(db, letter.id) ? newKey(db, letter.subscriber, site.now()) : null))
    .immediate();
  if (key === null) return null;
  const { newsFrom: from, newsTo: to, countries } = letter;
  const handed = letterOf(site, issue, { lang, key, news: from && to ? { from, to, countries } : undefined });
  if (!handed) {
    forgetKey(db, key);
    setLetter(db, letter.id, 'empty');
    return null;
  }
  try {
    const seed = `newsletter ${letter.id} ${issue.createdAt}`;
    await handOver({ to: letter.email, lang, date: site.now().toISOString(), seed }, handed, server, signal);
    setLetter(db, letter.id, 'sent');
    return null;
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    if (error instanceof Refused) {
      setLetter(db, letter.id, 'refused');
      noteUnreachable(db, { id: letter.subscriber, email: letter.email }, said, site.now());
      return null;
    }
    if (!(error instanceof Unsure)) forgetKey(db, key);
    setLetter(db, letter.id, error instanceof Unsure ? 'unsure' : 'waiting');
    return said;
  }
}

async function sendTest(
  site: Site,
  server: MailServer,
  issue: Issue,
  { to, lang, at: date }: { to: string; lang: (typeof LANGUAGES)[number]; at: string },
  signal: AbortSignal,
): Promise<void> {
  const handed = letterOf(site, issue, { lang, key: null });
  if (handed) await handOver({ to, lang, date, seed: `test ${issue.id} ${lang} ${date}` }, handed, server, signal);
}

/** Writes the digests that are due, and asks for the next look. */
export function tellDigests(site: Site): void {
  const { db } = site.archive;
  const now = site.now();
  makeDigest(db, site.config.defaultLanguage, now);
  askForDigest(db, new Date(now.getTime() + DIGEST_LOOK));
}
