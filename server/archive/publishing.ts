/** What a testimony still lacks before it can be published, named one by one, and how each of its transcripts stands. */

import type { Database } from '../db/open.ts';
import { withoutAgreement } from './agreement.ts';
import { readByNarrator } from './submission/read.ts';
import type { TranscriptStatus } from './transcript.ts';

export interface Publishing {
  status: 'draft' | 'published';
  /** Nobody's agreement is in force at all. */
  noAgreement: boolean;
  /** Whose agreement is missing, by name. */
  withoutAgreement: string[];
  /** Languages of transcripts that a program wrote and nobody has read. */
  unread: string[];
  /** A family's story that those who told it have not read yet as it will appear. */
  unreadByNarrator: boolean;
  /** They have read it, and it was changed after that: before it appears they read it again. */
  changedSinceRead: boolean;
  withdrawn: boolean;
  hidden: boolean;
  noNarrator: boolean;
  /** Nothing to read, hear or see. */
  nothing: boolean;
  transcripts: { lang: string; status: TranscriptStatus; translation: boolean }[];
  /** Whether nothing stands in the way. */
  ready: boolean;
}

/** Null where there is no such testimony. */
export function publishingOf(db: Database, testimonyId: number): Publishing | null {
  const row = db
    .prepare<
      [number],
      { status: 'draft' | 'published'; withdrawn: number; hidden: number; agreed: number; told: number; held: number }
    >(`
      SELECT status, withdrawn_on IS NOT NULL AS withdrawn, hidden_on IS NOT NULL AS hidden,
        EXISTS (SELECT 1 FROM agreement WHERE testimony_id = testimony.id AND revoked_on IS NULL) AS agreed,
        EXISTS (SELECT 1 FROM testimony_person WHERE testimony_id = testimony.id AND role = 'narrator') AS told,
        EXISTS (SELECT 1 FROM transcript WHERE testimony_id = testimony.id)
          OR EXISTS (SELECT 1 FROM asset WHERE testimony_id = testimony.id AND kind NOT IN ('source', 'agreement')) AS held
      FROM testimony WHERE id = ?`)
    .get(testimonyId);
  if (!row) return null;
  const nameOf = db.prepare<[number], string>('SELECT name FROM person WHERE id = ?').pluck();
  const transcripts = db
    .prepare<[number], { lang: string; status: TranscriptStatus; translation: number; unread: number }>(`
      SELECT lang, status, original_id IS NOT NULL AS translation, unread FROM transcript WHERE testimony_id = ? ORDER BY id`)
    .all(testimonyId);
  const read = row.status === 'published' ? 'read' : readByNarrator(db, testimonyId);
  const lacking = {
    noAgreement: row.agreed === 0,
    withoutAgreement: withoutAgreement(db, testimonyId).map((id) => nameOf.get(id) ?? `#${id}`),
    unread: transcripts.filter(({ unread }) => unread === 1).map(({ lang }) => lang),
    unreadByNarrator: read === 'unread',
    changedSinceRead: read === 'changed',
    withdrawn: row.withdrawn === 1,
    hidden: row.hidden === 1,
  };
  return {
    ...lacking,
    status: row.status,
    noNarrator: row.told === 0,
    nothing: row.held === 0,
    transcripts: transcripts.map(({ lang, status, translation }) => ({ lang, status, translation: translation === 1 })),
    ready:
      !lacking.noAgreement &&
      lacking.withoutAgreement.length === 0 &&
      lacking.unread.length === 0 &&
      !lacking.unreadByNarrator &&
      !lacking.changedSinceRead &&
      !lacking.withdrawn,
  };
}

/** When it was published or made a draft again at the desk, by whom and why, newest first. */
export function publishingHistory(
  db: Database,
  accession: string,
): { at: string; actor: string; action: string; detail: string | null }[] {
  return db
    .prepare<[string], { at: string; actor: string; action: string; detail: string | null }>(`
      SELECT at, actor, action, detail FROM audit WHERE thing = 'testimony' AND thing_id = ?
        AND action IN ('published', 'made a draft again', 'read by the narrator') ORDER BY id DESC LIMIT 50`)
    .all(accession);
}
