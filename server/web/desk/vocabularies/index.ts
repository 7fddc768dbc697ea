import express, { type Router } from 'express';
import type { Site } from '../../site.ts';
import { authorityPages } from './edit.ts';
import { exchangePages } from './exchange.ts';
import { vocabularyLists } from './list.ts';

/** Vocabularies and the gazetteer at the desk. */
export function vocabularyPages(site: Site): Router {
  const router = express.Router();
  for (const pages of [vocabularyLists, exchangePages, authorityPages]) router.use(pages(site));
  return router;
}
