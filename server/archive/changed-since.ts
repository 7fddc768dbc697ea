/** What was changed in a testimony since somebody read it, as far as a reader of it would notice. */
import type { Database } from '../db/open.ts';

/** The newest change to a testimony; 0 before the first. */
export function lastRevision(db: Database, testimonyId: number): number {
  return db
    .prepare<[number], number>('SELECT coalesce(max(id), 0) FROM revision WHERE testimony_id = ?')
    .pluck()
    .get(testimonyId)!;
}

/** Of an entry, what is read of it. Terms to find it by, and who may see it, change nothing that is told. */
const READ: ReadonlySet<string> = new Set([
  'title',
  'lang',
  'abstract',
  'texts',
  'people',
  'departures',
  'journey',
  'losses',
  'pictures',
]);

/** Whether words (not their times), or what is read of the entry, were changed after a revision, or withheld words opened again. */
export function changedSince(db: Database, testimonyId: number, revision: number): boolean {
  return db
    .prepare<[number, number], { thing: string; before: string }>(`
      SELECT thing, before FROM revision
      WHERE testimony_id = ? AND id > ? AND thing IN ('testimony', 'transcript', 'redaction')
        AND (thing <> 'transcript' OR reason IS NULL OR reason NOT IN ('status', 'synchronise', 'retime', 'align', 'split', 'join'))`)
    .all(testimonyId, revision)
    .some(({ thing, before }) => thing !== 'testimony' || readable(JSON.parse(before) as object));
}

/** A change at the desk has the entry before and after it; one of an import names the fields that it replaced. */
function readable(change: object): boolean {
  const { entry, after } = change as { entry?: Record<string, unknown>; after?: Record<string, unknown> };
  return [...READ].some((field) =>
    entry && after ? JSON.stringify(entry[field]) !== JSON.stringify(after[field]) : field in change,
  );
}
