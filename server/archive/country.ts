import type { Database } from '../db/open.ts';
import { nameKey } from './names.ts';

/** The ISO 3166-1 code that a name in any language, or the code itself, stands for; null where none or more than one. */
export function countryCode(db: Database, name: string): string | null {
  const key = nameKey(name);
  if (/^[a-z]{2}$/.test(key) && db.prepare('SELECT 1 FROM country WHERE code = ?').get(key.toUpperCase())) {
    return key.toUpperCase();
  }
  const codes = new Set(
    db
      .prepare<[], { country: string; name: string }>('SELECT country, name FROM country_name')
      .all()
      .filter((row) => nameKey(row.name) === key)
      .map((row) => row.country),
  );
  return codes.size === 1 ? [...codes][0]! : null;
}

/** What countries are called in `lang`, by code; English where that language has no name. */
export function countryNames(db: Database, lang: string): Map<string, string> {
  const rows = db
    .prepare<{ lang: string }, { country: string; name: string }>(`
      SELECT country, name FROM country_name WHERE kind = 'preferred' AND lang IN ('en', @lang) ORDER BY lang = @lang`)
    .all({ lang });
  return new Map(rows.map((row) => [row.country, row.name]));
}
