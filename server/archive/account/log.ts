/** What the log says of accounts, and how often a sign-in was refused. */
import type { Database } from '../../db/open.ts';
import { audit } from '../audit.ts';

interface Known {
  id: number;
  email: string;
  role: string;
}

/** What the log calls an account: staff by their e-mail, readers by their number, which says nothing once they have left. */
export function accountInLog({ id, email, role }: Known): string {
  return role === 'reader' ? String(id) : email;
}

/** Notes what was done to an account. What readers do to their own is nobody's business, and is not written. */
export function auditAccount(db: Database, account: Known, { actor, action }: { actor: string; action: string }): void {
  if (account.role === 'reader' && actor === account.email) return;
  audit(db, { actor, action, thing: 'account', thingId: accountInLog(account) });
}

/** Counts a sign-in that was refused: a wrong name, password or code. What was typed is not kept. */
export function noteRefused(db: Database, now: Date): void {
  db.prepare(`
    INSERT INTO sign_in_refused (day, times) VALUES (?, 1) ON CONFLICT (day) DO UPDATE SET times = times + 1`).run(
    now.toISOString().slice(0, 10),
  );
}

export interface RefusedSignIns {
  times: number;
  worst: { day: string; times: number } | null; // the day with the most of them
}

/** Sign-ins refused in the last `days` days, today among them. */
export function refusedSignIns(db: Database, now: Date, days: number): RefusedSignIns {
  const from = new Date(now.getTime() - (days - 1) * 86_400_000).toISOString().slice(0, 10);
  const rows = db
    .prepare<[string], { day: string; times: number }>(
      'SELECT day, times FROM sign_in_refused WHERE day >= ? ORDER BY times DESC, day DESC',
    )
    .all(from);
  return { times: rows.reduce((sum, { times }) => sum + times, 0), worst: rows[0] ?? null };
}
