import express, { type Router } from 'express';
import { eachMomentOnce, momentsOf } from '../../../archive/moment.ts';
import { type Passage, passagesById } from '../../../archive/passage.ts';
import { testimoniesOpenedTo, type Viewer } from '../../../archive/viewer.ts';
import { href } from '../../../i18n/href.ts';
import { keywordsInContext } from '../../../search/concordance.ts';
import { find, wantedOf } from '../../../search/find.ts';
import { parse } from '../../../search/query.ts';
import { searchAddress, searchQuery } from '../../search-query.ts';
import type { Site } from '../../site.ts';
import { passageLink } from '../../testimony-address.ts';

const TESTIMONIES = 10; // a page
const MOST_LINES = 300; // a page
export const CONCORDANCE_ORDERS = ['text', 'before', 'after'] as const;

/** /search/concordance?…: every place where the words of a search stand, one under another with what is around them. */
export function concordance(site: Site): Router {
  const router = express.Router();
  const { db } = site.archive;

  router.get('/search/concordance', async (req, res) => {
    const query = searchQuery(req.query);
    const order = CONCORDANCE_ORDERS.find((one) => one === req.query.order) ?? 'text';
    const { answer, read, results } = await find(site, req.viewer, { ...query, perPage: TESTIMONIES }, req.lang);
    const who = { reach: req.viewer.reach, ...testimoniesOpenedTo(db, req.viewer) };
    const lines: Line[] = [];
    for (const { id, accession, title } of results) {
      if (lines.length >= MOST_LINES || query.q.trim() === '') break;
      const within = await site.engine.within(id, parse(query.q), who, query.spellings);
      const wanted = wantedOf(within);
      for (const passage of passagesById(db, req.viewer, inTheOriginal(site, req.viewer, within.passages))) {
        for (const one of keywordsInContext(passage.text, wanted)) {
          lines.push({ ...one, passage, accession, title, href: href(req.lang, passageLink(passage.publicId, query)) });
        }
      }
    }
    const shown = lines.slice(0, MOST_LINES);
    const address = (change: { page?: number; order?: string }) => {
      const search = searchAddress({ ...query, page: change.page ?? query.page });
      const by = change.order ?? order;
      return href(req.lang, `/search/concordance${search}${by === 'text' ? '' : `${search ? '&' : '?'}order=${by}`}`);
    };
    res.render('public/concordance', {
      query,
      order,
      orders: CONCORDANCE_ORDERS.map((one) => ({
        order: one,
        href: address({ order: one, page: 1 }),
        current: one === order,
      })),
      lines: order === 'text' ? shown : sorted(shown, order, req.lang),
      more: lines.length > shown.length,
      answer,
      wordless: read.notes.includes('no-words'),
      address,
      search: href(req.lang, `/search${searchAddress({ ...query, page: 1 })}`),
      robots: 'noindex',
    });
  });
  return router;
}

/** Each moment once: in the words it was told in where they answer, else in a translation. In the order of the text. */
function inTheOriginal({ archive: { db } }: Site, viewer: Viewer, passages: number[]): number[] {
  const all = momentsOf(db, viewer, passages);
  const told = new Set(all.filter(({ id, moment }) => id === moment).map(({ id }) => id));
  return eachMomentOnce(all.filter(({ id, moment }) => id === moment || !told.has(moment))).map(({ id }) => id);
}

interface Line {
  before: string;
  keyword: string;
  after: string;
  passage: Passage;
  accession: string;
  title: string;
  href: string;
}

/** By the word that stands next to the keyword, outwards. */
function sorted(lines: Line[], side: 'before' | 'after', lang: string): Line[] {
  const { compare } = new Intl.Collator(lang);
  const next = (line: Line) =>
    side === 'after' ? line.after.trim() : line.before.trim().split(' ').reverse().join(' ');
  return [...lines].sort((one, other) => compare(next(one), next(other)));
}
