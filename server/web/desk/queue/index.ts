import express, { type Router } from 'express';
import type { Site } from '../../site.ts';
import { actPages } from './act.ts';
import { filePages } from './files.ts';
import { queueList } from './list.ts';
import { submissionPage } from './one.ts';
import { toldPages } from './told.ts';

/** What came in from families, from the moment it is sent until it is published or given back. */
export function queuePages(site: Site): Router {
  const router = express.Router();
  for (const pages of [queueList, submissionPage, filePages, actPages, toldPages]) router.use(pages(site));
  return router;
}
