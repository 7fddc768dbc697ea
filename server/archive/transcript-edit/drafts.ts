/** Words somebody has typed in the workshop and not saved: kept for them, so that a crash costs no more than a few seconds. */
import type { Database } from '../../db/open.ts';
import { Invalid, NotFound } from '../errors.ts';

export interface Draft {
  publicId: string;
  text: string;
  version: number; // of the passage when the typing began
  at: string; // ISO 8601
}

const LONGEST = 40_000; // letters

export function keepDraft(
  db: Database,
  accountId: number,
  draft: { transcriptId: number; publicId: string; text: string; version: number },
): void {
  if (draft.text.length > LONGEST)
    throw new Invalid('These are too many words for one passage.', { field: 'text', key: 'too_long' });
  const { changes } = db
    .prepare(`
      INSERT INTO passage_draft (account_id, passage_id, text, version)
      SELECT @accountId, id, @text, @version FROM passage WHERE public_id = @publicId AND transcript_id = @transcriptId
      ON CONFLICT (account_id, passage_id) DO UPDATE
        SET text = excluded.text, version = excluded.version, at = strftime('%Y-%m-%dT%H:%M:%fZ')`)
    .run({ ...draft, accountId });
  if (changes === 0) throw new NotFound('passage', draft.publicId);
}

/** Forgets a draft: its words were saved, or are not wanted. */
export function dropDraft(db: Database, accountId: number, publicId: string): void {
  db.prepare(`
    DELETE FROM passage_draft
    WHERE account_id = ? AND passage_id = (SELECT id FROM passage WHERE public_id = ?)`).run(accountId, publicId);
}

/** What this account has typed in a transcript and not saved, by passage. */
export function draftsOf(db: Database, accountId: number, transcriptId: number): Map<string, Draft> {
  const drafts = db
    .prepare<[number, number], Draft>(`
      SELECT passage.public_id AS publicId, passage_draft.text, passage_draft.version, passage_draft.at
      FROM passage_draft JOIN passage ON passage.id = passage_draft.passage_id
      WHERE passage_draft.account_id = ? AND passage.transcript_id = ? AND passage_draft.text <> passage.text`)
    .all(accountId, transcriptId);
  return new Map(drafts.map((draft) => [draft.publicId, draft]));
}
