import type { Database } from '../../db/open.ts';
import { NotFound } from '../errors.ts';
import { followJoined } from './joined.ts';
import { type CatalogueEntry, catalogueEntry, type EntryField, same } from './record.ts';
import { type Edit, replaceEntry, type Saved } from './save.ts';

/** A field before and after a change. */
export interface FieldChange {
  field: EntryField;
  before: unknown;
  after: unknown;
}

/** One change of a testimony. `entry` where the whole catalogue entry was kept, and can be brought back. */
export interface Change {
  id: number;
  thing: string;
  at: string;
  actor: string;
  reason: string | null;
  entry: { before: CatalogueEntry; after: CatalogueEntry } | null;
  /** Of what an import replaced, field by field. */
  replaced: Record<string, unknown> | null;
}

interface Row extends Omit<Change, 'entry' | 'replaced'> {
  kept: string;
}

/** The changes of a testimony's catalogue entry, newest first. */
export function changesOf(db: Database, testimonyId: number, limit = 100): Change[] {
  return db
    .prepare<[number, number], Row>(`
      SELECT id, thing, at, actor, reason, before AS kept FROM revision
      WHERE testimony_id = ? AND thing = 'testimony' ORDER BY id DESC LIMIT ?`)
    .all(testimonyId, limit)
    .map(({ kept, ...change }) => {
      const before = JSON.parse(kept) as { entry?: CatalogueEntry; after?: CatalogueEntry };
      return before.entry && before.after
        ? { ...change, entry: { before: before.entry, after: before.after }, replaced: null }
        : { ...change, entry: null, replaced: before as Record<string, unknown> };
    });
}

/** What differs between two entries, field by field. */
export function differences(before: CatalogueEntry, after: CatalogueEntry): FieldChange[] {
  return (Object.keys(after) as EntryField[])
    .filter((field) => !same(before[field], after[field]))
    .map((field) => ({ field, before: before[field], after: after[field] }));
}

/**
 * Brings back the entry as it was before a change; what is there now is kept as a revision in its turn. Call in a
 * transaction. Throws NotFound where there is no such revision of this testimony.
 */
export function restoreBefore(db: Database, testimonyId: number, revisionId: number, edit: Edit): Saved {
  const kept = db
    .prepare<[number, number], string>(
      "SELECT before FROM revision WHERE id = ? AND testimony_id = ? AND thing = 'testimony'",
    )
    .pluck()
    .get(revisionId, testimonyId);
  const { entry } = (kept ? JSON.parse(kept) : {}) as { entry?: CatalogueEntry };
  if (!entry) throw new NotFound('revision', String(revisionId));
  const now = catalogueEntry(db, testimonyId);
  return replaceEntry(db, testimonyId, now, followJoined(db, present(entry, now)), {
    logged: 'restored',
    ...edit,
  });
}

/** Parts and files come and go with recordings, not with the catalogue: the entry brought back speaks of those there are. */
function present(entry: CatalogueEntry, now: CatalogueEntry): CatalogueEntry {
  const parts = new Map(entry.parts.map((part) => [part.id, part]));
  const losses = new Set(now.losses.map(({ id }) => id));
  return {
    ...entry,
    parts: now.parts.map((part) => parts.get(part.id) ?? part),
    pictures: entry.pictures
      .filter(({ id }) => now.pictures.some((picture) => picture.id === id))
      .concat(now.pictures.filter(({ id }) => !entry.pictures.some((picture) => picture.id === id))),
    losses: entry.losses.map((loss) => (losses.has(loss.id) ? loss : { ...loss, id: null })),
  };
}

/** The entry in a given state, where a revision has it: what two people both began from. */
export function entryInState(
  db: Database,
  testimonyId: number,
  state: string,
  stateOf: (entry: CatalogueEntry) => string,
): CatalogueEntry | null {
  for (const { entry } of changesOf(db, testimonyId)) if (entry && stateOf(entry.before) === state) return entry.before;
  return null;
}
