import { kept, keptColumn } from '../db/kept.ts';
import type { Database } from '../db/open.ts';
import { indexPointOfKnown, knownTestimonies } from './access/known.ts';
import { NotFound } from './errors.ts';
import { nameIn } from './preferred-name.ts';
import { isStaff, type Viewer } from './viewer.ts';

/** How a testimony touches a place: somebody left it, came through or to it, or speaks of it. */
export type PlaceTie = 'left' | 'reached' | 'mentioned';

/** True where a departure of a known testimony is told no closer than its country, and this viewer may not know better. */
const coarsened = (departures: string) => `(NOT known.wholly AND EXISTS (SELECT 1 FROM departure AS told
  WHERE told.testimony_id = known.id AND told.coarse = 1 AND ${departures}))`;

/**
 * The ties of places to testimonies that the viewer may know of; what is shown coarsely ties to no town. `which` is a
 * condition on the id of the place.
 */
const ties = (which: string) => `
  SELECT departure.place_id, departure.testimony_id, 'left' AS tie
  FROM departure JOIN known ON known.id = departure.testimony_id
  WHERE departure.place_id ${which} AND NOT ${coarsened('told.place_id = departure.place_id')}
  UNION ALL
  SELECT leg.place_id, leg.testimony_id, 'reached'
  FROM leg JOIN known ON known.id = leg.testimony_id
  WHERE leg.place_id ${which} AND leg.kind <> 'origin' AND NOT ${coarsened('TRUE')}
  UNION ALL
  SELECT testimony_mention.place_id, testimony_mention.testimony_id, 'mentioned'
  FROM testimony_mention JOIN known ON known.id = testimony_mention.testimony_id
  WHERE testimony_mention.place_id ${which} AND NOT ${coarsened('told.place_id = testimony_mention.place_id')}
  UNION ALL
  SELECT index_point_place.place_id, index_point.testimony_id, 'mentioned'
  FROM index_point_place JOIN index_point ON index_point.id = index_point_place.index_point_id
    JOIN known ON known.id = index_point.testimony_id
  WHERE index_point_place.place_id ${which} AND ${indexPointOfKnown('index_point')}`;

/**
 * Whether the viewer may know of a place: it came with the gazetteer, or a testimony they may know of ties to it or to a
 * place in it. One that an import or an archivist added would tell what a closed testimony speaks of.
 */
export function knowsPlace(db: Database, viewer: Viewer, slug: string): boolean {
  const place = kept<[string], { id: number; shipped: number }>(db, 'SELECT id, shipped FROM place WHERE slug = ?').get(
    slug,
  );
  if (!place) return false;
  if (place.shipped === 1 || isStaff(viewer)) return true;
  return (
    kept<Viewer & { id: number }, unknown>(
      db,
      `
        WITH RECURSIVE ${knownTestimonies('few')},
          inside (id) AS (SELECT @id UNION SELECT place.id FROM place JOIN inside ON place.parent_id = inside.id)
        SELECT 1 FROM (${ties('IN (SELECT id FROM inside)')}) LIMIT 1`,
    ).get({ ...viewer, id: place.id }) !== undefined
  );
}

/** The present country of a place, ISO; null where nobody knows, or there is no such place. */
export function placeCountry(db: Database, slug: string): string | null {
  return keptColumn<[string], string | null>(db, 'SELECT country FROM place WHERE slug = ?').get(slug) ?? null;
}

export interface PlaceLine {
  slug: string;
  name: string;
  country: string | null; // ISO
  testimonies: number;
}

/** Places that testimonies lead to, by name in `lang`; `country` narrows. */
export function places(db: Database, viewer: Viewer, lang: string, country: string | null = null): PlaceLine[] {
  const which = country === null ? 'IS NOT NULL' : 'IN (SELECT id FROM place WHERE country = @country)';
  return kept<Viewer & { lang: string; country: string | null }, PlaceLine>(
    db,
    `
      WITH ${knownTestimonies('all')}, tie AS (
        SELECT place_id, count(DISTINCT testimony_id) AS testimonies FROM (${ties(which)}) GROUP BY place_id)
      SELECT place.slug, ${nameIn('place_name', 'place_id', 'place.id')} AS name, place.country, tie.testimonies
      FROM tie JOIN place ON place.id = tie.place_id ORDER BY name`,
  ).all({ ...viewer, lang, country });
}

export interface PlacePage {
  slug: string;
  name: string;
  kind: string;
  country: string | null;
  latitude: number | null;
  longitude: number | null;
  parent: { slug: string; name: string } | null;
  names: { name: string; lang: string; kind: string; fromYear: number | null; toYear: number | null }[];
  identifiers: { scheme: string; value: string }[];
  testimonies: { id: number; tie: PlaceTie }[];
}

/** Any place of the gazetteer has a page, also before a testimony leads there. Throws NotFound, also for one not to be known. */
export function placePage(db: Database, viewer: Viewer, slug: string, lang: string): PlacePage {
  const place = kept<
    { slug: string; lang: string },
    Omit<PlacePage, 'parent' | 'names' | 'identifiers' | 'testimonies'> & { id: number; parentId: number | null }
  >(
    db,
    `
      SELECT id, slug, ${nameIn('place_name', 'place_id', 'place.id')} AS name, kind, country, latitude, longitude,
        parent_id AS parentId
      FROM place WHERE slug = @slug`,
  ).get({ slug, lang });
  if (!place || !knowsPlace(db, viewer, slug)) throw new NotFound('place', slug);
  const { id, parentId, ...fields } = place;
  return {
    ...fields,
    parent:
      kept<{ parentId: number | null; lang: string }, { slug: string; name: string }>(
        db,
        `
          SELECT slug, ${nameIn('place_name', 'place_id', 'place.id')} AS name FROM place WHERE id = @parentId`,
      ).get({ parentId, lang }) ?? null,
    names: kept<[number], PlacePage['names'][number]>(
      db,
      `
        SELECT name, lang, kind, from_year AS fromYear, to_year AS toYear FROM place_name WHERE place_id = ? ORDER BY lang, kind, name`,
    ).all(id),
    identifiers: kept<[number], { scheme: string; value: string }>(
      db,
      'SELECT scheme, value FROM place_identifier WHERE place_id = ?',
    ).all(id),
    testimonies: kept<Viewer & { id: number }, { id: number; tie: PlaceTie }>(
      db,
      `
        WITH ${knownTestimonies('few')} SELECT testimony_id AS id, min(tie) AS tie FROM (${ties('= @id')})
        GROUP BY testimony_id ORDER BY tie, testimony_id`,
    ).all({ ...viewer, id }),
  };
}
