/** The log of who did what to what. No entry is ever taken out; an erasure blanks what an entry says of the thing erased. */
import type { Database } from '../db/open.ts';

export interface AuditEntry {
  id: number;
  at: string;
  actor: string; // an account's e-mail, 'command line', 'kolot'
  action: string;
  thing: string;
  thingId: string | null;
  detail: string | null;
}

/** Notes what somebody does, in the transaction of doing it. */
export function audit(
  db: Database,
  entry: { actor: string; action: string; thing: string; thingId?: string | number | null; detail?: string | null },
): void {
  db.prepare(`
    INSERT INTO audit (actor, action, thing, thing_id, detail) VALUES (@actor, @action, @thing, @thingId, @detail)`).run(
    {
      actor: entry.actor,
      action: entry.action,
      thing: entry.thing,
      thingId: entry.thingId == null ? null : String(entry.thingId),
      detail: entry.detail ?? null,
    },
  );
}

export interface AuditFilter {
  actor?: string | null;
  thing?: string | null;
  /** Any of action, number and detail has these letters. */
  words?: string | null;
  /** Actions whose words, as the reader knows them, have these letters as well. */
  actions?: readonly string[];
  from?: string | null; // YYYY-MM-DD, the first day
  to?: string | null; // YYYY-MM-DD, the last day
}

/** Entries, newest first, `limit` of them after the first `skip`; and how many there are. */
export function auditEntries(
  db: Database,
  filter: AuditFilter,
  { limit, skip }: { limit: number; skip: number },
): { total: number; entries: AuditEntry[] } {
  const values = {
    actor: filter.actor || null,
    thing: filter.thing || null,
    words: filter.words ? filter.words.toLowerCase() : null,
    actions: JSON.stringify(filter.actions ?? []),
    from: filter.from || null,
    to: filter.to || null,
  };
  const where = `WHERE (@actor IS NULL OR actor = @actor) AND (@thing IS NULL OR thing = @thing)
    AND (@from IS NULL OR at >= @from) AND (@to IS NULL OR at < date(@to, '+1 day'))
    AND (@words IS NULL OR instr(lower(action || ' ' || coalesce(thing_id, '') || ' ' || coalesce(detail, '')), @words) > 0
      OR action IN (SELECT value FROM json_each(@actions)))`;
  return {
    total: db.prepare<unknown[], number>(`SELECT count(*) FROM audit ${where}`).pluck().get(values)!,
    entries: db
      .prepare<unknown[], AuditEntry>(`
        SELECT id, at, actor, action, thing, thing_id AS thingId, detail FROM audit ${where}
        ORDER BY id DESC LIMIT @limit OFFSET @skip`)
      .all({ ...values, limit, skip }),
  };
}

/** Who ever did something, and to what kinds of things: what the log can be narrowed to. */
export function auditChoices(db: Database): { actors: string[]; things: string[]; actions: string[] } {
  const column = (name: 'actor' | 'thing' | 'action') =>
    db.prepare<[], string>(`SELECT DISTINCT ${name} FROM audit ORDER BY ${name}`).pluck().all();
  return { actors: column('actor'), things: column('thing'), actions: column('action') };
}
