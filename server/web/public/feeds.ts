import { createHash } from 'node:crypto';
import express, { type Request, type Response, type Router } from 'express';
import { NotFound } from '../../archive/errors.ts';
import { authorityLabels } from '../../archive/labels.ts';
import { latestTestimonies, outSinceOf } from '../../archive/latest.ts';
import { describedTestimonies } from '../../archive/testimony-line.ts';
import type { Viewer } from '../../archive/viewer.ts';
import { href } from '../../i18n/href.ts';
import { translator } from '../../i18n/messages.ts';
import { atom } from '../../publish/feed.ts';
import { newestFound } from '../../search/newest.ts';
import { searchAddress, searchQuery } from '../search-query.ts';
import { searchInWords } from '../search-words.ts';
import type { Site } from '../site.ts';
import { siteName } from '../site-name.ts';

/** The most entries of a feed; what came out before is on the page it leads to. */
export const ENTRIES = 50;

/** What a feed is of: its name, the page that shows the same, its own address, and the testimonies, newest first. */
export interface FeedSent {
  title: string;
  page: string; // paths without the language
  self: string;
  ids: number[];
}

/**
 * Sends a feed as `viewer` may see it now. A program that has it already is told so only after it was made anew, so that
 * nothing closed since is ever said to stand (RFC 9110, 13.1.2).
 */
export function sendFeed(site: Site, req: Request, res: Response, viewer: Viewer, of: FeedSent): void {
  const { db } = site.archive;
  const address = (to: string) => site.config.publicUrl + href(req.lang, to);
  const notice = translator(req.lang)('testimony.sample_notice');
  const since = outSinceOf(db, viewer, of.ids);
  const entries = describedTestimonies(db, viewer, of.ids, req.lang).flatMap((line) => {
    const published = since.get(line.id);
    if (published === undefined) return [];
    return {
      accession: line.accession,
      title: line.title,
      abstract: line.abstract,
      narrators: line.narrators.map(({ name }) => name),
      published: new Date(published),
      url: address(`/testimonies/${encodeURIComponent(line.accession)}`),
      sampleNotice: line.sample ? notice : null,
    };
  });
  const name = siteName(site);
  const text = atom(
    {
      title: `${name}: ${of.title}`,
      archive: name,
      url: address(of.page),
      self: address(of.self),
      lang: req.lang,
    },
    entries,
  );
  res.setHeader('Cache-Control', viewer.account === 0 ? 'no-cache' : 'private, no-cache');
  res.vary('Cookie');
  res.setHeader('ETag', `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`);
  if (req.fresh) return void res.status(304).end();
  res.type('application/atom+xml; charset=utf-8').send(text);
}

/** What is new, as Atom: /feed.atom of the whole archive, /countries/CODE/feed.atom of a country of origin, /search/feed.atom?… of a search. */
export function feeds(site: Site): Router {
  const router = express.Router();
  const { db } = site.archive;
  const latest = (req: Request, country: string | null) => latestTestimonies(db, req.viewer, ENTRIES, country);

  router.get('/feed.atom', (req, res) => {
    const title = translator(req.lang)('feed.all');
    sendFeed(site, req, res, req.viewer, { title, page: '/', self: '/feed.atom', ids: latest(req, null) });
  });

  router.get('/countries/:code/feed.atom', (req, res) => {
    const code = req.params.code.toUpperCase();
    const country = authorityLabels(db, req.lang)('country', code);
    if (!country) throw new NotFound('country', req.params.code);
    const title = translator(req.lang)('feed.country', { country });
    const page = `/countries/${code}`;
    sendFeed(site, req, res, req.viewer, { title, page, self: `${page}/feed.atom`, ids: latest(req, code) });
  });

  router.get('/search/feed.atom', async (req, res) => {
    const query = { ...searchQuery(req.query), page: 1, view: 'list' as const, sort: 'relevance' as const };
    const found = await newestFound(site, req.viewer, query, { most: ENTRIES });
    sendFeed(site, req, res, req.viewer, {
      title: searchFeedTitle(site, req, query),
      page: `/search${searchAddress({ ...query, sort: 'published' })}`,
      self: `/search/feed.atom${searchAddress(query)}`,
      ids: found.map(({ id }) => id),
    });
  });
  return router;
}

/** What the feed of a search is called. */
export function searchFeedTitle(
  site: Site,
  req: Request,
  query: Parameters<typeof searchInWords>[3],
  viewer: Viewer = req.viewer,
): string {
  const t = translator(req.lang);
  const search = searchInWords(site.archive.db, viewer, req.lang, query);
  return search ? t('feed.search', { search }) : t('feed.all');
}
