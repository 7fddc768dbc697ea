/** The addresses by which each exit can be asked about one record. */
import { COMPOSITION_KINDS, type CompositionKind } from '../../archive/composition/may-carry.ts';
import type { Database } from '../../db/open.ts';
import { EXITS, type Exit } from '../../exits.ts';
import { PATH_OF } from '../compositions.ts';
import { REFERENCE_FORMATS } from '../public/reference.ts';
import { EXPORT_FORMATS } from '../public/workbench/export.ts';
import { CHECKED_FOLDER, checkedBookmark, MOST_KEPT } from './connection.ts';
import type { Thing } from './things.ts';
import { wordsOf } from './words.ts';

export interface Asked {
  exit: string; // its name in the register
  path: string;
  /** It is about this record alone: a short word in it is a word of the record. */
  near: boolean;
}

/** What addresses are made of: numbers and names of the record. */
export interface Handles {
  id: number;
  publicUrl: string; // of the archive
  accession: string;
  passages: string[];
  quotations: string[];
  transcripts: number[];
  langs: string[];
  files: { publicId: string; kind: string }[];
  people: string[];
  personIds: number[];
  places: string[];
  topics: string[];
  events: string[];
  communities: string[];
  countries: string[];
  collections: string[];
  submissions: number[];
  compositions: { kind: CompositionKind; slug: string }[];
  chapters: number;
}

const MOST = { passages: 40, quotations: 20, people: 40, places: 40, chapters: 20, langs: 4 };

export function handlesOf(db: Database, id: number, publicUrl: string): Handles {
  const column = <T = string>(sql: string) => db.prepare<{ id: number }, T>(sql).pluck().all({ id });
  const places = `SELECT place_id FROM departure WHERE testimony_id = @id UNION SELECT place_id FROM leg WHERE testimony_id = @id
    UNION SELECT place_id FROM testimony_mention WHERE testimony_id = @id UNION SELECT place_id FROM index_point_place
      JOIN index_point ON index_point.id = index_point_id WHERE testimony_id = @id`;
  const terms = (vocabulary: string) =>
    column(`SELECT slug FROM term WHERE vocabulary = '${vocabulary}' AND id IN (
      SELECT term_id FROM testimony_term WHERE testimony_id = @id
      UNION SELECT term_id FROM index_point_keyword JOIN index_point ON index_point.id = index_point_id WHERE testimony_id = @id)`);
  return {
    id,
    publicUrl,
    accession: column('SELECT accession FROM testimony WHERE id = @id')[0]!,
    // Those with something withheld first.
    passages: column(`SELECT public_id FROM passage JOIN part ON part.id = passage.part_id WHERE testimony_id = @id
      ORDER BY EXISTS (SELECT 1 FROM redaction WHERE passage_id = passage.id) DESC, passage.id LIMIT ${MOST.passages}`),
    quotations: column(
      `SELECT public_id FROM quotation WHERE testimony_id = @id ORDER BY id DESC LIMIT ${MOST.quotations}`,
    ),
    transcripts: column<number>('SELECT id FROM transcript WHERE testimony_id = @id'),
    langs: column(`SELECT DISTINCT lang FROM transcript WHERE testimony_id = @id LIMIT ${MOST.langs}`),
    files: db
      .prepare<{ id: number }, { publicId: string; kind: string }>(
        'SELECT public_id AS publicId, kind FROM asset WHERE testimony_id = @id AND sha256 IS NOT NULL',
      )
      .all({ id }),
    people: column(`SELECT DISTINCT slug FROM person JOIN testimony_person ON person_id = person.id
      WHERE testimony_id = @id LIMIT ${MOST.people}`),
    personIds: column<number>('SELECT DISTINCT person_id FROM testimony_person WHERE testimony_id = @id'),
    places: column(`SELECT slug FROM place WHERE id IN (${places}) LIMIT ${MOST.places}`),
    topics: terms('topic'),
    events: terms('event'),
    communities: terms('community'),
    countries: column(`SELECT DISTINCT country FROM (SELECT country FROM departure WHERE testimony_id = @id
      UNION SELECT place.country FROM place WHERE id IN (${places})) WHERE country IS NOT NULL`),
    collections: column('SELECT slug FROM collection WHERE id = (SELECT collection_id FROM testimony WHERE id = @id)'),
    compositions: db
      .prepare<{ id: number }, { kind: CompositionKind; slug: string }>(
        'SELECT DISTINCT composition.kind, slug FROM composition JOIN composition_item ON composition_id = composition.id WHERE testimony_id = @id',
      )
      .all({ id }),
    submissions: column<number>('SELECT id FROM submission WHERE testimony_id = @id'),
    chapters: Math.min(
      MOST.chapters,
      Math.ceil(
        column<number>(`SELECT max(position) FROM passage JOIN transcript ON transcript.id = transcript_id
        WHERE testimony_id = @id`)[0]! / 20,
      ) || 1,
    ),
  };
}

type Make = (of: Handles, things: readonly Thing[]) => string[];
const code = encodeURIComponent;

/** Exits whose addresses need more than numbers filled in. */
const MADE: Record<string, Make> = {
  '/': () => ['/', '/fr', '/ar'],
  '/search': ({ collections, accession }) => [
    '/search',
    '/search?sort=title',
    ...collections.map((slug) => `/search?collection=${code(slug)}`),
    `/search?q=${code(accession)}`,
  ],
  '/search/export.:format': ({ accession }) =>
    EXPORT_FORMATS.map((format) => `/search/export.${format}?q=${code(accession)}`),
  '/workbench/export.:format': () => EXPORT_FORMATS.map((format) => `/workbench/export.${format}`),
  '/workbench/entries/:id': ({ passages }) =>
    ['whole', ...passages.slice(0, MOST_KEPT)].map((id) => `/workbench/entries/${code(checkedBookmark(id))}`),
  '/workbench/folders/:id': () => [`/workbench/folders/${CHECKED_FOLDER}`],
  '/workbench/folders/:id/export.:format': () =>
    EXPORT_FORMATS.map((format) => `/workbench/folders/${CHECKED_FOLDER}/export.${format}`),
  '/workbench/folders/:id/reader': () => [`/workbench/folders/${CHECKED_FOLDER}/reader`],
  '/search/concordance': (_of, things) => spoken(things).map((word) => `/search/concordance?q=${code(word)}`),
  '/search/frequency': ({ accession }) => [`/search/frequency?q=${code(accession)}`],
  '/testimonies/:accession': ({ accession, langs, chapters }) => [
    `/testimonies/${code(accession)}`,
    `/fr/testimonies/${code(accession)}`,
    ...(langs.length ? langs : ['']).flatMap((lang) =>
      Array.from({ length: chapters }, (_, at) => {
        const beside = langs.find((other) => other !== lang);
        return `/testimonies/${code(accession)}?text=${code(lang)}&chapter=${at + 1}${beside ? `&beside=${code(beside)}` : ''}`;
      }),
    ),
  ],
  '/passages/:id': ({ passages }) => passages.map((id) => `/passages/${code(id)}`),
  '/testimonies/:accession/reference/:format': ({ accession, passages }) =>
    Object.keys(REFERENCE_FORMATS).flatMap((format) => [
      `/testimonies/${code(accession)}/reference/${format}`,
      ...passages.slice(0, 5).map((id) => `/testimonies/${code(accession)}/reference/${format}?passage=${code(id)}`),
    ]),
  '/testimonies/:accession/cite': ({ accession, passages }) => [
    `/testimonies/${code(accession)}/cite`,
    ...passages.slice(0, 5).map((id) => `/testimonies/${code(accession)}/cite?passage=${code(id)}`),
  ],
  '/quotations/:id': ({ quotations }) => quotations.map((id) => `/quotations/${code(id)}`),
  '/quotations/:id/text': ({ quotations }) => quotations.map((id) => `/quotations/${code(id)}/text`),
  '/sitemap/:list.xml': () => ['/sitemap/1.xml'],
  '/countries/:code/feed.atom': ({ countries }) => countries.map((one) => `/countries/${code(one)}/feed.atom`),
  '/search/feed.atom': ({ accession, countries }) => [
    `/search/feed.atom?q=${code(accession)}`,
    ...countries.map((one) => `/search/feed.atom?country=${code(one)}`),
  ],
  // By keys of readers, of which only sums are kept or which open nothing: asked by one that nobody was given.
  '/searches/:key/feed.atom': () => [`/searches/${'x'.repeat(43)}/feed.atom`],
  '/searches/stop/:key': () => [`/searches/stop/${'x'.repeat(43)}`],
  '/newsletter/:key': () => [`/newsletter/${'x'.repeat(43)}`],
  '/newsletter/:key/leave': () => [`/newsletter/${'x'.repeat(43)}/leave`],
  '/newsletter/confirm/:key': () => [`/newsletter/confirm/${'x'.repeat(43)}`],
  // The organisation's own words, which name no record: one of those that ship stands for all.
  '/pages/:slug': () => ['/pages/privacy'],
  '/desk/pages/:id': () => ['/desk/pages/1'],
  '/desk/pages/:id/:lang': () => ['/desk/pages/1/en'],
  '/desk/pages/:id/:lang/history': () => ['/desk/pages/1/en/history'],
  // Gatherings hold nothing of a record: asked by one that there is not, and by a key that nobody was given.
  '/events/:slug': () => ['/events/none'],
  '/events/:slug.ics': () => ['/events/none.ics'],
  '/events/guest/:key': () => [`/events/guest/${'x'.repeat(43)}`],
  '/desk/events/:id': () => ['/desk/events/1'],
  '/passages/:id/share': ({ passages }) => passages.slice(0, 10).map((id) => `/passages/${code(id)}/share`),
  '/passages/:id/card.png': ({ passages }) => passages.slice(0, 3).map((id) => `/passages/${code(id)}/card.png`),
  '/embed/passages/:id': ({ passages }) => passages.slice(0, 10).map((id) => `/embed/passages/${code(id)}`),
  '/oembed': ({ passages, publicUrl }) =>
    passages.slice(0, 10).map((id) => `/oembed?url=${code(`${publicUrl}/passages/${code(id)}`)}`),
  '/testimonies/:accession/photographs/:id': ({ accession, files }) =>
    files
      .filter(({ kind }) => kind === 'photograph')
      .map(({ publicId }) => `/testimonies/${code(accession)}/photographs/${code(publicId)}`),
  '/countries/:code': ({ countries }) => countries.map((one) => `/countries/${code(one)}`),
  '/people/:slug': ({ people }) => people.map((slug) => `/people/${code(slug)}`),
  '/places/:slug': ({ places }) => places.map((slug) => `/places/${code(slug)}`),
  '/topics/:slug': ({ topics }) => topics.map((slug) => `/topics/${code(slug)}`),
  '/topics/events/:slug': ({ events }) => events.map((slug) => `/topics/events/${code(slug)}`),
  '/topics/communities/:slug': ({ communities }) => communities.map((slug) => `/topics/communities/${code(slug)}`),
  '/collections/:slug': ({ collections }) => collections.map((slug) => `/collections/${code(slug)}`),
  '/collections/:slug/ask': ({ collections }) => collections.map((slug) => `/collections/${code(slug)}/ask`),
  '/api/v1/search': ({ collections, accession }) => [
    '/api/v1/search',
    `/api/v1/search?q=${code(accession)}`,
    ...collections.map((slug) => `/api/v1/search?collection=${code(slug)}`),
  ],
  '/api/v1/suggest': ({ accession }, things) => [
    `/api/v1/suggest?q=${code(accession)}`,
    ...begun(things).map((q) => `/api/v1/suggest?q=${code(q)}`),
  ],
  '/media/:id': ({ files }) => files.map(({ publicId }) => `/media/${code(publicId)}`),
  '/media/:id/:name': ({ files }) =>
    files
      .filter(({ kind }) => kind === 'photograph')
      .flatMap(({ publicId }) => [`/media/${code(publicId)}/320.jpeg`, `/media/${code(publicId)}/thumb-320.jpeg`]),
  '/media/:id/:lang.vtt': ({ files, langs }) =>
    files
      .filter(({ kind }) => kind === 'audio' || kind === 'video')
      .flatMap(({ publicId }) => langs.map((lang) => `/media/${code(publicId)}/${code(lang)}.vtt`)),
  '/desk/testimonies/:accession/transcripts/:id': (of) => transcriptsOf(of, ''),
  '/desk/testimonies/:accession/transcripts/:id/synchronise': (of) => transcriptsOf(of, '/synchronise'),
  '/desk/testimonies/:accession/transcripts/:id/export/:format': (of) =>
    ['webvtt', 'csv', 'text'].flatMap((format) => transcriptsOf(of, `/export/${format}`)),
  '/desk/testimonies/:accession/peaks/:part': ({ accession }) => [`/desk/testimonies/${code(accession)}/peaks/1`],
  '/desk/vocabularies/:kind/:id': ({ personIds }) =>
    personIds.slice(0, 5).map((id) => `/desk/vocabularies/person/${id}`),
  '/desk/vocabularies/:kind': () => ['topic', 'place', 'person'].map((kind) => `/desk/vocabularies/${kind}`),
  '/desk/vocabularies/:kind/export.rdf': () => ['/desk/vocabularies/person/export.rdf'],
  '/desk/vocabularies/:kind/export.csv': () => ['/desk/vocabularies/person/export.csv'],
  ...Object.fromEntries(
    COMPOSITION_KINDS.flatMap((kind) =>
      ['', '/booklet', '/projection'].map((rest): [string, Make] => [
        `${PATH_OF[kind]}/:slug${rest}`,
        ({ compositions }) =>
          compositions.filter((one) => one.kind === kind).map(({ slug }) => `${PATH_OF[kind]}/${code(slug)}${rest}`),
      ]),
    ),
  ),
  ...Object.fromEntries(
    ['', '/preview', '/run-sheet', '/items'].map((rest): [string, Make] => [
      `/desk/compositions/:slug${rest}`,
      ({ compositions, accession }) =>
        compositions.map(
          ({ slug }) =>
            `/desk/compositions/${code(slug)}${rest}${rest === '/items' ? `?kind=passage&q=${code(accession)}` : ''}`,
        ),
    ]),
  ),
  // As a new item of it, which is asked.
  '/desk/compositions/:slug/items/:item': () => [],
  '/desk/queue/:id': ({ submissions }) => submissions.map((id) => `/desk/queue/${id}`),
};

function transcriptsOf({ accession, transcripts }: Handles, rest: string): string[] {
  return transcripts.slice(0, 4).map((id) => `/desk/testimonies/${code(accession)}/transcripts/${id}${rest}`);
}

/** What somebody would type to be offered a name or a title: its first letters. */
function begun(things: readonly Thing[]): string[] {
  const words = things
    .filter(({ kind }) => kind === 'name' || kind === 'title' || kind === 'index')
    .flatMap(({ texts }) => texts.flatMap((text) => wordsOf(text).slice(0, 3)))
    .filter((word) => word.length >= 3);
  return [...new Set(words.map((word) => word.slice(0, 5)))].slice(0, 60);
}

/** Words that anyone may read, by which passages are found with what stands around them: a page says what it was asked. */
function spoken(things: readonly Thing[]): string[] {
  const passages = things.filter(({ kind, audience }) => kind === 'words' && audience === 0).slice(0, 20);
  const longest = passages.flatMap(({ texts }) =>
    texts.flatMap((text) =>
      wordsOf(text)
        .sort((one, other) => other.length - one.length)
        .slice(0, 1),
    ),
  );
  return [...new Set(longest)].slice(0, 10);
}

/** What no request can be made for, and why it need not: nothing of a record stands at these addresses. */
export interface Walk {
  asked: Asked[];
  /** Exits that answer requests and whose addresses nobody could make. */
  notAsked: string[];
}

/** Every exit that answers requests, by the addresses at which it may say something of the record. */
export function walk(of: Handles, things: readonly Thing[], exits: readonly Exit[] = EXITS): Walk {
  const asked: Asked[] = [];
  const notAsked: string[] = [];
  for (const { name, address, kind } of exits) {
    if (kind === 'form' || !address.startsWith('/')) continue;
    if (kind === 'fixed') continue;
    const paths = MADE[address]?.(of, things) ?? filled(address, of);
    if (paths === null) notAsked.push(name);
    else asked.push(...paths.map((path) => ({ exit: name, path, near: isNear(path, of) })));
  }
  return { asked, notAsked };
}

function filled(address: string, { accession }: Handles): string[] | null {
  const path = address.replaceAll(':accession', code(accession));
  return path.includes(':') || path.includes('{') ? null : [path];
}

function isNear(path: string, { accession, passages, quotations, files }: Handles): boolean {
  const ids = [accession, ...passages, ...quotations, ...files.map(({ publicId }) => publicId)];
  return ids.some((one) => path.split(/[/?]/).includes(code(one)));
}

/** Searches for words that the record has, one each; and by facets, for what is only found by a coarsened place. */
export function searches(words: readonly string[]): Asked[] {
  return words.map((word) => ({
    exit: 'search API',
    path: `/api/v1/search?q=${code(`"${word}"`)}&spellings=as-typed`,
    near: false,
  }));
}
