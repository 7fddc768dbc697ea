import express, { type Router } from 'express';
import { limit } from '../guessing.ts';
import { savedSearchPages } from '../saved-search/pages.ts';
import type { Site } from '../site.ts';
import { codesPages } from './codes.ts';
import { enteringPages } from './entering.ts';
import { ownPages } from './own.ts';

/** Pages of one's own account, and the ways to get one: at /account. */
export function accountPages(site: Site): Router {
  const router = express.Router();
  router.use((_req, res, next) => {
    res.setHeader('Cache-Control', 'no-store');
    res.locals.robots = 'noindex';
    next();
  });
  const passwords = limit({ each: 10, machine: 60 }); // guessed here too, by who finds a browser left open
  router.use('/searches', savedSearchPages(site));
  router.use(enteringPages(site), ownPages(site, passwords), codesPages(site, passwords));
  return router;
}
