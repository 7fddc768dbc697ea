import express, { type Request, type Response, type Router } from 'express';
import { NotFound } from '../../archive/errors.ts';
import { authorityLabels } from '../../archive/labels.ts';
import { latestTestimonies, publishedAt } from '../../archive/latest.ts';
import { describedTestimonies } from '../../archive/testimony-line.ts';
import { href } from '../../i18n/href.ts';
import { translator } from '../../i18n/messages.ts';
import { atom } from '../../publish/feed.ts';
import type { Site } from '../site.ts';
import { siteName } from '../site-name.ts';

const ENTRIES = 50;

/** What is new, as Atom: /feed.atom of the whole archive, /countries/CODE/feed.atom of a country of origin. */
export function feeds(site: Site): Router {
  const router = express.Router();
  const { db } = site.archive;

  function send(req: Request, res: Response, title: string, path: string, country: string | null): void {
    const ids = latestTestimonies(db, req.viewer, ENTRIES, country);
    const address = (to: string) => site.config.publicUrl + href(req.lang, to);
    const notice = translator(req.lang)('testimony.sample_notice');
    const entries = describedTestimonies(db, req.viewer, ids, req.lang).map((line) => ({
      accession: line.accession,
      title: line.title,
      abstract: line.abstract,
      narrators: line.narrators.map(({ name }) => name),
      published: new Date(publishedAt(db, line.id)!),
      url: address(`/testimonies/${encodeURIComponent(line.accession)}`),
      sampleNotice: line.sample ? notice : null,
    }));
    const self = address(path === '/' ? '/feed.atom' : `${path}/feed.atom`);
    res
      .type('application/atom+xml; charset=utf-8')
      .send(
        atom(
          { title: `${siteName(site)}: ${title}`, archive: siteName(site), url: address(path), self, lang: req.lang },
          entries,
        ),
      );
  }

  router.get('/feed.atom', (req, res) => {
    send(req, res, translator(req.lang)('feed.all'), '/', null);
  });

  router.get('/countries/:code/feed.atom', (req, res) => {
    const code = req.params.code.toUpperCase();
    const name = authorityLabels(db, req.lang)('country', code);
    if (!name) throw new NotFound('country', req.params.code);
    send(req, res, translator(req.lang)('feed.country', { country: name }), `/countries/${code}`, code);
  });
  return router;
}
