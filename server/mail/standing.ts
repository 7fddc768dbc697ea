/** Letters that have not gone out: which, how many, and since when. */
import type { Database } from '../db/open.ts';
import type { MailState } from './mail.ts';
import { MAIL_NAMES, mailTemplate } from './templates.ts';

export interface WaitingLetters {
  /** No server is set; the server refuses them for now; kept here for somebody to decide; given up, or perhaps sent. */
  why: 'no_server' | 'refused' | 'kept' | 'given_up';
  state: MailState; // the list of mails that shows them
  count: number;
  since: string; // when the oldest was written, ISO 8601
}

/**
 * Letters that wait for somebody, the most pressing first. Those that open an account are counted only for whoever may read
 * them (`secrets`), so that the number is that of the list it leads to.
 */
export function lettersWaiting(
  db: Database,
  { server, secrets }: { server: boolean; secrets: boolean },
): WaitingLetters[] {
  const readable = JSON.stringify(MAIL_NAMES.filter((name) => secrets || !mailTemplate(name).secret));
  const of = (why: WaitingLetters['why'], state: MailState, condition: string): WaitingLetters[] => {
    const { count, since } = db
      .prepare<{ readable: string; secrets: number }, { count: number; since: string | null }>(`
        SELECT count(*) AS count, min(created_at) AS since FROM mail
        WHERE (@secrets OR template IN (SELECT value FROM json_each(@readable))) AND ${condition}`)
      .get({ readable, secrets: secrets ? 1 : 0 })!;
    return since === null ? [] : [{ why, state, count, since }];
  };
  return [
    ...of('given_up', 'failed', "state IN ('failed', 'unsure')"),
    ...(server
      ? of('refused', 'waiting', "state = 'waiting' AND error IS NOT NULL")
      : of('no_server', 'waiting', "state = 'waiting'")),
    ...of('kept', 'kept', "state = 'kept'"),
  ];
}
