/** What came out last of a search: for its feed and for news of it. */
import type { Archive } from '../archive/archive.ts';
import { outSinceOf } from '../archive/latest.ts';
import type { Viewer } from '../archive/viewer.ts';
import type { SearchEngine } from './engine.ts';
import { askedOf, type FindRequest } from './find.ts';

/** A testimony and the moment, in UTC, since when readers can know of it. */
export interface CameOut {
  id: number;
  since: string;
}

const AT_ONCE = 100;

/**
 * The testimonies that a search finds for `viewer`, what came out last first: at most `most` of them, and only those that came
 * out later than `after`.
 */
export async function newestFound(
  searched: { archive: Archive; engine: SearchEngine },
  viewer: Viewer,
  request: Pick<FindRequest, 'q' | 'filters' | 'spellings'>,
  { most, after = '' }: { most: number; after?: string },
): Promise<CameOut[]> {
  const found: CameOut[] = [];
  const perPage = Math.min(most, AT_ONCE);
  for (let page = 1; ; page++) {
    const { asked, resolved } = askedOf(searched, viewer, { ...request, sort: 'published', page, perPage }, 0);
    if (resolved.notes.includes('no-words')) return [];
    const { hits, pages } = await searched.engine.search(asked);
    const ids = hits.map(({ testimonyId }) => testimonyId);
    const since = outSinceOf(searched.archive.db, viewer, ids);
    const dated = ids.flatMap((id) => (since.has(id) ? [{ id, since: since.get(id)! }] : []));
    const later = dated.filter((one) => one.since > after);
    found.push(...later);
    // What is not out comes after all that is, and what came out earlier after what came out later.
    if (found.length >= most || page >= pages || later.length < hits.length) return found.slice(0, most);
  }
}
