import { readAuthorities } from '../../../server/archive/authorities/read.ts';
import { nameKey } from '../../../server/archive/names.ts';
import { liesIn } from './outlines.ts';

const { countries, places, polities, communities, topics, events } = readAuthorities();
const numeric = new Map(countries.map((country) => [country.alpha2, country.numeric]));
const place = new Map(places.map((one) => [one.slug, one]));

describe('the countries that ship', () => {
  // The codes that the Unicode locale data name beside those of ISO 3166-1: unions, pseudo-locales, parts, codes withdrawn.
  const NOT_ISO = new Set(
    'AC AN BU CP CQ CS DD DG DY EA EU EZ FX HV IC NH QO RH SU TA TP UK UN VD XA XB XK YD YU ZR ZZ'.split(' '),
  );

  it('are all of ISO 3166-1 and no other', () => {
    const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
    const named = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
    const iso = letters
      .flatMap((first) => letters.map((second) => first + second))
      .filter((code) => named.of(code) !== undefined && !NOT_ISO.has(code));
    expect(countries.map(({ alpha2 }) => alpha2)).toEqual(iso);
  });

  it('lie where the outline of the same number lies', () => {
    const outside = countries.filter(
      ({ numeric, longitude, latitude }) => liesIn(numeric, [longitude, latitude], 0.5) === false,
    );
    // The atlas draws the line of control of Western Sahara: Laayoune, its seat, lies outside.
    expect(outside.map(({ alpha2 }) => alpha2)).toEqual(['EH']);
  });

  it('are never understood by a word that stands for two of them', () => {
    const meant = new Map<string, Set<string>>();
    for (const { alpha2, names, variants, understood } of countries) {
      for (const name of [...Object.values(names), ...[...variants, ...understood].map((variant) => variant.name)]) {
        meant.set(nameKey(name), (meant.get(nameKey(name)) ?? new Set()).add(alpha2));
      }
    }
    expect([...meant].filter(([, codes]) => codes.size > 1)).toEqual([]);
  });
});

describe('the places that ship', () => {
  it('lie in their country, or within half a degree of its outline', () => {
    const outside = places.filter(
      ({ country, longitude, latitude }) => !liesIn(numeric.get(country)!, [longitude, latitude], 0.5),
    );
    expect(outside.map(({ slug }) => slug)).toEqual([]);
  });

  it('lie near the town or in the region they belong to', () => {
    const reach = { region: 6, city: 0.5, town: 0.5, village: 0.3, quarter: 0.3, camp: 0.3 };
    const far = places.filter(({ parent, latitude, longitude }) => {
      const above = parent && place.get(parent);
      return above && Math.hypot(above.latitude - latitude, above.longitude - longitude) > reach[above.kind];
    });
    expect(far.map(({ slug }) => slug)).toEqual([]);
  });

  it('never stand for two rows with one GeoNames id', () => {
    const ids = places.flatMap(({ geonames }) => geonames ?? []);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('are many, and most of all from the countries of the communities', () => {
    expect(places.filter(({ kind }) => kind !== 'region').length).toBeGreaterThanOrEqual(750);
    const least = {
      MA: 70,
      IR: 60,
      IQ: 50,
      DZ: 40,
      TR: 40,
      TN: 35,
      YE: 30,
      EG: 30,
      LY: 25,
      SY: 14,
      LB: 11,
      IL: 80,
      FR: 35,
    };
    const held = Object.keys(least).map((code) => [code, places.filter(({ country }) => country === code).length]);
    expect(held.filter(([code, count]) => (count as number) < least[code as keyof typeof least])).toEqual([]);
    expect(places.filter(({ community }) => community).length).toBeGreaterThanOrEqual(450);
  });

  it('have spellings beyond their five names: every community, and four or more on average', () => {
    const others = ({ variants, historical }: (typeof places)[number]) => variants.length + historical.length;
    expect(places.filter((one) => one.community && others(one) < 1).map(({ slug }) => slug)).toEqual([]);
    expect(places.reduce((sum, one) => sum + others(one), 0) / places.length).toBeGreaterThan(4);
  });
});

describe('a name that people type', () => {
  const holders = (name: string) =>
    places
      .filter(({ names, variants, historical }) =>
        [...Object.values(names), ...variants.map((one) => one.name), ...historical.map((one) => one.name)].some(
          (known) => nameKey(known) === nameKey(name),
        ),
      )
      .map(({ slug }) => slug);

  it.each([
    ['Mogador', 'essaouira'],
    ['מוגדור', 'essaouira'],
    ['Bône', 'annaba'],
    ['باختران', 'kermanshah'],
    ['באגדאד', 'baghdad'],
    ['ארם צובה', 'aleppo'],
    ['Hewlêr', 'erbil'],
    ['Selanik', 'salonica'],
    ['מחנה גאולה', 'hashed-camp'],
    ['Le Grand Arénas', 'grand-arenas-camp'],
    ['القسطنطينية', 'istanbul'],
    ['Colomb-Béchar', 'bechar'],
  ])('%s is known as %s', (name, slug) => expect(holders(name)).toContain(slug));
});

describe('the vocabularies that ship', () => {
  it('have polities, communities, topics and events in number', () => {
    expect(polities.length).toBeGreaterThanOrEqual(60);
    expect(communities.length).toBeGreaterThanOrEqual(70);
    expect(topics.length).toBeGreaterThanOrEqual(80);
    expect(events.length).toBeGreaterThanOrEqual(70);
  });

  it('have at most two steps from the top of the topics', () => {
    const above = new Map(topics.map(({ slug, parent }) => [slug, parent]));
    const steps = (slug: string | null | undefined): number => (slug ? 1 + steps(above.get(slug)) : 0);
    expect(Math.max(...topics.map(({ slug }) => steps(slug)))).toBeLessThanOrEqual(3);
  });

  it.each([
    ['farhud-1941', '1941-06-01/1941-06-02', 'baghdad'],
    ['cremieux-decree-1870', '1870-10-24', 'algiers'],
    ['baghdad-hangings-1969', '1969-01-27', 'baghdad'],
    ['elghanian-1979', '1979-05-09', 'tehran'],
    ['damascus-menarsha-1949', '1949-08-05', 'damascus'],
  ])('date %s to %s', (slug, date, where) => {
    const event = events.find((one) => one.slug === slug);
    expect(event?.date).toBe(date);
    expect(event?.places).toContain(where);
  });

  it('place every event in the countries of its places', () => {
    const astray = events.filter(({ countries: within, places: where }) =>
      where.some((slug) => !within.includes(place.get(slug)!.country)),
    );
    expect(astray.map(({ slug }) => slug)).toEqual([]);
  });

  it('say in whole sentences what an event was and what belongs to a topic', () => {
    const texts = [...events.map(({ note }) => note), ...topics.map(({ scope }) => scope)];
    expect(texts.filter((text) => !/^[A-Z].+\.$/.test(text))).toEqual([]);
  });
});
