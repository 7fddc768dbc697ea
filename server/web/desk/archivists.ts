import express, { type Router } from 'express';
import type { Site } from '../site.ts';
import { cataloguePages } from './catalogue/index.ts';

/** What archivists do with what the archive has: catalogue, vocabularies, import. Each route is for staff alone. */
export function archivists(site: Site): Router {
  const router = express.Router();
  router.use((_req, res, next) => {
    res.setHeader('Cache-Control', 'no-store');
    next();
  });
  for (const pages of [cataloguePages]) router.use(pages(site));
  return router;
}
