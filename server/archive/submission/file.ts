/** Photographs, documents, recordings and texts that were given, with the family's own words about them. */
import type { Database } from '../../db/open.ts';
import { Conflict, NotFound } from '../errors.ts';
import { publicId } from '../names.ts';
import { lettersGone } from './letters-gone.ts';
import { touchSubmission } from './submission.ts';

export const PURPOSES = ['photograph', 'document', 'story', 'recording', 'agreement'] as const;
export type Purpose = (typeof PURPOSES)[number];

/** The family's words about a file. */
export interface Caption {
  what: string | null;
  who: string | null;
  place: string | null;
  date: string | null; // as they wrote it
}

export interface SubmissionFile extends Caption {
  id: number;
  publicId: string;
  submissionId: number;
  purpose: Purpose;
  question: string | null; // the interview question that a clip answers
  position: number;
  sha256: string;
  bytes: number;
  mime: string;
  originalName: string | null;
  width: number | null;
  height: number | null;
  durationMs: number | null;
  placeholder: string | null;
  capturedAt: string | null;
  version: number; // of the caption
  captionedBy: number | null; // who wrote it; null: an archivist, or nobody
  scanned: boolean;
  personId: number | null;
  assetId: number | null;
  addedAt: string;
  withdrawnAt: string | null;
}

export interface NewFile {
  purpose: Purpose;
  question?: string | null;
  sha256: string;
  bytes: number;
  mime: string;
  originalName: string | null;
  width?: number | null;
  height?: number | null;
  durationMs?: number | null;
  placeholder?: string | null;
  capturedAt?: string | null;
  scanned: boolean;
  personId: number | null;
  now: Date;
}

const FILE = `
  SELECT id, public_id AS publicId, submission_id AS submissionId, purpose, question, position, sha256, bytes, mime,
    original_name AS originalName, width, height, duration_ms AS durationMs, placeholder, captured_at AS capturedAt,
    what, who, place, date, version, captioned_by AS captionedBy, scanned, person_id AS personId, asset_id AS assetId, added_at AS addedAt,
    withdrawn_at AS withdrawnAt
  FROM submission_file`;

type Row = Omit<SubmissionFile, 'scanned'> & { scanned: number };
const fileFrom = (row: Row): SubmissionFile => ({ ...row, scanned: row.scanned === 1 });

/** The files of a submission in order, those taken back as well. */
export function filesOf(db: Database, submissionId: number): SubmissionFile[] {
  return db
    .prepare<[number], Row>(`${FILE} WHERE submission_id = ? ORDER BY position, id`)
    .all(submissionId)
    .map(fileFrom);
}

/** One file, of this submission and no other. Throws NotFound. */
export function fileOf(db: Database, submissionId: number, id: string): SubmissionFile {
  const row = db
    .prepare<[number, string], Row>(`${FILE} WHERE submission_id = ? AND public_id = ?`)
    .get(submissionId, id);
  if (!row) throw new NotFound('file', id);
  return fileFrom(row);
}

/**
 * Adds a file whose original is kept. The same bytes for the same purpose are there already: that file is given again, so that
 * a form sent twice doubles nothing. Call in a transaction that has seen that the original is there (media/sweep.ts).
 */
export function addFile(db: Database, submissionId: number, file: NewFile): SubmissionFile {
  const known = db
    .prepare<[number, string, string, string | null], string>(`
      SELECT public_id FROM submission_file
      WHERE submission_id = ? AND purpose = ? AND sha256 = ? AND question IS ? AND withdrawn_at IS NULL`)
    .pluck()
    .get(submissionId, file.purpose, file.sha256, file.question ?? null);
  if (known !== undefined) return fileOf(db, submissionId, known);
  const id = publicId();
  db.prepare(`
    INSERT INTO submission_file (public_id, submission_id, purpose, question, position, sha256, bytes, mime, original_name,
      width, height, duration_ms, placeholder, captured_at, scanned, person_id, added_at)
    VALUES (@id, @submissionId, @purpose, @question,
      (SELECT coalesce(max(position), 0) + 1 FROM submission_file WHERE submission_id = @submissionId),
      @sha256, @bytes, @mime, @originalName, @width, @height, @durationMs, @placeholder, @capturedAt, @scanned, @personId, @at)`).run(
    {
      id,
      submissionId,
      purpose: file.purpose,
      question: file.question ?? null,
      sha256: file.sha256,
      bytes: file.bytes,
      mime: file.mime,
      originalName: file.originalName,
      width: file.width ?? null,
      height: file.height ?? null,
      durationMs: file.durationMs ?? null,
      placeholder: file.placeholder ?? null,
      capturedAt: file.capturedAt ?? null,
      scanned: file.scanned ? 1 : 0,
      personId: file.personId,
      at: file.now.toISOString(),
    },
  );
  touchSubmission(db, submissionId, file.now);
  return fileOf(db, submissionId, id);
}

/** Somebody else wrote the caption of a file meanwhile. */
export class CaptionConflict extends Conflict {
  override name = 'CaptionConflict';
  constructor(readonly theirs: SubmissionFile) {
    super(
      'Somebody else wrote about this picture meanwhile. Both texts are shown: keep what should stand, and save again.',
    );
  }
}

/**
 * Writes the family's words about a file that they saw at `version`; what they said before is kept (caption-before.ts). Gives
 * the version they have now. Throws CaptionConflict, NotFound.
 */
export function writeCaption(
  db: Database,
  submissionId: number,
  id: string,
  { caption, version, personId, now }: { caption: Caption; version: number; personId: number | null; now: Date },
): number {
  return db
    .transaction(() => {
      const file = fileOf(db, submissionId, id);
      const fields = ['what', 'who', 'place', 'date'] as const;
      if (fields.every((field) => (caption[field] || null) === file[field])) return file.version;
      if (file.version !== version) throw new CaptionConflict(file);
      const gone = fields.some((field) => lettersGone(file[field] ?? '', caption[field] ?? '') > 0);
      if (gone || file.captionedBy !== personId) keepCaption(db, file);
      db.prepare(`
        UPDATE submission_file SET what = @what, who = @who, place = @place, date = @date, version = version + 1,
          captioned_by = @personId, captioned_at = @at
        WHERE id = @id`).run({
        id: file.id,
        what: caption.what || null,
        who: caption.who || null,
        place: caption.place || null,
        date: caption.date || null,
        personId,
        at: now.toISOString(),
      });
      touchSubmission(db, submissionId, now);
      return file.version + 1;
    })
    .immediate();
}

/** Keeps the words about a file as they are, where there are any, before others take their place. */
function keepCaption(db: Database, file: SubmissionFile): void {
  if (!file.what && !file.who && !file.place && !file.date) return;
  db.prepare(`
    INSERT INTO submission_caption_before (file_id, version, what, who, place, date, person_id, saved_at)
    SELECT id, version, what, who, place, date, captioned_by, coalesce(captioned_at, added_at)
    FROM submission_file WHERE id = ?`).run(file.id);
}

/**
 * Takes a file out of what has not been catalogued yet, for good. Its original goes with `removeUnused` of the media: its
 * sha256 is given. Throws NotFound; Conflict where the catalogue has it, from where it is withdrawn (withdrawal.ts).
 */
export function removeFile(db: Database, submissionId: number, id: string, now: Date): string {
  return db
    .transaction(() => {
      const file = fileOf(db, submissionId, id);
      if (file.assetId !== null)
        throw new Conflict('This is in the archive by now. Take it back on your private page instead.');
      db.prepare('DELETE FROM submission_file WHERE id = ?').run(file.id);
      touchSubmission(db, submissionId, now);
      return file.sha256;
    })
    .immediate();
}

/** How much was given so far, in bytes. */
export function bytesGiven(db: Database, submissionId: number): number {
  return db
    .prepare<[number], number>('SELECT coalesce(sum(bytes), 0) FROM submission_file WHERE submission_id = ?')
    .pluck()
    .get(submissionId)!;
}
