import { PLACE_KINDS, type PlaceAuthority, type PlaceKind } from './authority.ts';
import { NAME_COLUMNS, readHistorical, readNames, readVariants, refuseRepeated } from './names.ts';
import { readCoordinates, readParent, readSlug } from './references.ts';
import { cell, type Row, readTable, refuse, required } from './table.ts';

const FILE = 'places.tsv';
const WHERE = ['slug', 'kind', 'country', 'parent', 'latitude', 'longitude'];
const COLUMNS = [...WHERE, ...NAME_COLUMNS, 'historical', 'community', 'geonames'];

/** Towns, quarters, regions and camps of the countries whose alpha-2 codes are given. */
export function readPlaces(folder: URL, countries: ReadonlySet<string>): PlaceAuthority[] {
  const countryOf = new Map<string, string>();
  const slugs = new Set<string>();
  return readTable(folder, FILE, COLUMNS).map((row) => {
    const parent = readParent(row, slugs);
    const slug = readSlug(row, slugs);
    const country = required(row, 'country');
    if (!countries.has(country)) refuse(row, 'country', `“${country}” is not a code of ISO 3166-1`);
    if (parent && countryOf.get(parent) !== country) refuse(row, 'parent', `“${parent}” is in another country`);
    countryOf.set(slug, country);
    const names = readNames(row);
    const variants = readVariants(row, 'variants');
    const historical = readHistorical(row, 'historical');
    refuseRepeated(row, names, variants, historical);
    const kind = readKind(row, parent);
    const [community, geonames] = [readCommunity(row), readGeonames(row)];
    return { slug, kind, country, parent, ...readCoordinates(row), names, variants, historical, community, geonames };
  });
}

function readKind(row: Row, parent: string | null): PlaceKind {
  const written = required(row, 'kind');
  const kind = PLACE_KINDS.find((known) => known === written);
  if (!kind) return refuse(row, 'kind', `“${written}” is none of ${PLACE_KINDS.join(', ')}`);
  if (kind === 'quarter' && parent === null) refuse(row, 'parent', 'is empty, and a quarter needs its town');
  return kind;
}

function readCommunity(row: Row): boolean {
  const written = cell(row, 'community');
  if (written !== '' && written !== '1') refuse(row, 'community', `“${written}” is neither 1 nor empty`);
  return written === '1';
}

function readGeonames(row: Row): string | null {
  const written = cell(row, 'geonames');
  if (written !== '' && !/^[1-9]\d*$/.test(written)) refuse(row, 'geonames', `“${written}” is not a GeoNames id`);
  return written || null;
}
