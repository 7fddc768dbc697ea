import express, { type Router } from 'express';
import { keptOf } from '../../archive/account/shelf/bookmark.ts';
import { MOST_PLACES } from '../../archive/account/shelf/limits.ts';
import { Invalid } from '../../archive/errors.ts';
import { isKnownTo } from '../../archive/labels.ts';
import { directionOf } from '../../archive/languages.ts';
import { savedAs } from '../../archive/saved-search.ts';
import { href } from '../../i18n/href.ts';
import { translator } from '../../i18n/messages.ts';
import type { ShownAlso } from '../../search/also-spelled.ts';
import { FACETS, type Facet, type OtherNames, SORTS } from '../../search/engine.ts';
import { type Found, find } from '../../search/find.ts';
import { searchAtlas } from '../atlas/search.ts';
import { searchTimeline } from '../atlas/timeline.ts';
import { facetLabels } from '../facet-labels.ts';
import { histogram } from '../histogram.ts';
import { lineWords } from '../line-words.ts';
import { addressKept } from '../saved-search/asked.ts';
import { SEARCH_EXAMPLES } from '../search-examples.ts';
import { type SearchQuery, searchAddress, searchQuery, VIEWS } from '../search-query.ts';
import { searchInWords } from '../search-words.ts';
import type { Site } from '../site.ts';
import { passageLink, testimonyAddress } from '../testimony-address.ts';
import { searchFeedTitle } from './feeds.ts';
import { EXPORT_FORMATS } from './workbench/export.ts';
import { MOST } from './workbench/whole-search.ts';

const PER_PAGE = 20;
const SHOWN_SPELLINGS = 5; // of a word, before the rest folds away
const SHOWN_VALUES = 8; // of a facet, before the rest folds away

export function search(site: Site): Router {
  const router = express.Router();

  router.get('/search', async (req, res) => {
    const { query, problem } = readable(req.query);
    const finding = await find(site, req.viewer, { ...query, perPage: PER_PAGE }, req.lang);
    const { answer } = finding;
    const label = facetLabels(site.archive.db, req.lang);
    const address = (change: Partial<SearchQuery>) =>
      href(req.lang, `/search${searchAddress({ ...query, page: 1, ...change })}`);
    const toggled = (facet: Facet, value: string) => {
      const chosen = query.filters.facets[facet] ?? [];
      const next = chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value];
      return address({ filters: { ...query.filters, facets: { ...query.filters.facets, [facet]: next } } });
    };
    const feedOf = { ...query, page: 1, view: 'list' as const, sort: 'relevance' as const };
    const feedAddress = href(req.lang, `/search/feed.atom${searchAddress(feedOf)}`);
    const asked = { from: query.filters.yearFrom, to: query.filters.yearTo };
    const mirrored = directionOf(req.lang) === 'rtl';
    res.status(problem ? 400 : 200).render('public/search', {
      query,
      problem,
      // A year that cannot be read stays in its field, to be mended there.
      typed: (name: 'year_from' | 'year_to') => String([req.query[name]].flat().at(-1) ?? '').slice(0, 60),
      finding,
      wordless: finding.read.notes.includes('no-words'), // something was typed, and nothing in it can be looked for
      examples: SEARCH_EXAMPLES[req.lang],
      answer,
      facets: FACETS.map((facet) => facetShown(facet, query, answer.facets[facet], label, toggled)).filter(
        ({ values }) => values.length > 0,
      ),
      // What an address names is called by its name only to one who may know that it is here.
      chosen: chosenFilters(
        query,
        (facet, value) => (isKnownTo(site.archive.db, req.viewer, facet, value) ? label(facet, value) : value),
        address,
      ),
      years: histogram(answer.years, { mirrored, asked }),
      views: VIEWS.map((view) => ({ view, href: address({ view }), current: view === query.view })),
      atlas:
        query.view === 'map' ? searchAtlas(site.archive.db, req.lang, answer, query.filters.facets, toggled) : null,
      timeline:
        query.view === 'timeline' ? searchTimeline(site.archive.db, req.lang, answer, query.filters, toggled) : null,
      sorts: SORTS.map((sort) => ({ sort, href: address({ sort }), current: sort === query.sort })),
      address,
      searchedWords: Object.values(answer.wanted).some((words) => words.length > 0),
      also: alsoShown(finding.alsoSpelled),
      otherNames: query.spellings === 'all-names' ? namesFound(finding.alsoSpelled) : answer.otherNames,
      /** The search of other words, else as this one. */
      instead: (q: string) => address({ q }),
      allNames: address({ spellings: 'all-names' }),
      asTyped: address({ spellings: 'as-typed' }),
      everySpelling: address({ spellings: 'all' }),
      /** Where a result is opened: at the passage that answers best, what answers marked. */
      opened: (result: Found) => href(req.lang, openedAt(result, query)),
      /** Its text in which most of what answers is read. */
      allPassages: ({ accession, read }: Found) =>
        href(req.lang, testimonyAddress(accession, { ...read, q: query.q, spellings: query.spellings }, 'transcript')),
      passageHref: (publicId: string) => href(req.lang, passageLink(publicId, query)),
      everything: href(req.lang, `/search`),
      /** A tool of the workbench, of this search. */
      tool: (name: string) => href(req.lang, `/search/${name}${searchAddress({ ...query, page: 1 })}`),
      exportFormats: EXPORT_FORMATS,
      mostTaken: MOST,
      ...lineWords(site.archive.db, req.lang),
      feed: feedAddress,
      keeping: {
        address: addressKept(query),
        name:
          searchInWords(site.archive.db, req.viewer, req.lang, query) ||
          translator(req.lang)('saved_search.everything'),
        already: req.account && savedAs(site.archive.db, req.account.id, addressKept(query)),
        mailed: site.config.mail !== null,
      },
      alternates: [{ type: 'application/atom+xml', href: feedAddress, title: searchFeedTitle(site, req, query) }],
      mostPlaces: MOST_PLACES,
      kept: keptOf(
        site.archive.db,
        req.viewer,
        finding.results.map(({ id }) => id),
      ),
      robots: 'noindex, follow',
      scripts: ['search.js', 'shelf-mark.js', ...(req.account ? [] : ['shelf-search.js'])],
    });
  });
  return router;
}

/** The spellings looked for beside each word asked for, and what merely sounds like it: a few, and the rest behind them. */
function alsoShown(also: ShownAlso[]) {
  return also.flatMap(({ asked, spellings }) => {
    const spelled = spellings.filter(({ by }) => by !== 'used-for' && by !== 'sound');
    const sounding = spellings.filter(({ by }) => by === 'sound');
    return [
      alsoLine(asked, spelled, spelled.every(({ by }) => by === 'stem') ? 'forms' : 'spelled'),
      alsoLine(asked, sounding, 'sounds'),
    ].filter(({ first }) => first.length > 0);
  });
}

function alsoLine(asked: string, spellings: ShownAlso['spellings'], how: 'forms' | 'spelled' | 'sounds') {
  const texts = scriptsFirst([...new Set(spellings.map(({ text }) => text))]);
  return { asked, how, first: texts.slice(0, SHOWN_SPELLINGS), more: texts.slice(SHOWN_SPELLINGS) };
}

/** The names that were looked for as well, being used for one asked for. */
function namesFound(also: ShownAlso[]): OtherNames[] {
  return also.flatMap(({ asked, spellings }) => {
    const names = spellings.flatMap(({ text, by }) => (by === 'used-for' ? [text] : []));
    return names.length > 0 ? [{ asked, names: [...new Set(names)] }] : [];
  });
}

/** One of each script before the others, so that the few shown say how far the search reached. */
function scriptsFirst(texts: string[]): string[] {
  const first = new Map([...texts].reverse().map((text) => [scriptOf(text), text]));
  const leading = texts.filter((text) => first.get(scriptOf(text)) === text);
  return [...leading, ...texts.filter((text) => !leading.includes(text))];
}

function scriptOf(text: string): string {
  if (/\p{Script=Hebrew}/u.test(text)) return 'Hebr';
  return /\p{Script=Arabic}/u.test(text) ? 'Arab' : 'Latn';
}

function openedAt(result: Found, query: SearchQuery): string {
  const [best] = result.passages;
  if (best) return passageLink(best.publicId, query);
  return testimonyAddress(result.accession, { q: query.q, spellings: query.spellings });
}

/** A search whose parameters cannot all be meant is run without those that cannot, and the page says so. */
function readable(parameters: Record<string, unknown>): {
  query: SearchQuery;
  problem: { field: string; value: string } | null;
} {
  try {
    return { query: searchQuery(parameters), problem: null };
  } catch (error) {
    if (!(error instanceof Invalid) || !error.where.field) throw error;
    const { field } = error.where;
    const value = String([parameters[field]].flat().at(-1) ?? '').slice(0, 60);
    const rest = field === 'filters' ? { q: parameters.q } : { ...parameters, [field]: undefined };
    return { query: readable(rest).query, problem: { field, value } };
  }
}

function facetShown(
  facet: Facet,
  query: SearchQuery,
  counts: { value: string; count: number }[],
  label: (facet: Facet, value: string) => string,
  toggled: (facet: Facet, value: string) => string,
) {
  const chosen = query.filters.facets[facet] ?? [];
  const values = counts.map(({ value, count }) => ({
    value,
    count,
    on: chosen.includes(value),
    label: label(facet, value),
    href: toggled(facet, value),
  }));
  values.sort((one, other) => Number(other.on) - Number(one.on));
  return {
    facet,
    open: chosen.length > 0,
    values: values.slice(0, SHOWN_VALUES),
    more: values.slice(SHOWN_VALUES, 200),
  };
}

function chosenFilters(
  query: SearchQuery,
  label: (facet: Facet, value: string) => string,
  address: (change: Partial<SearchQuery>) => string,
) {
  return FACETS.flatMap((facet) => {
    const chosen = query.filters.facets[facet] ?? [];
    return chosen.map((value) => ({
      facet,
      value,
      label: label(facet, value),
      href: address({
        filters: {
          ...query.filters,
          facets: { ...query.filters.facets, [facet]: chosen.filter((one) => one !== value) },
        },
      }),
    }));
  });
}
