import { keptColumn } from '../db/kept.ts';
import type { Database } from '../db/open.ts';
import { describedTo } from './access.ts';
import type { Viewer } from './viewer.ts';

/** The testimonies published last that `viewer` may know of, newest first; of a `country` of origin, or of all. */
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
      ORDER BY published_at DESC, id DESC LIMIT @limit`,
  ).all({ ...viewer, limit, country });
}

/** When a testimony was published, in UTC; null where it is not. */
export function publishedAt(db: Database, id: number): string | null {
  return keptColumn<[number], string | null>(db, 'SELECT published_at FROM testimony WHERE id = ?').get(id) ?? null;
}
