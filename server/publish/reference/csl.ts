import { type NameParts, namePartsOf } from '../person-name.ts';
import type { Reference } from './reference.ts';

/** One item of CSL-JSON (https://github.com/citation-style-language/schema, 1.0.2). */
export interface CslItem {
  id: string;
  type: string;
  title: string;
  author?: NameParts[];
  interviewer?: NameParts[];
  issued?: CslDate;
  accessed: CslDate;
  'event-place'?: string;
  archive: string;
  archive_location: string;
  archive_collection?: string;
  medium?: string;
  genre?: string;
  dimensions?: string;
  language?: string;
  abstract?: string;
  keyword?: string;
  locator?: string;
  note?: string;
  URL: string;
}
export type CslDate = { 'date-parts': [number[]] } | { literal: string };

/** What CSL calls the forms of testimony. */
const TYPES: Record<Reference['form'], string> = {
  interview: 'interview',
  memoir: 'manuscript',
  'family-story': 'manuscript',
  speech: 'speech',
  letter: 'personal_communication',
  song: 'song',
  prayer: 'song',
  recipe: 'document',
};

export function cslOf(reference: Reference): CslItem {
  const { date } = reference;
  return {
    id: reference.key,
    type: TYPES[reference.form],
    title: reference.title,
    ...given('author', reference.narrators.map(namePartsOf)),
    ...given('interviewer', reference.interviewers.map(namePartsOf)),
    ...(date && { issued: parts([date.year, date.month, date.day]) }),
    accessed: parts([
      reference.accessed.getUTCFullYear(),
      reference.accessed.getUTCMonth() + 1,
      reference.accessed.getUTCDate(),
    ]),
    ...given('event-place', reference.place),
    archive: reference.archive,
    archive_location: reference.accession,
    ...given('archive_collection', reference.collection),
    ...given('medium', reference.medium),
    ...given('language', reference.langs.join(', ')),
    ...given('abstract', reference.abstract),
    ...given('keyword', reference.topics.join(', ')),
    ...given('locator', reference.moment),
    ...given('note', [reference.sampleNotice, reference.rights, reference.readersNote].filter(Boolean).join(' ')),
    URL: reference.url,
  };
}

/** A list of references as a file. */
export function cslJson(references: readonly Reference[]): string {
  return `${JSON.stringify(references.map(cslOf), null, 2)}\n`;
}

function given<K extends string, V extends string | unknown[] | null>(key: K, value: V): { [P in K]?: NonNullable<V> } {
  return (value?.length ? { [key]: value } : {}) as { [P in K]?: NonNullable<V> };
}

function parts(numbers: (number | null)[]): CslDate {
  return { 'date-parts': [numbers.filter((number) => number !== null)] };
}
