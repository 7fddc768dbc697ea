import express, { type Router } from 'express';
import type { Site } from '../../site.ts';
import { agreementPages } from './agreements.ts';
import { agreementsOfOnePages } from './agreements-of-one.ts';
import { batchPages } from './batch.ts';
import { carePages } from './care.ts';
import { editPages } from './edit.ts';
import { historyPages } from './history.ts';
import { listPages } from './list.ts';
import { lookUps } from './look-up.ts';
import { photographPages } from './photographs.ts';
import { publishingPages } from './publishing.ts';

/** The catalogue at the desk. */
export function cataloguePages(site: Site): Router {
  const router = express.Router();
  for (const pages of [
    listPages,
    historyPages,
    photographPages,
    carePages,
    publishingPages,
    batchPages,
    agreementPages,
    agreementsOfOnePages,
    editPages,
    lookUps,
  ])
    router.use(pages(site));
  return router;
}
