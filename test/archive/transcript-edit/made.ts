/** A testimony with one recording and a transcript of a few passages, as an archivist finds it in the workshop. */
import type { Archive } from '../../../server/archive/archive.ts';
import { firstSession, partAt, setPartTimes } from '../../../server/archive/session.ts';
import { addTestimony } from '../../../server/archive/testimony.ts';
import { storeTranscript } from '../../../server/archive/transcript.ts';
import type { Seen } from '../../../server/archive/transcript-edit/edit.ts';

export interface Said {
  startMs?: number | null;
  endMs?: number | null;
  speaker?: string | null;
  text: string;
}

export const ACTOR = 'archivist@example.org';

export function addInterview({ db }: Archive, accession: string): { testimonyId: number; partId: number } {
  const testimonyId = addTestimony(db, accession, {
    form: 'interview',
    title: 'A childhood in Baghdad',
    lang: 'en',
    abstract: null,
    generation: null,
    collectionId: null,
    rights: null,
    credit: null,
    provenance: null,
    sample: false,
  });
  const partId = partAt(db, testimonyId, firstSession(db, testimonyId), 1);
  setPartTimes(db, partId, { durationMs: 60_000 });
  return { testimonyId, partId };
}

export function addWords(
  { db }: Archive,
  { testimonyId, partId }: { testimonyId: number; partId: number },
  said: Said[],
  { lang = 'en', translates = null }: { lang?: string; translates?: string | null } = {},
): number {
  return storeTranscript(db, {
    testimonyId,
    partId,
    lang,
    kind: 'verbatim',
    status: 'uncorrected',
    translates,
    source: { format: 'webvtt', sha256: '0'.repeat(64), assetId: null, notes: null },
    passages: said.map(({ startMs = null, endMs = null, speaker = null, text }) => ({
      startMs,
      endMs,
      estimated: false,
      speaker,
      personId: null,
      text,
      cues: [{ startMs, endMs, charStart: 0, charEnd: text.length, payload: text, identifier: null, settings: null }],
    })),
  }).id;
}

export interface Shown extends Seen {
  id: number;
  position: number;
  startMs: number | null;
  endMs: number | null;
  estimated: number;
  speaker: string | null;
  text: string;
  edited: number;
}

/** The passages of a transcript as they stand in the database. */
export function passagesIn({ db }: Archive, transcriptId: number): Shown[] {
  return db
    .prepare<[number], Shown>(`
      SELECT id, public_id AS publicId, version, position, start_ms AS startMs, end_ms AS endMs, estimated, speaker, text, edited
      FROM passage WHERE transcript_id = ? ORDER BY position`)
    .all(transcriptId);
}
