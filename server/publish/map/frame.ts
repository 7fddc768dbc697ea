/** What part of the world a plate shows, and how it is laid flat. */
import { type GeoProjection, geoAzimuthalEqualArea, geoNaturalEarth1 } from 'd3-geo';

/** A part of the world in whole degrees. `east` is beyond 180 where it crosses the antimeridian. */
export interface Frame {
  west: number;
  east: number;
  south: number;
  north: number;
}

/** A point of the ground, in degrees. */
export type Ground = readonly [longitude: number, latitude: number];
/** A point of the drawing. */
export type Point = readonly [x: number, y: number];

const WHOLE: Frame = { west: -169.5, east: 189.5, south: -56, north: 76 }; // not the same meridian twice

/**
 * The smallest frame around the points, `margin` degrees wider on each side and at least `least` degrees across, in whole
 * degrees, so that plates that differ little are one drawing. The whole world where there are no points.
 */
export function frameOf(points: readonly Ground[], margin: number, least: number): Frame {
  if (points.length === 0) return WHOLE;
  const latitudes = points.map(([, latitude]) => latitude);
  const [west, east] = smallestArc(points.map(([longitude]) => longitude));
  const [south, north] = [Math.min(...latitudes), Math.max(...latitudes)];
  const across = widened(west - margin, east + margin, least);
  const along = widened(south - margin, north + margin, least * 0.7);
  if (across[1] - across[0] >= 345) return WHOLE;
  return {
    west: Math.floor(across[0]),
    east: Math.ceil(across[1]),
    south: Math.max(-85, Math.floor(along[0])),
    north: Math.min(85, Math.ceil(along[1])),
  };
}

const HALF = 180; // degrees: a frame wider than this is laid out as maps of the world are, its edges in the Pacific

/** From west to east over all of them the shorter way round: across the antimeridian where that is shorter by far. */
function smallestArc(longitudes: number[]): [number, number] {
  const sorted = [...new Set(longitudes)].sort((one, other) => one - other);
  let gap = -1;
  let after = 0; // the first longitude east of the widest gap
  sorted.forEach((longitude, at) => {
    const next = at + 1 < sorted.length ? sorted[at + 1]! : sorted[0]! + 360;
    if (next - longitude <= gap) return;
    gap = next - longitude;
    after = (at + 1) % sorted.length;
  });
  if (360 - gap > HALF) return [sorted[0]!, sorted.at(-1)!];
  const west = sorted[after]!;
  return [west, west + 360 - gap];
}

function widened(from: number, to: number, least: number): [number, number] {
  const more = Math.max(0, least - (to - from)) / 2;
  return [from - more, to + more];
}

/** A frame laid flat: `project` gives points of a drawing of this size; land beyond its edges is cut off. */
export interface Flat {
  projection: GeoProjection;
  width: number;
  height: number;
}

const [LOWEST, HIGHEST] = [0.5, 0.88]; // height to width of a plate
const EDGE = 6; // land goes on beyond the edge, so that no line of the cut is seen
const WIDEST_ROUND = 100; // degrees across that a round of the globe shows without bending much

/** Areas stay true to each other: a plate of a country looks straight down at it, a wide one is the Natural Earth projection. */
export function flat(frame: Frame, width: number): Flat {
  const [longitude, latitude] = [(frame.west + frame.east) / 2, (frame.south + frame.north) / 2];
  const projection =
    frame.east - frame.west <= WIDEST_ROUND
      ? geoAzimuthalEqualArea().rotate([-longitude, -latitude])
      : geoNaturalEarth1().rotate([-longitude, 0]);
  const edge = { type: 'MultiPoint' as const, coordinates: edgeOf(frame) };
  // Near by, a border between two of its points is as good as straight, and not bending it takes a tenth of the time.
  projection.precision(frame.east - frame.west <= WIDEST_ROUND ? 0 : 1);
  projection.scale(1_000).translate([0, 0]);
  const projected = edge.coordinates.map((point) => projection(point)!);
  const xs = projected.map(([x]) => x);
  const ys = projected.map(([, y]) => y);
  const ratio = (Math.max(...ys) - Math.min(...ys)) / (Math.max(...xs) - Math.min(...xs));
  const height = Math.round(width * Math.min(HIGHEST, Math.max(LOWEST, ratio)));
  projection.fitExtent(
    [
      [0, 0],
      [width, height],
    ],
    edge,
  );
  projection.clipExtent([
    [-EDGE, -EDGE],
    [width + EDGE, height + EDGE],
  ]);
  return { projection, width, height };
}

function edgeOf({ west, east, south, north }: Frame): [number, number][] {
  const steps = Array.from({ length: 9 }, (_, at) => at / 8);
  return steps.flatMap((step): [number, number][] => {
    const longitude = west + (east - west) * step;
    const latitude = south + (north - south) * step;
    return [
      [longitude, south],
      [longitude, north],
      [west, latitude],
      [east, latitude],
    ];
  });
}
