/** The catalogue form: its fields in the order in which they stand, and how each is typed and read. */
import { ACCESS_LEVELS } from '../../../archive/access.ts';
import { CARRIER_KINDS, LEG_KINDS, LOSS_KINDS, WHOSE } from '../../../archive/catalogue/record.ts';
import { MANNERS } from '../../../archive/departure.ts';
import { FORMS } from '../../../archive/testimony.ts';
import { authority, choice, type Field, type FormSchema, text } from '../form/fields.ts';

export const PERSON_ROLES = [
  'narrator',
  'interviewer',
  'translator',
  'transcriber',
  'camera',
  'author',
  'mentioned',
] as const;
/** The rows of each list, by its name in the entry. */
export const LISTS = {
  texts: [{ name: 'lang', type: 'language' }, text('title', true), { name: 'abstract', type: 'long', wide: true }],
  people: [
    authority('person', 'person'),
    choice('role', PERSON_ROLES, 'role.'),
    { name: 'shownAs', type: 'text', help: 'catalogue.help.shown_as' },
  ],
  departures: [
    choice('whose', WHOSE, 'catalogue.whose.'),
    choice('manner', MANNERS, 'catalogue.manner.', 'catalogue.none'),
    authority('place', 'place'),
    { name: 'country', type: 'country' },
    { name: 'date', type: 'date' },
    authority('person', 'person'),
    { name: 'coarse', type: 'check', help: 'catalogue.help.coarse' },
  ],
  journey: [
    choice('kind', LEG_KINDS, 'catalogue.leg.'),
    authority('place', 'place'),
    { name: 'country', type: 'country' },
    { name: 'date', type: 'date' },
    authority('person', 'person'),
    { name: 'note', type: 'long', wide: true },
  ],
  losses: [
    { name: 'id', type: 'hidden' },
    choice('kind', LOSS_KINDS, 'loss.kind.'),
    { name: 'description', type: 'long', wide: true },
    { name: 'lang', type: 'language' },
    authority('place', 'place'),
    { name: 'country', type: 'country' },
    { name: 'date', type: 'date' },
    { name: 'proof', type: 'long', wide: true },
  ],
  topics: [authority('term', 'topic')],
  events: [authority('term', 'event')],
  communities: [authority('term', 'community')],
  mentions: [authority('place', 'place'), { name: 'country', type: 'country' }],
  sessions: [
    { name: 'id', type: 'hidden' },
    { name: 'date', type: 'date' },
    authority('place', 'place'),
    { name: 'placeText', type: 'text', help: 'catalogue.help.place_text' },
    { name: 'interviewers', type: 'interviewers', wide: true },
  ],
  parts: [
    { name: 'id', type: 'hidden' },
    text('label'),
    { name: 'session', type: 'session' },
    { name: 'zeroOffset', type: 'timecode', help: 'catalogue.help.zero' },
  ],
  carriers: [
    choice('kind', CARRIER_KINDS, 'catalogue.carrier.'),
    text('label'),
    text('location'),
    { name: 'part', type: 'part' },
    text('note', true),
  ],
  rules: [
    { name: 'scope', type: 'hidden' },
    choice('access', ACCESS_LEVELS, 'facet_value.access.', 'catalogue.as_testimony'),
    { name: 'embargoUntil', type: 'day' },
  ],
} as const satisfies Record<string, readonly Field[]>;

export type ListName = keyof typeof LISTS;

/** The fields that stand alone. */
export const FIELDS = {
  title: { ...text('title', true), required: true },
  lang: { name: 'lang', type: 'language', required: true },
  abstract: { name: 'abstract', type: 'long', wide: true },
  form: choice('form', FORMS, 'facet_value.form.'),
  generation: choice('generation', ['first', 'descendant'], 'facet_value.generation.', 'catalogue.none'),
  collection: { name: 'collection', type: 'collection' },
  keywords: { name: 'keywords', type: 'lines', help: 'catalogue.help.lines' },
  subjects: { name: 'subjects', type: 'lines', help: 'catalogue.help.lines' },
  rights: { name: 'rights', type: 'text', wide: true, help: 'catalogue.help.rights' },
  credit: text('credit', true),
  provenance: { name: 'provenance', type: 'long', wide: true, help: 'catalogue.help.provenance' },
  access: choice('access', ACCESS_LEVELS, 'facet_value.access.'),
  embargoFrom: { name: 'embargoFrom', type: 'day' },
  embargoUntil: { name: 'embargoUntil', type: 'day' },
  embargoCondition: { name: 'embargoCondition', type: 'text', help: 'catalogue.help.condition' },
  embargoLiftedOn: { name: 'embargoLiftedOn', type: 'day' },
} as const satisfies Record<string, Field>;

export type FieldName = keyof typeof FIELDS;

/** The sections of the form, each with its fields and lists. */
export const SECTIONS: readonly { name: string; fields: readonly FieldName[]; lists: readonly ListName[] }[] = [
  { name: 'words', fields: ['title', 'lang', 'form', 'generation', 'abstract'], lists: ['texts'] },
  { name: 'people', fields: [], lists: ['people'] },
  { name: 'road', fields: [], lists: ['departures', 'journey', 'losses'] },
  {
    name: 'about',
    fields: ['keywords', 'subjects'],
    lists: ['topics', 'events', 'communities', 'mentions'],
  },
  { name: 'recording', fields: [], lists: ['sessions', 'parts', 'carriers'] },
  {
    name: 'access',
    fields: [
      'collection',
      'rights',
      'credit',
      'provenance',
      'access',
      'embargoFrom',
      'embargoUntil',
      'embargoCondition',
      'embargoLiftedOn',
    ],
    lists: ['rules'],
  },
];

export const SCHEMA: FormSchema<ListName> = {
  fields: { ...FIELDS, collection_new: text('collection_new') },
  lists: LISTS,
  fixed: new Set<ListName>(['parts', 'rules']),
  beforehand: new Set(['role', 'whose', 'kind', 'id']),
};
