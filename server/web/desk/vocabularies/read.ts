import { sortNameOf } from '../../../archive/person.ts';
import {
  type AuthorityKind,
  type AuthorityRecord,
  familyOf,
  NAME_KINDS,
  RELATIONS,
  SCHEMES,
} from '../../../archive/vocabulary/authority.ts';
import { fieldReaders, type ReadingOf } from '../form/readers.ts';
import type { TypedForm } from '../form/typed.ts';
import type { VocabularyList } from './schema.ts';

/**
 * Reads the form of an authority. `id`: whose form it is. `base`: as it is, so that what was not touched is kept. As `fieldReaders`, with what cannot
 * be meant and what is to be chosen.
 */
export function readAuthority(
  reader: ReadingOf & { id?: number },
  kind: AuthorityKind,
  typed: TypedForm<VocabularyList>,
  base: AuthorityRecord,
) {
  const langs = [...base.names.map((one) => one.lang), base.person?.nameLang ?? 'und'];
  const { problems, choices, words, oneOf, country, language, date, authority } = fieldReaders({ ...reader, langs });
  const { fields, lists } = typed;
  const family = familyOf(kind);
  const day = (value: string | undefined, kept: string | null, at: string) =>
    kept !== null && value?.trim() === kept ? kept : (date(value, at)?.edtf ?? null);
  const year = (value: string | undefined, at: string) => {
    const text = (value ?? '').trim();
    if (text === '') return null;
    if (/^-?\d{1,4}$/.test(text)) return Number(text);
    problems.set(at, 'year');
    return null;
  };
  const degrees = (value: string | undefined, at: string, most: number) => {
    const text = (value ?? '').trim().replace(',', '.');
    if (text === '') return null;
    const number = Number(text);
    if (Number.isFinite(number) && Math.abs(number) <= most) return number;
    problems.set(at, 'degrees');
    return null;
  };
  const name = kind === 'person' ? words(fields.name, 'name', 300) : null;
  if (kind === 'person' && name === null) problems.set('name', 'empty');
  const record: AuthorityRecord = {
    names: lists.names.flatMap((row, at) => {
      const spelled = words(row.name, `names.${at}.name`, 300);
      if (spelled === null) {
        problems.set(`names.${at}.name`, 'empty');
        return [];
      }
      const lang = language(row.lang, `names.${at}.lang`);
      if (lang === 'und' && family !== 'person' && !problems.has(`names.${at}.lang`))
        problems.set(`names.${at}.lang`, 'empty');
      return [
        {
          name: spelled,
          lang,
          kind: oneOf(row.kind, NAME_KINDS[family] as readonly string[]) ?? 'variant',
          fromYear: family === 'place' ? year(row.fromYear, `names.${at}.fromYear`) : null,
          toYear: family === 'place' ? year(row.toYear, `names.${at}.toYear`) : null,
        },
      ];
    }),
    identifiers: lists.identifiers.flatMap((row, at) => {
      const value = words(row.value, `identifiers.${at}.value`, 300);
      return value === null
        ? []
        : [{ scheme: oneOf(row.scheme, SCHEMES[family] as readonly string[]) ?? 'other', value }];
    }),
    parentId: kind === 'person' ? null : authority(fields, 'parent', kind, 'parent'),
    note: family === 'term' ? words(fields.note, 'note', 20_000) : null,
    date: kind === 'event' ? day(fields.date, base.date, 'date') : base.date,
    countries: [
      ...new Set(lists.countries.flatMap((row, at) => country(row.country, `countries.${at}.country`) ?? [])),
    ],
    places: [
      ...new Set(lists.places.flatMap((row, at) => authority(row, 'place', 'place', `places.${at}.place`) ?? [])),
    ],
    place: base.place && {
      kind: fields.kind || base.place.kind,
      country: country(fields.country, 'country'),
      latitude: degrees(fields.latitude, 'latitude', 90),
      longitude: degrees(fields.longitude, 'longitude', 180),
    },
    person: base.person && {
      name: name ?? base.person.name,
      nameLang: unknown(language(fields.nameLang, 'nameLang')),
      sortName: words(fields.sortName, 'sortName', 300) ?? sortNameOf(name ?? base.person.name),
      gender: oneOf(fields.gender, ['female', 'male', 'other'] as const),
      birthDate: day(fields.birthDate, base.person.birthDate, 'birthDate'),
      birthPlaceId: authority(fields, 'birthPlace', 'place', 'birthPlace'),
      birthCountry: country(fields.birthCountry, 'birthCountry'),
      deathDate: day(fields.deathDate, base.person.deathDate, 'deathDate'),
      minor: fields.minor === 'on',
    },
  };
  if (kind === 'person') {
    record.kin = lists.kin.flatMap((row, at) => {
      const relativeId = authority(row, 'relative', 'person', `kin.${at}.relative`);
      if (relativeId === null) return [];
      if (relativeId === reader.id) problems.set(`kin.${at}.relative`, 'own_kin');
      const relation = oneOf(row.relation, RELATIONS) ?? 'other';
      return [{ relativeId, relation, agreed: row.agreed === 'on', theirs: row.theirs === 'on' }];
    });
    record.citizenships = lists.citizenships.flatMap((row, at) => {
      const code = country(row.country, `citizenships.${at}.country`);
      const stateless = row.stateless === 'on';
      if (code === null && !stateless) return [];
      if (code !== null && stateless) problems.set(`citizenships.${at}.stateless`, 'stateless');
      const [fromYear, toYear] = [
        year(row.fromYear, `citizenships.${at}.fromYear`),
        year(row.toYear, `citizenships.${at}.toYear`),
      ];
      if (fromYear !== null && toYear !== null && toYear < fromYear) problems.set(`citizenships.${at}.toYear`, 'year');
      return [{ country: code, fromYear, toYear }];
    });
  }
  if (record.place && (record.place.latitude === null) !== (record.place.longitude === null))
    problems.set(record.place.latitude === null ? 'latitude' : 'longitude', 'empty');
  if (family !== 'person' && !record.names.some((one) => one.kind === 'preferred')) problems.set('names', 'preferred');
  const shown = record.names.filter((one) => one.kind === 'preferred').map((one) => one.lang);
  if (new Set(shown).size < shown.length) problems.set('names', 'two_preferred');
  return { record, problems, choices };
}

function unknown(tag: string): string | null {
  return tag === 'und' ? null : tag;
}
