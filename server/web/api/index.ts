import express, { type Router } from 'express';
import { NotFound } from '../../archive/errors.ts';
import type { Site } from '../site.ts';
import { jsonErrors } from './errors.ts';
import { health } from './health.ts';
import { searchApi } from './search.ts';
import { suggestApi } from './suggest.ts';

/** The JSON API, version 1: the same access rule as the pages, by the same sign-in. */
export function api(site: Site): Router {
  const router = express.Router();
  router.use((_req, res, next) => {
    res.setHeader('Cache-Control', 'no-store');
    next();
  });
  router.get('/search', searchApi(site));
  router.get('/suggest', suggestApi(site));
  router.get('/health', health(site));
  router.use((req) => {
    throw new NotFound('address', req.path);
  });
  router.use(jsonErrors(site));
  return router;
}
