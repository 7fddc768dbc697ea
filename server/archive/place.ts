import type { Database } from '../db/open.ts';
import { freeSlug, nameKey } from './names.ts';

export interface PlaceRef {
  id: number;
  country: string | null;
}

/** Every place by every spelling of its name, for one run of an import. Spellings shared by several places give several. */
export function placesByName(db: Database): Map<string, PlaceRef[]> {
  const rows = db
    .prepare<[], PlaceRef & { name: string }>(`
      SELECT place.id, place.country, place_name.name FROM place_name JOIN place ON place.id = place_name.place_id
      ORDER BY place.community DESC, place.id`)
    .all();
  const byName = new Map<string, PlaceRef[]>();
  for (const { name, id, country } of rows) {
    const key = nameKey(name);
    const known = byName.get(key) ?? [];
    if (!known.some((place) => place.id === id)) known.push({ id, country });
    byName.set(key, known);
  }
  return byName;
}

/**
 * The place a name means: the one with that spelling in `country`, or the only one anywhere. Without a country, where several
 * places are called so, the one of which nobody knows the country yet; null where nothing fits.
 */
export function placeNamed(names: Map<string, PlaceRef[]>, name: string, country: string | null): PlaceRef | null {
  const candidates = names.get(nameKey(name)) ?? [];
  if (country) return candidates.find((place) => place.country === country) ?? null;
  if (candidates.length === 1) return candidates[0]!;
  return candidates.find((place) => place.country === null) ?? null;
}

/** Adds a place that the gazetteer does not know, without coordinates, for an archivist to complete. */
export function addPlace(
  db: Database,
  place: {
    name: string;
    lang: string;
    country: string | null;
    kind?: 'city' | 'town' | 'village' | 'quarter' | 'camp';
  },
): PlaceRef {
  const slug = freeSlug(db, 'place', place.name);
  const { lastInsertRowid } = db
    .prepare('INSERT INTO place (slug, kind, country) VALUES (@slug, @kind, @country)')
    .run({ slug, kind: place.kind ?? 'town', country: place.country });
  db.prepare("INSERT INTO place_name (place_id, lang, name, kind) VALUES (@id, @lang, @name, 'preferred')").run({
    id: lastInsertRowid,
    lang: place.lang,
    name: place.name,
  });
  return { id: Number(lastInsertRowid), country: place.country };
}

/** Places that an import made and some of these testimonies name. */
export function placesAddedFor(db: Database, testimonyIds: number[]): number[] {
  return db
    .prepare<{ ids: string }, number>(`
      SELECT id FROM place WHERE shipped = 0 AND id IN (
        SELECT place_id FROM departure WHERE testimony_id IN (SELECT value FROM json_each(@ids))
        UNION SELECT place_id FROM leg WHERE testimony_id IN (SELECT value FROM json_each(@ids))
        UNION SELECT place_id FROM session WHERE testimony_id IN (SELECT value FROM json_each(@ids))
        UNION SELECT place_id FROM testimony_mention WHERE testimony_id IN (SELECT value FROM json_each(@ids)))`)
    .pluck()
    .all({ ids: JSON.stringify(testimonyIds) });
}

/** Removes those of these places that nothing names any more and that are still as an import made them: a name, no more. */
export function sweepPlaces(db: Database, ids: number[]): void {
  const uses = ['departure', 'leg', 'session', 'testimony_mention', 'loss', 'asset', 'index_point_place', 'term_place']
    .map((table) => `AND NOT EXISTS (SELECT 1 FROM ${table} WHERE ${table}.place_id = place.id)`)
    .join('\n');
  const sweep = db.prepare(`
    DELETE FROM place WHERE id = ? AND shipped = 0 AND latitude IS NULL AND parent_id IS NULL
      AND (SELECT count(*) FROM place_name WHERE place_id = place.id) = 1
      AND NOT EXISTS (SELECT 1 FROM place_identifier WHERE place_id = place.id)
      AND NOT EXISTS (SELECT 1 FROM place AS part WHERE part.parent_id = place.id)
      AND NOT EXISTS (SELECT 1 FROM person WHERE birth_place_id = place.id)
      ${uses}`);
  for (const id of ids) sweep.run(id);
}
