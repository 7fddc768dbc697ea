import express, { type Router } from 'express';
import { Invalid } from '../../../archive/errors.ts';
import { FORMS } from '../../../archive/testimony.ts';
import { href } from '../../../i18n/href.ts';
import { FACETS } from '../../../search/engine.ts';
import { find } from '../../../search/find.ts';
import { facetLabels } from '../../facet-labels.ts';
import { lineWords } from '../../line-words.ts';
import { type SearchQuery, searchAddress, searchQuery } from '../../search-query.ts';
import type { Site } from '../../site.ts';
import { PER_PAGE } from './neighbours.ts';

/** The facets that lists of work are made of. */
const SHOWN = ['access', 'form', 'collection', 'country', 'transcript', 'language', 'media'] as const;

/** /desk/testimonies: everything in the archive, by the search of staff, to work through from top to bottom. */
export function listPages(site: Site): Router {
  const router = express.Router();
  router.get('/testimonies', async (req, res) => {
    const { query, problem } = asked(req.query);
    const finding = await find(site, req.viewer, { ...query, perPage: PER_PAGE }, req.lang);
    const label = facetLabels(site.archive.db, req.lang);
    const address = (change: Partial<SearchQuery>) => searchAddress({ ...query, page: 1, ...change });
    const facets = SHOWN.map((facet) => ({
      facet,
      values: finding.answer.facets[facet].slice(0, 30).map(({ value, count }) => {
        const chosen = query.filters.facets[facet] ?? [];
        const on = chosen.includes(value);
        return { value, count, on, label: label(facet, value) };
      }),
    })).filter(({ values }) => values.length > 0);
    const others = FACETS.filter((facet) => !(SHOWN as readonly string[]).includes(facet)).flatMap((facet) =>
      (query.filters.facets[facet] ?? []).map((value) => ({ facet, value, label: label(facet, value) })),
    );
    res.render('desk/catalogue/list', {
      query,
      problem,
      finding,
      answer: finding.answer,
      facets,
      others,
      forms: FORMS,
      empty: req.query.new === 'empty',
      first: (query.page - 1) * PER_PAGE + 1,
      list: searchAddress({ ...query, page: 1 }).slice(1),
      page: (number: number) => href(req.lang, `/desk/testimonies${address({ page: number })}`),
      ...lineWords(site.archive.db, req.lang),
      scripts: ['desk-list.js'],
    });
  });
  return router;
}

function asked(parameters: Record<string, unknown>): { query: SearchQuery; problem: boolean } {
  try {
    return { query: searchQuery({ sort: 'title', ...withoutEmpty(parameters) }), problem: false };
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    return { query: searchQuery({ q: parameters.q, sort: 'title' }), problem: true };
  }
}

function withoutEmpty(parameters: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(parameters).filter(([, value]) => value !== ''));
}
