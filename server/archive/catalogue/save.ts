import type { Database } from '../../db/open.ts';
import { Conflict } from '../errors.ts';
import { addRevision } from '../revision.ts';
import { touch } from '../testimony.ts';
import { type CatalogueEntry, catalogueEntry, type EntryField, same, stateOf } from './record.ts';
import { writeEntry } from './write.ts';

/** Who changes an entry and why; `actor` is an account's e-mail. */
export interface Edit {
  actor: string;
  reason: string | null;
  /** What the log says: 'saved' where nothing is given; null where the caller writes one line for many. */
  logged?: string | null;
}

/** What a saved change did. `revision` is null where nothing changed. */
export interface Saved {
  fields: EntryField[];
  revision: number | null;
  state: string;
}

/** Somebody saved the same entry meanwhile: nothing was written. */
export class EditedMeanwhile extends Conflict {
  override name = 'Conflict';
}

/**
 * Saves an entry that was opened in `state`, keeping the one before as a revision. Call in a transaction. Throws
 * EditedMeanwhile where it is no longer in that state; Conflict where something it names is no longer there.
 */
export function saveEntry(db: Database, id: number, entry: CatalogueEntry, state: string, edit: Edit): Saved {
  const before = catalogueEntry(db, id);
  if (stateOf(before) !== state)
    throw new EditedMeanwhile('Somebody else has changed this entry. Look at both, and save again.');
  return replaceEntry(db, id, before, entry, edit);
}

/** Writes an entry over the one that is there, which is kept as a revision. Call in a transaction. */
export function replaceEntry(
  db: Database,
  id: number,
  before: CatalogueEntry,
  entry: CatalogueEntry,
  edit: Edit,
): Saved {
  const fields = written(() => writeEntry(db, id, before, entry));
  if (fields.length === 0) return { fields, revision: null, state: stateOf(before) };
  const after = catalogueEntry(db, id); // with the ids that new rows got
  const { actor, reason, logged = 'saved' } = edit;
  const revision = addRevision(db, id, {
    thing: 'testimony',
    thingId: id,
    actor,
    reason,
    before: { entry: before, after },
    logged,
  });
  touch(db, id, { narrowed: narrows(before, after, fields) });
  return { fields, revision, state: stateOf(after) };
}

function written<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === 'SQLITE_CONSTRAINT_FOREIGNKEY')
      throw new Conflict('A place, person or term of this entry is no longer there. Choose another and save again.');
    throw error;
  }
}

/** Fields that nobody but staff is shown. */
const UNSEEN: ReadonlySet<EntryField> = new Set(['carriers', 'provenance', 'care']);

/** Whether anybody may see less than before: something was closed, renamed or taken out. Only what is added does not narrow. */
export function narrows(before: CatalogueEntry, after: CatalogueEntry, fields: EntryField[]): boolean {
  return fields.some((field) => {
    if (UNSEEN.has(field)) return false;
    if (field === 'rules') return true; // each closes something
    const [one, other] = [before[field], after[field]];
    if (!Array.isArray(one) || !Array.isArray(other)) return one !== null;
    return (one as unknown[]).some((item) => !(other as unknown[]).some((kept) => same(item, kept)));
  });
}
