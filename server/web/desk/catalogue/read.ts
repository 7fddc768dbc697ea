/** The catalogue form read: an entry of what is typed, or what of it cannot be meant. */
import { ACCESS_LEVELS, SCOPES } from '../../../archive/access.ts';
import {
  CARRIER_KINDS,
  type CatalogueEntry,
  type EntryDate,
  LEG_KINDS,
  LOSS_KINDS,
  WHOSE,
} from '../../../archive/catalogue/record.ts';
import { addCollection } from '../../../archive/collection.ts';
import { MANNERS } from '../../../archive/departure.ts';
import { FORMS } from '../../../archive/testimony.ts';
import type { Database } from '../../../db/open.ts';
import { timecode } from '../../../i18n/durations.ts';
import type { Lang } from '../../../i18n/languages.ts';
import type { AuthorityKind, Candidate } from '../../../search/authorities.ts';
import { languageOfName } from '../form/new-authority.ts';
import { fieldReaders, LONGEST } from '../form/readers.ts';
import { PERSON_ROLES } from './schema.ts';
import { dateTyped, type Row, type Typed } from './typed.ts';

export interface Reading {
  entry: CatalogueEntry;
  /** What is wrong, by where it stands (`title`, `departures.0.date`): the end of a message key. */
  problems: Map<string, string>;
  /** Where a name may mean several, or nothing known: what to choose from. */
  choices: Map<string, Candidate[]>;
}

export interface Reader {
  db: Database;
  lang: Lang;
  actor: string;
  /** As it was opened: what was not touched is kept as it is, to the letter. */
  base: CatalogueEntry;
}

const NONE: ReadonlyMap<string, EntryDate> = new Map();

/**
 * Reads what is typed. Places, people, terms and collections that are to be made are made at once: call in a transaction, and
 * roll it back where there are problems or choices left.
 */
export function readTyped(reader: Reader, typed: Typed): Reading {
  const { base } = reader;
  const given = { exact: datesOf(base.departures), plain: datesOf([...base.sessions, ...base.journey]) };
  const langs = [base.lang, ...base.texts.map((one) => one.lang), ...base.losses.map((one) => one.lang)];
  const readers = fieldReaders({ ...reader, langs });
  const { problems, choices, words, oneOf, country, language, day, authority, lines } = readers;
  const date = (value: string | undefined, at: string, untouched: ReadonlyMap<string, EntryDate> = given.exact) =>
    untouched.get((value ?? '').trim()) ?? readers.date(value, at);
  /** Where no calendar is kept beside the date. */
  const plainDate = (value: string | undefined, at: string): EntryDate | null => {
    const read = date(value, at, given.plain);
    return read && { ...read, calendar: null };
  };
  const { fields, lists } = typed;
  const title = words(fields.title, 'title');
  if (title === null) problems.set('title', 'empty');
  const people = lists.people.flatMap((row, at) => {
    const personId = authority(row, 'person', 'person', `people.${at}.person`);
    if (personId === null) {
      if (!choices.has(`people.${at}.person`)) problems.set(`people.${at}.person`, 'empty');
      return [];
    }
    const role = oneOf(row.role, PERSON_ROLES) ?? 'narrator';
    return [{ personId, role, shownAs: words(row.shownAs, `people.${at}.shownAs`, 200) }];
  });
  people.forEach((one, at) => {
    if (people.findIndex((other) => other.personId === one.personId && other.role === one.role) !== at)
      problems.set(`people.${at}.person`, 'twice');
  });
  const somewhere = (row: Row, list: string, at: number) => {
    const code = country(row.country, `${list}.${at}.country`);
    const placeId = authority(row, 'place', 'place', `${list}.${at}.place`, code);
    return { country: code, placeId };
  };
  const needsPlace = (one: { country: string | null; placeId: number | null }, list: string, at: number) => {
    const where = `${list}.${at}.place`;
    if (one.country === null && one.placeId === null && !choices.has(where) && !problems.has(`${list}.${at}.country`))
      problems.set(where, 'somewhere');
  };

  const entry: CatalogueEntry = {
    form: oneOf(fields.form, FORMS) ?? base.form,
    title: title ?? base.title,
    lang: language(fields.lang, 'lang'),
    abstract: words(fields.abstract, 'abstract', LONGEST.text),
    texts: [],
    generation: oneOf(fields.generation, ['first', 'descendant'] as const),
    collectionId: collectionOf(reader, fields),
    people,
    departures: lists.departures.map((row, at) => {
      const where = somewhere(row, 'departures', at);
      needsPlace(where, 'departures', at);
      return {
        whose: oneOf(row.whose, WHOSE) ?? 'narrator',
        personId: authority(row, 'person', 'person', `departures.${at}.person`),
        ...where,
        date: date(row.date, `departures.${at}.date`),
        manner: oneOf(row.manner, MANNERS),
        coarse: row.coarse === 'on',
      };
    }),
    journey: lists.journey.map((row, at) => {
      const where = somewhere(row, 'journey', at);
      needsPlace(where, 'journey', at);
      return {
        kind: oneOf(row.kind, LEG_KINDS) ?? 'stop',
        personId: authority(row, 'person', 'person', `journey.${at}.person`),
        ...where,
        date: plainDate(row.date, `journey.${at}.date`),
        note: words(row.note, `journey.${at}.note`, LONGEST.text),
      };
    }),
    losses: lists.losses.map((row, at) => {
      const description = words(row.description, `losses.${at}.description`, LONGEST.story);
      if (description === null) problems.set(`losses.${at}.description`, 'empty');
      return {
        id: known(row.id, base.losses),
        kind: oneOf(row.kind, LOSS_KINDS) ?? 'property',
        description: description ?? '',
        lang: language(row.lang, `losses.${at}.lang`),
        ...somewhere(row, 'losses', at),
        date: date(row.date, `losses.${at}.date`, NONE)?.edtf ?? null,
        proof: words(row.proof, `losses.${at}.proof`, LONGEST.text),
      };
    }),
    topics: terms('topics', 'topic'),
    events: terms('events', 'event'),
    communities: terms('communities', 'community'),
    mentions: lists.mentions
      .map((row, at) => {
        const where = somewhere(row, 'mentions', at);
        needsPlace(where, 'mentions', at);
        // Of a place the country is known.
        return where.placeId === null ? where : { ...where, country: keptCountry(base, where) };
      })
      .sort(byPlace),
    keywords: lines(fields.keywords, 'keywords'),
    subjects: lines(fields.subjects, 'subjects'),
    sessions: lists.sessions.map((row, at) => ({
      id: known(row.id, base.sessions),
      date: plainDate(row.date, `sessions.${at}.date`),
      placeId: authority(row, 'place', 'place', `sessions.${at}.place`),
      placeText: words(row.placeText, `sessions.${at}.placeText`, 300),
      interviewers: [
        ...new Set(
          (row.interviewers ?? '')
            .split(',')
            .filter((id) => /^\d+$/.test(id))
            .map(Number),
        ),
      ]
        .filter((id) => people.some((one) => one.personId === id))
        .sort((one, other) => one - other),
    })),
    parts: base.parts.map((part) => {
      const at = lists.parts.findIndex((row) => row.id === String(part.id));
      const row = lists.parts[at];
      if (!row) return part;
      const session = Number(row.session);
      return {
        id: part.id,
        label: words(row.label, `parts.${at}.label`, 300),
        session: Number.isInteger(session) && session >= 1 && session <= lists.sessions.length ? session : 1,
        zeroOffsetMs: offset(row.zeroOffset, part.zeroOffsetMs, () =>
          problems.set(`parts.${at}.zeroOffset`, 'timecode'),
        ),
      };
    }),
    carriers: lists.carriers.map((row, at) => ({
      kind: oneOf(row.kind, CARRIER_KINDS) ?? 'other',
      partId: known(row.part, base.parts),
      label: words(row.label, `carriers.${at}.label`),
      location: words(row.location, `carriers.${at}.location`),
      note: words(row.note, `carriers.${at}.note`),
    })),
    pictures: base.pictures,
    care: base.care,
    rights: words(fields.rights, 'rights'),
    credit: words(fields.credit, 'credit'),
    provenance: words(fields.provenance, 'provenance', LONGEST.text),
    access: oneOf(fields.access, ACCESS_LEVELS) ?? base.access,
    rules: SCOPES.flatMap((scope) => {
      const at = lists.rules.findIndex((row) => row.scope === scope);
      const row = lists.rules[at];
      const until = day(row?.embargoUntil, `rules.${at}.embargoUntil`);
      const access = oneOf(row?.access, ACCESS_LEVELS) ?? (until ? 'public' : null);
      return access ? [{ scope, access, embargoUntil: until }] : [];
    }).sort((one, other) => (one.scope < other.scope ? -1 : 1)),
    embargoFrom: day(fields.embargoFrom, 'embargoFrom'),
    embargoUntil: day(fields.embargoUntil, 'embargoUntil'),
    embargoCondition: words(fields.embargoCondition, 'embargoCondition'),
    embargoLiftedOn: day(fields.embargoLiftedOn, 'embargoLiftedOn'),
  };
  if (entry.rights !== null && entry.rights !== base.rights && !/^https?:\/\/\S+$/.test(entry.rights))
    problems.set('rights', 'uri');
  entry.texts = lists.texts
    .flatMap((row, at) => {
      const tag = language(row.lang, `texts.${at}.lang`);
      const own = words(row.title, `texts.${at}.title`);
      const abstract = words(row.abstract, `texts.${at}.abstract`, LONGEST.text);
      if (tag === 'und') {
        if (!problems.has(`texts.${at}.lang`)) problems.set(`texts.${at}.lang`, 'empty');
        return [];
      }
      if (
        tag === entry.lang ||
        lists.texts.slice(0, at).some((other) => (other.lang ?? '').trim() === (row.lang ?? '').trim())
      )
        problems.set(`texts.${at}.lang`, 'twice');
      return own === null && abstract === null ? [] : [{ lang: tag, title: own, abstract }];
    })
    .sort((one, other) => (one.lang < other.lang ? -1 : 1));
  return { entry, problems, choices };

  function terms(list: 'topics' | 'events' | 'communities', kind: AuthorityKind): number[] {
    const ids = lists[list].flatMap((row, at) => authority(row, 'term', kind, `${list}.${at}.term`) ?? []);
    return [...new Set(ids)].sort((one, other) => one - other);
  }
}

/** The id of a row that the entry had when the form was opened. */
function known(text: string | undefined, rows: { id: number | null }[]): number | null {
  const id = Number(text);
  return text && rows.some((row) => row.id === id) ? id : null;
}

function collectionOf({ db, lang, base }: Reader, fields: Record<string, string>): number | null {
  const called = (fields.collection_new ?? '').trim().slice(0, 300);
  if (called) {
    const sample = db
      .prepare<[string], number>(`
        SELECT collection_id FROM collection_text JOIN collection ON collection.id = collection_id
        WHERE title = ? AND sample = 0 LIMIT 1`)
      .pluck()
      .get(called);
    return sample ?? addCollection(db, called, languageOfName(called, lang), false);
  }
  if (fields.collection === undefined) return base.collectionId;
  if (fields.collection === '') return null;
  const id = Number(fields.collection);
  return db.prepare('SELECT 1 FROM collection WHERE id = ?').get(id) ? id : base.collectionId;
}

/** Dates by what is typed of them. */
function datesOf(rows: { date: EntryDate | null }[]): Map<string, EntryDate> {
  return new Map(rows.flatMap(({ date }) => (date ? [[dateTyped(date), date] as const] : [])));
}

function keptCountry(base: CatalogueEntry, where: { placeId: number | null; country: string | null }): string | null {
  return base.mentions.find(({ placeId }) => placeId === where.placeId)?.country ?? where.country;
}

const byPlace = (
  one: { placeId: number | null; country: string | null },
  other: { placeId: number | null; country: string | null },
) => (one.placeId ?? 0) - (other.placeId ?? 0) || ((one.country ?? '') < (other.country ?? '') ? -1 : 1);

/** What a source's time code shows at the beginning, in milliseconds. */
function offset(text: string | undefined, kept: number, refuse: () => void): number {
  const typed = (text ?? '').trim();
  if (typed === '') return 0;
  if (typed === timecode(kept)) return kept;
  const [, h = '0', m = '', s = '', rest = '0'] =
    /^(?:(\d{1,2}):)?(\d{1,2}):(\d{2})(?:[.,](\d{1,3}))?$/.exec(typed) ?? [];
  if (m === '' || Number(s) > 59) {
    refuse();
    return kept;
  }
  return (Number(h) * 3600 + Number(m) * 60 + Number(s)) * 1000 + Number(rest.padEnd(3, '0'));
}
