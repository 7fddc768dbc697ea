import express, { type Router } from 'express';
import type { Site } from '../../site.ts';
import { deskFrame } from '../frame.ts';
import { correctorsOnly } from '../staff.ts';
import { wordingExchange } from './exchange.ts';
import { wordingList } from './list.ts';
import { oneWording } from './one.ts';

/** /desk/wording: every text of the interface, corrected by translators and administrators. */
export function wordingPages(site: Site): Router {
  const router = express.Router();
  router.use('/wording', express.Router().use(correctorsOnly, deskFrame(site)));
  router.use(wordingList(site));
  router.use(wordingExchange(site));
  router.use(oneWording(site));
  return router;
}
