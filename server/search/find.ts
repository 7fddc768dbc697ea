/** A search from what people typed to what a page or the API shows. */
import type { Archive } from '../archive/archive.ts';
import { type CatalogueWords, catalogueWords } from '../archive/catalogue-words.ts';
import { eachMomentOnce, momentsOf, type PassageOfMoment, textToOpen } from '../archive/moment.ts';
import { type Passage, passagesById } from '../archive/passage.ts';
import { describedTestimonies, type TestimonyLine } from '../archive/testimony-line.ts';
import { testimoniesOpenedTo, type Viewer } from '../archive/viewer.ts';
import { type ShownAlso, shownAlso } from './also-spelled.ts';
import {
  FACETS,
  type Filters,
  type SearchAnswer,
  type SearchEngine,
  type SearchRequest,
  type Sort,
  type Spellings,
} from './engine.ts';
import { excerpt, highlight, marked, type Wanted } from './highlight.ts';
import { leftOut } from './left-out.ts';
import { type Note, parse, print } from './query.ts';
import { type ResolvedNote, resolve } from './resolve.ts';
import { describedSo, type Match, MOST_SAID, notIn, otherwiseWritten, type Spelled, spelledBy } from './why.ts';

export interface FindRequest {
  q: string;
  filters: Filters;
  sort: Sort;
  page: number;
  perPage: number;
  spellings?: Spellings; // all unless said otherwise
}

/** A passage under a result: the whole text for the API, an excerpt around the words found as safe HTML for pages. */
export interface FoundPassage extends Passage {
  html: string;
}

export interface Found extends TestimonyLine {
  titleHtml: string;
  passages: FoundPassage[];
  matchingPassages: number; // those of one moment, in the original and in translations, once
  /** Languages of the texts in which most of them are read. */
  read: { text: string | null; beside: string | null };
  matched: Match[]; // why it is here, where that cannot be read off its passages
}

export interface Finding {
  results: Found[];
  answer: SearchAnswer;
  filters: Filters; // those asked for and those read out of the query's fields
  alsoSpelled: ShownAlso[]; // how the words were widened
  read: { query: string; notes: (Note | ResolvedNote)[] }; // the query as it was understood
  notice: 'fallback' | null; // what the reader should know of how it was answered: by the one engine in place of the other
}

const PASSAGES_PER_RESULT = 3;
const EXCERPT = 320; // characters

/** Searches as `viewer`, with texts and titles shown as they may see them, in `lang` where there is a choice. */
export async function find(
  { archive, engine }: { archive: Archive; engine: SearchEngine },
  viewer: Viewer,
  request: FindRequest,
  lang: string,
): Promise<Finding> {
  const { asked, resolved } = askedOf({ archive, engine }, viewer, request, PASSAGES_PER_RESULT);
  const { filters } = asked;
  const answer = resolved.notes.includes('no-words') ? nothingFound(engine, asked) : await engine.search(asked);
  const results = shown(archive, viewer, answer, lang);
  const fields = print({ tree: null, fields: resolved.narrowing });
  return {
    answer: { ...answer, didYouMean: answer.didYouMean && `${answer.didYouMean} ${fields}`.trimEnd() },
    filters,
    read: {
      query: print({ ...resolved.query, fields: [...resolved.query.fields, ...resolved.narrowing] }),
      notes: resolved.notes,
    },
    notice: answer.fallback ? 'fallback' : null,
    results,
    alsoSpelled: shownAlso(
      answer.alsoSpelled,
      results.flatMap(({ title, passages }) => [title, ...passages.map(({ text }) => text)]),
    ),
  };
}

/** What an engine is asked, so that it answers `viewer` and nobody who may see more. */
export function askedOf(
  { archive: { db }, engine }: { archive: Archive; engine: SearchEngine },
  viewer: Viewer,
  request: FindRequest,
  passagesPerResult: number,
): { asked: SearchRequest; resolved: ReturnType<typeof resolve> } {
  const resolved = resolve(db, parse(request.q), viewer);
  const asked: SearchRequest = {
    query: resolved.query,
    filters: bothFilters(request.filters, resolved),
    sort: request.sort,
    page: request.page,
    perPage: request.perPage,
    passagesPerResult,
    who: { reach: viewer.reach, ...testimoniesOpenedTo(db, viewer) },
    leaveOut: leftOut(db, engine, viewer.today),
    spellings: request.spellings,
  };
  return { asked, resolved };
}

/** The answer to a query that has no word in it: who typed something looks for something, not for everything. */
function nothingFound(engine: SearchEngine, { page }: SearchRequest): SearchAnswer {
  return {
    total: 0,
    page,
    pages: 0,
    hits: [],
    facets: Object.fromEntries(FACETS.map((facet) => [facet, []])) as unknown as SearchAnswer['facets'],
    years: [],
    undated: 0,
    wanted: { terms: [], prefixes: [], phrases: [] },
    alsoSpelled: [],
    otherNames: [],
    corrected: [],
    didYouMean: null,
    cursor: engine.current().cursor,
  };
}

/** What the query's fields ask for, beside the filters: within a facet they narrow each other. */
function bothFilters(asked: Filters, resolved: ReturnType<typeof resolve>): Filters {
  const facets = { ...asked.facets };
  for (const [facet, values] of Object.entries(resolved.facets) as [keyof typeof facets, string[]][]) {
    const chosen = facets[facet];
    facets[facet] = chosen?.length ? chosen.filter((value) => values.includes(value)) : values;
  }
  return {
    facets,
    yearFrom: latest(asked.yearFrom, resolved.years?.from ?? null),
    yearTo: earliest(asked.yearTo, resolved.years?.to ?? null),
  };
}

function latest(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : Math.max(one, other);
}

function earliest(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : Math.min(one, other);
}

/** Titles and passages as the archive has them now, for this viewer: the index only says which. */
function shown({ db }: Archive, viewer: Viewer, answer: SearchAnswer, lang: string): Found[] {
  const wanted = wantedOf(answer);
  const spelled = spelledBy(answer);
  const lines = new Map(
    describedTestimonies(
      db,
      viewer,
      answer.hits.map((hit) => hit.testimonyId),
      lang,
    ).map((line) => [line.id, line]),
  );
  const moments = new Map(
    momentsOf(
      db,
      viewer,
      answer.hits.flatMap(({ matching }) => matching),
    ).map((one) => [one.id, one]),
  );
  const hits = answer.hits.map((hit) => {
    const all = hit.matching.map((id) => moments.get(id)).filter((one) => one !== undefined);
    return { ...hit, all, once: eachMomentOnce(all) };
  });
  const best = (once: PassageOfMoment[]) => once.slice(0, PASSAGES_PER_RESULT).map(({ id }) => id);
  const passages = new Map(
    passagesById(
      db,
      viewer,
      hits.flatMap(({ once }) => best(once)),
    ).map((passage) => [passage.id, passage]),
  );
  return hits.flatMap((hit) => {
    const line = lines.get(hit.testimonyId);
    if (!line) return [];
    const found = best(hit.once)
      .map((id) => passages.get(id))
      .filter((passage) => passage !== undefined);
    return [
      {
        ...line,
        titleHtml: marked(line.title, highlight(line.title, wanted)),
        passages: found.map((passage) => ({ ...passage, html: excerptHtml(passage.text, wanted) })),
        matchingPassages: hit.once.length,
        read: textToOpen(hit.all),
        matched: whyFound(line, found, wanted, spelled, () => catalogueWords(db, viewer, line.id, lang)),
      },
    ];
  });
}

/** How words are written in its passages and title; then what of its description has the words that are in neither. */
function whyFound(
  line: TestimonyLine,
  passages: Passage[],
  wanted: Wanted,
  spelled: Spelled,
  catalogued: () => Iterable<CatalogueWords>,
): Match[] {
  if (passages.length === 0) return isNothing(wanted) ? [] : describedSo(line.title, catalogued(), wanted, spelled);
  const texts = textsOf(line, passages);
  const missing = notIn(
    texts.map(({ text }) => text),
    wanted,
    spelled,
  );
  const written = otherwiseWritten(texts, wanted, spelled);
  return isNothing(missing) || written.length === MOST_SAID
    ? written
    : [...written, ...describedSo('', catalogued(), missing, spelled)].slice(0, MOST_SAID);
}

function isNothing({ terms, prefixes, phrases }: Wanted): boolean {
  return terms.size + prefixes.length + phrases.length === 0;
}

function textsOf(line: TestimonyLine, passages: Passage[]) {
  return [...passages.map(({ text }) => ({ in: 'words' as const, text })), { in: 'title' as const, text: line.title }];
}

/** What to mark in texts shown beside an answer. */
export function wantedOf(answer: Pick<SearchAnswer, 'wanted'>): Wanted {
  return { terms: new Set(answer.wanted.terms), prefixes: answer.wanted.prefixes, phrases: answer.wanted.phrases };
}

function excerptHtml(text: string, wanted: Wanted): string {
  const cut = excerpt(text, highlight(text, wanted), EXCERPT);
  return marked(cut.text, cut.ranges);
}
