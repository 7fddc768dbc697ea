/** What a testimony can be found by beside its words: its names, places, topics and description, as one viewer may see them. */
import { kept, keptColumn } from '../db/kept.ts';
import type { Database } from '../db/open.ts';
import { assetOpenTo, describedTo, indexPointOpenTo, namedTo, whollyOpenTo } from './access.ts';
import { authorityLabels } from './labels.ts';
import { termsOf } from './testimony-page/index-points.ts';
import { departuresOf, journeyOf } from './testimony-page/journey.ts';
import { peopleOf } from './testimony-page/people.ts';
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

interface Own {
  accession: string;
  abstract: string | null;
  collection: string | null;
  named: number;
  wholly: number; // nothing of it is withheld from the viewer
}

/**
 * In the order in which they are worth saying, each part read only when it is come to: most testimonies are explained by their
 * first few. None where the viewer may not know of the testimony.
 */
export function* catalogueWords(
  db: Database,
  viewer: Viewer,
  testimonyId: number,
  lang: string,
): Generator<CatalogueWords> {
  const own = kept<Viewer & { testimonyId: number; lang: string }, Own>(
    db,
    `
      SELECT accession, coalesce(testimony_text.abstract, testimony.abstract) AS abstract,
        (SELECT title FROM collection_text WHERE collection_text.collection_id = testimony.collection_id
          ORDER BY lang = @lang DESC, lang = 'en' DESC LIMIT 1) AS collection,
        ${namedTo('testimony')} AS named, ${whollyOpenTo('testimony')} AS wholly
      FROM testimony LEFT JOIN testimony_text ON testimony_text.testimony_id = testimony.id AND testimony_text.lang = @lang
      WHERE testimony.id = @testimonyId AND ${describedTo('testimony')}`,
  ).get({ ...viewer, testimonyId, lang });
  if (!own) return;
  if (own.named) yield* people(db, testimonyId, 'narrator');
  const label = authorityLabels(db, lang);
  const named = (part: 'place' | 'country' | 'topic' | 'event' | 'community', value: string, spellings: string[]) => {
    const shown = label(part, value) ?? spellings[0] ?? value;
    return { in: part, shown, spellings: [shown, ...spellings] };
  };
  const exact = own.wholly === 1;
  const placed = [...departuresOf(db, testimonyId, lang, exact), ...journeyOf(db, testimonyId, lang, exact)];
  const slugs = placed.flatMap(({ placeSlug }) => placeSlug ?? []);
  for (const slug of upwards(db, [...slugs, ...placesOfContents(db, viewer, testimonyId)]))
    yield named('place', slug, placeNames(db, slug));
  for (const code of new Set(placed.flatMap(({ country }) => country ?? [])))
    yield named('country', code, countryNames(db, code));
  for (const { vocabulary, slug } of termsOf(db, testimonyId, lang))
    for (const one of termsUpFrom(db, vocabulary, slug)) yield named(vocabulary, one, termLabels(db, vocabulary, one));
  if (own.collection !== null) yield { in: 'collection', shown: own.collection, spellings: [own.collection] };
  if (own.named) yield* people(db, testimonyId, 'interviewer');
  yield* contents(db, viewer, testimonyId, lang);
  const texts = [
    ...pictureWords(db, viewer, testimonyId).map((text) => ({ in: 'picture' as const, text })),
    ...[own.accession, own.abstract, ...losses(db, testimonyId)].map((text) => ({ in: 'description' as const, text })),
  ];
  for (const { in: part, text } of texts) if (text !== null) yield { in: part, shown: null, spellings: [text] };
}

function people(db: Database, testimonyId: number, role: 'narrator' | 'interviewer'): CatalogueWords[] {
  return peopleOf(db, testimonyId, role).map(({ name, otherNames }) => ({
    in: role,
    shown: name,
    spellings: [name, ...otherNames],
  }));
}

/** Of one testimony, that a search reads through to say why it was found. */
const MOST_POINTS = 60;
const MOST_PICTURES = 40;
const MOST_LOSSES = 20;

function placesOfContents(db: Database, viewer: Viewer, testimonyId: number): string[] {
  return keptColumn<Viewer & { testimonyId: number }, string>(
    db,
    `
      SELECT DISTINCT place.slug
      FROM index_point JOIN testimony ON testimony.id = index_point.testimony_id
        JOIN index_point_place ON index_point_place.index_point_id = index_point.id
        JOIN place ON place.id = index_point_place.place_id
      WHERE index_point.testimony_id = @testimonyId AND ${indexPointOpenTo('index_point', 'testimony')}
      LIMIT ${MOST_POINTS}`,
  ).all({ ...viewer, testimonyId });
}

/** The points of its contents: what they are called in `lang` where they are, and all that is written of them in any language. */
function contents(db: Database, viewer: Viewer, testimonyId: number, lang: string): CatalogueWords[] {
  const rows = kept<Viewer & { testimonyId: number; lang: string }, { title: string; texts: string }>(
    db,
    `
      SELECT (SELECT title FROM index_point_text WHERE index_point_id = point.id ORDER BY lang = @lang DESC, lang LIMIT 1) AS title,
        (SELECT json_group_array(text) FROM (
          SELECT title AS text FROM index_point_text WHERE index_point_id = point.id
          UNION ALL SELECT synopsis FROM index_point_text WHERE index_point_id = point.id AND synopsis IS NOT NULL
          UNION ALL SELECT text FROM index_point_keyword WHERE index_point_id = point.id
          UNION ALL SELECT label FROM index_point_place WHERE index_point_id = point.id AND label IS NOT NULL)) AS texts
      FROM (SELECT index_point.id FROM index_point JOIN testimony ON testimony.id = index_point.testimony_id
        JOIN part ON part.id = index_point.part_id
        WHERE index_point.testimony_id = @testimonyId AND ${indexPointOpenTo('index_point', 'testimony')}
        ORDER BY part.position, index_point.start_ms, index_point.position LIMIT ${MOST_POINTS}) AS point`,
  ).all({ ...viewer, testimonyId, lang });
  return rows.map(({ title, texts }) => ({ in: 'contents', shown: title, spellings: JSON.parse(texts) as string[] }));
}

function pictureWords(db: Database, viewer: Viewer, testimonyId: number): string[] {
  return kept<Viewer & { testimonyId: number }, { caption: string | null; alt: string | null }>(
    db,
    `
      SELECT caption, alt FROM asset JOIN testimony ON testimony.id = asset.testimony_id
        JOIN asset_text ON asset_text.asset_id = asset.id
      WHERE asset.testimony_id = @testimonyId AND asset.kind = 'photograph' AND ${assetOpenTo('asset', 'testimony')}
      ORDER BY asset.position, asset.id LIMIT ${MOST_PICTURES}`,
  )
    .all({ ...viewer, testimonyId })
    .flatMap(({ caption, alt }) => [caption, alt].filter((text) => text !== null));
}

function losses(db: Database, testimonyId: number): string[] {
  return keptColumn<[number], string>(
    db,
    `SELECT description FROM loss WHERE testimony_id = ? ORDER BY id LIMIT ${MOST_LOSSES}`,
  ).all(testimonyId);
}

/** Places and those they lie in, each once. */
function upwards(db: Database, slugs: string[]): Set<string> {
  return new Set([...new Set(slugs)].flatMap((slug) => upFrom(db, slug)));
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
