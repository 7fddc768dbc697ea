import express, { type Router } from 'express';
import { href } from '../../../i18n/href.ts';
import { formatNumber, formatPercent } from '../../../i18n/numbers.ts';
import type { SearchAnswer } from '../../../search/engine.ts';
import { find } from '../../../search/find.ts';
import { facetLabels } from '../../facet-labels.ts';
import { type SearchQuery, searchAddress, searchQuery } from '../../search-query.ts';
import type { Site } from '../../site.ts';

/** One row: of how many testimonies, in how many the words stand. */
interface Row {
  label: string;
  href: string;
  count: number;
  of: number;
  share: number; // 0 to 1
}

/**
 * /search/frequency?…: in how many testimonies the words of a search stand, of all that the same filters let through, by year
 * of departure, country of origin and language.
 */
export function frequency(site: Site): Router {
  const router = express.Router();

  router.get('/search/frequency', async (req, res) => {
    const query = { ...searchQuery(req.query), page: 1 };
    const asked = (q: string) => find(site, req.viewer, { ...query, q, perPage: 1 }, req.lang);
    const [{ answer }, all] = [await asked(query.q), (await asked('')).answer];
    const label = facetLabels(site.archive.db, req.lang);
    const narrowed = (filters: SearchQuery['filters']) =>
      href(req.lang, `/search${searchAddress({ ...query, filters })}`);
    const facet = (name: 'country' | 'language') => {
      const counts = new Map(answer.facets[name].map(({ value, count }) => [value, count]));
      return all.facets[name].map(({ value, count: of }) =>
        rowOf(
          label(name, value),
          narrowed({ ...query.filters, facets: { ...query.filters.facets, [name]: [value] } }),
          counts.get(value) ?? 0,
          of,
        ),
      );
    };
    res.render('public/frequency', {
      query,
      total: answer.total,
      of: all.total,
      tables: [
        {
          by: 'year',
          rows: decades(answer, all).map(({ decade, count, of }) =>
            rowOf(String(decade), narrowed({ ...query.filters, yearFrom: decade, yearTo: decade + 9 }), count, of),
          ),
        },
        { by: 'country', rows: facet('country') },
        { by: 'language', rows: facet('language') },
      ].filter(({ rows }) => rows.length > 0),
      number: (count: number) => formatNumber(count, req.lang),
      percent: (share: number) => formatPercent(share, req.lang),
      search: href(req.lang, `/search${searchAddress(query)}`),
      robots: 'noindex',
    });
  });
  return router;
}

function rowOf(label: string, address: string, count: number, of: number): Row {
  return { label, href: address, count, of, share: of === 0 ? 0 : count / of };
}

/** The years of departure by decade, in order. */
function decades(answer: SearchAnswer, all: SearchAnswer): { decade: number; count: number; of: number }[] {
  const sums = new Map<number, { count: number; of: number }>();
  for (const [years, part] of [
    [all.years, 'of'],
    [answer.years, 'count'],
  ] as const) {
    for (const { year, count } of years) {
      const decade = Math.floor(year / 10) * 10;
      const sum = sums.get(decade) ?? { count: 0, of: 0 };
      sum[part] += count;
      sums.set(decade, sum);
    }
  }
  return [...sums].sort(([one], [other]) => one - other).map(([decade, sum]) => ({ decade, ...sum }));
}
