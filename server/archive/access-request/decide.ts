/** The archive's side of requests for what is restricted: to ask back, to grant until a day, to refuse, to end a grant. */
import { kept, keptColumn } from '../../db/kept.ts';
import type { Database } from '../../db/open.ts';
import type { Account } from '../account.ts';
import { audit } from '../audit.ts';
import { Conflict, NotFound } from '../errors.ts';
import { dayAhead, type RequestState, told } from './ask.ts';

export type Decision =
  | { kind: 'question'; text: string }
  | { kind: 'refuse'; text: string }
  | { kind: 'grant'; until: string | null; text: string };

interface Stored {
  state: RequestState;
  account: number;
  testimony: number | null;
  collection: number | null;
}

/**
 * Decides a request, and writes to its reader. Throws NotFound, Conflict where somebody decided it meanwhile, Invalid with
 * the field: a question or a refusal needs words, a grant needs none.
 */
export function decide(db: Database, by: Account, request: number, decision: Decision, today: string): void {
  const text = decision.kind === 'grant' && decision.text.trim() === '' ? null : told('text', decision.text, 1);
  const until = decision.kind === 'grant' ? dayAhead(decision.until, today) : null;
  db.transaction(() => {
    const stored = kept<{ request: number }, Stored>(
      db,
      `
        SELECT state, account_id AS account, testimony_id AS testimony, collection_id AS collection
        FROM access_request WHERE id = @request`,
    ).get({ request });
    if (!stored) throw new NotFound('request', String(request));
    if (stored.state === 'granted' || stored.state === 'refused')
      throw new Conflict('This request is decided already.');
    const grant = decision.kind === 'grant' ? storeGrant(db, stored, until) : null;
    const state = { question: 'question', refuse: 'refused', grant: 'granted' }[decision.kind];
    db.prepare<{ request: number; state: string; grant: number | null }>(`
        UPDATE access_request SET state = @state, grant_id = @grant,
          decided_at = CASE WHEN @state = 'question' THEN NULL ELSE strftime('%Y-%m-%dT%H:%M:%fZ') END
        WHERE id = @request`).run({ request, state, grant });
    if (text !== null)
      db.prepare<{ request: number; text: string }>(
        "INSERT INTO access_request_message (request_id, written_by, text) VALUES (@request, 'archive', @text)",
      ).run({ request, text });
    audit(db, { ...about(by, request), action: `access-request ${state}`, detail: until });
  }).immediate();
}

function storeGrant(db: Database, { account, testimony, collection }: Stored, until: string | null): number {
  const { lastInsertRowid } = db
    .prepare<Record<string, string | number | null>>(`
      INSERT INTO access_grant (account_id, testimony_id, collection_id, until)
      VALUES (@account, @testimony, @collection, @until)`)
    .run({ account, testimony, collection, until });
  return Number(lastInsertRowid);
}

/** Ends what a request was granted, from this moment. Throws NotFound where nothing is granted by it. */
export function endGrant(db: Database, by: Account, request: number): void {
  db.transaction(() => {
    const grant = keptColumn<{ request: number }, number | null>(
      db,
      'SELECT grant_id FROM access_request WHERE id = @request',
    ).get({ request });
    if (!grant) throw new NotFound('grant', String(request));
    db.prepare<{ grant: number }>('DELETE FROM access_grant WHERE id = @grant').run({ grant });
    audit(db, { ...about(by, request), action: 'access-grant ended' });
  }).immediate();
}

function about(by: Account, request: number) {
  return { actor: by.email, thing: 'access request', thingId: request };
}
