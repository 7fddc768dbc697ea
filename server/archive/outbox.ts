import type { Database } from '../db/open.ts';

/** One change that the search engines have yet to follow. */
export interface Change {
  seq: number;
  testimonyId: number;
  narrowed: boolean;
}

/**
 * Says, in the transaction of the change itself, that something searchable of a testimony changed. `narrowed`: somebody
 * may see less than before; until each engine has followed, that testimony is left out of every search.
 */
export function changed(db: Database, testimonyId: number, options: { narrowed?: boolean } = {}): void {
  db.prepare('INSERT INTO outbox (testimony_id, narrowed) VALUES (@testimonyId, @narrowed)').run({
    testimonyId,
    narrowed: options.narrowed ? 1 : 0,
  });
}

/** The newest change; an engine whose cursor is here is current. 0 where nothing ever changed. */
export function lastChange(db: Database): number {
  const row = db.prepare<[], { seq: number }>("SELECT seq FROM sqlite_sequence WHERE name = 'outbox'").get();
  return row?.seq ?? 0;
}

/** The next changes after `cursor`, oldest first; the same testimony may come more than once. */
export function changesAfter(db: Database, cursor: number, limit = 500): Change[] {
  return db
    .prepare<{ cursor: number; limit: number }, { seq: number; testimonyId: number; narrowed: number }>(`
      SELECT seq, testimony_id AS testimonyId, narrowed FROM outbox WHERE seq > @cursor ORDER BY seq LIMIT @limit`)
    .all({ cursor, limit })
    .map((row) => ({ ...row, narrowed: row.narrowed === 1 }));
}

/** Testimonies that narrowed after `cursor`: what a search answered from an index at `cursor` must leave out. */
export function narrowedAfter(db: Database, cursor: number): number[] {
  return db
    .prepare<{ cursor: number }, number>(
      'SELECT DISTINCT testimony_id FROM outbox WHERE seq > @cursor AND narrowed = 1',
    )
    .pluck()
    .all({ cursor });
}

/** Forgets the changes that every engine has followed; `cursors` are theirs. */
export function prune(db: Database, cursors: number[]): void {
  if (cursors.length) db.prepare('DELETE FROM outbox WHERE seq <= @through').run({ through: Math.min(...cursors) });
}
