import { authorityLabels } from '../archive/labels.ts';
import type { Database } from '../db/open.ts';
import type { Lang } from '../i18n/languages.ts';

/** What the partial `testimony-line` needs beside the line itself. */
export function lineWords(db: Database, lang: Lang): { countryName: (code: string) => string } {
  const label = authorityLabels(db, lang);
  return { countryName: (code) => label('country', code) ?? code };
}
