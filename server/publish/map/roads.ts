/** Where roads led: curves from the country left to the countries reached, each with its number. */
import { type Frame, frameOf, type Ground } from './frame.ts';
import { type Box, type Label, placeLabels } from './labels.ts';
import { baseOf } from './land.ts';
import { type CountryMark, detailOf, type Leads, radiusOf, type Shape, WIDTH } from './plate.ts';

/** A country reached, as the plate is asked to show it. */
export interface Destination {
  code: string;
  numeric: string;
  name: string;
  note: string; // its number, in the digits of the page
  longitude: number;
  latitude: number;
  count: number;
  leads: Leads;
  chosen?: boolean;
}

export interface Origin {
  code: string;
  numeric: string;
  name: string;
  longitude: number;
  latitude: number;
}

export interface Curve {
  d: string;
  width: number;
}

export interface RoadsPlate {
  width: number;
  height: number;
  around: string;
  shapes: Shape[];
  curves: Curve[];
  origin: { x: number; y: number } | null;
  ends: { x: number; y: number; radius: number; leads: Leads; chosen: boolean }[];
  names: Label[]; // that of the origin among them
}

const MOST_ROADS = 14;
const BEND = 0.17; // of the way, how far a curve bends from it
const [THINNEST, THICKEST] = [0.7, 4.2];

/** With no single origin the destinations stand by themselves. Null where nothing is known to lead anywhere. */
export function roadsPlate(origin: Origin | null, destinations: readonly Destination[]): RoadsPlate | null {
  const drawn = [...destinations].sort((one, other) => other.count - one.count).slice(0, MOST_ROADS);
  if (drawn.length === 0) return null;
  const frame = roadsFrame([...(origin ? [origin] : []), ...drawn]);
  const base = baseOf(frame, detailOf(frame), WIDTH);
  const at = (place: { longitude: number; latitude: number }) => {
    const [x, y] = base.projection([place.longitude, place.latitude])!;
    return { x: round(x), y: round(y) };
  };
  const most = Math.max(...drawn.map(({ count }) => count));
  const from = origin ? at(origin) : null;
  const ends = drawn.map((one) => ({ one, ...at(one), radius: radiusOf(one.count, most * (origin ? 3 : 1)) }));
  const curves = from ? ends.map((end) => ({ ...bent(from, end), width: thickness(end.one.count, most) })) : [];
  const marks = from ? [...ends, { ...from, radius: 3 }] : ends;
  const names = placeLabels(
    [
      ...(origin && from ? [{ id: origin.code, name: origin.name, ...from, radius: 3 }] : []),
      ...ends.map(({ one, x, y, radius }) => ({ id: one.code, name: one.name, note: one.note, x, y, radius })),
    ],
    { ...base, obstacles: [...marks.map(boxAround), ...curves.flatMap(({ points }) => points.map(onCurve))] },
  );
  const kinds = new Map<string, CountryMark['kind']>(drawn.map(({ numeric }) => [numeric, 'destination']));
  if (origin) kinds.set(origin.numeric, 'subject');
  return {
    width: base.width,
    height: base.height,
    around: base.land.map(({ d, numeric }) => (kinds.has(numeric ?? '') ? '' : d)).join(''),
    shapes: base.land.flatMap(({ d, numeric }) => {
      const kind = kinds.get(numeric ?? '');
      return kind ? [{ d, kind, leads: null, chosen: false }] : [];
    }),
    curves: curves.map(({ d, width }) => ({ d, width })),
    origin: from,
    ends: ends.map(({ one, x, y, radius }) => ({ x, y, radius, leads: one.leads, chosen: one.chosen ?? false })),
    names,
  };
}

function roadsFrame(places: readonly { longitude: number; latitude: number }[]): Frame {
  const points = places.map(({ longitude, latitude }): Ground => [longitude, latitude]);
  const tight = frameOf(points, 0, 1);
  return frameOf(points, Math.max(5, (tight.east - tight.west) * 0.1), 30);
}

/** A curve that rises over the straight way, and points of it that a name should not cover. */
function bent(from: { x: number; y: number }, to: { x: number; y: number; radius: number }) {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const upwards = dx > 0 ? 1 : -1;
  const [overX, overY] = [(from.x + to.x) / 2 + dy * BEND * upwards, (from.y + to.y) / 2 - dx * BEND * upwards];
  const points = [0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8].map((step) => ({
    x: (1 - step) ** 2 * from.x + 2 * step * (1 - step) * overX + step ** 2 * to.x,
    y: (1 - step) ** 2 * from.y + 2 * step * (1 - step) * overY + step ** 2 * to.y,
  }));
  return { d: `M${from.x},${from.y}Q${round(overX)},${round(overY)} ${to.x},${to.y}`, points };
}

function thickness(count: number, most: number): number {
  return round(Math.max(THINNEST, THICKEST * Math.sqrt(count / most)));
}

function boxAround({ x, y, radius }: { x: number; y: number; radius: number }): Box {
  return { left: x - radius, right: x + radius, top: y - radius, bottom: y + radius };
}

function onCurve({ x, y }: { x: number; y: number }): Box {
  return boxAround({ x, y, radius: 1.5 });
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
