/**
 * Outlines of the countries of today, from Natural Earth by way of world-atlas: public domain, and here with the program, so
 * that no page asks another host. https://www.naturalearthdata.com/about/terms-of-use/
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Geometry } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';

/** How close the outlines follow the ground: for a plate of the world, or for one of a country. */
export type Detail = '110m' | '50m';

/** A country's outline in degrees, longitude first; each polygon a list of rings, its shore before its lakes. */
export interface Outline {
  numeric: string | null; // three digits of ISO 3166-1; null for land whose status is disputed
  polygons: { rings: [number, number][][]; box: Box }[];
}

/** In degrees; of land on both sides of the antimeridian, the whole round. */
export interface Box {
  west: number;
  east: number;
  south: number;
  north: number;
}

const require = createRequire(import.meta.url);
const read = new Map<Detail, Outline[]>();

/** All countries; read from their file when first asked for, about a tenth of a second. */
export function outlines(detail: Detail): Outline[] {
  const known = read.get(detail);
  if (known) return known;
  const topology = JSON.parse(
    readFileSync(require.resolve(`world-atlas/countries-${detail}.json`), 'utf8'),
  ) as Topology<{
    countries: GeometryCollection;
  }>;
  const made = feature(topology, topology.objects.countries).features.map(({ id, geometry }) => ({
    numeric: id === undefined ? null : String(id),
    polygons: polygonsOf(geometry).map((rings) => ({ rings, box: boxOf(rings[0] ?? []) })),
  }));
  read.set(detail, made);
  return made;
}

function polygonsOf(geometry: Geometry): [number, number][][][] {
  if (geometry.type === 'Polygon') return [geometry.coordinates as [number, number][][]];
  return geometry.type === 'MultiPolygon' ? (geometry.coordinates as [number, number][][][]) : [];
}

const FAR = 12; // degrees
const SMALL = 0.04; // of the largest

/**
 * The part of a country that a plate of it shows: its largest land, what lies near it and is not tiny beside it, and land with
 * one of `towns` on it. Empty where there is no outline of it.
 */
export function mainland(outline: Outline, towns: readonly (readonly [number, number])[] = []): Outline['polygons'] {
  const [largest] = [...outline.polygons].sort((one, other) => areaOf(other.box) - areaOf(one.box));
  if (!largest) return [];
  return outline.polygons.filter(
    ({ box }) =>
      (areaOf(box) >= SMALL * areaOf(largest.box) && apart(box, largest.box) <= FAR) ||
      towns.some(([x, y]) => x >= box.west && x <= box.east && y >= box.south && y <= box.north),
  );
}

function boxOf(ring: [number, number][]): Box {
  const box = { west: 180, east: -180, south: 90, north: -90 };
  for (const [x, y] of ring) {
    box.west = Math.min(box.west, x);
    box.east = Math.max(box.east, x);
    box.south = Math.min(box.south, y);
    box.north = Math.max(box.north, y);
  }
  return box;
}

function areaOf({ west, east, south, north }: Box): number {
  return (east - west) * (north - south) * Math.cos((((south + north) / 2) * Math.PI) / 180);
}

function apart(one: Box, other: Box): number {
  const across = Math.max(one.west - other.east, other.west - one.east, 0);
  const along = Math.max(one.south - other.north, other.south - one.north, 0);
  return Math.max(Math.min(across, 360 - across), along);
}
