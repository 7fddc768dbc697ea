/** The columns of a vocabulary as a table: names of languages `name_en`, spellings `variants_en` with bars between them. */
export const NAME_LANGUAGES = ['en', 'fr', 'ar', 'he', 'fa'] as const;

const TERM = ['note', 'date', 'countries', 'places'] as const;
const PLACE = ['kind', 'country', 'latitude', 'longitude'] as const;
const PERSON = [
  'name',
  'name_language',
  'sort_name',
  'gender',
  'born',
  'birth_country',
  'died',
  'minor',
  'citizenships', // country:from:to, with bars between them (ties.ts)
  'kin', // relation:slug:agreed, with bars between them
] as const;

export const ROW_COLUMNS = [
  'slug',
  'parent',
  ...NAME_LANGUAGES.map((lang) => `name_${lang}` as const),
  ...NAME_LANGUAGES.map((lang) => `variants_${lang}` as const),
  'other_names', // lang:kind:from:to:name, with bars between them
  'identifiers', // scheme:value, with bars between them
  ...TERM,
  ...PLACE,
  ...PERSON,
] as const;
export type RowColumn = (typeof ROW_COLUMNS)[number];

/** Those that a family of authorities has. */
export function columnsOf(family: 'term' | 'place' | 'person'): RowColumn[] {
  const own: readonly RowColumn[] = { term: TERM, place: PLACE, person: PERSON }[family];
  const others: RowColumn[] = [...TERM, ...PLACE, ...PERSON].filter((column) => !own.includes(column));
  const named = family === 'person' ? /^(parent|name_..|variants_..)$/ : /^$/;
  return ROW_COLUMNS.filter((column) => !others.includes(column) && !named.test(column));
}
