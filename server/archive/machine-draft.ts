/** Texts that a program wrote: when one may be asked for, and how it is kept. */
import type { Database } from '../db/open.ts';
import { allows } from './agreement.ts';
import { Conflict, Invalid, NotAllowed, NotFound } from './errors.ts';
import { addJob } from './job.ts';
import { changed } from './outbox.ts';
import { type NewTranscript, storeTranscript } from './transcript.ts';

export const TRANSCRIPTION = 'transcription';

export interface TranscriptionAsked {
  part: number; // id
  lang: string; // BCP 47
}

/**
 * Asks for a part to be transcribed by the archive's program. Throws NotAllowed where the agreements do not allow machine
 * processing, Invalid where the part has no recording here, Conflict where it has words already or is being transcribed.
 */
export function askForTranscription(db: Database, { part, lang }: TranscriptionAsked): void {
  db.transaction(() => {
    transcribable(db, { part, lang });
    const state = transcriptionOf(db, { part, lang })?.state;
    if (state === 'waiting' || state === 'running')
      throw new Conflict('This recording is being transcribed already.', { key: 'transcribing' });
    addJob(db, TRANSCRIPTION, { part, lang } satisfies TranscriptionAsked);
  }).immediate();
}

/** The recording to be transcribed. Throws as `askForTranscription`. */
export function transcribable(
  db: Database,
  { part, lang }: TranscriptionAsked,
): { testimonyId: number; sha256: string; durationMs: number | null } {
  const found = db
    .prepare<[number], { testimonyId: number; sha256: string | null; durationMs: number | null }>(`
      SELECT part.testimony_id AS testimonyId, part.duration_ms AS durationMs,
        (SELECT sha256 FROM asset WHERE asset.part_id = part.id AND kind IN ('audio', 'video') AND sha256 IS NOT NULL
          AND withdrawn_on IS NULL ORDER BY position, id LIMIT 1) AS sha256
      FROM part WHERE id = ?`)
    .get(part);
  if (!found) throw new NotFound('part', String(part));
  const { testimonyId, sha256 } = found;
  if (!allows(db, 'ai', testimonyId)) {
    throw new NotAllowed(
      'The agreements do not allow that programs process this recording. Ask those who gave it, and add the agreement first.',
      { key: 'ai_not_allowed' },
    );
  }
  if (sha256 === null) throw new Invalid('There is no recording of this part in the archive.', { key: 'no_recording' });
  const written = db
    .prepare<object, { here: number; status: string }>(`
      SELECT transcript.status, EXISTS (SELECT 1 FROM passage WHERE passage.transcript_id = transcript.id AND part_id = @part) AS here
      FROM transcript WHERE testimony_id = @testimonyId AND lang = @lang AND kind = 'verbatim'`)
    .get({ part, testimonyId, lang });
  if (written?.here)
    throw new Conflict('This part has words in that language already. Remove them first.', { key: 'words_there' });
  if (written && written.status !== 'machine draft') {
    throw new Conflict(
      'People have written the transcript of the other parts. A program’s draft is not mixed with it.',
      { key: 'people_wrote' },
    );
  }
  return { testimonyId, sha256, durationMs: found.durationMs };
}

export interface Transcription {
  state: 'waiting' | 'running' | 'done' | 'failed';
  progress: number | null; // from 0 to 1
  error: string | null;
}

/** How far the transcription of a part is that was asked for last; null where none was. */
export function transcriptionOf(db: Database, asked: TranscriptionAsked): Transcription | null {
  return (
    db
      .prepare<[string, string], Transcription>(
        'SELECT state, progress, error FROM job WHERE kind = ? AND payload = ? ORDER BY id DESC LIMIT 1',
      )
      .get(TRANSCRIPTION, JSON.stringify({ part: asked.part, lang: asked.lang })) ?? null
  );
}

/** Every transcription of a testimony that waits, runs or failed. */
export function transcriptionsOf(
  db: Database,
  testimonyId: number,
): (Transcription & TranscriptionAsked & { number: number })[] {
  return db
    .prepare<[string, number], Transcription & TranscriptionAsked & { number: number }>(`
      SELECT job.state, job.progress, job.error, part.id AS part, part.position AS number, json_extract(payload, '$.lang') AS lang
      FROM job JOIN part ON part.id = json_extract(job.payload, '$.part')
      WHERE job.kind = ? AND part.testimony_id = ? AND job.id = (
        SELECT max(id) FROM job AS other WHERE other.kind = job.kind AND other.payload = job.payload) AND job.state <> 'done'
      ORDER BY part.position`)
    .all(TRANSCRIPTION, testimonyId);
}

/** The words below this were uncertain to the program, and are shown as such. */
const SURE = 0.6;

export interface DraftPassage {
  passage: NewTranscript['passages'][number];
  words: { start: number; end: number; confidence: number }[];
}

/** Keeps what a program wrote of a part, as a draft that nobody has read. Throws as `askForTranscription`. */
export function keepMachineDraft(
  db: Database,
  draft: TranscriptionAsked & {
    tool: string;
    sha256: string;
    assetId: number | null;
    passages: DraftPassage[];
    today: string;
  },
): number {
  return db
    .transaction(() => {
      const { testimonyId } = transcribable(db, draft);
      const { id } = storeTranscript(db, {
        testimonyId,
        partId: draft.part,
        lang: draft.lang,
        kind: 'verbatim',
        status: 'machine draft',
        translates: null,
        source: { format: 'machine', sha256: draft.sha256, assetId: draft.assetId, notes: null },
        passages: draft.passages.map(({ passage }) => passage),
      });
      db.prepare('UPDATE transcript SET unread = 1, tool = @tool, made_on = @today WHERE id = @id').run({
        tool: draft.tool,
        today: draft.today,
        id,
      });
      const ids = db
        .prepare<[number, number], number>(
          'SELECT id FROM passage WHERE transcript_id = ? AND part_id = ? ORDER BY position',
        )
        .pluck()
        .all(id, draft.part);
      const unsure = db.prepare(
        'INSERT INTO uncertain_word (passage_id, char_start, char_end, confidence) VALUES (?, ?, ?, ?)',
      );
      draft.passages.forEach(({ words }, at) => {
        for (const { start, end, confidence } of words)
          if (confidence < SURE) unsure.run(ids[at], start, end, confidence);
      });
      changed(db, testimonyId, { narrowed: true });
      return id;
    })
    .immediate();
}
