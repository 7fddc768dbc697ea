/** What the page of the catalogue form is given. */

import type { Request } from 'express';
import { draftOf, othersAt } from '../../../archive/catalogue/draft.ts';
import { duplicatesOf } from '../../../archive/catalogue/duplicates.ts';
import { type CatalogueEntry, catalogueEntry, stateOf } from '../../../archive/catalogue/record.ts';
import { countryNames } from '../../../archive/country.ts';
import { NotFound } from '../../../archive/errors.ts';
import { LANGUAGE_TAGS, languageName } from '../../../archive/languages.ts';
import { storyOf } from '../../../archive/submission/submission.ts';
import { standingOf, testimonyId } from '../../../archive/testimony.ts';
import type { Database } from '../../../db/open.ts';
import { LANGUAGES, type Lang } from '../../../i18n/languages.ts';
import { translator } from '../../../i18n/messages.ts';
import { authoritiesById, type Candidate } from '../../../search/authorities.ts';
import { facetLabels } from '../../facet-labels.ts';
import type { Site } from '../../site.ts';
import { languageOfName, NEW_PLACE_KINDS } from '../form/new-authority.ts';
import { understood } from '../form/understood.ts';
import { atDesk } from '../staff.ts';
import { countryName } from './country-name.ts';
import { difference, type Piece } from './difference.ts';
import { fieldNames } from './field-name.ts';
import { fromFamily } from './from-family.ts';
import { FIELDS, LISTS, SCHEMA, SECTIONS } from './schema.ts';
import { type Typed, typedOf } from './typed.ts';
import { valueWords } from './values.ts';

/** One field of two people's edits. */
export interface Disputed {
  field: string;
  theirs: string[];
  mine: string[];
  pieces: Piece[][];
}

export interface Shown {
  typed: Typed;
  state: string;
  problems?: Map<string, string>;
  choices?: Map<string, Candidate[]>;
  conflict?: { who: string | null; at: string | null; disputed: Disputed[] } | null;
  drafted?: string | null; // when what is shown was typed and not saved
  notice?: 'saved' | 'unchanged' | 'restored' | 'made' | 'taken' | 'next' | 'last' | null;
  reason?: string;
  blank?: string | null; // the list to which a row was asked for
}

const MINUTES_AT_WORK = 15;

/** The testimony of an address. Throws NotFound. */
export function testimonyAt(db: Database, accession: string): number {
  const id = testimonyId(db, accession);
  if (id === null) throw new NotFound('testimony', accession);
  return id;
}

/** The form as it is opened: with what was typed and not saved, where there is any. */
export function opened(site: Site, req: Request, id: number): Shown {
  const { db } = site.archive;
  const draft = draftOf(db, id, atDesk(req).id);
  if (draft) return { typed: draft.typed as Typed, state: draft.state, drafted: draft.savedAt };
  const entry = catalogueEntry(db, id);
  return { typed: typedOf(db, entry, { country: countryName(db, req.lang), lang: req.lang }), state: stateOf(entry) };
}

export function formValues(site: Site, req: Request, id: number, accession: string, shown: Shown) {
  const { db } = site.archive;
  const { lang } = req;
  const t = translator(lang);
  const since = new Date(site.now().getTime() - MINUTES_AT_WORK * 60_000).toISOString();
  const { problems = new Map(), choices = new Map() } = shown;
  const entry = catalogueEntry(db, id);
  const names = countryNames(db, lang);
  const facet = facetLabels(db, lang);
  const story = storyOf(db, id);
  return {
    id,
    accession,
    entry,
    standing: standingOf(db, id),
    sections: SECTIONS,
    fields: FIELDS,
    lists: LISTS,
    fixed: SCHEMA.fixed,
    typed: shown.typed,
    state: shown.state,
    problems,
    choices,
    conflict: shown.conflict ?? null,
    drafted: shown.drafted ?? null,
    notice: shown.notice ?? null,
    reason: shown.reason ?? '',
    blank: shown.blank ?? null,
    family: story === null ? [] : fromFamily(db, lang, story.id, shown.typed),
    story,
    duplicates: duplicatesOf(db, id),
    others: othersAt(db, id, atDesk(req).id, since),
    collections: collectionsIn(db, lang),
    interviewers: interviewersOf(db, shown.typed, lang),
    countries: [...names.values()].sort((one, other) => one.localeCompare(other, lang)),
    languageNames: [...new Set([...LANGUAGES, ...LANGUAGE_TAGS].map((tag) => languageName(tag, lang)))],
    newLanguages: LANGUAGES.map((tag) => ({ tag, name: languageName(tag, tag) })),
    newPlaceKinds: NEW_PLACE_KINDS,
    understood: (text: string) => understood(text, lang),
    option: (words: string, value: string) => t(`${words}${value}`),
    fieldName: fieldNames(lang),
    candidateDetail: (one: Candidate) => candidateDetail(one, (code) => facet('country', code), t),
    writtenIn: (name: string) => languageOfName(name, lang),
    problemsShown: [...problems, ...[...choices.keys()].map((at) => [at, 'choose'] as const)],
    scripts: ['authority-picker.js', 'catalogue.js'],
  };
}

/** What tells one of several of a name from another: country, what stands above, years, and how often it is used. */
export function candidateDetail(
  { also, country, parent, years, uses }: Candidate,
  countryIn: (code: string) => string,
  t: ReturnType<typeof translator>,
): string {
  const [from, to] = years ?? [null, null];
  const span = from !== null && from === to ? String(from) : years ? `${from ?? ''}–${to ?? ''}` : null;
  return [also, parent, country && countryIn(country), span, uses > 0 ? t('catalogue.uses', { count: uses }) : null]
    .filter(Boolean)
    .join(' · ');
}

export function collectionsIn(db: Database, lang: string): { id: number; title: string }[] {
  return db
    .prepare<[string], { id: number; title: string }>(`
      SELECT id, (SELECT title FROM collection_text WHERE collection_id = collection.id ORDER BY lang = ? DESC, lang = 'en' DESC LIMIT 1) AS title
      FROM collection ORDER BY title`)
    .all(lang);
}

/** Those among the people of the form who ask: for the sittings. */
function interviewersOf(db: Database, typed: Typed, lang: Lang): { id: number; name: string }[] {
  const ids = typed.lists.people
    .filter((row) => row.role === 'interviewer' && /^\d{1,15}$/.test(row.person ?? ''))
    .map((row) => Number(row.person));
  return [...authoritiesById(db, 'person', ids, lang).values()].map(({ id, label }) => ({ id, name: label }));
}

/** The fields in which two entries differ, as both have them. */
export function disputed(
  db: Database,
  lang: Lang,
  theirs: CatalogueEntry,
  mine: CatalogueEntry,
  fields: string[],
): Disputed[] {
  const words = valueWords(db, lang);
  return fields.map((field) => {
    const name = field as keyof CatalogueEntry;
    const [one, other] = [words(name, theirs[name]), words(name, mine[name])];
    return { field, theirs: one, mine: other, pieces: difference(one, other) };
  });
}
