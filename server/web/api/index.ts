import express, { type RequestHandler, type Router } from 'express';
import type { Site } from '../site.ts';
import { jsonErrors, nothingSo } from './errors.ts';
import { health } from './health.ts';
import { searchApi } from './search.ts';
import { suggestApi } from './suggest.ts';

/** What the API answers, by its address: all of it is read with GET. */
const ANSWERS: Record<string, (site: Site) => RequestHandler> = {
  '/search': searchApi,
  '/suggest': suggestApi,
  '/health': health,
};
const ADDRESSES = Object.keys(ANSWERS).map((path) => `/api/v1${path}`);

/** The JSON API, version 1: the same access rule as the pages, by the same sign-in. */
export function api(site: Site): Router {
  const router = express.Router();
  router.use((_req, res, next) => {
    res.setHeader('Cache-Control', 'no-store');
    next();
  });
  for (const [path, answer] of Object.entries(ANSWERS)) router.get(path, answer(site));
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
