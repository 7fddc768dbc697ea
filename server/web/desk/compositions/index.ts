import express, { type Router } from 'express';
import type { Site } from '../../site.ts';
import { deskFrame } from '../frame.ts';
import { coordinatorsOnly } from '../staff.ts';
import { itemPages } from './items.ts';
import { compositionList } from './list.ts';
import { compositionDesk } from './one.ts';

/** /desk/compositions: programmes, lessons, exhibits and evidence, composed by coordinators and those who keep the archive. */
export function deskCompositions(site: Site): Router {
  const router = express.Router();
  router.use('/compositions', express.Router().use(coordinatorsOnly, deskFrame(site)));
  router.use(compositionList(site));
  router.use(itemPages(site));
  router.use(compositionDesk(site));
  return router;
}
