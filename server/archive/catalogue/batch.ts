/** The same change made to many entries at once: looked at before, kept as a revision of each, and undone together. */
import type { Database } from '../../db/open.ts';
import type { AccessLevel } from '../access.ts';
import { audit } from '../audit.ts';
import { Conflict, NotFound } from '../errors.ts';
import type { Form } from '../testimony.ts';
import { differences, type FieldChange, restoreBefore } from './history.ts';
import { type CatalogueEntry, catalogueEntry, same, stateOf } from './record.ts';
import { type Edit, replaceEntry } from './save.ts';

/** What is to be different. What is not named stays; null empties. */
export interface BatchChange {
  set: {
    form?: Form;
    generation?: 'first' | 'descendant' | null;
    collectionId?: number | null;
    rights?: string | null;
    credit?: string | null;
    access?: AccessLevel;
    embargoUntil?: string | null;
  };
  add: { topics: number[]; events: number[]; communities: number[] };
  take: { topics: number[]; events: number[]; communities: number[] };
}

export const MOST_IN_BATCH = 2_000;

/** The entry as the change makes it. */
export function changedBy(entry: CatalogueEntry, { set, add, take }: BatchChange): CatalogueEntry {
  const terms = (of: 'topics' | 'events' | 'communities') =>
    [...new Set([...entry[of], ...add[of]])].filter((id) => !take[of].includes(id)).sort((a, b) => a - b);
  return { ...entry, ...set, topics: terms('topics'), events: terms('events'), communities: terms('communities') };
}

export interface BatchLook {
  testimonyId: number;
  accession: string;
  title: string;
  changes: FieldChange[];
}

/** What the change would do, of those it would change. */
export function lookAtBatch(db: Database, ids: number[], change: BatchChange): BatchLook[] {
  return ids.flatMap((testimonyId) => {
    const entry = catalogueEntry(db, testimonyId);
    const changes = differences(entry, changedBy(entry, change));
    if (changes.length === 0) return [];
    return [{ testimonyId, accession: accessionOf(db, testimonyId), title: entry.title, changes }];
  });
}

function accessionOf(db: Database, id: number): string {
  return db.prepare<[number], string>('SELECT accession FROM testimony WHERE id = ?').pluck().get(id)!;
}

/** Makes the change, in one transaction of the caller's; gives the batch. Throws Conflict where nothing would be different. */
export function applyBatch(db: Database, ids: number[], change: BatchChange, edit: Edit): number {
  const batch = Number(
    db
      .prepare('INSERT INTO batch (actor, reason, change) VALUES (@actor, @reason, @change)')
      .run({ actor: edit.actor, reason: edit.reason, change: JSON.stringify(change) }).lastInsertRowid,
  );
  const item = db.prepare(
    'INSERT INTO batch_item (batch_id, testimony_id, revision_id, state_after) VALUES (?, ?, ?, ?)',
  );
  let count = 0;
  for (const id of new Set(ids)) {
    const before = catalogueEntry(db, id);
    const saved = replaceEntry(db, id, before, changedBy(before, change), { ...edit, logged: null });
    if (saved.revision === null) continue;
    item.run(batch, id, saved.revision, saved.state);
    count += 1;
  }
  if (count === 0) throw new Conflict('None of these testimonies would be different.');
  auditBatch(db, batch, edit.actor, 'changed many at once');
  return batch;
}

/** One line for all: which testimonies they were is on the page of the batch, and each has a revision. */
function auditBatch(db: Database, id: number, actor: string, action: string): void {
  const of = db.prepare<[number], number>('SELECT count(*) FROM batch_item WHERE batch_id = ?').pluck().get(id)!;
  audit(db, { actor, action, thing: 'batch', thingId: id, detail: `testimonies ${of}` });
}

export interface Batch {
  id: number;
  at: string;
  actor: string;
  reason: string | null;
  change: BatchChange;
  undoneAt: string | null;
  items: { testimonyId: number; accession: string; title: string; edited: boolean }[];
}

/** The last batches, newest first. */
export function batches(db: Database, limit = 50): (Omit<Batch, 'items' | 'change'> & { count: number })[] {
  return db
    .prepare<[number], Omit<Batch, 'items' | 'change'> & { count: number }>(`
      SELECT id, at, actor, reason, undone_at AS undoneAt,
        (SELECT count(*) FROM batch_item WHERE batch_id = batch.id) AS count
      FROM batch ORDER BY id DESC LIMIT ?`)
    .all(limit);
}

/** A batch; of each testimony, whether it was edited since, and so stays as it is when the batch is undone. */
export function batchById(db: Database, id: number): Batch {
  const row = db
    .prepare<[number], Omit<Batch, 'items' | 'change'> & { change: string }>(
      'SELECT id, at, actor, reason, change, undone_at AS undoneAt FROM batch WHERE id = ?',
    )
    .get(id);
  if (!row) throw new NotFound('batch', String(id));
  const items = db
    .prepare<[number], { testimonyId: number; accession: string; title: string; state: string }>(`
      SELECT testimony.id AS testimonyId, accession, title, state_after AS state
      FROM batch_item JOIN testimony ON testimony.id = testimony_id WHERE batch_id = ? ORDER BY accession`)
    .all(id);
  return {
    ...row,
    change: JSON.parse(row.change) as BatchChange,
    items: items.map(({ state, ...item }) => ({
      ...item,
      edited: row.undoneAt === null && stateOf(catalogueEntry(db, item.testimonyId)) !== state,
    })),
  };
}

/**
 * Takes a batch back, in one transaction of the caller's: of a testimony that nobody edited since, everything; of another,
 * what the batch changed and is still so. Gives the accession numbers of those that stay as they are, and which fields of them.
 */
export function undoBatch(db: Database, id: number, edit: Edit): { accession: string; fields: string[] }[] {
  const batch = batchById(db, id);
  if (batch.undoneAt !== null) throw new Conflict('This was undone already.');
  const together = { ...edit, logged: null };
  const kept: { accession: string; fields: string[] }[] = [];
  const revision = db
    .prepare<[number, number], number>('SELECT revision_id FROM batch_item WHERE batch_id = ? AND testimony_id = ?')
    .pluck();
  for (const { testimonyId, accession, edited } of batch.items) {
    const of = revision.get(id, testimonyId)!;
    if (!edited) restoreBefore(db, testimonyId, of, together);
    else {
      const fields = takeBack(db, testimonyId, of, together);
      if (fields.length > 0) kept.push({ accession, fields });
    }
  }
  db.prepare("UPDATE batch SET undone_at = strftime('%Y-%m-%dT%H:%M:%fZ') WHERE id = ?").run(id);
  auditBatch(db, id, edit.actor, 'took a batch back');
  return kept;
}

/** Of an entry that was edited since: the fields that are still as the batch left them go back; gives those that do not. */
function takeBack(db: Database, testimonyId: number, revisionId: number, edit: Edit): string[] {
  const text = db.prepare<[number], string>('SELECT before FROM revision WHERE id = ?').pluck().get(revisionId)!;
  const { entry: before, after } = JSON.parse(text) as { entry: CatalogueEntry; after: CatalogueEntry };
  const now = catalogueEntry(db, testimonyId);
  const changed = differences(before, after).map(({ field }) => field);
  const back = { ...now };
  const kept: string[] = [];
  for (const field of changed) {
    if (same(now[field], after[field])) Object.assign(back, { [field]: before[field] });
    else kept.push(field);
  }
  replaceEntry(db, testimonyId, now, back, edit);
  return kept;
}
