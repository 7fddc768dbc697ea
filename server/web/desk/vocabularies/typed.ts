import { languageName } from '../../../archive/languages.ts';
import type { AuthorityKind, AuthorityRecord } from '../../../archive/vocabulary/authority.ts';
import type { Database } from '../../../db/open.ts';
import type { Lang } from '../../../i18n/languages.ts';
import { authoritiesById } from '../../../search/authorities.ts';
import type { Row, TypedForm } from '../form/typed.ts';
import type { VocabularyList } from './schema.ts';

/** The form of a record, with names in the language of the page. */
export function typedOfAuthority(
  db: Database,
  kind: AuthorityKind,
  record: AuthorityRecord,
  { country, lang }: { country: (code: string) => string; lang: Lang },
): TypedForm<VocabularyList> {
  const chosen = (name: string, of: AuthorityKind, id: number | null): Row => {
    const label = id === null ? '' : (authoritiesById(db, of, [id], lang).get(id)?.label ?? '');
    return { [name]: id === null ? '' : String(id), [`${name}_text`]: label, [`${name}_for`]: label };
  };
  const code = (value: string | null) => (value === null ? '' : country(value));
  const language = (tag: string | null) => (tag === null || tag === 'und' ? '' : languageName(tag, lang));
  const number = (value: number | null) => (value === null ? '' : String(value));
  const { place, person } = record;
  return {
    fields: {
      ...(kind === 'person' ? {} : chosen('parent', kind, record.parentId)),
      note: record.note ?? '',
      date: record.date ?? '',
      ...(place && {
        kind: place.kind,
        country: code(place.country),
        latitude: number(place.latitude),
        longitude: number(place.longitude),
      }),
      ...(person && {
        name: person.name,
        nameLang: language(person.nameLang),
        sortName: person.sortName,
        gender: person.gender ?? '',
        birthDate: person.birthDate ?? '',
        ...chosen('birthPlace', 'place', person.birthPlaceId),
        birthCountry: code(person.birthCountry),
        deathDate: person.deathDate ?? '',
        minor: person.minor ? 'on' : '',
      }),
    },
    lists: {
      names: record.names.map((one) => ({
        name: one.name,
        lang: language(one.lang),
        kind: one.kind,
        fromYear: number(one.fromYear),
        toYear: number(one.toYear),
      })),
      identifiers: record.identifiers.map((one) => ({ ...one })),
      countries: record.countries.map((one) => ({ country: country(one) })),
      places: record.places.map((id) => chosen('place', 'place', id)),
      kin: (record.kin ?? []).map((one) => ({
        relation: one.relation,
        ...chosen('relative', 'person', one.relativeId),
        agreed: one.agreed ? 'on' : '',
        theirs: one.theirs ? 'on' : '',
      })),
      citizenships: (record.citizenships ?? []).map((one) => ({
        country: code(one.country),
        stateless: one.country === null ? 'on' : '',
        fromYear: number(one.fromYear),
        toYear: number(one.toYear),
      })),
    },
  };
}
