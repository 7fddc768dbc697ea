/** The plates of a country's page: its towns, and where the roads of those who left it led. */
import {
  type AtlasCountry,
  type AtlasPlace,
  countriesOfAtlas,
  placesOfAtlas,
  politiesIn,
} from '../../archive/atlas.ts';
import type { Database } from '../../db/open.ts';
import { collatorOf } from '../../i18n/collation.ts';
import { href } from '../../i18n/href.ts';
import type { Lang } from '../../i18n/languages.ts';
import { type T, translator } from '../../i18n/messages.ts';
import { formatNumber } from '../../i18n/numbers.ts';
import { type CountryMark, countryFrame, type Plate, plateOf, type TownMark } from '../../publish/map/plate.ts';
import { type RoadsPlate, roadsPlate } from '../../publish/map/roads.ts';
import type { FacetCount, SearchAnswer } from '../../search/engine.ts';

/** A row of the table of a plate; the same links as the drawing. */
export interface AtlasRow {
  id: string;
  name: string;
  nameNow: string | null; // where the name is one of the past
  count: number;
  href: string; // to the testimonies
  page: string; // to the place or country itself
}

export interface CountryAtlas {
  plate: Plate | null;
  towns: AtlasRow[];
  roads: RoadsPlate | null;
  destinations: AtlasRow[];
  /** What the country was, in the year asked for: two states, where there were two. */
  polities: string[];
}

const ON_A_MAP = new Set<AtlasPlace['kind']>(['city', 'town', 'village', 'camp']); // a quarter lies in its town, a region has no point

/**
 * Made from an answer to a search for the country alone, so that nothing is drawn or counted that the search would not find.
 * `year` chooses the names: those of the country and its neighbours, and of towns.
 */
export function countryAtlas(
  db: Database,
  lang: Lang,
  code: string,
  answer: Pick<SearchAnswer, 'facets'>,
  year: number | null,
): CountryAtlas {
  const countries = countriesOfAtlas(db, lang);
  const polities: ReadonlyMap<string, string[]> = year === null ? new Map() : politiesIn(db, year, lang);
  const places = townsIn(db, lang, answer.facets.place, { year, country: code });
  const search = (more: string) => href(lang, `/search?country=${code}${more}`);
  const towns = places.map(
    (place): AtlasRow => ({
      id: place.slug,
      name: place.name,
      nameNow: place.name === place.nameNow ? null : place.nameNow,
      count: place.count,
      href: search(`&place=${encodeURIComponent(place.slug)}`),
      page: href(lang, `/places/${encodeURIComponent(place.slug)}`),
    }),
  );
  const reached = destinationsIn(countries, answer.facets.destination).filter(({ country }) => country.code !== code);
  return {
    plate: plateOfCountry(lang, code, countries, polities, answer.facets.country, places),
    towns,
    roads: roadsOf(lang, countries.get(code), reached, (destination) => search(`&destination=${destination}`)),
    destinations: reached.map(({ country, count }) => ({
      id: country.code,
      name: country.name,
      nameNow: null,
      count,
      href: search(`&destination=${country.code}`),
      page: href(lang, `/countries/${country.code}`),
    })),
    polities: polities.get(code) ?? [],
  };
}

export interface CountedPlace extends AtlasPlace {
  longitude: number;
  latitude: number;
  count: number;
}

/** Places of a facet that a map can show, most testimonies first; called as in a year, or of one country alone, where asked. */
export function townsIn(
  db: Database,
  lang: Lang,
  counts: readonly FacetCount[],
  asked: { year?: number | null; country?: string | null } = {},
): CountedPlace[] {
  const count = new Map(counts.map((one) => [one.value, one.count]));
  const { compare } = collatorOf(lang);
  return placesOfAtlas(db, [...count.keys()], lang, asked)
    .flatMap(({ latitude, longitude, ...place }) =>
      latitude === null || longitude === null || !ON_A_MAP.has(place.kind)
        ? []
        : [{ ...place, latitude, longitude, count: count.get(place.slug) ?? 0 }],
    )
    .sort((one, other) => other.count - one.count || compare(one.name, other.name));
}

export function destinationsIn(
  countries: ReadonlyMap<string, AtlasCountry>,
  counts: readonly FacetCount[],
): { country: AtlasCountry; count: number }[] {
  return counts
    .flatMap(({ value, count }) => {
      const country = countries.get(value);
      return country ? [{ country, count }] : [];
    })
    .sort((one, other) => other.count - one.count);
}

/** Roads to countries reached, each leading where `to` says; from one country where that is known. */
export function roadsOf(
  lang: Lang,
  origin: AtlasCountry | undefined,
  reached: { country: AtlasCountry; count: number; chosen?: boolean }[],
  to: (code: string) => string,
): RoadsPlate | null {
  const t = translator(lang);
  return roadsPlate(
    origin ?? null,
    reached.map(({ country, count, chosen }) => ({
      ...country,
      count,
      chosen,
      note: formatNumber(count, lang),
      leads: { href: to(country.code), words: t('map.counted', { name: country.name, count }) },
    })),
  );
}

/** The country with its neighbours; those that people left as well lead to their own page. */
function plateOfCountry(
  lang: Lang,
  code: string,
  countries: ReadonlyMap<string, AtlasCountry>,
  polities: ReadonlyMap<string, string[]>,
  origins: readonly FacetCount[],
  towns: CountedPlace[],
): Plate | null {
  const subject = countries.get(code);
  const frame =
    subject &&
    countryFrame(
      subject.numeric,
      towns.map(({ longitude, latitude }) => [longitude, latitude]),
    );
  if (!frame) return null;
  const t = translator(lang);
  const left = new Map(origins.map(({ value, count }) => [value, count]));
  const marks = [...countries.values()].map((country): CountryMark => {
    const then = polities.get(country.code) ?? [];
    const name = then.length === 1 ? then[0]! : country.name;
    const count = left.get(country.code);
    if (country.code === code || count === undefined)
      return { ...country, name, kind: country.code === code ? 'subject' : 'around' };
    const words = t('map.counted', { name, count });
    return { ...country, name, kind: 'around', leads: { href: href(lang, `/countries/${country.code}`), words } };
  });
  return plateOf(
    frame,
    marks,
    towns.map((town) => townMark(town, 'left', href(lang, `/places/${encodeURIComponent(town.slug)}`), t)),
  );
}

/** A town on a plate, and where it leads; words as a screen reader says them. */
export function townMark(
  { slug: id, name, longitude, latitude, count }: CountedPlace,
  kind: TownMark['kind'],
  to: string,
  t: T,
): TownMark {
  return { id, name, longitude, latitude, count, kind, leads: { href: to, words: t('map.counted', { name, count }) } };
}
