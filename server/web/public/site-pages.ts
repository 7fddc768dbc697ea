import express, { type Router } from 'express';
import { NotFound } from '../../archive/errors.ts';
import { publishedPage, statements } from '../../archive/site-page/page.ts';
import { pageHtml } from '../../publish/page-markup.ts';
import type { Site } from '../site.ts';

/** /pages/SLUG: what the organisation says of itself; /statements: what it has stated, newest first. */
export function sitePages(site: Site): Router {
  const router = express.Router();
  const { db } = site.archive;

  router.get('/statements', (req, res) => {
    res.render('public/statements', { statements: statements(db, req.lang) });
  });

  router.get('/pages/:slug', (req, res) => {
    const page = publishedPage(db, req.params.slug, req.lang);
    if (!page) throw new NotFound('page', req.params.slug);
    res.render('public/site-page', { page, body: pageHtml(page.words.body, req.lang) });
  });
  return router;
}
