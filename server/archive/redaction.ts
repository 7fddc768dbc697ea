import { kept } from '../db/kept.ts';
import type { Database } from '../db/open.ts';
import { sectionOpenTo, whollyOpenTo, withheldStretches } from './access.ts';
import type { Viewer } from './viewer.ts';

/** What stands for withheld words wherever a text is shown, searched or exported. */
export const WITHHELD = '▒▒▒';

export interface Span {
  start: number; // UTF-16 offset
  end: number;
}

/** The text with each span replaced by the sign for withheld words; overlapping and touching spans become one. */
export function withhold(text: string, spans: Span[]): string {
  let shown = '';
  let at = 0;
  for (const span of merged(spans)) {
    shown += text.slice(at, span.start) + WITHHELD;
    at = Math.min(span.end, text.length);
  }
  return shown + text.slice(at);
}

/** Where spans of a text lie once others of it are withheld; those that meet a withheld one are gone. */
export function stillShown(spans: Span[], withheld: Span[]): Span[] {
  if (withheld.length === 0) return spans;
  const hidden = merged(withheld);
  return spans
    .filter(({ start, end }) => !hidden.some((one) => one.start < end && one.end > start))
    .map(({ start, end }) => {
      const before = hidden.filter((one) => one.end <= start);
      const shift = before.reduce((sum, one) => sum + WITHHELD.length - (one.end - one.start), 0);
      return { start: start + shift, end: end + shift };
    });
}

function merged(spans: Span[]): Span[] {
  const result: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last && span.start <= last.end) last.end = Math.max(last.end, span.end);
    else result.push({ ...span });
  }
  return result;
}

/** The redacted spans of the passages of one testimony, by passage id. */
export function redactedSpans(db: Database, testimonyId: number): Map<number, Span[]> {
  const rows = kept<{ testimonyId: number }, Span & { passageId: number }>(
    db,
    `
      SELECT passage_id AS passageId, char_start AS start, char_end AS end
      FROM redaction WHERE testimony_id = @testimonyId AND passage_id IS NOT NULL`,
  ).all({ testimonyId });
  const spans = new Map<number, Span[]>();
  for (const { passageId, start, end } of rows) spans.set(passageId, [...(spans.get(passageId) ?? []), { start, end }]);
  return spans;
}

/** A stretch of a recording, in milliseconds from the beginning of its part. */
export interface Stretch {
  startMs: number;
  endMs: number;
}

/**
 * The stretches of a part's recording that `viewer` may not hear or see: redactions, and sections beyond their reach. A
 * rendition with these silenced is what they may be served.
 */
export function silencedFor(db: Database, viewer: Viewer, partId: number): Stretch[] {
  return kept<Viewer & { partId: number }, Stretch>(
    db,
    `
      SELECT withheld.start_ms AS startMs, withheld.end_ms AS endMs
      FROM part JOIN testimony ON testimony.id = part.testimony_id
        JOIN (${withheldStretches('(SELECT testimony_id FROM part WHERE id = @partId)')}) AS withheld ON withheld.part_id = part.id
      WHERE part.id = @partId AND NOT ${whollyOpenTo('testimony')}
      UNION
      SELECT section.start_ms, section.end_ms FROM section JOIN testimony ON testimony.id = section.testimony_id
      WHERE section.part_id = @partId AND NOT ${sectionOpenTo('section', 'testimony')}
      ORDER BY 1, 2`,
  ).all({ ...viewer, partId });
}
