/** The form of a place, a person or a term. */
import { PLACE_KINDS } from '../../../archive/authorities/authority.ts';
import { type AuthorityKind, familyOf, NAME_KINDS, RELATIONS, SCHEMES } from '../../../archive/vocabulary/authority.ts';
import { authority, choice, type Field, type FormSchema, text } from '../form/fields.ts';

export type VocabularyList = 'names' | 'identifiers' | 'countries' | 'places' | 'kin' | 'citizenships';

const names = (kind: AuthorityKind): Field[] => [
  { ...text('name'), required: true },
  { name: 'lang', type: 'language' },
  choice('kind', NAME_KINDS[familyOf(kind)], 'vocabulary.name_kind.'),
  ...(kind === 'place' ? [text('fromYear'), text('toYear')] : []),
];

const FIELDS: Record<AuthorityKind, readonly Field[]> = {
  topic: [authority('parent', 'topic'), { name: 'note', type: 'long', wide: true }],
  event: [authority('parent', 'event'), { name: 'date', type: 'date' }, { name: 'note', type: 'long', wide: true }],
  community: [authority('parent', 'community'), { name: 'note', type: 'long', wide: true }],
  place: [
    choice('kind', PLACE_KINDS, 'place.kind.'),
    authority('parent', 'place'),
    { name: 'country', type: 'country' },
    text('latitude'),
    text('longitude'),
  ],
  person: [
    { ...text('name'), required: true },
    { name: 'nameLang', type: 'language' },
    { ...text('sortName'), help: 'vocabulary.help.sort' },
    choice('gender', ['female', 'male', 'other'], 'facet_value.gender.', 'catalogue.none'),
    { name: 'birthDate', type: 'date' },
    authority('birthPlace', 'place'),
    { name: 'birthCountry', type: 'country' },
    { name: 'deathDate', type: 'date' },
    { name: 'minor', type: 'check', help: 'vocabulary.help.minor' },
  ],
};

/** The fields and lists of a kind, in their order. */
export function schemaOf(kind: AuthorityKind): FormSchema<VocabularyList> & { shown: VocabularyList[] } {
  const tied = kind === 'event' || kind === 'community';
  return {
    fields: Object.fromEntries(FIELDS[kind].map((field) => [field.name, field])),
    lists: {
      names: names(kind),
      identifiers: [choice('scheme', SCHEMES[familyOf(kind)], 'vocabulary.scheme.'), text('value')],
      countries: [{ name: 'country', type: 'country' }],
      places: [authority('place', 'place')],
      kin: [
        choice('relation', RELATIONS, 'kin.'),
        authority('relative', 'person'),
        { name: 'agreed', type: 'check' },
        { name: 'theirs', type: 'check', help: 'vocabulary.help.kin' },
      ],
      citizenships: [
        { name: 'country', type: 'country' },
        { name: 'stateless', type: 'check' },
        text('fromYear'),
        text('toYear'),
      ],
    },
    fixed: new Set(),
    beforehand: new Set(['kind', 'scheme', 'lang', 'relation']),
    shown: [
      'names',
      'identifiers',
      ...(tied ? (['countries', 'places'] as const) : []),
      ...(kind === 'person' ? (['citizenships', 'kin'] as const) : []),
    ],
  };
}
