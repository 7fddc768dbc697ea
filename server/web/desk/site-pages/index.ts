import express, { type Router } from 'express';
import type { Site } from '../../site.ts';
import { sitePageList } from './list.ts';
import { onePage } from './one.ts';
import { sitePageWords } from './words.ts';

/** /desk/pages: the organisation's own pages and statements, their menus, and their words in each language. */
export function sitePageDesk(site: Site): Router {
  const router = express.Router();
  router.use(sitePageList(site));
  router.use(onePage(site));
  router.use(sitePageWords(site));
  return router;
}
