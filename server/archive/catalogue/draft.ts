import type { Database } from '../../db/open.ts';

/** What somebody typed and has not saved, and the state of the entry they began from. */
export interface Draft {
  state: string;
  typed: unknown;
  savedAt: string;
}

export function draftOf(db: Database, testimonyId: number, accountId: number): Draft | null {
  const row = db
    .prepare<[number, number], { state: string; typed: string; savedAt: string }>(
      'SELECT state, typed, saved_at AS savedAt FROM catalogue_draft WHERE testimony_id = ? AND account_id = ?',
    )
    .get(testimonyId, accountId);
  return row ? { ...row, typed: JSON.parse(row.typed) } : null;
}

export function keepDraft(
  db: Database,
  testimonyId: number,
  accountId: number,
  { state, typed }: Omit<Draft, 'savedAt'>,
): void {
  db.prepare(`
    INSERT INTO catalogue_draft (testimony_id, account_id, state, typed) VALUES (@testimonyId, @accountId, @state, @typed)
    ON CONFLICT (testimony_id, account_id) DO UPDATE SET state = excluded.state, typed = excluded.typed,
      saved_at = strftime('%Y-%m-%dT%H:%M:%fZ')`).run({ testimonyId, accountId, state, typed: JSON.stringify(typed) });
}

export function dropDraft(db: Database, testimonyId: number, accountId: number): void {
  db.prepare('DELETE FROM catalogue_draft WHERE testimony_id = ? AND account_id = ?').run(testimonyId, accountId);
}

/** Who else is at this entry: those with something typed and not saved in the last while. */
export function othersAt(db: Database, testimonyId: number, accountId: number, since: string): string[] {
  return db
    .prepare<[number, number, string], string>(`
      SELECT account.name FROM catalogue_draft JOIN account ON account.id = account_id
      WHERE testimony_id = ? AND account_id <> ? AND saved_at >= ? ORDER BY account.name`)
    .pluck()
    .all(testimonyId, accountId, since);
}
