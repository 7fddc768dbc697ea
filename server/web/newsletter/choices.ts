import { z } from 'zod';
import { checkedEmail } from '../../archive/account.ts';
import { countriesOfOrigin } from '../../archive/country-page.ts';
import { Invalid } from '../../archive/errors.ts';
import { DIGESTS } from '../../archive/newsletter/subscriber.ts';
import type { Viewer } from '../../archive/viewer.ts';
import type { Database } from '../../db/open.ts';
import { LANGUAGES, type Lang } from '../../i18n/languages.ts';
import { lineWords } from '../line-words.ts';

const text = (most: number) => z.string().max(most).catch('');
const several = z.union([z.string().transform((one) => [one]), z.array(z.string())]).catch([]);

/** What a form of the newsletter says, as it was typed; whatever cannot be meant is passed over. */
export function choicesFrom(body: unknown, lang: Lang) {
  return z
    .object({
      email: text(300),
      lang: z.enum(LANGUAGES).catch(lang),
      digest: z.enum(DIGESTS).catch('none'),
      countries: several.transform((codes) => codes.filter((code) => /^[A-Z]{2}$/.test(code)).slice(0, 250)),
    })
    .parse(body ?? {});
}

/** The address as it is kept; null where it is none. */
export function emailIn(typed: string): string | null {
  try {
    return checkedEmail(typed).toLowerCase();
  } catch (error) {
    if (error instanceof Invalid) return null;
    throw error;
  }
}

/** Countries of origin by what they are called in `lang`; with those of `chosen` that are none here any more. */
export function countryChoices(
  db: Database,
  viewer: Viewer,
  lang: Lang,
  chosen: readonly string[],
): { code: string; name: string }[] {
  const { countryName } = lineWords(db, lang);
  const codes = new Set([...countriesOfOrigin(db, viewer).map(({ code }) => code), ...chosen]);
  const order = new Intl.Collator(lang);
  return [...codes]
    .map((code) => ({ code, name: countryName(code) }))
    .sort((one, other) => order.compare(one.name, other.name));
}
