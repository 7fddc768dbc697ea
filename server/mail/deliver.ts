import { z } from 'zod';
import type { Archive } from '../archive/archive.ts';
import { Invalid } from '../archive/errors.ts';
import type { Database } from '../db/open.ts';
import { type HandedOver, handOver, type MailServer, Unsure } from './hand-over.ts';
import { type Mail, mail, markSent } from './mail.ts';

export type { HandedOver, MailServer } from './hand-over.ts';

/**
 * What a mail is at the moment it is handed over, where what it may say is known only then; null where it has nothing left to
 * say, and is gone. Where it throws, the mail is tried again later.
 */
export type AtHandover = (mail: Mail, now: Date) => Promise<HandedOver | null>;

/** After so long nobody waits for it any more, and its link has ended: people decide (an outbox that gets an SMTP_URL late). */
const GOOD_FOR = 3 * 24 * 3_600_000;

/**
 * Sends one mail: the work of a job. What is tried again carries the same Message-ID, and what may have gone out already is
 * left for people to decide, so that nothing goes out twice.
 * @throws Invalid where trying again would not help: the server refuses it for good, or it may have gone out
 */
export async function deliver(
  { db }: Archive,
  payload: unknown,
  {
    server,
    now,
    signal,
    atHandover = {},
  }: { server: MailServer; now: Date; signal: AbortSignal; atHandover?: Record<string, AtHandover> },
): Promise<void> {
  const { mail: id } = z.object({ mail: z.number() }).parse(payload);
  const one = mail(db, id, { secrets: true });
  if (one.state === 'sending') {
    setState(db, id, 'unsure', 'Kolot ended while this was handed over.');
    return;
  }
  if (one.state !== 'waiting') return;
  if (now.getTime() - Date.parse(one.createdAt) > GOOD_FOR) {
    setState(db, id, 'kept', null);
    return;
  }
  const { subject, text, link } = one;
  const decide = atHandover[one.template];
  const handed = decide ? await decide(one, now) : { subject, text, links: link ? [link] : [], headers: {} };
  if (handed === null) return;
  setState(db, id, 'sending', null);
  try {
    const { recipient: to, lang, createdAt: date } = one;
    await handOver({ to, lang, date, seed: `${id} ${date}` }, handed, server, signal);
  } catch (error) {
    const state = error instanceof Unsure ? 'unsure' : error instanceof Invalid ? 'failed' : 'waiting';
    setState(db, id, state, error instanceof Error ? error.message : String(error));
    throw error;
  }
  markSent(db, id, now);
}

/** Says of a mail whose job was given up that it was not sent. */
export function gaveUp(db: Database, payload: unknown, error: string): void {
  const { mail: id } = z.object({ mail: z.number() }).parse(payload);
  db.prepare("UPDATE mail SET state = 'failed', error = ? WHERE id = ? AND state = 'waiting'").run(
    error.slice(0, 300),
    id,
  );
}

function setState(db: Database, id: number, state: Mail['state'], error: string | null): void {
  db.prepare('UPDATE mail SET state = ?, error = ? WHERE id = ?').run(state, error, id);
}
