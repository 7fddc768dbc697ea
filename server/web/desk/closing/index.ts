import express, { type Router } from 'express';
import type { Site } from '../../site.ts';
import { closingPage } from './closing.ts';
import { erasePages } from './erase.ts';
import { leakPages } from './leaks.ts';

/** Closing a record or a part of it, seeing what each role is shown of it, and erasing it. */
export function closingPages(site: Site): Router {
  const router = express.Router();
  for (const pages of [closingPage, leakPages, erasePages]) router.use(pages(site));
  return router;
}
