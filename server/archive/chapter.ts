import { kept } from '../db/kept.ts';
import type { Database } from '../db/open.ts';

/** A stretch of a transcript that fits on one page: positions of its first and last passage, both included. */
export interface Chapter {
  number: number; // from 1
  from: number;
  to: number;
  part: number;
  startMs: number | null;
  /** Index points that begin in it, each with the passage it begins at. */
  indexPoints: IndexPointStart[];
}

export interface IndexPointStart {
  id: number;
  position: number; // of the passage
  publicId: string; // of the passage
}

const SHORTEST = 25; // passages, before an index point may begin a new chapter
const LONGEST = 60;

/**
 * The chapters of a transcript: they begin at its index points, joined where those lie close together and divided where
 * they lie far apart. The same for everyone who looks, so that addresses stay.
 */
export function chaptersOf(db: Database, transcriptId: number): Chapter[] {
  const passages = kept<[number], { position: number; part: number; startMs: number | null }>(
    db,
    `
      SELECT passage.position, part.position AS part, passage.start_ms AS startMs
      FROM passage JOIN part ON part.id = passage.part_id WHERE passage.transcript_id = ? ORDER BY passage.position`,
  ).all(transcriptId);
  if (passages.length === 0) return [];
  const points = indexPointStarts(db, transcriptId);
  const starts = new Set(points.map((point) => point.position));
  const chapters: Chapter[] = [];
  let from = 0;
  passages.forEach((passage, at) => {
    const length = at - from;
    const newPart = at > 0 && passage.part !== passages[at - 1]!.part && length >= SHORTEST;
    const left = passages.length - at;
    const begins = length >= LONGEST || newPart || (length >= SHORTEST && starts.has(passage.position));
    if (at > 0 && begins && left >= SHORTEST / 2) {
      chapters.push(chapter(chapters.length + 1, passages.slice(from, at), points));
      from = at;
    }
  });
  chapters.push(chapter(chapters.length + 1, passages.slice(from), points));
  return chapters;
}

function chapter(
  number: number,
  passages: { position: number; part: number; startMs: number | null }[],
  points: IndexPointStart[],
): Chapter {
  const [from, to] = [passages[0]!.position, passages.at(-1)!.position];
  return {
    number,
    from,
    to,
    part: passages[0]!.part,
    startMs: passages[0]!.startMs,
    indexPoints: points.filter(({ position }) => position >= from && position <= to),
  };
}

/** Each index point with the passage it begins in: the last that starts no later than the point itself does. */
function indexPointStarts(db: Database, transcriptId: number): IndexPointStart[] {
  return kept<[number], IndexPointStart>(
    db,
    `
      WITH start AS (
        SELECT index_point.id, index_point.start_ms, transcript.id AS transcript_id, coalesce(
          (SELECT max(passage.position) FROM passage WHERE passage.transcript_id = transcript.id
            AND passage.part_id = index_point.part_id AND passage.start_ms <= index_point.start_ms + 500),
          (SELECT min(passage.position) FROM passage WHERE passage.transcript_id = transcript.id
            AND passage.part_id = index_point.part_id)) AS position
        FROM transcript JOIN index_point ON index_point.testimony_id = transcript.testimony_id WHERE transcript.id = ?)
      SELECT start.id, start.position, passage.public_id AS publicId
      FROM start JOIN passage ON passage.transcript_id = start.transcript_id AND passage.position = start.position
      ORDER BY start.position, start.start_ms`,
  ).all(transcriptId);
}

/** The chapter that a position lies in. */
export function chapterAt(chapters: Chapter[], position: number): Chapter | null {
  return chapters.find(({ from, to }) => position >= from && position <= to) ?? null;
}
