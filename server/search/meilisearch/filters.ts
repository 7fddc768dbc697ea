/**
 * Filters in the language of Meilisearch: https://www.meilisearch.com/docs/learn/filtering_and_sorting/filter_expression_reference
 * Whatever comes from outside stands in quotes, escaped.
 */
import { FACETS, type Facet, type Filters } from '../engine.ts';
import type { FieldFilter } from '../query.ts';
import { encodeValue } from './alphabet.ts';
import { ANYWHERE, type DepartureFilter, fieldOfCountry, type YearRange } from './departures.ts';

/** Expressions that no edition answers, and that all do. */
export const NOTHING = 'testimony NOT EXISTS';
const EVERYTHING = 'testimony EXISTS';

export const quoted = (text: string) => `"${text.replace(/[\\"]/g, '\\$&')}"`;

export function isAnyOf(field: string, values: readonly string[]): string {
  return values.length === 0 ? NOTHING : `${field} IN [${values.map(quoted).join(', ')}]`;
}

export function isTestimony(ids: readonly number[]): string {
  return ids.length === 0 ? NOTHING : `testimony IN [${ids.join(', ')}]`;
}

export const not = (expression: string) => `NOT (${expression})`;

export function allOf(expressions: readonly string[]): string {
  return expressions.length === 0 ? EVERYTHING : expressions.map((one) => `(${one})`).join(' AND ');
}

export function anyOf(expressions: readonly string[]): string {
  return expressions.length === 0 ? NOTHING : expressions.map((one) => `(${one})`).join(' OR ');
}

/** The filters of a search, apart from each other, so that each facet can be counted with its own off. */
export interface Narrowing {
  /** What the fields of the query ask, which no facet is counted without. */
  fixed: string[];
  byFacet: { facet: Facet; expression: string }[];
  /** The departure asked for, and how it reads with the country, or the years of the filter, off. */
  departure: DepartureFilter;
  anyCountry: DepartureFilter;
  anyYear: DepartureFilter;
}

export function narrowing(filters: Filters, fields: readonly FieldFilter[]): Narrowing {
  const asked = fields.flatMap((field) =>
    field.field === 'year' && !field.not ? [{ from: field.from, to: field.to }] : [],
  );
  const fieldYears = asked.length ? [asked] : [];
  const range = { from: filters.yearFrom, to: filters.yearTo };
  const filterYears = range.from === null && range.to === null ? [] : [[range]];
  const countries = filters.facets.country?.length ? filters.facets.country : null;
  return {
    fixed: ofFields(fields),
    byFacet: FACETS.flatMap((facet) => {
      const values = filters.facets[facet];
      if (facet === 'country' || !values?.length) return [];
      return [{ facet, expression: hasValue(facet, values) }];
    }),
    departure: { countries, years: [...fieldYears, ...filterYears] },
    anyCountry: { countries: null, years: [...fieldYears, ...filterYears] },
    anyYear: { countries, years: fieldYears },
  };
}

export function hasValue(facet: Exclude<Facet, 'country'>, values: readonly string[]): string {
  return isAnyOf(`facets.${facet}`, values.map(encodeValue));
}

/** Any of the values of a field that is asked for, none of those ruled out. Names are words (question.ts). */
function ofFields(fields: readonly FieldFilter[]): string[] {
  const asked = new Map<string, string[]>();
  const expressions: string[] = [];
  for (const field of fields) {
    const expression = ofField(field);
    if (expression === null) continue;
    if (field.not) expressions.push(not(expression));
    else asked.set(field.field, [...(asked.get(field.field) ?? []), expression]);
  }
  return [...expressions, ...[...asked.values()].map(anyOf)];
}

function ofField(field: FieldFilter): string | null {
  if ('from' in field) {
    if (field.field === 'recorded') return inYears('recordedIn', field);
    return field.not ? hasDeparture({ countries: null, years: [[field]] }) : null;
  }
  if (field.field === 'accession') return isAnyOf('accession', [encodeValue(field.value.toLowerCase())]);
  if (field.field === 'country') return hasDeparture({ countries: [field.value], years: [] });
  const facet = FACETS.find((name) => name === field.field);
  return facet && facet !== 'country' ? hasValue(facet, [field.value]) : null;
}

/** A departure that answers; null where any testimony does. More than one group of years it cannot say (beyond.ts). */
export function hasDeparture({ countries, years }: DepartureFilter): string | null {
  if (countries === null && years.length === 0) return null;
  if (years.length === 0) return isAnyOf('countries', countries!);
  const fields = countries?.filter(isCountry).map(fieldOfCountry) ?? [ANYWHERE];
  return anyOf(fields.flatMap((field) => years.flat().map((range) => leftIn(field, range))));
}

/** A code as the archive has them: part of the name of a field, so nothing else may come near. */
const isCountry = (code: string) => /^[A-Z]{2}$/.test(code);

function leftIn(field: string, { from, to }: YearRange): string {
  const since = to === null ? `left.${field}.since EXISTS` : `left.${field}.since <= ${to}`;
  const until = from === null ? `left.${field}.until EXISTS` : `left.${field}.until >= ${from}`;
  return anyOf([inYears(`left.${field}.in`, { from, to }), since, until]);
}

/** Some value of an array of years in the range: each bound by itself could be met by another value. */
function inYears(field: string, { from, to }: YearRange): string {
  if (from !== null && to !== null) return `${field} ${from} TO ${to}`;
  if (from !== null) return `${field} >= ${from}`;
  return to !== null ? `${field} <= ${to}` : `${field} EXISTS`;
}
