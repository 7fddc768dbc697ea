import { fold } from '../folding.ts';

/** Fields whose values are words or codes: the facets of the archive, and the people and numbers of a testimony. */
export const VALUE_FIELDS = [
  'access',
  'accession',
  'birth_decade',
  'collection',
  'community',
  'country',
  'destination',
  'event',
  'form',
  'gender',
  'generation',
  'interviewer',
  'language',
  'media',
  'mentioned',
  'narrator',
  'place',
  'polity',
  'topic',
  'transcript',
] as const;
export const YEAR_FIELDS = ['year', 'recorded'] as const;

export type FieldName = (typeof VALUE_FIELDS)[number] | (typeof YEAR_FIELDS)[number];

/** A field asked for. The same field twice means either; different fields must all hold; `not` rules out. Years are inclusive. */
export type FieldFilter =
  | { field: (typeof VALUE_FIELDS)[number]; value: string; not: boolean }
  | { field: (typeof YEAR_FIELDS)[number]; from: number | null; to: number | null; not: boolean };

export const isValueField = (name: string): name is (typeof VALUE_FIELDS)[number] =>
  VALUE_FIELDS.some((field) => field === name);
export const isYearField = (name: string): name is (typeof YEAR_FIELDS)[number] =>
  YEAR_FIELDS.some((field) => field === name);

/** A year or a range of years in the digits of any script, either end open; null for anything else. Ends are put in order. */
export function yearsOf(value: string): { from: number | null; to: number | null } | null {
  const parts = /^(\p{Nd}{1,4})?(\.{2,3}|…|[-–—])?(\p{Nd}{1,4})?$/u.exec(value.trim());
  if (!parts || (parts[1] === undefined && parts[3] === undefined)) return null;
  const [first, last] = [parts[1], parts[3]].map((digits) => (digits === undefined ? null : Number(fold(digits))));
  if (parts[2] === undefined) return { from: first ?? last ?? null, to: first ?? last ?? null };
  if (typeof first === 'number' && typeof last === 'number' && first > last) return { from: last, to: first };
  return { from: first ?? null, to: last ?? null };
}

/** A value as it is kept: one space between words, none round it. */
export const tidied = (typed: string) => typed.replace(/\s+/g, ' ').trim();

/** The filter as it is typed. */
export function printField(filter: FieldFilter): string {
  const minus = filter.not ? '-' : '';
  if ('value' in filter) {
    const plain = /^[\p{L}\p{M}\p{Nd}_-]+$/u.test(filter.value);
    return `${minus}${filter.field}:${plain ? filter.value : `"${filter.value}"`}`;
  }
  const { from, to } = filter;
  return `${minus}${filter.field}:${from !== null && from === to ? from : `${from ?? ''}..${to ?? ''}`}`;
}
