/** Where copies are known to have gone: what a withdrawal cannot call back is at least named. */
import type { Database } from '../../db/open.ts';
import { submission } from './submission.ts';

export const COPY_KINDS = [
  'family',
  'reader',
  'export',
  'print',
  'exhibition',
  'programme',
  'newsletter',
  'partner',
  'other',
] as const;
export type CopyKind = (typeof COPY_KINDS)[number];

export interface KnownCopy {
  kind: CopyKind;
  wentTo: string | null; // in words
  at: string;
}

/** Remembers that a copy went somewhere, once a day for the same place. */
export function noteCopy(
  db: Database,
  of: { submissionId: number } | { testimonyId: number },
  copy: { kind: CopyKind; wentTo?: string | null; now: Date },
): void {
  db.prepare(`
    INSERT INTO known_copy (submission_id, testimony_id, kind, went_to, at)
    SELECT @submissionId, @testimonyId, @kind, @wentTo, @at
    WHERE NOT EXISTS (SELECT 1 FROM known_copy WHERE submission_id IS @submissionId AND testimony_id IS @testimonyId
      AND kind = @kind AND went_to IS @wentTo AND substr(at, 1, 10) = substr(@at, 1, 10))`).run({
    submissionId: 'submissionId' in of ? of.submissionId : null,
    testimonyId: 'testimonyId' in of ? of.testimonyId : null,
    kind: copy.kind,
    wentTo: copy.wentTo?.trim() || null,
    at: copy.now.toISOString(),
  });
}

/** The copies that are known of a submission and of the testimony it became, oldest first. */
export function copiesOf(db: Database, submissionId: number): KnownCopy[] {
  return db
    .prepare<[Record<string, number | null>], KnownCopy>(`
      SELECT kind, went_to AS wentTo, at FROM known_copy
      WHERE submission_id = @submissionId OR testimony_id = @testimonyId ORDER BY at, id`)
    .all({ submissionId, testimonyId: submission(db, submissionId).testimonyId });
}

/** Since when everybody could read and copy it on its page; null where it was never published. */
export function openSince(db: Database, submissionId: number): string | null {
  return (
    db
      .prepare<[number], string | null>(`
        SELECT published_at FROM submission JOIN testimony ON testimony.id = testimony_id WHERE submission.id = ?`)
      .pluck()
      .get(submissionId) ?? null
  );
}
