import express, { type Router } from 'express';
import { collectionPage, collections as shown } from '../../archive/collection-page.ts';
import { describedTestimonies } from '../../archive/testimony-line.ts';
import { lineWords } from '../line-words.ts';
import type { Site } from '../site.ts';

export function collections(site: Site): Router {
  const router = express.Router();
  const { db } = site.archive;

  router.get('/collections', (req, res) => {
    res.render('public/collections', { collections: shown(db, req.viewer, req.lang) });
  });

  router.get('/collections/:slug', (req, res) => {
    const collection = collectionPage(db, req.viewer, req.params.slug, req.lang);
    res.render('public/collection', {
      collection,
      lines: describedTestimonies(db, req.viewer, collection.ids, req.lang),
      ...lineWords(db, req.lang),
      robots: collection.sample ? 'noindex' : null,
    });
  });
  return router;
}
