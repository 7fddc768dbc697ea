/** Who and what a photograph shows, who took it and when: as far as the viewer may know of each. */
import { kept } from '../../db/kept.ts';
import type { Database } from '../../db/open.ts';
import { namedTo, whollyOpenTo } from '../access.ts';
import { hasPage } from '../person-page.ts';
import { shownAs } from '../person-privacy.ts';
import { knowsPlace } from '../place-page.ts';
import { nameIn } from '../preferred-name.ts';
import type { Viewer } from '../viewer.ts';

export interface PersonPictured {
  slug: string;
  name: string;
  nameLang: string | null;
}

export interface Pictured {
  people: PersonPictured[]; // from one side to the other
  maker: PersonPictured | null;
  place: { slug: string; name: string; country: string | null } | null;
  date: string | null; // EDTF
}

/**
 * By the asset's id. People are those with a page of their own who appear here under their own name; a place and a date are told
 * where no year and place of this testimony are shown only roughly.
 */
export function picturedIn(db: Database, viewer: Viewer, testimonyId: number, lang: string): Map<number, Pictured> {
  const values = { ...viewer, testimonyId, lang };
  const found = new Map<number, Pictured>();
  const of = (assetId: number): Pictured => {
    const known = found.get(assetId) ?? { people: [], maker: null, place: null, date: null };
    found.set(assetId, known);
    return known;
  };
  const people = kept<typeof values, PersonPictured & { assetId: number; taken: number }>(
    db,
    `
      WITH seen AS (
        SELECT asset_id, person_id, position, 0 AS taken FROM asset_person
        UNION ALL SELECT id, maker_id, 0, 1 FROM asset WHERE maker_id IS NOT NULL)
      SELECT seen.asset_id AS assetId, seen.taken, pictured.slug, pictured.name, pictured.name_lang AS nameLang
      FROM seen JOIN asset ON asset.id = seen.asset_id JOIN testimony AS home ON home.id = asset.testimony_id
        JOIN person AS pictured ON pictured.id = seen.person_id
      WHERE asset.testimony_id = @testimonyId AND ${namedTo('home')} AND ${shownAs('home.id', 'pictured.id')} IS NULL
        AND ${hasPage('pictured.id')}
      ORDER BY seen.taken, seen.position, pictured.id`,
  ).all(values);
  for (const { assetId, taken, ...person } of people) {
    if (taken) of(assetId).maker = person;
    else of(assetId).people.push(person);
  }
  const places = kept<
    typeof values,
    { assetId: number; date: string | null; slug: string | null; name: string | null; country: string | null }
  >(
    db,
    `
      SELECT asset.id AS assetId, asset.date, place.slug, ${nameIn('place_name', 'place_id', 'place.id')} AS name, place.country
      FROM asset JOIN testimony AS home ON home.id = asset.testimony_id LEFT JOIN place ON place.id = asset.place_id
      WHERE asset.testimony_id = @testimonyId AND (asset.date IS NOT NULL OR asset.place_id IS NOT NULL)
        AND (${whollyOpenTo('home')}
          OR NOT EXISTS (SELECT 1 FROM departure WHERE departure.testimony_id = home.id AND coarse = 1))`,
  ).all(values);
  for (const { assetId, date, slug, name, country } of places) {
    const picture = of(assetId);
    picture.date = date;
    if (slug !== null && name !== null && knowsPlace(db, viewer, slug)) picture.place = { slug, name, country };
  }
  return found;
}
