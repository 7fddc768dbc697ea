/** Cells that point at other rows, and cells of years and degrees: what more than one authority file has. */
import type { Coordinates } from './authority.ts';
import { cell, list, type Row, refuse, required } from './table.ts';

/** The slug of a row: lower-case letters, digits and hyphens, and not yet in `known`, to which it is added. */
export function readSlug(row: Row, known: Set<string>): string {
  const slug = required(row, 'slug');
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug))
    refuse(row, 'slug', `“${slug}” has more than a–z, 0–9 and single hyphens`);
  if (known.has(slug)) refuse(row, 'slug', `“${slug}” is already used`);
  known.add(slug);
  return slug;
}

/** The parent of a row, null for none. It must stand above in the file, so no row can be its own ancestor. */
export function readParent(row: Row, above: ReadonlySet<string>): string | null {
  const parent = cell(row, 'parent');
  if (parent === '') return null;
  if (!above.has(parent) || parent === cell(row, 'slug')) refuse(row, 'parent', `“${parent}” is not on a line above`);
  return parent;
}

/** A list of slugs or codes that must all be in `known`, none twice. */
export function readReferences(row: Row, column: string, known: ReadonlySet<string>): string[] {
  const items = list(row, column);
  for (const item of items) if (!known.has(item)) refuse(row, column, `“${item}” is not known`);
  if (new Set(items).size < items.length) refuse(row, column, 'names one thing twice');
  return items;
}

/** `latitude` and `longitude` in decimal degrees. */
export function readCoordinates(row: Row): Coordinates {
  return { latitude: degrees(row, 'latitude', 90), longitude: degrees(row, 'longitude', 180) };
}

/** A calendar year. */
export function readYear(row: Row, column: string): number {
  const year = required(row, column);
  if (!/^\d{3,4}$/.test(year)) refuse(row, column, `“${year}” is not a year`);
  return Number(year);
}

function degrees(row: Row, column: string, limit: number): number {
  const written = required(row, column);
  if (!/^-?\d{1,3}(\.\d+)?$/.test(written) || Math.abs(Number(written)) > limit) {
    refuse(row, column, `“${written}” is not decimal degrees between -${limit} and ${limit}`);
  }
  return Number(written);
}
