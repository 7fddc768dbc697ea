/** The land of a plate: outlines laid flat and cut to its edges, and where in each a name has room. */
import { geoStream } from 'd3-geo';
import { type Flat, type Frame, flat, type Point } from './frame.ts';
import { type Box, type Detail, type Outline, outlines } from './world.ts';

export interface Land {
  numeric: string | null;
  d: string; // SVG path
  area: number; // square units of what is seen
  rooms: Room[]; // the widest first
}

/** A line within a country that letters of a height can stand on: its middle, and how long they may be. */
export interface Room {
  x: number;
  y: number;
  width: number;
}

export interface Base extends Flat {
  land: Land[];
}

const KEPT = 120;
const kept = new Map<string, Base>();

/** The land of a frame. Nothing of the archive is in it, so the last hundred or so are kept. */
export function baseOf(frame: Frame, detail: Detail, width: number): Base {
  const key = [frame.west, frame.east, frame.south, frame.north, detail, width].join(' ');
  const known = kept.get(key);
  kept.delete(key);
  const base = known ?? drawn(frame, detail, width);
  kept.set(key, base); // the last asked for is the last to go
  if (kept.size > KEPT) kept.delete(kept.keys().next().value!);
  return base;
}

function drawn(frame: Frame, detail: Detail, width: number): Base {
  const laid = flat(frame, width);
  const land = outlines(detail).flatMap((outline) => {
    const near = outline.polygons.filter(({ box }) => mayBeSeen(box, frame));
    if (near.length === 0) return [];
    const rings = ringsOf(near, laid);
    const d = pathOf(rings);
    if (!d) return [];
    return [{ numeric: outline.numeric, d, area: areaOf(rings), rooms: roomsIn(rings, laid) }];
  });
  return { ...laid, land };
}

/** A plate shows more than its frame, as its sides are never too unlike: land farther than that is not even laid flat. */
function mayBeSeen(box: Box, { west, east, south, north }: Frame): boolean {
  const [across, along] = [(east - west) * 0.8 + 4, (north - south) * 0.8 + 4];
  if (east - west + 2 * across >= 360) return true;
  if (box.north < south - along || box.south > north + along) return false;
  return [-360, 0, 360].some((turn) => box.east + turn >= west - across && box.west + turn <= east + across);
}

function ringsOf(polygons: Outline['polygons'], { projection }: Flat): Point[][] {
  const rings: Point[][] = [];
  let ring: Point[] = [];
  const sink = {
    point: (x: number, y: number) => void ring.push([x, y]),
    lineStart: () => {
      ring = [];
    },
    lineEnd: () => void rings.push(ring),
    polygonStart: () => {},
    polygonEnd: () => {},
  };
  geoStream({ type: 'MultiPolygon', coordinates: polygons.map((polygon) => polygon.rings) }, projection.stream(sink));
  return rings;
}

const CLOSEST = 0.7; // units between two points of a line, nearer than anybody sees

/** In tenths of a unit, each point from the one before it: half as long as from the corner of the drawing. */
function pathOf(rings: Point[][]): string {
  return rings
    .map((ring) => {
      const points: Point[] = [];
      for (const point of ring) {
        const last = points.at(-1);
        if (!last || Math.hypot(point[0] - last[0], point[1] - last[1]) >= CLOSEST) points.push(point);
      }
      if (points.length < 3) return '';
      const tenths = points.map(([x, y]) => [Math.round(x * 10), Math.round(y * 10)] as const);
      const steps = tenths.map(([x, y], at) => {
        const [fromX, fromY] = tenths[at - 1] ?? [0, 0];
        return `${short(x - fromX)} ${short(y - fromY)}`;
      });
      return `M${steps[0]}l${steps.slice(1).join(' ').replaceAll(' -', '-')}z`;
    })
    .join('');
}

function short(tenths: number): string {
  return String(tenths / 10).replace(/^(-?)0\./, '$1.');
}

function areaOf(rings: Point[][]): number {
  let twice = 0;
  for (const ring of rings) {
    ring.forEach(([x, y], at) => {
      const [nextX, nextY] = ring[(at + 1) % ring.length]!;
      twice += x * nextY - nextX * y;
    });
  }
  return Math.abs(twice) / 2;
}

const LETTERS = 13; // height of a line of letters
const LINES = 14;

/** Looks along lines through the country, each as high as letters, for the widest places within it. */
function roomsIn(rings: Point[][], { width, height }: Flat): Room[] {
  const ys = rings.flatMap((ring) => ring.map(([, y]) => y));
  const top = Math.max(LETTERS, Math.min(...ys));
  const bottom = Math.min(height - LETTERS, Math.max(...ys));
  if (bottom - top < LETTERS) return [];
  const rooms: Room[] = [];
  for (let at = 0; at < LINES; at += 1) {
    const y = top + ((at + 0.5) / LINES) * (bottom - top);
    const within = [y - LETTERS / 2, y, y + LETTERS / 2]
      .map((line) => insideAlong(rings, line))
      .reduce((one, other) => one.flatMap((span) => other.flatMap((second) => overlap(span, second))));
    for (const [from, to] of within) {
      const [left, right] = [Math.max(from, 4), Math.min(to, width - 4)];
      if (right - left > LETTERS) rooms.push({ x: (left + right) / 2, y, width: right - left });
    }
  }
  return rooms.sort((one, other) => other.width - one.width).slice(0, 6);
}

/** Where a level line is inside, by the even-odd rule. */
function insideAlong(rings: Point[][], y: number): [number, number][] {
  const crossings: number[] = [];
  for (const ring of rings) {
    ring.forEach(([x, at], index) => {
      const [nextX, nextAt] = ring[(index + 1) % ring.length]!;
      if (at > y !== nextAt > y) crossings.push(x + ((y - at) / (nextAt - at)) * (nextX - x));
    });
  }
  crossings.sort((one, other) => one - other);
  return Array.from({ length: Math.floor(crossings.length / 2) }, (_, at) => [
    crossings[2 * at]!,
    crossings[2 * at + 1]!,
  ]);
}

function overlap([from, to]: [number, number], [start, end]: [number, number]): [number, number][] {
  const span: [number, number] = [Math.max(from, start), Math.min(to, end)];
  return span[1] > span[0] ? [span] : [];
}
