import express, { type Router } from 'express';
import { NotFound } from '../../archive/errors.ts';
import { passageAt } from '../../archive/passage.ts';
import { accessionKnownTo, testimonyPage } from '../../archive/testimony-page.ts';
import { bibtex } from '../../publish/reference/bibtex.ts';
import { cslJson } from '../../publish/reference/csl.ts';
import type { Reference } from '../../publish/reference/reference.ts';
import { ris } from '../../publish/reference/ris.ts';
import { referenceTo } from '../reference-to.ts';
import type { Site } from '../site.ts';

/** The formats in which a reference is given, by the ending of its file. */
export const REFERENCE_FORMATS: Record<string, { mime: string; write: (references: Reference[]) => string }> = {
  ris: { mime: 'application/x-research-info-systems; charset=utf-8', write: ris },
  bib: { mime: 'application/x-bibtex; charset=utf-8', write: bibtex },
  json: { mime: 'application/vnd.citationstyles.csl+json; charset=utf-8', write: cslJson },
};

/** /testimonies/ACCESSION/reference/FORMAT: a testimony, or with `passage` a passage of it, for programs that keep references. */
export function reference(site: Site): Router {
  const router = express.Router();
  const { db } = site.archive;

  router.get('/testimonies/:accession/reference/:format', (req, res) => {
    const format = REFERENCE_FORMATS[req.params.format];
    if (!format) throw new NotFound('page', req.params.format);
    const accession = accessionKnownTo(db, req.viewer, req.params.accession) ?? req.params.accession;
    const page = testimonyPage(db, req.viewer, accession, req.lang);
    const asked = typeof req.query.passage === 'string' ? req.query.passage.slice(0, 40) : null;
    const found = asked === null ? null : passageAt(db, req.viewer, asked);
    if (found && found.accession !== page.accession) throw new NotFound('passage', asked!);
    const one = referenceTo(site, page, req.lang, found?.passage ?? null);
    res
      .attachment(`${one.key}.${req.params.format}`)
      .type(format.mime)
      .send(format.write([one]));
  });
  return router;
}
