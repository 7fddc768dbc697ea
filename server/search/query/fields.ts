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

/** Years as they were read; `as` says how, where that is not plain from what was typed. */
export interface Years {
  from: number | null;
  to: number | null;
  as: 'months-ignored' | 'years-turned' | null;
}

const MONTH = /^(?:0?[1-9]|1[0-2])$/;

/**
 * A year of three or four digits, of any script, or a range of them, either end open; null for anything else. Ends are put in
 * order. 1948-67 ends in 1967. A date (2011-05, 2011-05-17) is its year: of two digits after a hyphen, those of a month are one.
 */
export function yearsOf(value: string): Years | null {
  const typed = value.trim().replace(/\p{Nd}+/gu, fold);
  const [, dated, month] = /^(\d{4})[-–—](\d{1,2})(?:[-–—]\d{1,2})?$/.exec(typed) ?? [];
  if (dated !== undefined && MONTH.test(month!)) return inOrder(Number(dated), Number(dated), 'months-ignored');
  const parts = /^(\d{3,4})?(\.{2,3}|…|[-–—])?(\d{2,4})?$/.exec(typed);
  if (!parts) return null;
  const [, first, sign, last] = parts;
  if (sign === undefined)
    return first === undefined || last !== undefined ? null : inOrder(Number(first), Number(first));
  const ending = first?.length === 4 && last?.length === 2 ? first.slice(0, 2) + last : last;
  if (ending?.length === 2 || (first === undefined && ending === undefined)) return null;
  return inOrder(first === undefined ? null : Number(first), ending === undefined ? null : Number(ending));
}

/** Null where an end is before the year 100, which is no year that anyone here tells of. */
function inOrder(from: number | null, to: number | null, as: Years['as'] = null): Years | null {
  if ((from ?? 100) < 100 || (to ?? 100) < 100) return null;
  return from !== null && to !== null && from > to ? { from: to, to: from, as: 'years-turned' } : { from, to, as };
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
