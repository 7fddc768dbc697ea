import express, { type Router } from 'express';
import type { Site } from '../../site.ts';
import { editPages } from './edit.ts';
import { historyPages } from './history.ts';
import { listPages } from './list.ts';
import { lookUps } from './look-up.ts';

/** The catalogue at the desk. */
export function cataloguePages(site: Site): Router {
  const router = express.Router();
  for (const pages of [listPages, historyPages, editPages, lookUps]) router.use(pages(site));
  return router;
}
