/** What the pages of a composition show beside its words: sounds, maps, timelines, countries, signs to be scanned. */
import { toString as qrCode } from 'qrcode';
import type { CompositionKind } from '../archive/composition/may-carry.ts';
import {
  type CompositionShown,
  compositionShown,
  type ItemShown,
  type PassageShown,
} from '../archive/composition/shown.ts';
import { visitor } from '../archive/viewer.ts';
import { collatorOf } from '../i18n/collation.ts';
import { href } from '../i18n/href.ts';
import type { Lang } from '../i18n/languages.ts';
import { countryShown } from './atlas/country-shown.ts';
import { lineWords } from './line-words.ts';
import type { Site } from './site.ts';

/** Where each kind has its pages, without the language. */
export const PATH_OF: Record<CompositionKind, string> = {
  programme: '/programmes',
  lesson: '/lessons',
  exhibit: '/exhibits',
  evidence: '/evidence',
};

/** The address of a passage's sound from where it begins to where it ends; null where nothing may be heard. */
export function soundOf({ recording, startMs, endMs }: PassageShown): string | null {
  if (!recording || startMs === null) return null;
  const to = endMs === null ? '' : `,${endMs / 1000}`;
  return `/media/${recording.publicId}#t=${startMs / 1000}${to}`;
}

/** The words of a passage as they are read in `lang`: a translation where there is one, else the words themselves. */
export function wordsIn(passage: PassageShown, lang: string): { lang: string; text: string }[] {
  if (passage.lang === lang || passage.translation.length === 0) return [passage];
  return passage.translation;
}

/** An SVG to be scanned that leads to a passage; black on white, whatever stands around it. */
async function signTo(site: Site, lang: Lang, passage: PassageShown): Promise<string> {
  const address = site.config.publicUrl + href(lang, `/passages/${passage.publicId}`);
  return qrCode(address, { type: 'svg', margin: 2, errorCorrectionLevel: 'M' });
}

/** Those who take part, by the country they come from or represent; those of none last. */
function byCountry({ delegations }: CompositionShown, lang: Lang, countryName: (code: string) => string) {
  const groups = new Map<string | null, CompositionShown['delegations']>();
  for (const one of delegations) groups.set(one.country, [...(groups.get(one.country) ?? []), one]);
  return [...groups]
    .map(([country, people]) => ({ name: country === null ? null : countryName(country), people }))
    .sort((one, other) =>
      one.name === null || other.name === null
        ? Number(one.name === null) - Number(other.name === null)
        : collatorOf(lang).compare(one.name, other.name),
    );
}

export type Beside = Awaited<ReturnType<typeof countryShown>>;

/** All that a page of a composition is given. `atDesk`: also before it is published; `signs`: with those to be scanned. */
export async function composed(
  site: Site,
  slug: string,
  { lang, today, atDesk = false, signs = false }: { lang: Lang; today: string; atDesk?: boolean; signs?: boolean },
) {
  const { db } = site.archive;
  const { countryName } = lineWords(db, lang);
  const shown = compositionShown(db, slug, { today, lang, atDesk });
  const countries = new Map<string, Beside>();
  const scanned = new Map<number, string>();
  for (const item of shown.items) {
    if (item.country !== null && !countries.has(item.country))
      countries.set(item.country, await countryShown(site, visitor(today), lang, item.country, null));
    if (signs && item.passage) scanned.set(item.id, await signTo(site, lang, item.passage));
  }
  return {
    composition: shown,
    path: `${PATH_OF[shown.kind]}/${shown.slug}`,
    taking: byCountry(shown, lang, countryName),
    beside: (item: ItemShown) => (item.country === null ? null : (countries.get(item.country) ?? null)),
    sign: (item: ItemShown) => scanned.get(item.id) ?? null,
    soundOf,
    wordsIn,
    countryName,
  };
}
