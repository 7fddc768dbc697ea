import express, { type Router } from 'express';
import type { Site } from '../site.ts';
import { jsonErrors, nothingSo } from './errors.ts';
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
  router.use(nothingSo(ADDRESSES));
  router.use(jsonErrors(site));
  return router;
}

/** Other versions of the API, of which there are none. */
export function noOtherApi(site: Site): Router {
  const router = express.Router();
  router.use(nothingSo(ADDRESSES), jsonErrors(site));
  return router;
}

const ADDRESSES = ['/api/v1/search', '/api/v1/suggest', '/api/v1/health'];
