import { kept, keptColumn } from '../db/kept.ts';
import type { Database } from '../db/open.ts';
import { describedTo } from './access.ts';
import type { Viewer } from './viewer.ts';

/**
 * SQL: since when readers can know of a testimony, in UTC: when it was published, or when the embargo over it ended, which
 * lets it out as well. Null where it is not published, and while an embargo with a day holds. Asks for `@today`.
 */
export function outSince(testimony: string): string {
  return `CASE WHEN ${testimony}.status = 'published' AND coalesce(${testimony}.embargo_until, '') <= @today
    THEN max(${testimony}.published_at, coalesce(${testimony}.embargo_until || 'T00:00:00.000Z', ''),
      CASE WHEN ${testimony}.embargo_lifted_on <= @today THEN ${testimony}.embargo_lifted_on || 'T00:00:00.000Z' ELSE '' END) END`;
}

/** The testimonies that came out last that `viewer` may know of, newest first; of a `country` of origin, or of all. */
export function latestTestimonies(
  db: Database,
  viewer: Viewer,
  limit: number,
  country: string | null = null,
): number[] {
  const from = `testimony.id IN (
    SELECT testimony_id FROM departure LEFT JOIN place ON place.id = departure.place_id
    WHERE coalesce(departure.country, place.country) = @country)`;
  return keptColumn<Viewer & { limit: number; country: string | null }, number>(
    db,
    `
      SELECT id FROM testimony WHERE published_at IS NOT NULL AND ${describedTo('testimony')} ${country === null ? '' : `AND ${from}`}
      ORDER BY ${outSince('testimony')} DESC, id DESC LIMIT @limit`,
  ).all({ ...viewer, limit, country });
}

/** Since when each of these testimonies is out, of those that `viewer` may know of; in UTC. */
export function outSinceOf(db: Database, viewer: Viewer, ids: readonly number[]): Map<number, string> {
  const rows = kept<Viewer & { ids: string }, { id: number; since: string | null }>(
    db,
    `
      SELECT id, ${outSince('testimony')} AS since FROM testimony
      WHERE id IN (SELECT value FROM json_each(@ids)) AND ${describedTo('testimony')}`,
  ).all({ ...viewer, ids: JSON.stringify(ids) });
  return new Map(rows.flatMap(({ id, since }) => (since === null ? [] : [[id, since] as const])));
}
