import { countryNames } from '../../../archive/country.ts';
import type { Database } from '../../../db/open.ts';
import type { Lang } from '../../../i18n/languages.ts';

/** The name of a country by its code, in the language of the page. */
export function countryName(db: Database, lang: Lang): (code: string) => string {
  const names = countryNames(db, lang);
  return (code) => names.get(code) ?? code;
}
