import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { createTransport } from 'nodemailer';
import { z } from 'zod';
import type { Archive } from '../archive/archive.ts';
import { Invalid } from '../archive/errors.ts';
import type { Database } from '../db/open.ts';
import { mailHtml } from './html.ts';
import { type Mail, mail, markSent } from './mail.ts';

/** Where mails are handed over, and whom they are from. */
export interface MailServer {
  smtpUrl: string; // smtp://user:password@host:587 or smtps://…
  from: string; // an address, or `Name <address>`
}

/** A mail as it is handed over. */
export interface HandedOver {
  subject: string;
  text: string;
  links: string[]; // whole addresses in the text, to be pressed in its HTML
  headers: Record<string, string>;
}

/**
 * What a mail is at the moment it is handed over, where what it may say is known only then; null where it has nothing left to
 * say, and is gone. Where it throws, the mail is tried again later.
 */
export type AtHandover = (mail: Mail, now: Date) => Promise<HandedOver | null>;

const SECOND = 1_000; // milliseconds
/** After so long nobody waits for it any more, and its link has ended: people decide (an outbox that gets an SMTP_URL late). */
const GOOD_FOR = 3 * 24 * 3600 * SECOND;

/** Kolot ended, or the line broke, while a mail was handed over: whether it went out nobody knows. */
class Unsure extends Invalid {
  override name = 'Unsure';
}

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
    await handOver(one, handed, server, signal);
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

async function handOver(
  one: Mail,
  handed: HandedOver,
  { smtpUrl, from }: MailServer,
  signal: AbortSignal,
): Promise<void> {
  let underWay = false;
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: 15 * SECOND,
    greetingTimeout: 15 * SECOND,
    socketTimeout: 60 * SECOND,
    disableFileAccess: true,
    disableUrlAccess: true,
    transactionLog: true,
    // 354: the server takes the words from here on, and may keep them even where the line breaks (RFC 5321, 4.2.5).
    logger: watching((line) => {
      if (line.startsWith('354')) underWay = true;
    }),
  });
  const host = /@([^>\s]+)>?$/.exec(from)?.[1] ?? 'localhost';
  const sending = transport.sendMail({
    from,
    to: { name: '', address: one.recipient },
    subject: handed.subject,
    text: handed.text,
    html: mailHtml(one.lang, handed.subject, handed.text, handed.links),
    date: one.createdAt,
    messageId: `<${createHash('sha256').update(`${one.id} ${one.createdAt}`).digest('hex').slice(0, 24)}@${host}>`,
    headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': one.lang, ...handed.headers },
  });
  const over = new AbortController();
  try {
    await Promise.race([sending, stopped(signal, over.signal)]);
  } catch (error) {
    const { responseCode } = error as { responseCode?: number };
    const said = sayOf(error, one.recipient);
    if (responseCode !== undefined && responseCode >= 500) throw new Invalid(said);
    if (responseCode === undefined && underWay) throw new Unsure(said);
    throw new Error(said);
  } finally {
    sending.catch(() => {}); // it may still fail after the archive was stopped
    transport.close();
    over.abort();
  }
}

/** Rejects a moment after the archive was told to stop, in which a mail that is almost out may be handed over; listens until `over`. */
async function stopped(signal: AbortSignal, over: AbortSignal): Promise<never> {
  if (!signal.aborted) await once(signal, 'abort', { signal: over });
  await pause(2 * SECOND, undefined, { ref: false });
  throw new Error('Kolot was stopped while this was handed over.');
}

/** A logger for nodemailer that keeps nothing, and only hears what the server says. */
function watching(hear: (line: string) => void) {
  const log = (entry: unknown, line: unknown) => {
    if ((entry as { tnx?: string } | null)?.tnx === 'server') hear(String(line));
  };
  return { level: () => {}, trace: log, debug: log, info: log, warn: log, error: log, fatal: log };
}

function setState(db: Database, id: number, state: Mail['state'], error: string | null): void {
  db.prepare('UPDATE mail SET state = ?, error = ? WHERE id = ?').run(state, error, id);
}

/** What went wrong, without the address, which is nobody's business in a log. */
function sayOf(error: unknown, recipient: string): string {
  const said = error instanceof Error ? error.message : String(error);
  return said.replaceAll(recipient, '…').slice(0, 300);
}
