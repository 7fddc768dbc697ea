import type { Database } from '../db/open.ts';

/** The state of something before it was changed, with who changed it and why. */
export interface NewRevision {
  thing: string; // a table's name
  thingId: number;
  actor?: string; // an account's e-mail; 'import' without one
  reason: string | null;
  before: unknown;
}

/** Keeps what a change is about to replace, and gives its id. Call in the transaction of the change. */
export function addRevision(db: Database, testimonyId: number, revision: NewRevision): number {
  const { lastInsertRowid } = db
    .prepare(`
    INSERT INTO revision (testimony_id, thing, thing_id, actor, reason, before)
    VALUES (@testimonyId, @thing, @thingId, @actor, @reason, @before)`)
    .run({
      testimonyId,
      thing: revision.thing,
      thingId: revision.thingId,
      actor: revision.actor ?? 'import',
      reason: revision.reason,
      before: JSON.stringify(revision.before),
    });
  return Number(lastInsertRowid);
}
