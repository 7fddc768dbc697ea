/** What a testimony can be found by beside its words: its names, places, topics and description, as one viewer may see them. */
import { keptColumn } from '../db/kept.ts';
import type { Database } from '../db/open.ts';
import { authorityLabels } from './labels.ts';
import { testimonyPage } from './testimony-page.ts';
import type { Viewer } from './viewer.ts';

export const CATALOGUED = [
  'narrator',
  'interviewer',
  'place',
  'country',
  'topic',
  'event',
  'community',
  'collection',
  'contents',
  'picture',
  'description',
] as const;
export type Catalogued = (typeof CATALOGUED)[number];

export interface CatalogueWords {
  in: Catalogued;
  shown: string | null; // what it is called on the page; null of a longer text
  spellings: string[]; // every text it is found by, the one shown first
}

/** In the order in which they are worth saying. Throws NotFound where the viewer may not know of the testimony. */
export function catalogueWords(db: Database, viewer: Viewer, accession: string, lang: string): CatalogueWords[] {
  const page = testimonyPage(db, viewer, accession, lang);
  const label = authorityLabels(db, lang);
  const people = (role: 'narrator' | 'interviewer', listed: typeof page.narrators) =>
    listed.map(({ name, otherNames }) => ({ in: role, shown: name, spellings: [name, ...otherNames] }));
  const placed = [...page.departures, ...page.journey];
  const slugs = [
    ...placed.map(({ placeSlug }) => placeSlug),
    ...page.indexPoints.flatMap(({ places }) => places.map(({ slug }) => slug)),
  ];
  const named = (part: Catalogued, value: string, spellings: string[]): CatalogueWords => {
    const facet = part as 'place' | 'country' | 'topic' | 'event' | 'community';
    const shown = label(facet, value) ?? spellings[0] ?? value;
    return { in: part, shown, spellings: [shown, ...spellings] };
  };
  const texts = (part: Catalogued, all: (string | null)[]): CatalogueWords[] =>
    all.filter((text) => text !== null).map((text) => ({ in: part, shown: null, spellings: [text] }));
  return [
    ...people('narrator', page.narrators),
    ...unique(slugs.flatMap((slug) => (slug === null ? [] : upFrom(db, slug)))).map((slug) =>
      named('place', slug, placeNames(db, slug)),
    ),
    ...unique(placed.flatMap(({ country }) => country ?? [])).map((code) =>
      named('country', code, countryNames(db, code)),
    ),
    ...page.terms.flatMap(({ vocabulary, slug }) =>
      termsUpFrom(db, vocabulary, slug).map((one) => named(vocabulary, one, termLabels(db, vocabulary, one))),
    ),
    ...(page.collection
      ? [{ in: 'collection' as const, shown: page.collection.title, spellings: [page.collection.title] }]
      : []),
    ...people('interviewer', page.interviewers),
    ...page.indexPoints.map(({ title, synopsis, keywords, subjects, places }) => ({
      in: 'contents' as const,
      shown: title,
      spellings: [title, synopsis, ...keywords, ...subjects, ...places.map((place) => place.label)].filter(
        (text) => text !== null,
      ),
    })),
    ...texts(
      'picture',
      page.photographs.flatMap(({ caption, alt }) => [caption, alt]),
    ),
    ...texts('description', [page.accession, page.abstract, ...page.losses.map(({ description }) => description)]),
  ];
}

function unique(values: string[]): string[] {
  return [...new Set(values)];
}

/** A place and those it lies in. */
function upFrom(db: Database, slug: string): string[] {
  return keptColumn<[string], string>(
    db,
    `
      WITH RECURSIVE up (id) AS (SELECT id FROM place WHERE slug = ?
        UNION SELECT place.parent_id FROM place JOIN up ON up.id = place.id WHERE place.parent_id IS NOT NULL)
      SELECT slug FROM up JOIN place ON place.id = up.id`,
  ).all(slug);
}

function placeNames(db: Database, slug: string): string[] {
  return keptColumn<[string], string>(
    db,
    'SELECT name FROM place_name JOIN place ON place.id = place_id WHERE slug = ? ORDER BY place_name.kind, lang, name',
  ).all(slug);
}

function countryNames(db: Database, code: string): string[] {
  return keptColumn<[string], string>(
    db,
    "SELECT name FROM country_name WHERE country = ? AND kind <> 'understood' ORDER BY kind, lang, name",
  ).all(code);
}

/** A term and those it belongs under. */
function termsUpFrom(db: Database, vocabulary: string, slug: string): string[] {
  return keptColumn<[string, string], string>(
    db,
    `
      WITH RECURSIVE up (id) AS (SELECT id FROM term WHERE vocabulary = ? AND slug = ?
        UNION SELECT term.parent_id FROM term JOIN up ON up.id = term.id WHERE term.parent_id IS NOT NULL)
      SELECT slug FROM up JOIN term ON term.id = up.id`,
  ).all(vocabulary, slug);
}

function termLabels(db: Database, vocabulary: string, slug: string): string[] {
  return keptColumn<[string, string], string>(
    db,
    'SELECT label FROM term_label JOIN term ON term.id = term_id WHERE vocabulary = ? AND slug = ? ORDER BY term_label.kind, lang, label',
  ).all(vocabulary, slug);
}
