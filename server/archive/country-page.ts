import { kept } from '../db/kept.ts';
import type { Database } from '../db/open.ts';
import { whileUnchanged } from '../db/unchanged.ts';
import { describedTo, whollyOpenTo } from './access.ts';
import { nameIn } from './preferred-name.ts';
import { knowsTerm } from './term-page.ts';
import { nameOf, type Viewer } from './viewer.ts';

/** A country of origin and what the archive holds from it. Years are calendar years; null where nobody is dated. */
export interface CountryOfOrigin {
  code: string; // ISO 3166-1 alpha-2
  testimonies: number;
  firstDeparture: number | null;
  lastDeparture: number | null;
}

const DEPARTURES = `
  SELECT coalesce(departure.country, place.country) AS country, departure.testimony_id, departure.place_id,
    CASE WHEN coarse = 0 OR ${whollyOpenTo('testimony')} THEN departure.year_min END AS year_min,
    CASE WHEN coarse = 0 OR ${whollyOpenTo('testimony')} THEN departure.year_max END AS year_max
  FROM departure LEFT JOIN place ON place.id = departure.place_id JOIN testimony ON testimony.id = departure.testimony_id
  WHERE ${describedTo('testimony')}`;

/** Countries with at least one testimony that `viewer` may see, most testimonies first. */
export function countriesOfOrigin(db: Database, viewer: Viewer): readonly CountryOfOrigin[] {
  return whileUnchanged(db, `countries of origin, ${nameOf(viewer)}`, () => readCountries(db, viewer));
}

function readCountries(db: Database, viewer: Viewer): CountryOfOrigin[] {
  return kept<Viewer, CountryOfOrigin>(
    db,
    `
      SELECT country AS code, count(DISTINCT testimony_id) AS testimonies, min(year_min) AS firstDeparture,
        max(year_max) AS lastDeparture
      FROM (${DEPARTURES}) WHERE country IS NOT NULL GROUP BY country ORDER BY testimonies DESC, code`,
  ).all(viewer);
}

/** An event of the vocabulary that happened in a country; `note` is in English. */
export interface CountryEvent {
  slug: string;
  label: string;
  date: string | null; // EDTF
  yearMin: number | null;
  yearMax: number | null;
  note: string | null;
}

export function eventsOfCountry(db: Database, viewer: Viewer, code: string, lang: string): CountryEvent[] {
  return kept<{ code: string; lang: string }, CountryEvent & { shipped: number }>(
    db,
    `
      SELECT term.slug, ${nameIn('term_label', 'term_id', 'term.id', 'label')} AS label, term.date, term.year_min AS yearMin,
        term.year_max AS yearMax, term.note, term.shipped
      FROM term JOIN term_country ON term_country.term_id = term.id
      WHERE term.vocabulary = 'event' AND term_country.country = @code ORDER BY term.year_min, term.date, label`,
  )
    .all({ code, lang })
    .filter(({ slug, shipped }) => shipped === 1 || knowsTerm(db, viewer, 'event', slug))
    .map(({ shipped: _, ...event }) => event);
}

/** Polities of the past that a country was part of, in order. */
export function politiesOfCountry(
  db: Database,
  code: string,
  lang: string,
): { slug: string; name: string; fromYear: number | null; toYear: number | null }[] {
  return kept<
    { code: string; lang: string },
    { slug: string; name: string; fromYear: number | null; toYear: number | null }
  >(
    db,
    `
      SELECT polity.slug, ${nameIn('polity_name', 'polity_id', 'polity.id')} AS name, from_year AS fromYear, to_year AS toYear
      FROM polity JOIN polity_country ON polity_country.polity_id = polity.id
      WHERE polity_country.country = @code ORDER BY from_year, to_year`,
  ).all({ code, lang });
}
