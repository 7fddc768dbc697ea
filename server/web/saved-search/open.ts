import express, { type RequestHandler, type Router } from 'express';
import { NotFound } from '../../archive/errors.ts';
import { searchOfFeed, searchToStop, stopNews } from '../../archive/saved-search.ts';
import { newestFound } from '../../search/newest.ts';
import { ENTRIES, searchFeedTitle, sendFeed } from '../public/feeds.ts';
import type { Site } from '../site.ts';
import { searchKept } from './asked.ts';
import { readerOf } from './news.ts';

export const KEY = /^[\w-]{43}$/; // 256 bits
const FORM = express.urlencoded({ extended: false, limit: '2kb' });

/** The address is the key: no page it leads to hears of it, and no search engine lists it. */
export const quietly: RequestHandler<{ key: string }> = (_req, res, next) => {
  res.setHeader('Referrer-Policy', 'no-referrer');
  res.setHeader('X-Robots-Tag', 'noindex');
  res.locals.robots = 'noindex';
  next();
};

/**
 * What works without signing in, by an address that cannot be guessed: the private feed of a saved search, and the end of its
 * mails. A mail program ends them by a POST of its own (RFC 8058), which comes from anywhere; a page that is merely looked at,
 * as such programs and their filters do with every link, ends nothing.
 */
export function openSearches(site: Site): Router {
  const router = express.Router();
  const { db } = site.archive;
  router.get('/searches/:key/feed.atom', quietly, async (req, res) => {
    if (!KEY.test(req.params.key)) throw new NotFound('feed', '…');
    const search = searchOfFeed(db, req.params.key);
    const query = searchKept(search.address);
    const viewer = readerOf(search.account, site.now());
    const found = await newestFound(site, viewer, query, { most: ENTRIES });
    sendFeed(site, req, res, viewer, {
      title: searchFeedTitle(site, req, query, viewer),
      page: `/search?${search.address}${search.address ? '&' : ''}sort=published`,
      self: `/searches/${req.params.key}/feed.atom`,
      ids: found.map(({ id }) => id),
    });
  });

  router.get('/searches/stop/:key', quietly, (req, res) => {
    const search = KEY.test(req.params.key) ? searchToStop(db, req.params.key) : null;
    const is = search?.news ? 'asked' : search ? 'ended' : 'gone';
    res.status(search ? 200 : 404).render('public/stop-news', { name: search?.name ?? null, key: req.params.key, is });
  });

  router.post('/searches/stop/:key', quietly, FORM, (req, res) => {
    const search = KEY.test(req.params.key) ? searchToStop(db, req.params.key) : null;
    stopNews(db, req.params.key);
    const is = search ? 'ended' : 'gone';
    res.status(search ? 200 : 404).render('public/stop-news', { name: search?.name ?? null, key: req.params.key, is });
  });
  return router;
}
