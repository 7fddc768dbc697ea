import { Invalid } from '../archive/errors.ts';
import type { TestimonyRecord } from './record.ts';
import { placeOf } from './row.ts';
import type { Column } from './table.ts';

/** Longest name of a person, place, term or collection, in characters: longer ones have swallowed what stood beside them. */
const LONGEST_NAME = 300;
/** OHMS keywords are sometimes whole sentences. */
const LONGEST_KEYWORD = 1_000;

/** Throws Invalid for a name that is too long to be one, with its place in the table or the file's name. */
export function refuseLongNames(record: TestimonyRecord): void {
  const { narrators } = record;
  const names: [column: Column, values: (string | null)[]][] = [
    ['narrator', narrators.map(({ name }) => name)],
    ['narrator_variants', narrators.flatMap(({ variants }) => variants)],
    ['interviewer', record.interviewers],
    ['community', record.communities],
    ['place_of_origin', record.departures.map(({ place }) => place)],
    ['destination', record.destinations],
    ['recorded_place', [record.recordedPlace]],
    ['collection', [record.collection]],
    ['topics', record.topics],
    ['events', record.events],
  ];
  for (const [column, values] of names) for (const value of values) refuse(record, column, value, LONGEST_NAME);
  for (const value of record.subjects) refuse(record, 'subject', value, LONGEST_KEYWORD);
  for (const value of record.keywords) refuse(record, 'keyword', value, LONGEST_KEYWORD);
}

function refuse({ where }: TestimonyRecord, column: string, value: string | null, longest: number): void {
  if (value === null || value.length <= longest) return;
  const place = placeOf(where, column) || `“${where.file}”, ${column.replaceAll('_', ' ')}: `;
  throw new Invalid(
    `${place}“${value.slice(0, 40)}…” has ${value.length} characters, and no name has more than ${longest}. Is a separator missing?`,
    { file: where.file, row: where.row, field: column },
  );
}
