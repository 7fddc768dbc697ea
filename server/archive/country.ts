import type { Database } from '../db/open.ts';
import { readCountries } from './authorities/countries.ts';
import { nameKey } from './names.ts';

const shipped = new URL('./authorities/', import.meta.url);

/**
 * Every country's ISO 3166-1 alpha-2 code by each of its names in any language, and by its codes of two and three letters and
 * of three digits, for one run of an import. A name that several countries have stands for none of them: null.
 */
export function countriesByName(db: Database): Map<string, string | null> {
  const rows = db.prepare<[], { code: string; name: string }>('SELECT country AS code, name FROM country_name').all();
  const byName = new Map<string, string | null>();
  for (const { code, name } of rows) {
    const key = nameKey(name);
    const other = byName.get(key);
    byName.set(key, other === undefined || other === code ? code : null);
  }
  for (const { alpha2, alpha3, numeric } of readCountries(shipped))
    for (const code of [alpha2, alpha3, numeric]) byName.set(nameKey(code), alpha2);
  return byName;
}

/** What countries are called in `lang`, by code; English where that language has no name. */
export function countryNames(db: Database, lang: string): Map<string, string> {
  const rows = db
    .prepare<{ lang: string }, { country: string; name: string }>(`
      SELECT country, name FROM country_name WHERE kind = 'preferred' AND lang IN ('en', @lang) ORDER BY lang = @lang`)
    .all({ lang });
  return new Map(rows.map((row) => [row.country, row.name]));
}
