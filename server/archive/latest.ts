import { keptColumn } from '../db/kept.ts';
import type { Database } from '../db/open.ts';
import { describedTo } from './access.ts';
import type { Viewer } from './viewer.ts';

/** The testimonies published last that `viewer` may know of, newest first. */
export function latestTestimonies(db: Database, viewer: Viewer, limit: number): number[] {
  return keptColumn<Viewer & { limit: number }, number>(
    db,
    `
      SELECT id FROM testimony WHERE published_at IS NOT NULL AND ${describedTo('testimony')}
      ORDER BY published_at DESC, id DESC LIMIT @limit`,
  ).all({ ...viewer, limit });
}
