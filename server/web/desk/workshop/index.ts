import express, { type Router } from 'express';
import type { Site } from '../../site.ts';
import { edits } from './edits.ts';
import { exchange } from './exchange.ts';
import { indexPages } from './index-points.ts';
import { workshopPage } from './page.ts';
import { redactionPages } from './redactions.ts';
import { synchronisePages } from './synchronise.ts';
import { transcriptsPage } from './transcripts.ts';

/** The transcript workshop at the desk: everything that is done with the words of a testimony. */
export function workshopPages(site: Site): Router {
  const router = express.Router();
  for (const pages of [transcriptsPage, workshopPage, edits, synchronisePages, exchange, indexPages, redactionPages]) {
    router.use(pages(site));
  }
  return router;
}
