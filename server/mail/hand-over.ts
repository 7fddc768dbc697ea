import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { createTransport } from 'nodemailer';
import { Invalid } from '../archive/errors.ts';
import type { Lang } from '../i18n/languages.ts';
import { mailHtml } from './html.ts';

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

const SECOND = 1_000; // milliseconds

/** Kolot ended, or the line broke, while a mail was handed over: whether it went out nobody knows. */
export class Unsure extends Invalid {
  override name = 'Unsure';
}

/** The mailbox takes no mail, and will not: nothing is sent there again. */
export class Refused extends Invalid {
  override name = 'Refused';
}

/**
 * Hands one mail or letter to the server.
 * @throws Refused where the mailbox takes no mail for good, Unsure where it may have gone out, Invalid where trying again would
 * not help for another reason, and any other Error where it may
 */
export async function handOver(
  one: { to: string; lang: Lang; date: string; seed: string }, // the same seed gives the same Message-ID
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
    to: { name: '', address: one.to },
    subject: handed.subject,
    text: handed.text,
    html: mailHtml(one.lang, handed.subject, handed.text, handed.links),
    date: one.date,
    messageId: `<${createHash('sha256').update(one.seed).digest('hex').slice(0, 24)}@${host}>`,
    headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': one.lang, ...handed.headers },
  });
  const over = new AbortController();
  try {
    await Promise.race([sending, stopped(signal, over.signal)]);
  } catch (error) {
    const { responseCode, command } = error as { responseCode?: number; command?: string };
    const said = sayOf(error, one.to);
    if (responseCode !== undefined && responseCode >= 500)
      throw ofMailbox(command, said) ? new Refused(said) : new Invalid(said);
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

/** Whether it is the mailbox that is not there (RFC 3463, X.1 and X.2), and not the server that takes no mail from here (X.7). */
function ofMailbox(command: string | undefined, said: string): boolean {
  return command === 'RCPT TO' && !/\b5\.7\.\d/.test(said);
}

/** What went wrong, without the address, which is nobody's business in a log. */
function sayOf(error: unknown, recipient: string): string {
  const said = error instanceof Error ? error.message : String(error);
  return said.replaceAll(recipient, '…').slice(0, 300);
}
