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

/** What the last import of this source wrote in a field, as JSON; null where it wrote none. */
export function lastWritten({ db, source }: Pick<Merge, 'db' | 'source'>, field: string): string | null {
  return (
    db
      .prepare<[string, string], string>('SELECT value FROM import_field WHERE source = ? AND field = ?')
      .pluck()
      .get(source, field) ?? null
  );
}

/** The fields whose names begin so, with what was last written in them. */
export function lastWrittenUnder({ db, source }: Merge, prefix: string): Map<string, string> {
  const rows = db
    .prepare<{ source: string; prefix: string }, { field: string; value: string }>(`
      SELECT field, value FROM import_field WHERE source = @source AND substr(field, 1, length(@prefix)) = @prefix`)
    .all({ source, prefix });
  return new Map(rows.map(({ field, value }) => [field.slice(prefix.length), value]));
}

/** Remembers what was written; null forgets the field. */
export function remember({ db, source }: Pick<Merge, 'db' | 'source'>, field: string, json: string | null): void {
  if (json === null) {
    db.prepare('DELETE FROM import_field WHERE source = ? AND field = ?').run(source, field);
    return;
  }
  db.prepare(`
    INSERT INTO import_field (source, field, value) VALUES (@source, @field, @json)
    ON CONFLICT (source, field) DO UPDATE SET value = excluded.value WHERE value <> excluded.value`).run({
    source,
    field,
    json,
  });
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
      addRevision(merge.db, merge.id, { thing: 'testimony', thingId: merge.id, reason: merge.reason, before });
    }
    field.write();
    merge.changes += 1;
  }
  remember(merge, field.name, incoming === JSON.stringify(field.untouched) ? null : incoming);
  return true;
}
