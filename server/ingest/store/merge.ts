/**
 * How a value of the source meets one of the archive. What an import last wrote is remembered field by field; a field that
 * still has it may be written again, and one that somebody has edited since is left as it is, and named as a conflict.
 */
import { addRevision } from '../../archive/revision.ts';
import type { Database } from '../../db/open.ts';

/** One record on its way into the archive. */
export interface Merge {
  db: Database;
  id: number; // of the testimony
  source: string; // of import_record
  fresh: boolean; // the testimony was made by this import
  last: Map<string, string>; // see fieldsWritten; kept up to date
  unsaved: Set<string>; // fields of `last` that differ from what is stored
  reason: string; // for revisions: where the values come from
  conflicts: string[];
  notes: string[];
  changes: number;
}

/** A value as the source has it and as the archive has it now, in the same plain form. */
export interface Field {
  name: string;
  called?: string; // in reports, where not by its name
  incoming: unknown;
  /** What the archive has before anyone says anything. */
  untouched: unknown;
  /** Belongs to something other records share, so that a new record finds a value already there. */
  shared?: boolean;
  current(): unknown;
  write(): void;
}

/** What the last import of this source wrote, as JSON by field. */
export function fieldsWritten(db: Database, source: string): Map<string, string> {
  const rows = db
    .prepare<[string], { field: string; value: string }>('SELECT field, value FROM import_field WHERE source = ?')
    .all(source);
  return new Map(rows.map(({ field, value }) => [field, value]));
}

/** What was last written in a field, as JSON; null for nothing. */
export function lastWritten({ last }: Merge, field: string): string | null {
  return last.get(field) ?? null;
}

/** The fields whose names begin so, by the rest of their names, with what was last written in them. */
export function lastWrittenUnder({ last }: Merge, prefix: string): Map<string, string> {
  const found = [...last].filter(([field]) => field.startsWith(prefix));
  return new Map(found.map(([field, value]) => [field.slice(prefix.length), value]));
}

/** Notes what was written; null forgets the field. `keepWritten` stores it. */
export function remember({ last, unsaved }: Merge, field: string, json: string | null): void {
  if ((last.get(field) ?? null) === json) return;
  if (json === null) last.delete(field);
  else last.set(field, json);
  unsaved.add(field);
}

/** Stores what was noted since the record was begun. */
export function keepWritten({ db, source, last, unsaved }: Merge): void {
  const drop = db.prepare('DELETE FROM import_field WHERE source = ? AND field = ?');
  const keep = db.prepare(`
    INSERT INTO import_field (source, field, value) VALUES (?, ?, ?)
    ON CONFLICT (source, field) DO UPDATE SET value = excluded.value`);
  for (const field of unsaved) {
    const value = last.get(field);
    if (value === undefined) drop.run(source, field);
    else keep.run(source, field, value);
  }
}

/** Writes a field where the archive still has what the last import wrote. Gives whether the archive now has the source's value. */
export function mergeField(merge: Merge, field: Field): boolean {
  const incoming = JSON.stringify(field.incoming);
  const last = lastWritten(merge, field.name) ?? JSON.stringify(field.untouched);
  const isNew = merge.fresh && !field.shared;
  if (!isNew && incoming === last) return JSON.stringify(field.current()) === incoming;
  const current = JSON.stringify(field.current());
  if (current !== incoming) {
    if (!isNew && current !== last) {
      merge.conflicts.push(field.called ?? field.name);
      return false;
    }
    if (!merge.fresh) {
      const before = { [field.name]: JSON.parse(current) };
      addRevision(merge.db, merge.id, {
        thing: 'testimony',
        thingId: merge.id,
        reason: merge.reason,
        before,
        logged: null,
      });
    }
    field.write();
    merge.changes += 1;
  }
  remember(merge, field.name, incoming === JSON.stringify(field.untouched) ? null : incoming);
  return true;
}
