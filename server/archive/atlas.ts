/** What maps are made of: where countries and places lie, and what they are called now or were in a year of the past. */
import { kept } from '../db/kept.ts';
import type { Database } from '../db/open.ts';
import { whileUnchanged } from '../db/unchanged.ts';
import { nameIn } from './preferred-name.ts';

export interface AtlasCountry {
  code: string; // ISO 3166-1 alpha-2
  numeric: string; // three digits, the id of its outline
  name: string;
  latitude: number;
  longitude: number;
}

/** Every country by its code, called as in `lang`. */
export function countriesOfAtlas(db: Database, lang: string): ReadonlyMap<string, AtlasCountry> {
  return whileUnchanged(db, `countries of the atlas ${lang}`, () => readCountries(db, lang));
}

function readCountries(db: Database, lang: string): Map<string, AtlasCountry> {
  const rows = kept<{ lang: string }, AtlasCountry>(
    db,
    `
      SELECT code, numeric_code AS numeric, latitude, longitude, ${nameIn('country_name', 'country', 'country.code')} AS name
      FROM country WHERE numeric_code IS NOT NULL`,
  ).all({ lang });
  return new Map(rows.map((row) => [row.code, row]));
}

/** Polities that were a part of a country of today beside the rest of it: they say nothing of the country as a whole. */
export const PARTS: ReadonlySet<string> = new Set([
  'aden-colony',
  'aden-protectorate',
  'aden-settlement',
  'emirate-of-bukhara',
  'federation-of-south-arabia',
  'italian-aegean-islands',
  'kingdom-of-hejaz',
  'mount-lebanon-mutasarrifate',
  'sanjak-of-alexandretta',
  'shanghai-international-settlement',
  'spanish-protectorate-morocco',
  'tangier-international-zone',
]);

/**
 * What the countries of today belonged to in a year, by code: of several polities those of the fewest countries, as Ottoman
 * Iraq within the Ottoman Empire. Two where a country of today was two.
 */
export function politiesIn(db: Database, year: number, lang: string): ReadonlyMap<string, string[]> {
  return whileUnchanged(db, `polities in ${year} ${lang}`, () => readPolities(db, year, lang));
}

function readPolities(db: Database, year: number, lang: string): Map<string, string[]> {
  const rows = kept<{ year: number; lang: string }, { country: string; slug: string; name: string; countries: number }>(
    db,
    `
      SELECT polity_country.country, polity.slug, ${nameIn('polity_name', 'polity_id', 'polity.id')} AS name,
        (SELECT count(*) FROM polity_country AS other WHERE other.polity_id = polity.id) AS countries
      FROM polity JOIN polity_country ON polity_country.polity_id = polity.id
      WHERE coalesce(from_year, -9999) <= @year AND coalesce(to_year, 9999) > @year
      ORDER BY countries, from_year, polity.slug`,
  )
    .all({ year, lang })
    .filter(({ slug }) => !PARTS.has(slug));
  const fewest = new Map<string, { countries: number; names: string[] }>();
  for (const { country, name, countries } of rows) {
    const known = fewest.get(country);
    if (!known) fewest.set(country, { countries, names: [name] });
    else if (known.countries === countries) known.names.push(name);
  }
  return new Map([...fewest].map(([country, { names }]) => [country, names]));
}

/** A place of the gazetteer. Coordinates in degrees; null where nobody knows. */
export interface AtlasPlace {
  slug: string;
  name: string; // of the year asked for, where it had another then
  nameNow: string;
  kind: 'region' | 'city' | 'town' | 'village' | 'quarter' | 'camp';
  country: string | null;
  latitude: number | null;
  longitude: number | null;
}

/** Those of `slugs` that are places, called as in `lang`; in `year` where that is a year, and of one `country` where one is named. */
export function placesOfAtlas(
  db: Database,
  slugs: readonly string[],
  lang: string,
  { year = null, country = null }: { year?: number | null; country?: string | null } = {},
): AtlasPlace[] {
  return kept<{ slugs: string; lang: string; year: number | null; country: string | null }, AtlasPlace>(
    db,
    `
      SELECT slug, kind, country, latitude, longitude, nameNow, coalesce((
        SELECT name FROM place_name AS past WHERE @year IS NOT NULL AND past.place_id = named.id AND past.lang = @lang
          AND past.kind = 'historical' AND coalesce(past.from_year, -9999) <= @year AND coalesce(past.to_year, 9999) > @year
        ORDER BY past.from_year DESC LIMIT 1), nameNow) AS name
      FROM (SELECT id, slug, kind, country, latitude, longitude, ${nameIn('place_name', 'place_id', 'place.id')} AS nameNow
        FROM place WHERE slug IN (SELECT value FROM json_each(@slugs)) AND (@country IS NULL OR country = @country)) AS named`,
  ).all({ slugs: JSON.stringify(slugs), lang, year, country });
}

/** An event of the vocabulary on an axis of years. */
export interface AtlasEvent {
  slug: string;
  label: string;
  date: string; // EDTF
  yearMin: number;
  yearMax: number;
}

/** Those of `slugs` that are events with a date, by their date. */
export function eventsOfAtlas(db: Database, slugs: readonly string[], lang: string): AtlasEvent[] {
  return kept<{ slugs: string; lang: string }, AtlasEvent>(
    db,
    `
      SELECT slug, ${nameIn('term_label', 'term_id', 'term.id', 'label')} AS label, date, year_min AS yearMin, year_max AS yearMax
      FROM term WHERE vocabulary = 'event' AND slug IN (SELECT value FROM json_each(@slugs))
        AND date IS NOT NULL AND year_min IS NOT NULL AND year_max IS NOT NULL ORDER BY year_min, date, label`,
  ).all({ slugs: JSON.stringify(slugs), lang });
}
