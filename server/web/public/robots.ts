import express, { type Router } from 'express';
import { NotFound } from '../../archive/errors.ts';
import { listedPages } from '../../archive/sitemap.ts';
import { dayOf } from '../../archive/viewer.ts';
import { LANGUAGES } from '../../i18n/languages.ts';
import { PAGES_A_LIST, sitemap, sitemapIndex } from '../../publish/sitemap.ts';
import { settled } from '../../settings.ts';
import type { Site } from '../site.ts';

/**
 * What search engines may read. Each sample record, each search and each sign-in page says for itself that they may not list it;
 * the lists of pages name what every visitor may read, whoever asks.
 */
export function robots(site: Site): Router {
  const router = express.Router();
  const { db } = site.archive;
  const { publicUrl } = site.config;

  router.get('/robots.txt', (_req, res) => {
    res
      .type('text/plain')
      .send(`User-agent: *\nDisallow: /api/\nDisallow: /*/sign-in\n\nSitemap: ${publicUrl}/sitemap.xml\n`);
  });

  router.get('/sitemap.xml', (_req, res) => {
    const lists = Math.ceil(listedPages(db, dayOf(site.now())).length / PAGES_A_LIST);
    res.type('application/xml').send(sitemapIndex(lists, publicUrl));
  });

  router.get('/sitemap/:list.xml', (req, res) => {
    const list = /^[1-9]\d{0,4}$/.test(req.params.list) ? Number(req.params.list) : 0;
    const pages = listedPages(db, dayOf(site.now())).slice((list - 1) * PAGES_A_LIST, list * PAGES_A_LIST);
    if (list === 0 || pages.length === 0) throw new NotFound('page', req.params.list);
    const offered = settled(db, 'languages');
    const langs = LANGUAGES.filter((lang) => offered.includes(lang));
    res.type('application/xml').send(sitemap(pages, publicUrl, langs));
  });
  return router;
}
