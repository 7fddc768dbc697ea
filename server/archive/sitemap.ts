import { kept } from '../db/kept.ts';
import type { Database } from '../db/open.ts';
import { audienceOf, describedTo, EVERYONE } from './access.ts';
import { shownPeople } from './person-page.ts';
import { visitor } from './viewer.ts';

/** A page that search engines may list; `changed` is a day, where it is known. */
export interface Listed {
  path: string; // without the language
  changed: string | null;
}

const LISTS = ['/', '/countries', '/people', '/places', '/topics', '/collections', '/contribute'];

/**
 * Every page that search engines may list: what a visitor may read wholly, and nothing that is an illustrative sample or leads
 * to samples alone. `today` is a calendar day, by which embargoes begin and lapse.
 */
export function listedPages(db: Database, today: string): Listed[] {
  const viewer = visitor(today);
  const open = `testimony.sample = 0 AND ${describedTo('testimony')} AND ${audienceOf('transcript', 'testimony')} = ${EVERYONE}`;
  const rows = kept<typeof viewer, Listed>(
    db,
    `
      SELECT '/testimonies/' || accession AS path, substr(max(coalesce(published_at, ''), coalesce(updated_at, '')), 1, 10) AS changed
      FROM testimony WHERE ${open}
      UNION ALL SELECT DISTINCT '/countries/' || coalesce(departure.country, place.country), NULL
      FROM departure LEFT JOIN place ON place.id = departure.place_id JOIN testimony ON testimony.id = departure.testimony_id
      WHERE coalesce(departure.country, place.country) IS NOT NULL AND ${open}
      UNION ALL SELECT DISTINCT '/people/' || person.slug, NULL ${shownPeople} AND testimony.sample = 0 AND person.sample = 0
      UNION ALL SELECT DISTINCT '/collections/' || collection.slug, NULL
      FROM collection JOIN testimony ON testimony.collection_id = collection.id WHERE collection.sample = 0 AND ${open}
      UNION ALL SELECT '/pages/' || slug, substr(published_at, 1, 10) FROM page WHERE published_at IS NOT NULL`,
  ).all(viewer);
  return [...LISTS.map((path) => ({ path, changed: null })), ...rows].map(({ path, changed }) => ({
    path: path.split('/').map(encodeURIComponent).join('/'),
    changed: changed || null,
  }));
}
