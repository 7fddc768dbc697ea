import type { Database } from '../../db/open.ts';
import type { AccountRole } from '../account.ts';

/** An account as administrators see it in the list. */
export interface AccountLine {
  id: number;
  email: string;
  name: string;
  role: AccountRole;
  state: 'open' | 'waiting' | 'disabled';
  codes: boolean;
  seenAt: string | null; // when a browser of it was last seen, of those still signed in
  createdAt: string;
}

export interface AccountFilter {
  role?: AccountRole | null;
  /** Letters of the name or the address. */
  words?: string | null;
}

/** Staff first, then by name; `limit` of them after the first `skip`, and how many there are. */
export function accountLines(
  db: Database,
  filter: AccountFilter,
  { limit, skip }: { limit: number; skip: number },
): { total: number; accounts: AccountLine[] } {
  const values = { role: filter.role ?? null, words: filter.words?.toLowerCase() || null };
  const where = `WHERE (@role IS NULL OR role = @role)
    AND (@words IS NULL OR instr(lower(email), @words) > 0 OR instr(lower(name), @words) > 0)`;
  const rows = db
    .prepare<unknown[], Omit<AccountLine, 'codes'> & { codes: number }>(`
      SELECT id, email, name, role, code_since IS NOT NULL AS codes, created_at AS createdAt,
        CASE WHEN disabled_at IS NOT NULL THEN 'disabled' WHEN confirmed_at IS NULL THEN 'waiting' ELSE 'open' END AS state,
        (SELECT max(coalesce(seen_at, created_at)) FROM sign_in WHERE account_id = account.id) AS seenAt
      FROM account ${where}
      ORDER BY CASE role WHEN 'administrator' THEN 0 WHEN 'archivist' THEN 1 WHEN 'coordinator' THEN 2
        WHEN 'translator' THEN 3 ELSE 4 END, name COLLATE NOCASE, id
      LIMIT @limit OFFSET @skip`)
    .all({ ...values, limit, skip });
  return {
    total: db.prepare<unknown[], number>(`SELECT count(*) FROM account ${where}`).pluck().get(values)!,
    accounts: rows.map((row) => ({ ...row, codes: row.codes === 1 })),
  };
}
