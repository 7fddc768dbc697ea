import type { Database } from '../db/open.ts';
import { keepPassages, type NewPassage } from './passage-store.ts';

export const TRANSCRIPT_KINDS = ['verbatim', 'edited', 'summary'] as const;
export type TranscriptKind = (typeof TRANSCRIPT_KINDS)[number];

export const TRANSCRIPT_STATUSES = [
  'machine draft',
  'uncorrected',
  'audited against sound',
  'narrator-reviewed',
] as const;
export type TranscriptStatus = (typeof TRANSCRIPT_STATUSES)[number];

/** One part's words as read from one file. */
export interface NewTranscript {
  testimonyId: number;
  partId: number;
  lang: string;
  kind: TranscriptKind;
  status: TranscriptStatus;
  translates: string | null; // the language of the transcript it translates
  source: { format: string; sha256: string; assetId: number | null; notes: string | null };
  passages: NewPassage[];
}

export interface StoredTranscript {
  id: number;
  /** Set where people have edited passages that the file would change: nothing was stored. */
  conflict: boolean;
}

/**
 * Stores the words of one part in one language. Passages known from an earlier import of the part keep their public ids
 * (matched by text and time); where people have edited them since, nothing is changed and `conflict` is true.
 */
export function storeTranscript(db: Database, transcript: NewTranscript): StoredTranscript {
  const { testimonyId, partId, lang, kind } = transcript;
  const original =
    transcript.translates === null
      ? null
      : (db
          .prepare<[number, string], number>(
            'SELECT id FROM transcript WHERE testimony_id = ? AND lang = ? AND original_id IS NULL',
          )
          .pluck()
          .get(testimonyId, transcript.translates) ?? null);
  const id = db
    .prepare<unknown[], number>(`
      INSERT INTO transcript (testimony_id, lang, original_id, kind, status)
      VALUES (@testimonyId, @lang, @original, @kind, @status)
      ON CONFLICT (testimony_id, lang, kind) DO UPDATE SET original_id = coalesce(original_id, excluded.original_id)
      RETURNING id`)
    .pluck()
    .get({ testimonyId, lang, original, kind, status: transcript.status })!;
  if (!keepPassages(db, { transcriptId: id, partId, passages: transcript.passages })) return { id, conflict: true };
  db.prepare(`
    INSERT INTO transcript_source (transcript_id, part_id, asset_id, format, sha256, notes)
    VALUES (@id, @partId, @assetId, @format, @sha256, @notes)
    ON CONFLICT (transcript_id, part_id) DO UPDATE
      SET asset_id = excluded.asset_id, format = excluded.format, sha256 = excluded.sha256, notes = excluded.notes`).run(
    {
      id,
      partId,
      ...transcript.source,
    },
  );
  number(db, id);
  pairTranslations(db, testimonyId, partId);
  return { id, conflict: false };
}

export function setTranscriptStatus(db: Database, transcriptId: number, status: TranscriptStatus): void {
  db.prepare('UPDATE transcript SET status = ?, version = version + 1 WHERE id = ?').run(status, transcriptId);
}

/** Numbers the passages of a transcript from 1 through all its parts. */
function number(db: Database, transcriptId: number): void {
  db.prepare(`
    UPDATE passage SET position = numbered.position
    FROM (SELECT passage.id, row_number() OVER (ORDER BY part.position, passage.position) AS position
      FROM passage JOIN part ON part.id = passage.part_id WHERE passage.transcript_id = @transcriptId) AS numbered
    WHERE passage.id = numbered.id AND passage.position <> numbered.position`).run({ transcriptId });
}

interface Timed {
  id: number;
  startMs: number | null;
  endMs: number | null;
}

/** Points each translated passage of a part to the passage it translates: the one it shares most time with, or, untimed, the one at the same place. */
function pairTranslations(db: Database, testimonyId: number, partId: number): void {
  const transcripts = db
    .prepare<[number], { id: number; originalId: number }>(`
      SELECT id, original_id AS originalId FROM transcript WHERE testimony_id = ? AND original_id IS NOT NULL`)
    .all(testimonyId);
  const passagesOf = db.prepare<[number, number], Timed>(`
    SELECT id, start_ms AS startMs, end_ms AS endMs FROM passage WHERE transcript_id = ? AND part_id = ? ORDER BY position`);
  // Who speaks in a translation under a name written differently there is who speaks in the original.
  const pair = db.prepare(`
    UPDATE passage SET original_id = @original, person_id = coalesce(person_id, (
      SELECT person_id FROM passage AS original WHERE original.id = @original))
    WHERE id = @passage`);
  for (const { id, originalId } of transcripts) {
    const originals = passagesOf.all(originalId, partId);
    const translated = passagesOf.all(id, partId);
    const sameCount = originals.length === translated.length;
    let from = 0;
    translated.forEach((passage, index) => {
      let best: Timed | null = sameCount ? originals[index]! : null;
      if (passage.startMs !== null) {
        while (from < originals.length - 1 && (originals[from]!.endMs ?? Number.POSITIVE_INFINITY) <= passage.startMs)
          from += 1;
        best = mostShared(passage, originals, from) ?? best;
      }
      pair.run({ original: best?.id ?? null, passage: passage.id });
    });
  }
}

function mostShared(passage: Timed, originals: Timed[], from: number): Timed | null {
  const start = passage.startMs!;
  const end = passage.endMs ?? start + 1;
  let best: Timed | null = null;
  let most = 0;
  for (let at = from; at < originals.length; at += 1) {
    const original = originals[at]!;
    if (original.startMs === null) continue;
    if (original.startMs >= end) break;
    const shared = Math.min(end, original.endMs ?? end) - Math.max(start, original.startMs);
    if (shared > most) [best, most] = [original, shared];
  }
  return best;
}
