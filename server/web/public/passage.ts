import express, { type Router } from 'express';
import { passageAt } from '../../archive/passage.ts';
import { href } from '../../i18n/href.ts';
import { spellings } from '../search-query.ts';
import type { Site } from '../site.ts';
import { passageAddress } from '../testimony-address.ts';

/** /passages/ID: the permanent address of a passage opens its testimony there, also after a join or a deletion; with `q`, with what answers it marked. */
export function passage(site: Site): Router {
  const router = express.Router();
  router.get('/passages/:id', (req, res) => {
    const found = passageAt(site.archive.db, req.viewer, req.params.id);
    const typed = [req.query.q].flat().at(-1);
    const q = typeof typed === 'string' ? typed.slice(0, 10_000) : undefined;
    const view = { q, spellings: spellings(req.query.spellings), cite: found.passage.publicId };
    res.redirect(302, href(req.lang, passageAddress(site.archive.db, found, view)));
  });
  return router;
}
