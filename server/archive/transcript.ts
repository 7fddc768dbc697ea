import type { Database } from '../db/open.ts';
import { type KeptPassages, keepPassages, type NewPassage, redirect } from './passage-store.ts';

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
  changes: number;
  /** False where edited passages have no counterpart in the file any more: nothing was stored. */
  written: boolean;
  /** Edited or redacted passages that the file has changed: they were left as they are. */
  conflicts: KeptPassages['conflicts'];
}

/**
 * Stores the words of one part in one language. Passages known from an earlier import of the part keep their public ids;
 * those that people have edited since stay as they are. Until all of the file is taken, its predecessor is named as source.
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
  const kept = keepPassages(db, { transcriptId: id, partId, passages: transcript.passages });
  if (!kept.written) return { id, ...kept };
  db.prepare(`
    INSERT INTO transcript_source (transcript_id, part_id, asset_id, format, sha256, notes)
    VALUES (@id, @partId, @assetId, @format, @sha256, @notes)
    ON CONFLICT (transcript_id, part_id) DO UPDATE
      SET asset_id = excluded.asset_id, format = excluded.format, sha256 = excluded.sha256, notes = excluded.notes
      WHERE @whole`).run({
    id,
    partId,
    ...transcript.source,
    whole: kept.conflicts.length === 0 ? 1 : 0,
  });
  number(db, id);
  pairTranslations(db, testimonyId, partId);
  return { id, ...kept };
}

/**
 * Takes out the words of one part that the source no longer has. A translation's public ids lead to the original from then
 * on. False, and nothing done, where people have edited or redacted some of them.
 */
export function removeWords(db: Database, transcriptId: number, partId: number): boolean {
  const passages = db
    .prepare<[number, number], { id: number; originalId: number | null; held: number }>(`
      SELECT id, original_id AS originalId,
        edited OR EXISTS (SELECT 1 FROM redaction WHERE redaction.passage_id = passage.id) AS held
      FROM passage WHERE transcript_id = ? AND part_id = ?`)
    .all(transcriptId, partId);
  if (passages.some(({ held }) => held)) return false;
  for (const passage of passages) redirect(db, passage, passage.originalId);
  db.prepare('DELETE FROM transcript_source WHERE transcript_id = ? AND part_id = ?').run(transcriptId, partId);
  if (db.prepare('SELECT 1 FROM passage WHERE transcript_id = ?').get(transcriptId)) {
    number(db, transcriptId);
  } else {
    db.prepare('UPDATE transcript SET original_id = NULL WHERE original_id = ?').run(transcriptId);
    db.prepare('DELETE FROM transcript WHERE id = ?').run(transcriptId);
  }
  return true;
}

export function setTranscriptStatus(db: Database, transcriptId: number, status: TranscriptStatus): void {
  db.prepare('UPDATE transcript SET status = ?, version = version + 1 WHERE id = ?').run(status, transcriptId);
}

/** The transcripts that give the words as they were spoken. */
export function transcriptsHere(
  db: Database,
  testimonyId: number,
): { id: number; lang: string; status: TranscriptStatus }[] {
  return db
    .prepare<[number], { id: number; lang: string; status: TranscriptStatus }>(
      "SELECT id, lang, status FROM transcript WHERE testimony_id = ? AND kind = 'verbatim' ORDER BY id",
    )
    .all(testimonyId);
}

/** Whether a part has words in this language. */
export function wordsHere(db: Database, testimonyId: number, partId: number, lang: string): boolean {
  return (
    db
      .prepare(`
        SELECT 1 FROM passage JOIN transcript ON transcript.id = passage.transcript_id
        WHERE transcript.testimony_id = @testimonyId AND lang = @lang AND kind = 'verbatim' AND part_id = @partId LIMIT 1`)
      .get({ testimonyId, partId, lang }) !== undefined
  );
}

export function changeTranscriptLanguage(db: Database, transcriptId: number, lang: string): void {
  db.prepare('UPDATE transcript SET lang = ?, version = version + 1 WHERE id = ?').run(lang, transcriptId);
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
