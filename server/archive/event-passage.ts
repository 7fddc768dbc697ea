import { kept, keptColumn } from '../db/kept.ts';
import type { Database } from '../db/open.ts';
import { describedTo, indexPointOpenTo, passageOpenTo } from './access.ts';
import type { Viewer } from './viewer.ts';

const SHORTEST = 60; // letters: more than a question

/**
 * The id of a passage that an index says is about an event: the first of some length from where it begins, of a testimony of
 * leaving `country`. Null where there is none that the viewer may read.
 */
export function indexedPassage(db: Database, viewer: Viewer, event: string, country: string): number | null {
  return (
    keptColumn<Viewer & { event: string; country: string; shortest: number }, number>(
      db,
      `
        SELECT passage.id
        FROM term JOIN index_point_keyword ON index_point_keyword.term_id = term.id
          JOIN index_point ON index_point.id = index_point_keyword.index_point_id
          JOIN testimony ON testimony.id = index_point.testimony_id
          JOIN passage ON passage.part_id = index_point.part_id AND passage.start_ms >= index_point.start_ms
          JOIN transcript ON transcript.id = passage.transcript_id
        WHERE term.vocabulary = 'event' AND term.slug = @event AND transcript.original_id IS NULL
          AND length(passage.text) >= @shortest AND transcript.status <> 'machine draft'
          AND NOT EXISTS (SELECT 1 FROM content_note WHERE content_note.testimony_id = testimony.id
            AND (content_note.passage_id IS NULL OR content_note.passage_id = passage.id))
          AND EXISTS (SELECT 1 FROM departure LEFT JOIN place ON place.id = departure.place_id
            WHERE departure.testimony_id = testimony.id AND coalesce(departure.country, place.country) = @country)
          AND ${describedTo('testimony')} AND ${indexPointOpenTo('index_point', 'testimony')}
          AND ${passageOpenTo('passage', 'testimony')}
        ORDER BY index_point.id, passage.start_ms LIMIT 1`,
    ).get({ ...viewer, event, country, shortest: SHORTEST }) ?? null
  );
}

/** Those of the passages that readers are told something before: of themselves, what they translate, or the whole testimony. */
export function warnedOf(db: Database, passages: readonly number[]): Set<number> {
  return new Set(
    keptColumn<[string], number>(
      db,
      `
        SELECT passage.id FROM passage JOIN part ON part.id = passage.part_id
          JOIN content_note ON content_note.testimony_id = part.testimony_id
        WHERE passage.id IN (SELECT value FROM json_each(?))
          AND (content_note.passage_id IS NULL OR content_note.passage_id IN (passage.id, passage.original_id))`,
    ).all(JSON.stringify(passages)),
  );
}

/** The accession number of the testimony of each passage. */
export function accessionsOf(db: Database, passages: readonly number[]): Map<number, string> {
  const rows = kept<[string], { id: number; accession: string }>(
    db,
    `
      SELECT passage.id, testimony.accession FROM passage JOIN part ON part.id = passage.part_id
        JOIN testimony ON testimony.id = part.testimony_id
      WHERE passage.id IN (SELECT value FROM json_each(?))`,
  ).all(JSON.stringify(passages));
  return new Map(rows.map(({ id, accession }) => [id, accession]));
}

/** What an event is called, in every language and spelling; the more usual names first. */
export function namesOfEvent(db: Database, slug: string): string[] {
  return keptColumn<[string], string>(
    db,
    `
      SELECT label FROM term JOIN term_label ON term_label.term_id = term.id
      WHERE term.vocabulary = 'event' AND term.slug = ? ORDER BY term_label.kind, length(label), label`,
  ).all(slug);
}
