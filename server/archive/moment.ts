/** Moments: what was said once, in the words of the original and in those of its translations. */
import { kept } from '../db/kept.ts';
import type { Database } from '../db/open.ts';
import { passageOpenTo } from './access.ts';
import type { Viewer } from './viewer.ts';

/** In which text of its testimony a passage stands, and which moment it is of. */
export interface PassageOfMoment {
  id: number;
  moment: number; // the passage of the original that it is, or translates
  transcriptId: number;
  lang: string;
}

/** Of each of `ids` that `viewer` may read, its moment, in the order of `ids`. */
export function momentsOf(db: Database, viewer: Viewer, ids: number[]): PassageOfMoment[] {
  const rows = kept<Viewer & { ids: string }, PassageOfMoment>(
    db,
    `
      SELECT passage.id, coalesce(passage.original_id, passage.id) AS moment, transcript.id AS transcriptId, transcript.lang
      FROM passage JOIN transcript ON transcript.id = passage.transcript_id
        JOIN testimony ON testimony.id = transcript.testimony_id
      WHERE passage.id IN (SELECT value FROM json_each(@ids)) AND ${passageOpenTo('passage', 'testimony')}`,
  ).all({ ...viewer, ids: JSON.stringify(ids) });
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => byId.get(id)).filter((row) => row !== undefined);
}

/** The first passage of each moment. */
export function eachMomentOnce<Of extends { moment: number }>(passages: readonly Of[]): Of[] {
  const seen = new Set<number>();
  return passages.filter(({ moment }) => !seen.has(moment) && seen.add(moment));
}

/**
 * Which text to open to read these moments, the best first: the one that has most of them, of as many the one with the best;
 * and which beside it, where it has others.
 */
export function textToOpen(passages: readonly PassageOfMoment[]): { text: string | null; beside: string | null } {
  const texts = new Map<string, Set<number>>();
  for (const { lang, moment } of passages) texts.set(lang, (texts.get(lang) ?? new Set()).add(moment));
  const most = (size: (moments: Set<number>) => number) =>
    [...texts].reduce<[string, number]>(
      (best, [lang, moments]) => (size(moments) > best[1] ? [lang, size(moments)] : best),
      ['', 0],
    );
  const [text] = most(({ size }) => size);
  const read = texts.get(text);
  const [beside] = most((moments) => [...moments].filter((moment) => !read?.has(moment)).length);
  return { text: text || null, beside: beside || null };
}
