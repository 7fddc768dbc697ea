/** What stands in the catalogue form, as text: of an entry, and of what was sent. */
import { SCOPES } from '../../../archive/access.ts';
import type { CatalogueEntry, EntryDate } from '../../../archive/catalogue/record.ts';
import { languageName } from '../../../archive/languages.ts';
import type { Database } from '../../../db/open.ts';
import { timecode } from '../../../i18n/durations.ts';
import type { Lang } from '../../../i18n/languages.ts';
import { authoritiesById } from '../../../search/authorities.ts';
import { type Row, type TypedForm, typedForm } from '../form/typed.ts';
import { type ListName, SCHEMA } from './schema.ts';

export type { Row } from '../form/typed.ts';
export type Typed = TypedForm<ListName>;

export interface Names {
  country(code: string): string;
  lang: Lang;
}

/** The form of an entry, with the names of authorities in the language of the page. */
export function typedOf(db: Database, entry: CatalogueEntry, { country, lang }: Names): Typed {
  const ids = (list: (number | null)[]) => [...new Set(list.filter((id) => id !== null))];
  const placed = [...entry.departures, ...entry.journey, ...entry.losses, ...entry.mentions, ...entry.sessions];
  const places = authoritiesById(db, 'place', ids(placed.map(({ placeId }) => placeId)), lang);
  const people = authoritiesById(
    db,
    'person',
    ids([...entry.people, ...entry.departures, ...entry.journey].map(({ personId }) => personId)),
    lang,
  );
  const chosen = (name: string, id: number | null, label: string | undefined): Row => ({
    [name]: id === null ? '' : String(id),
    [`${name}_text`]: label ?? '',
    [`${name}_for`]: label ?? '',
  });
  const place = (id: number | null) => chosen('place', id, id === null ? '' : places.get(id)?.label);
  const person = (id: number | null) => chosen('person', id, id === null ? '' : people.get(id)?.label);
  const code = (value: string | null) => (value === null ? '' : country(value));
  const terms = (kind: 'topic' | 'event' | 'community', list: number[]) => {
    const labels = authoritiesById(db, kind, list, lang);
    return list.map((id) => chosen('term', id, labels.get(id)?.label));
  };
  const words = (value: string | null) => value ?? '';
  return {
    fields: {
      title: entry.title,
      lang: entry.lang === 'und' ? '' : languageName(entry.lang, lang),
      abstract: words(entry.abstract),
      form: entry.form,
      generation: words(entry.generation),
      collection: words(entry.collectionId === null ? null : String(entry.collectionId)),
      collection_new: '',
      keywords: entry.keywords.join('\n'),
      subjects: entry.subjects.join('\n'),
      rights: words(entry.rights),
      credit: words(entry.credit),
      provenance: words(entry.provenance),
      access: entry.access,
      embargoFrom: words(entry.embargoFrom),
      embargoUntil: words(entry.embargoUntil),
      embargoCondition: words(entry.embargoCondition),
      embargoLiftedOn: words(entry.embargoLiftedOn),
    },
    lists: {
      texts: entry.texts.map((one) => ({
        lang: languageName(one.lang, lang),
        title: words(one.title),
        abstract: words(one.abstract),
      })),
      people: entry.people.map((one) => ({ ...person(one.personId), role: one.role, shownAs: words(one.shownAs) })),
      departures: entry.departures.map((one) => ({
        whose: one.whose,
        manner: words(one.manner),
        ...place(one.placeId),
        country: code(one.country),
        date: dateTyped(one.date),
        ...person(one.personId),
        coarse: one.coarse ? 'on' : '',
      })),
      journey: entry.journey.map((one) => ({
        kind: one.kind,
        ...place(one.placeId),
        country: code(one.country),
        date: dateTyped(one.date),
        ...person(one.personId),
        note: words(one.note),
      })),
      losses: entry.losses.map((one) => ({
        id: one.id === null ? '' : String(one.id),
        kind: one.kind,
        description: one.description,
        lang: one.lang === 'und' ? '' : languageName(one.lang, lang),
        ...place(one.placeId),
        country: code(one.country),
        date: words(one.date),
        proof: words(one.proof),
      })),
      topics: terms('topic', entry.topics),
      events: terms('event', entry.events),
      communities: terms('community', entry.communities),
      mentions: entry.mentions.map((one) => ({ ...place(one.placeId), country: code(one.country) })),
      sessions: entry.sessions.map((one) => ({
        id: one.id === null ? '' : String(one.id),
        date: dateTyped(one.date),
        ...place(one.placeId),
        placeText: words(one.placeText),
        interviewers: one.interviewers.join(','),
      })),
      parts: entry.parts.map((one) => ({
        id: String(one.id),
        label: words(one.label),
        session: String(one.session),
        zeroOffset: one.zeroOffsetMs === 0 ? '' : timecode(one.zeroOffsetMs),
      })),
      carriers: entry.carriers.map((one) => ({
        kind: one.kind,
        label: words(one.label),
        location: words(one.location),
        part: one.partId === null ? '' : String(one.partId),
        note: words(one.note),
      })),
      rules: SCOPES.map((scope) => {
        const rule = entry.rules.find((one) => one.scope === scope);
        return { scope, access: words(rule?.access ?? null), embargoUntil: words(rule?.embargoUntil ?? null) };
      }),
    },
  };
}

/** A date as it was given, where that is known. */
export function dateTyped(date: EntryDate | null): string {
  return date === null ? '' : (date.given ?? date.edtf);
}

/** What was sent by the catalogue form. */
export function typedFrom(body: unknown): Typed {
  return typedForm(SCHEMA, body);
}
