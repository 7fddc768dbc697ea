import type { Database } from '../db/open.ts';
import { audit } from './audit.ts';

/** The state of something before it was changed, with who changed it and why. */
export interface NewRevision {
  thing: string; // a table's name
  thingId: number;
  actor?: string; // an account's e-mail; 'import' without one
  reason: string | null;
  before: unknown;
  /** What the log says was done to the testimony; null where the caller, or the run of an import, has a line of its own. */
  logged: string | null;
}

/** Keeps what a change is about to replace, and gives its id. Call in the transaction of the change. */
export function addRevision(db: Database, testimonyId: number, revision: NewRevision): number {
  const actor = revision.actor ?? 'import';
  const { lastInsertRowid } = db
    .prepare(`
    INSERT INTO revision (testimony_id, thing, thing_id, actor, reason, before)
    VALUES (@testimonyId, @thing, @thingId, @actor, @reason, @before)`)
    .run({
      testimonyId,
      thing: revision.thing,
      thingId: revision.thingId,
      actor,
      reason: revision.reason,
      before: JSON.stringify(revision.before),
    });
  const id = Number(lastInsertRowid);
  if (revision.logged !== null) auditTestimony(db, testimonyId, { actor, action: revision.logged, revision: id });
  return id;
}

/** A line in the log about a testimony: what was done, and the revision it led to, never what it says. */
export function auditTestimony(
  db: Database,
  testimonyId: number,
  { actor, action, revision }: { actor: string; action: string; revision?: number | null },
): void {
  const thingId = db.prepare<[number], string>('SELECT accession FROM testimony WHERE id = ?').pluck().get(testimonyId);
  audit(db, { actor, action, thing: 'testimony', thingId, detail: revision == null ? null : `revision ${revision}` });
}
