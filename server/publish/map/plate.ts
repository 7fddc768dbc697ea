/** A plate of an atlas as plain data: land, dots, roads and names, to be drawn by views/partials/map.ejs. */
import { type Frame, frameOf, type Ground } from './frame.ts';
import { type Box, type Label, type Named, placeLabels } from './labels.ts';
import { type Base, baseOf } from './land.ts';
import { type Detail, mainland, outlines } from './world.ts';

/** Where a mark leads, and what it says to those who do not see it. */
export interface Leads {
  href: string;
  words: string;
}

/** A country as a plate is asked to show it. */
export interface CountryMark {
  code: string; // ISO 3166-1 alpha-2
  numeric: string; // the three digits of its outline
  name: string;
  /** subject: what the plate is of; origin: left by people whose testimonies are here; destination: reached; else around. */
  kind: 'subject' | 'origin' | 'destination' | 'around';
  leads?: Leads;
  chosen?: boolean;
}

/** A town as a plate is asked to show it. */
export interface TownMark {
  id: string;
  name: string;
  longitude: number;
  latitude: number;
  count: number; // testimonies
  kind: 'left' | 'reached';
  leads: Leads;
  chosen?: boolean;
}

export interface Shape {
  d: string;
  kind: CountryMark['kind'];
  leads: Leads | null;
  chosen: boolean;
}

export interface Dot {
  x: number;
  y: number;
  radius: number;
  kind: TownMark['kind'];
  leads: Leads;
  chosen: boolean;
}

export interface Plate {
  width: number;
  height: number;
  around: string; // path of all land that nothing is said of
  shapes: Shape[];
  dots: Dot[]; // the largest first, so that the smaller lie on it
  townNames: Label[];
  countryNames: Label[];
}

export const WIDTH = 400; // units of every plate
const MOST_DOTS = 60;
const FEW = 6; // testimonies: a town of fewer is never drawn at the largest
const [SMALLEST, LARGEST] = [2.2, 8.5]; // radius
const CLOSE = 26; // degrees across, up to which the finer outlines are worth their length

export function detailOf({ west, east }: Frame): Detail {
  return east - west <= CLOSE ? '50m' : '110m';
}

const EMPTY = 0.45; // of a country's length or breadth, with none of the towns: wide enough to be cut
const SHOWN = 0.65; // of a country's length and breadth, at the least, where the rest has none of the towns

/**
 * The frame of a plate of one country: its land, the towns that are named, and some of its neighbours. A wide desert with none
 * of the towns is cut, so that they are not crowded at the edge.
 */
export function countryFrame(numeric: string, towns: readonly Ground[]): Frame | null {
  const outline = outlines('50m').find((one) => one.numeric === numeric);
  const land = outline ? mainland(outline, towns) : [];
  const points: Ground[] = land.flatMap(({ rings }) => rings[0] ?? []);
  if (points.length === 0 && towns.length === 0) return null;
  const whole = frameOf([...points, ...towns], 0, 1);
  const lived = towns.length > 0 ? frameOf(towns, 0.5, 0.1) : whole;
  const turned = lived.west > whole.east ? -360 : lived.east < whole.west ? 360 : 0;
  const [west, east] = trimmed([whole.west, whole.east], [lived.west + turned, lived.east + turned]);
  const [south, north] = trimmed([whole.south, whole.north], [lived.south, lived.north]);
  const corners: Ground[] = [
    [west, south],
    [(west + east) / 2, north],
    [east, north],
  ];
  return frameOf(corners, Math.max(0.6, (east - west) * 0.09), 3.4);
}

/** Cuts a wide part without towns, on either side of them, down to what is shown at the least. */
function trimmed([from, to]: [number, number], [first, last]: [number, number]): [number, number] {
  const spare = (to - from) * (1 - SHOWN);
  const wide = (empty: number) => (empty > (to - from) * EMPTY ? Math.min(spare, empty) : 0);
  return [from + wide(first - from), to - wide(to - last)];
}

/** Towns by their weight and countries by name, over the land of the frame. */
export function plateOf(frame: Frame, countries: readonly CountryMark[], towns: readonly TownMark[]): Plate {
  const base = baseOf(frame, detailOf(frame), WIDTH);
  const marked = new Map(countries.map((country) => [country.numeric, country]));
  const seen = located(base, towns);
  const most = Math.max(FEW, ...towns.map(({ count }) => count));
  const dots = seen
    .map(({ town, x, y }) => ({ town, x, y, radius: radiusOf(town.count, most) }))
    .sort((one, other) => other.town.count - one.town.count || one.town.id.localeCompare(other.town.id))
    .slice(0, MOST_DOTS);
  const around = dots.map(({ x, y, radius }) => boxAround(x, y, radius + 0.5));
  const townsNamed = dots.map(({ town, x, y, radius }) => ({ id: `town ${town.id}`, name: town.name, x, y, radius }));
  const names = placeLabels([...countryNamed(base, marked), ...townsNamed], { ...base, obstacles: around });
  return {
    width: base.width,
    height: base.height,
    around: base.land.map(({ d, numeric }) => (isShape(marked.get(numeric ?? '')) ? '' : d)).join(''),
    shapes: base.land.flatMap(({ d, numeric }) => {
      const country = marked.get(numeric ?? '');
      if (!country || !isShape(country)) return [];
      return [{ d, kind: country.kind, leads: country.leads ?? null, chosen: country.chosen ?? false }];
    }),
    dots: dots.map(({ town, x, y, radius }) => ({
      x,
      y,
      radius,
      kind: town.kind,
      leads: town.leads,
      chosen: town.chosen ?? false,
    })),
    townNames: names.filter(({ id }) => id.startsWith('town ')),
    countryNames: names.filter(({ id }) => !id.startsWith('town ')),
  };
}

function isShape(country: CountryMark | undefined): boolean {
  return country !== undefined && (country.kind !== 'around' || country.leads !== undefined);
}

function located(base: Base, towns: readonly TownMark[]): { town: TownMark; x: number; y: number }[] {
  return towns.flatMap((town) => {
    const point = base.projection([town.longitude, town.latitude]);
    if (!point || point[0] < 0 || point[0] > base.width || point[1] < 0 || point[1] > base.height) return [];
    return [{ town, x: round(point[0]), y: round(point[1]) }];
  });
}

/** The area of a dot is to the area of the largest as their testimonies are. */
export function radiusOf(count: number, most: number): number {
  return round(Math.max(SMALLEST, LARGEST * Math.sqrt(count / most)));
}

/**
 * Names of the countries where they have room, each name once: neighbours of one past realm have one name. What leads somewhere
 * comes first, then the larger. What the plate is of is named by its title.
 */
function countryNamed(base: Base, marked: ReadonlyMap<string, CountryMark>): Named[] {
  const seen = new Set<string>();
  return base.land
    .flatMap(({ numeric, area, rooms }) => {
      const country = marked.get(numeric ?? '');
      return country && country.kind !== 'subject' ? [{ country, area, rooms }] : [];
    })
    .sort(
      (one, other) =>
        Number(other.country.leads !== undefined) - Number(one.country.leads !== undefined) || other.area - one.area,
    )
    .flatMap(({ country, rooms }) => {
      if (seen.has(country.name)) return [];
      seen.add(country.name);
      const more = country.leads ? 1.5 : 1.05; // what leads somewhere may reach beyond its borders
      const roomy = rooms.map(({ x, y, width }) => ({ x, y, width: width * more }));
      return [{ id: country.code, name: country.name, x: 0, y: 0, radius: 0, rooms: roomy }];
    });
}

function boxAround(x: number, y: number, radius: number): Box {
  return { left: x - radius, right: x + radius, top: y - radius, bottom: y + radius };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
