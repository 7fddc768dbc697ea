/** A search seen as a map: every mark adds its filter to the search, or takes it away. */
import { type AtlasCountry, countriesOfAtlas } from '../../archive/atlas.ts';
import type { Database } from '../../db/open.ts';
import type { Lang } from '../../i18n/languages.ts';
import { translator } from '../../i18n/messages.ts';
import { type Frame, frameOf, type Ground } from '../../publish/map/frame.ts';
import { type CountryMark, countryFrame, type Plate, plateOf } from '../../publish/map/plate.ts';
import type { RoadsPlate } from '../../publish/map/roads.ts';
import type { Facet, FacetCount, SearchAnswer } from '../../search/engine.ts';
import { type CountedPlace, destinationsIn, roadsOf, townMark, townsIn } from './country.ts';

export interface SearchRow {
  id: string;
  name: string;
  country: string | null; // of a town, in words
  count: number;
  href: string;
  chosen: boolean;
}

export interface SearchAtlas {
  plate: Plate | null; // null where no testimony found names a place that is known
  countries: SearchRow[];
  towns: SearchRow[];
  roads: RoadsPlate | null;
  destinations: SearchRow[];
}

/** `toggled` gives the address of the search with a value of a facet added, or without it where it is chosen. */
export function searchAtlas(
  db: Database,
  lang: Lang,
  answer: Pick<SearchAnswer, 'facets'>,
  chosen: Partial<Record<Facet, string[]>>,
  toggled: (facet: Facet, value: string) => string,
): SearchAtlas {
  const t = translator(lang);
  const countries = countriesOfAtlas(db, lang);
  const towns = townsIn(db, lang, answer.facets.place);
  const origins = destinationsIn(countries, answer.facets.country);
  const reached = destinationsIn(countries, answer.facets.destination);
  const isChosen = (facet: Facet, value: string) => chosen[facet]?.includes(value) ?? false;
  const row = (facet: Facet, id: string, name: string, count: number, country: string | null = null): SearchRow => ({
    id,
    name,
    country,
    count,
    href: toggled(facet, id),
    chosen: isChosen(facet, id),
  });
  const origin = onlyOrigin(countries, answer.facets.country, chosen.country);
  return {
    plate: origins.length + towns.length === 0 ? null : plateOfSearch(),
    countries: origins.map(({ country, count }) => row('country', country.code, country.name, count)),
    towns: towns.map((town) =>
      row('place', town.slug, town.name, town.count, countries.get(town.country ?? '')?.name ?? null),
    ),
    roads: roadsOf(
      lang,
      origin,
      reached
        .filter(({ country }) => country.code !== origin?.code)
        .map((one) => ({ ...one, chosen: isChosen('destination', one.country.code) })),
      (code) => toggled('destination', code),
    ),
    destinations: reached.map(({ country, count }) => row('destination', country.code, country.name, count)),
  };

  function plateOfSearch(): Plate {
    const left = new Map(origins.map(({ country, count }) => [country.code, count]));
    const marks = [...countries.values()].map((country): CountryMark => {
      const count = left.get(country.code);
      if (count === undefined) return { ...country, kind: 'around' };
      const words = t('map.counted', { name: country.name, count });
      return {
        ...country,
        kind: 'origin',
        leads: { href: toggled('country', country.code), words },
        chosen: isChosen('country', country.code),
      };
    });
    return plateOf(
      frameOfSearch(countries, origins, towns, chosen.country ?? []),
      marks,
      towns.map((town) => ({
        ...townMark(town, left.has(town.country ?? '') ? 'left' : 'reached', toggled('place', town.slug), t),
        chosen: isChosen('place', town.slug),
      })),
    );
  }
}

/** The one country that all testimonies found tell of leaving, as far as the filters say. */
function onlyOrigin(
  countries: ReadonlyMap<string, AtlasCountry>,
  counts: readonly FacetCount[],
  chosen: string[] = [],
): AtlasCountry | undefined {
  const codes = chosen.length > 0 ? chosen : counts.map(({ value }) => value);
  return codes.length === 1 ? countries.get(codes[0]!) : undefined;
}

const NEARLY_ALL = 0.96; // of the testimonies, for whose countries the plate is framed: a single far one would shrink the rest

/** Around the countries chosen, else around those that nearly all were left from; towns elsewhere are in the table. */
function frameOfSearch(
  countries: ReadonlyMap<string, AtlasCountry>,
  origins: { country: AtlasCountry; count: number }[],
  towns: CountedPlace[],
  chosen: string[],
): Frame {
  if (chosen.length > 0) {
    const frames = chosen.flatMap((code) => {
      const country = countries.get(code);
      return (country && countryFrame(country.numeric, groundOf(towns, new Set([code])))) ?? [];
    });
    if (frames.length === 1) return frames[0]!;
    if (frames.length > 1) return frameOf(frames.flatMap(cornersOf), 1, 12);
  }
  const all = origins.reduce((sum, { count }) => sum + count, 0);
  const framed = new Set<string>();
  let sum = 0;
  for (const { country, count } of origins) {
    if (sum >= all * NEARLY_ALL) break;
    framed.add(country.code);
    sum += count;
  }
  const points = [
    ...groundOf(towns, framed),
    ...origins.filter(({ country }) => framed.has(country.code)).map(({ country }) => pointOf(country)),
  ];
  return frameOf(points.length > 0 ? points : groundOf(towns, null), 4, 16);
}

function groundOf(towns: CountedPlace[], within: ReadonlySet<string> | null): Ground[] {
  return towns.filter(({ country }) => within === null || within.has(country ?? '')).map(pointOf);
}

function pointOf({ longitude, latitude }: { longitude: number; latitude: number }): Ground {
  return [longitude, latitude];
}

function cornersOf({ west, east, south, north }: Frame): Ground[] {
  return [
    [west, south],
    [east, north],
  ];
}
