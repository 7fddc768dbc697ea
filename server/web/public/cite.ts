import express, { type Router } from 'express';
import { z } from 'zod';
import { NotFound } from '../../archive/errors.ts';
import { passageAt } from '../../archive/passage.ts';
import { accessionKnownTo, testimonyPage } from '../../archive/testimony-page.ts';
import { LANGUAGES } from '../../i18n/languages.ts';
import { cite } from '../../publish/cite/cite.ts';
import { styleXml } from '../../publish/cite/engine.ts';
import { referenceTo } from '../reference-to.ts';
import type { Site } from '../site.ts';
import { REFERENCE_FORMATS } from './reference.ts';

const asked = z.object({
  passage: z.string().max(40).optional().catch(undefined),
  of: z.enum(LANGUAGES).optional().catch(undefined),
});

/** /testimonies/ACCESSION/cite: a testimony or, with `passage`, a passage of it in each style, in the language `of`. */
export function citePages(site: Site): Router {
  const router = express.Router();
  const { db } = site.archive;

  router.get('/testimonies/:accession/cite', async (req, res) => {
    const accession = accessionKnownTo(db, req.viewer, req.params.accession) ?? req.params.accession;
    const page = testimonyPage(db, req.viewer, accession, req.lang);
    const { passage: wanted, of = req.lang } = asked.parse(req.query);
    const found = wanted === undefined ? null : passageAt(db, req.viewer, wanted);
    if (found && found.accession !== page.accession) throw new NotFound('passage', wanted!);
    const passage = found?.passage ?? null;
    res.render('public/cite', {
      page,
      passage,
      of,
      tags: LANGUAGES,
      citations: await cite(referenceTo(site, page, req.lang, passage), of),
      referenceFormats: Object.keys(REFERENCE_FORMATS),
      canonical: `/testimonies/${encodeURIComponent(page.accession)}/cite`,
      robots: 'noindex',
    });
  });

  router.get('/cite/oral-history.csl', (_req, res) => {
    res
      .attachment('oral-history.csl')
      .type('application/vnd.citationstyles.style+xml; charset=utf-8')
      .send(styleXml('oral-history'));
  });
  return router;
}
