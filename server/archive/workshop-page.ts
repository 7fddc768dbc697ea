/** A transcript as its editors see it: all its words, whatever is withheld from others. For staff. */
import type { Database } from '../db/open.ts';
import { NotFound } from './errors.ts';
import type { TranscriptKind, TranscriptStatus } from './transcript.ts';

export interface WorkshopTranscript {
  id: number;
  testimonyId: number;
  accession: string;
  title: string;
  titleLang: string;
  lang: string;
  kind: TranscriptKind;
  status: TranscriptStatus;
  unread: boolean;
  originalId: number | null;
  maker: string | null;
  tool: string | null;
  version: number;
  passages: number;
}

export interface WorkshopPassage {
  id: number;
  publicId: string;
  version: number;
  partId: number;
  part: number; // from 1
  position: number;
  startMs: number | null;
  endMs: number | null;
  estimated: boolean;
  speaker: string | null; // the label
  personId: number | null;
  name: string | null; // of the person
  text: string;
  originalId: number | null;
  withheld: { start: number; end: number }[];
  uncertain: { start: number; end: number }[];
}

export interface WorkshopPart {
  id: number;
  number: number; // from 1
  label: string | null;
  durationMs: number | null;
  zeroOffsetMs: number;
  recordings: {
    id: number;
    publicId: string;
    kind: 'audio' | 'video';
    sha256: string | null;
    remoteUrl: string | null;
    remoteHost: string | null;
  }[];
}

/** The testimony at an accession number. Throws NotFound. */
export function workshopTestimony(
  db: Database,
  accession: string,
): { id: number; accession: string; title: string; titleLang: string } {
  const found = db
    .prepare<[string], { id: number; accession: string; title: string; titleLang: string }>(
      'SELECT id, accession, title, lang AS titleLang FROM testimony WHERE accession = ?',
    )
    .get(accession);
  if (!found) throw new NotFound('testimony', accession);
  return found;
}

/** The transcript with this id in this testimony. Throws NotFound. */
export function workshopTranscript(db: Database, accession: string, id: number): WorkshopTranscript {
  const found = transcriptsOfTestimony(db, accession).find((transcript) => transcript.id === id);
  if (!found) throw new NotFound('transcript', String(id));
  return found;
}

/** The transcripts of a testimony, originals first. */
export function transcriptsOfTestimony(db: Database, accession: string): WorkshopTranscript[] {
  return db
    .prepare<[string], Omit<WorkshopTranscript, 'unread'> & { unread: number }>(`
      SELECT transcript.id, testimony.id AS testimonyId, accession, title, testimony.lang AS titleLang, transcript.lang, kind,
        transcript.status, unread, original_id AS originalId, maker, tool, transcript.version,
        (SELECT count(*) FROM passage WHERE passage.transcript_id = transcript.id) AS passages
      FROM testimony JOIN transcript ON transcript.testimony_id = testimony.id
      WHERE accession = ? ORDER BY original_id IS NOT NULL, transcript.id`)
    .all(accession)
    .map((row) => ({ ...row, unread: row.unread === 1 }));
}

/** The passages at these positions, both included. */
export function workshopPassages(
  db: Database,
  transcriptId: number,
  range: { from?: number; to?: number } = {},
): WorkshopPassage[] {
  const rows = db
    .prepare<object, Omit<WorkshopPassage, 'estimated' | 'withheld' | 'uncertain'> & { estimated: number }>(`
      SELECT passage.id, passage.public_id AS publicId, passage.version, passage.part_id AS partId, part.position AS part,
        passage.position, passage.start_ms AS startMs, passage.end_ms AS endMs, passage.estimated, passage.speaker,
        passage.person_id AS personId, person.name, passage.text, passage.original_id AS originalId
      FROM passage JOIN part ON part.id = passage.part_id LEFT JOIN person ON person.id = passage.person_id
      WHERE transcript_id = @transcriptId AND passage.position BETWEEN @from AND @to ORDER BY passage.position`)
    .all({ transcriptId, from: range.from ?? 1, to: range.to ?? Number.MAX_SAFE_INTEGER });
  const withheld = spansBy(db, transcriptId, 'redaction');
  const uncertain = spansBy(db, transcriptId, 'uncertain_word');
  return rows.map((row) => ({
    ...row,
    estimated: row.estimated === 1,
    withheld: withheld.get(row.id) ?? [],
    uncertain: uncertain.get(row.id) ?? [],
  }));
}

function spansBy(db: Database, transcriptId: number, table: 'redaction' | 'uncertain_word') {
  const rows = db
    .prepare<[number], { id: number; start: number; end: number }>(`
      SELECT passage_id AS id, char_start AS start, char_end AS end FROM ${table}
        JOIN passage ON passage.id = ${table}.passage_id
      WHERE passage.transcript_id = ? ORDER BY char_start`)
    .all(transcriptId);
  const spans = new Map<number, { start: number; end: number }[]>();
  for (const { id, start, end } of rows) spans.set(id, [...(spans.get(id) ?? []), { start, end }]);
  return spans;
}

/** The parts of a testimony with their recordings, those of the archive before those kept elsewhere. */
export function workshopParts(db: Database, testimonyId: number): WorkshopPart[] {
  const recordings = db.prepare<[number], WorkshopPart['recordings'][number]>(`
    SELECT id, public_id AS publicId, kind, sha256, remote_url AS remoteUrl, remote_host AS remoteHost FROM asset
    WHERE part_id = ? AND kind IN ('audio', 'video') AND withdrawn_on IS NULL ORDER BY sha256 IS NULL, position, id`);
  return db
    .prepare<[number], Omit<WorkshopPart, 'recordings'>>(`
      SELECT id, position AS number, label, duration_ms AS durationMs, zero_offset_ms AS zeroOffsetMs FROM part
      WHERE testimony_id = ? ORDER BY position`)
    .all(testimonyId)
    .map((part) => ({ ...part, recordings: recordings.all(part.id) }));
}

/** Passages of `other` by the id of the passage of `transcript` that each translates or is translated by. */
export function besideBy(
  transcript: WorkshopTranscript,
  other: { transcript: WorkshopTranscript; passages: WorkshopPassage[] },
  passages: WorkshopPassage[],
): Map<number, WorkshopPassage[]> {
  const byOriginal = new Map<number, WorkshopPassage[]>();
  for (const passage of other.passages) {
    const key = other.transcript.originalId === null ? passage.id : passage.originalId;
    if (key !== null) byOriginal.set(key, [...(byOriginal.get(key) ?? []), passage]);
  }
  return new Map(
    passages.map((passage) => {
      const key = transcript.originalId === null ? passage.id : passage.originalId;
      return [passage.id, key === null ? [] : (byOriginal.get(key) ?? [])];
    }),
  );
}
