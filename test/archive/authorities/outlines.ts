/** The outlines of today's countries, to ask whether a place lies where its row says. */
import { readFileSync } from 'node:fs';
import { geoContains, geoDistance } from 'd3-geo';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';

type Point = [longitude: number, latitude: number];

const file = new URL('../../../node_modules/world-atlas/countries-10m.json', import.meta.url);
const world = JSON.parse(readFileSync(file, 'utf8')) as Topology<{ countries: GeometryCollection }>;
const { features } = feature(world, world.objects.countries);

const RADIANS = Math.PI / 180;

/**
 * Whether a point lies in the country with this numeric code of ISO 3166-1, or within `tolerance` degrees of its outline;
 * null where the atlas has no outline for it.
 */
export function liesIn(numeric: string, point: Point, tolerance: number): boolean | null {
  const outlines = features.filter(({ id }) => id === numeric); // some have islands apart, under the same number
  if (outlines.length === 0) return null;
  return outlines.some(
    (outline) =>
      geoContains(outline, point) ||
      corners(outline.geometry).some((corner) => geoDistance(corner, point) < tolerance * RADIANS),
  );
}

function corners(geometry: (typeof features)[number]['geometry']): Point[] {
  if (geometry.type === 'Polygon') return geometry.coordinates.flat() as Point[];
  if (geometry.type === 'MultiPolygon') return geometry.coordinates.flat(2) as Point[];
  return [];
}
