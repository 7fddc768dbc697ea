/** A place, person or term made on the way, while something else is catalogued. */
import { readDate } from '../../../archive/edtf.ts';
import { Invalid } from '../../../archive/errors.ts';
import { addAuthority } from '../../../archive/vocabulary/edit.ts';
import type { Database } from '../../../db/open.ts';
import { LANGUAGES, type Lang } from '../../../i18n/languages.ts';
import type { AuthorityKind } from '../../../search/authorities.ts';
import type { Row } from './typed.ts';

/** Kinds of place that can be made on the way. */
export const NEW_PLACE_KINDS = ['town', 'city', 'village', 'quarter', 'region', 'camp'] as const;

/** The language that a name is most likely written in, by its letters; Latin ones are the page's or English. */
export function languageOfName(name: string, lang: Lang): string {
  if (/[\u0590-\u05ff]/u.test(name)) return 'he';
  if (/[\u0600-\u06ff]/u.test(name)) return /[پچژگ]/u.test(name) || lang === 'fa' ? 'fa' : 'ar';
  return lang === 'fr' ? 'fr' : 'en';
}

/**
 * Makes what the fields `NAME_new_…` of a row describe; gives its id. `country`: the ISO code that the row says, for a place.
 * Throws Invalid, naming the field, for a year of birth that cannot be read.
 */
export function makeAuthority(
  db: Database,
  kind: AuthorityKind,
  row: Row,
  name: string,
  { lang, country, actor }: { lang: Lang; country: string | null; actor: string },
): number {
  const typed = (row[`${name}_text`] ?? '').trim();
  const own = languageOfName(typed, lang);
  const names = [{ name: typed, lang: own, kind: 'preferred' as const }];
  for (const other of LANGUAGES) {
    const spelled = (row[`${name}_new_${other}`] ?? '').trim();
    if (spelled === '' || spelled === typed) continue;
    names.push({ name: spelled, lang: other, kind: 'preferred' });
  }
  const birthText = (row[`${name}_new_birth`] ?? '').trim();
  let birth: string | null = null;
  if (kind === 'person' && birthText) {
    try {
      birth = readDate(birthText).edtf;
    } catch (error) {
      if (error instanceof Invalid) throw new Invalid(error.message, { field: `${name}_new_birth` });
      throw error;
    }
  }
  const placeKind = NEW_PLACE_KINDS.find((one) => one === row[`${name}_new_kind`]) ?? 'town';
  return addAuthority(db, kind, { names, country, birth, placeKind }, { actor, reason: null });
}
