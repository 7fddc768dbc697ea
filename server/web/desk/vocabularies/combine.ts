/** Two archivists at one place, person or term: what each changed, field by field, and what only one of them changed. */
import { isDeepStrictEqual } from 'node:util';
import type { AuthorityKind, AuthorityRecord } from '../../../archive/vocabulary/authority.ts';
import { authorityChanges, authorityState } from '../../../archive/vocabulary/edit.ts';
import type { Database } from '../../../db/open.ts';
import type { Lang } from '../../../i18n/languages.ts';
import { translator } from '../../../i18n/messages.ts';
import { authoritiesById } from '../../../search/authorities.ts';
import { facetLabels } from '../../facet-labels.ts';
import { recordLines } from './describe.ts';

/** Of `place` and `person` each field by itself, as `person.birthDate`; of the others the whole. */
export type AuthorityField = string;

/** Both changed these fields: for the one who sent the form to decide. */
export class BothEdited extends Error {
  constructor(
    readonly theirs: AuthorityRecord,
    readonly mine: AuthorityRecord,
    readonly fields: AuthorityField[],
  ) {
    super('Somebody else has changed this authority.');
  }
}

type Values = Map<AuthorityField, unknown>;

function valuesOf(record: AuthorityRecord): Values {
  const { place, person, ...whole } = record;
  const inside = (name: string, of: object | null) =>
    Object.entries(of ?? {}).map(([key, value]): [string, unknown] => [`${name}.${key}`, value]);
  return new Map([...Object.entries(whole), ...inside('place', place), ...inside('person', person)]);
}

/** A record with one field as another record has it. */
export function withField(record: AuthorityRecord, field: AuthorityField, from: AuthorityRecord): AuthorityRecord {
  const [name = '', key] = field.split('.');
  if (key === undefined) return { ...record, [name]: from[name as keyof AuthorityRecord] };
  if (name === 'place' && record.place && from.place)
    return { ...record, place: { ...record.place, [key]: from.place[key as keyof typeof from.place] } };
  if (name === 'person' && record.person && from.person)
    return { ...record, person: { ...record.person, [key]: from.person[key as keyof typeof from.person] } };
  return record;
}

/**
 * What a form that was opened in `state` makes of the record as it is `now`. Where somebody saved meanwhile, what only they
 * changed is taken over. Throws BothEdited for what both changed, and where nobody knows what the form began from.
 */
export function combinedAuthority(
  db: Database,
  kind: AuthorityKind,
  id: number,
  { state, now, sent }: { state: string; now: AuthorityRecord; sent: AuthorityRecord },
): AuthorityRecord {
  if (authorityState(now) === state) return sent;
  const began = authorityChanges(db, kind, id)
    .filter(({ action }) => action === 'edited')
    .map(({ before }) => before as AuthorityRecord)
    .find((before) => authorityState(before) === state);
  const [theirs, base] = [valuesOf(now), began ? valuesOf(began) : null];
  let mine = sent;
  const both: AuthorityField[] = [];
  for (const [field, value] of valuesOf(sent)) {
    const there = theirs.get(field);
    if (isDeepStrictEqual(value, there)) continue;
    if (base && isDeepStrictEqual(value, base.get(field))) mine = withField(mine, field, now);
    else if (!base || !isDeepStrictEqual(there, base.get(field))) both.push(field);
  }
  if (both.length > 0) throw new BothEdited(now, mine, both);
  return mine;
}

export interface DisputedField {
  field: AuthorityField;
  name: string; // in the reader's language
  mine: string[];
  theirs: string[];
}

/** The fields that both changed, in words. */
export function disputedFields(db: Database, lang: Lang, { theirs, mine, fields }: BothEdited): DisputedField[] {
  const t = translator(lang);
  const lines = linesOfField(db, lang);
  const named = (field: string) => {
    const key = field.split('.').at(-1)!;
    return t(`vocabulary.field.${key.replace(/Id$/, '')}`);
  };
  return fields.map((field) => ({
    field,
    name: named(field),
    mine: lines(mine, field),
    theirs: lines(theirs, field),
  }));
}

const EMPTY: AuthorityRecord = {
  names: [],
  identifiers: [],
  parentId: null,
  note: null,
  date: null,
  countries: [],
  places: [],
  place: null,
  person: null,
  kin: [],
  citizenships: [],
};

function linesOfField(db: Database, lang: Lang): (record: AuthorityRecord, field: AuthorityField) => string[] {
  const t = translator(lang);
  const facet = facetLabels(db, lang);
  const all = recordLines(db, lang);
  return (record, field) => {
    const [name = '', key] = field.split('.');
    if (name === 'parentId') {
      // A place above a place is called as places are.
      const beside = all({ ...EMPTY, place: record.place });
      return all({ ...EMPTY, place: record.place, parentId: record.parentId }).filter((line) => !beside.includes(line));
    }
    if (key === undefined) return all(withField(EMPTY, name, record));
    const value = valuesOf(record).get(field);
    if (value === null || value === undefined || value === false || value === '') return [];
    if (key === 'birthPlaceId')
      return [authoritiesById(db, 'place', [Number(value)], lang).get(Number(value))?.label ?? t('catalogue.gone')];
    if (key === 'birthCountry' || key === 'country') return [facet('country', String(value))];
    if (key === 'gender') return [facet('gender', String(value))];
    if (key === 'kind') return [t(`place.kind.${value}`)];
    return [key === 'minor' ? t('vocabulary.field.minor') : String(value)];
  };
}
