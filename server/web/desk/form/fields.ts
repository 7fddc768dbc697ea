/** The fields of a form at the desk: how each is typed. */
import type { AuthorityKind } from '../../../search/authorities.ts';

export type FieldType =
  | 'text' // one line
  | 'long' // several
  | 'lines' // a value a line
  | 'check'
  | 'language'
  | 'country'
  | 'date' // as families write it: archive/edtf.ts
  | 'day' // YYYY-MM-DD
  | 'timecode'
  | 'choice'
  | 'authority'
  | 'collection'
  | 'session'
  | 'part'
  | 'interviewers'
  | 'hidden';

export interface Field {
  name: string;
  type: FieldType;
  /** Of a choice. `words`: the beginning of the keys of their messages. */
  options?: readonly string[];
  words?: string;
  /** What an empty choice says; a choice without one has a value always. */
  none?: string;
  kind?: AuthorityKind;
  required?: boolean;
  help?: string; // key of a message
  wide?: boolean;
}

export const choice = (name: string, options: readonly string[], words: string, none?: string): Field => ({
  name,
  type: 'choice',
  options,
  words,
  none,
});
export const authority = (name: string, kind: AuthorityKind): Field => ({ name, type: 'authority', kind });
export const text = (name: string, wide = false): Field => ({ name, type: 'text', wide });

/** The fields of a form that stand alone, and the rows of its lists. */
export interface FormSchema<List extends string = string> {
  fields: Readonly<Record<string, Field>>;
  lists: Readonly<Record<List, readonly Field[]>>;
  /** Lists whose rows are not added or taken out here: they are there, or are always the same. */
  fixed: ReadonlySet<List>;
  /** Fields that have a value before anything is typed: a row with nothing else is no row. */
  beforehand: ReadonlySet<string>;
}
