import express, { type Router } from 'express';
import { NotFound } from '../../archive/errors.ts';
import { testimonyPage } from '../../archive/testimony-page.ts';
import type { Site } from '../site.ts';

/** /testimonies/ACCESSION/photographs/ID: one photograph as large as the window, its caption, and a way to say who is in it. */
export function photograph(site: Site): Router {
  const router = express.Router();
  router.get('/testimonies/:accession/photographs/:id', (req, res) => {
    const page = testimonyPage(site.archive.db, req.viewer, req.params.accession, req.lang);
    const at = page.photographs.findIndex(({ publicId }) => publicId === req.params.id);
    const photo = page.photographs[at];
    if (!photo) throw new NotFound('file', req.params.id);
    res.render('public/photograph', {
      page,
      photo,
      at,
      before: page.photographs[at - 1] ?? null,
      after: page.photographs[at + 1] ?? null,
      robots: 'noindex',
      scripts: ['photo-keys.js'],
    });
  });
  return router;
}
