import type { Database } from '../db/open.ts';
import { describedTo, indexPointOpenTo } from './access.ts';
import { NotFound } from './errors.ts';
import { nameIn } from './testimony-page.ts';
import type { Viewer } from './viewer.ts';

/** How a testimony touches a place: somebody left it, came through or to it, or speaks of it. */
export type PlaceTie = 'left' | 'reached' | 'mentioned';

/** Every tie of a place to a testimony that the viewer may know of; what is shown coarsely ties to no town. */
const TIES = `
  SELECT departure.place_id, departure.testimony_id, 'left' AS tie
  FROM departure JOIN testimony ON testimony.id = departure.testimony_id
  WHERE departure.place_id IS NOT NULL AND (departure.coarse = 0 OR @reach >= 3) AND ${describedTo('testimony')}
  UNION
  SELECT leg.place_id, leg.testimony_id, 'reached'
  FROM leg JOIN testimony ON testimony.id = leg.testimony_id
  WHERE leg.place_id IS NOT NULL AND leg.kind <> 'origin' AND ${describedTo('testimony')}
    AND (@reach >= 3 OR NOT EXISTS (SELECT 1 FROM departure WHERE departure.testimony_id = leg.testimony_id AND coarse = 1))
  UNION
  SELECT testimony_mention.place_id, testimony_mention.testimony_id, 'mentioned'
  FROM testimony_mention JOIN testimony ON testimony.id = testimony_mention.testimony_id
  WHERE testimony_mention.place_id IS NOT NULL AND ${describedTo('testimony')}
  UNION
  SELECT index_point_place.place_id, index_point.testimony_id, 'mentioned'
  FROM index_point_place JOIN index_point ON index_point.id = index_point_place.index_point_id
    JOIN testimony ON testimony.id = index_point.testimony_id
  WHERE index_point_place.place_id IS NOT NULL AND ${indexPointOpenTo('index_point', 'testimony')}`;

export interface PlaceLine {
  slug: string;
  name: string;
  country: string | null; // ISO
  testimonies: number;
}

/** Places that testimonies lead to, by name in `lang`; `country` narrows. */
export function places(db: Database, viewer: Viewer, lang: string, country: string | null = null): PlaceLine[] {
  return db
    .prepare<Viewer & { lang: string; country: string | null }, PlaceLine>(`
      WITH tie AS (${TIES})
      SELECT place.slug, ${nameIn('place_name', 'place_id', 'place.id')} AS name, place.country,
        count(DISTINCT tie.testimony_id) AS testimonies
      FROM tie JOIN place ON place.id = tie.place_id WHERE @country IS NULL OR place.country = @country
      GROUP BY place.id ORDER BY name`)
    .all({ ...viewer, lang, country });
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

/** Any place of the gazetteer has a page, also before a testimony leads there. Throws NotFound. */
export function placePage(db: Database, viewer: Viewer, slug: string, lang: string): PlacePage {
  const place = db
    .prepare<
      { slug: string; lang: string },
      Omit<PlacePage, 'parent' | 'names' | 'identifiers' | 'testimonies'> & { id: number; parentId: number | null }
    >(`
      SELECT id, slug, ${nameIn('place_name', 'place_id', 'place.id')} AS name, kind, country, latitude, longitude,
        parent_id AS parentId
      FROM place WHERE slug = @slug`)
    .get({ slug, lang });
  if (!place) throw new NotFound('place', slug);
  const { id, parentId, ...fields } = place;
  return {
    ...fields,
    parent:
      db
        .prepare<{ parentId: number | null; lang: string }, { slug: string; name: string }>(`
          SELECT slug, ${nameIn('place_name', 'place_id', 'place.id')} AS name FROM place WHERE id = @parentId`)
        .get({ parentId, lang }) ?? null,
    names: db
      .prepare<[number], PlacePage['names'][number]>(`
        SELECT name, lang, kind, from_year AS fromYear, to_year AS toYear FROM place_name WHERE place_id = ? ORDER BY lang, kind, name`)
      .all(id),
    identifiers: db
      .prepare<[number], { scheme: string; value: string }>(
        'SELECT scheme, value FROM place_identifier WHERE place_id = ?',
      )
      .all(id),
    testimonies: db
      .prepare<Viewer & { id: number }, { id: number; tie: PlaceTie }>(`
        WITH tie AS (${TIES}) SELECT testimony_id AS id, min(tie) AS tie FROM tie WHERE place_id = @id
        GROUP BY testimony_id ORDER BY tie, testimony_id`)
      .all({ ...viewer, id }),
  };
}
