import express, { type Router } from 'express';
import { quotation, quote } from '../../archive/quotation.ts';
import { testimonyPage } from '../../archive/testimony-page.ts';
import { visitor } from '../../archive/viewer.ts';
import { href } from '../../i18n/href.ts';
import { oralHistoryCitation } from '../../publish/citation.ts';
import { sameOrigin } from '../middleware/same-origin.ts';
import type { Site } from '../site.ts';
import { siteName } from '../site-name.ts';

/**
 * /quotations/ID: a passage as it was quoted, its recording, the sum of its words, and whether they have changed since; the
 * same for everybody. /quotations/ID/text is the words alone, byte for byte what the sum is of.
 */
export function quotations(site: Site): Router {
  const router = express.Router();
  const { db } = site.archive;

  router.post(
    '/passages/:id/quotation',
    express.urlencoded({ extended: false, limit: '4kb' }),
    sameOrigin,
    (req, res) => {
      const id = quote(db, String(req.params.id), req.viewer.today);
      res.redirect(303, href(req.lang, `/quotations/${id}`));
    },
  );

  router.get('/quotations/:id', (req, res) => {
    const { now, ...quoted } = quotation(db, req.params.id, req.viewer.today);
    if (now === null) {
      res.status(410).render('public/quotation', { quoted, now, robots: 'noindex' });
      return;
    }
    const page = testimonyPage(db, visitor(req.viewer.today), now.accession, req.lang);
    const { passage } = now;
    const part = page.parts.find(({ id }) => id === passage.partId);
    const sound = part?.recordings.find(({ remoteUrl, preparing }) => remoteUrl === null && !preparing);
    const seconds = [passage.startMs, passage.endMs].filter((ms) => ms !== null).map((ms) => ms / 1000);
    res.render('public/quotation', {
      quoted,
      now,
      page,
      sound: sound && seconds.length ? { ...sound, src: `/media/${sound.publicId}#t=${seconds.join(',')}` } : null,
      citation: oralHistoryCitation(page, {
        siteName: siteName(site),
        url: site.config.publicUrl + href(req.lang, `/quotations/${quoted.publicId}`),
        lang: req.lang,
        passage: { ...passage, part: page.parts.length > 1 ? passage.part : null },
      }),
      robots: 'noindex',
    });
  });

  router.get('/quotations/:id/text', (req, res) => {
    const { now } = quotation(db, req.params.id, req.viewer.today);
    res
      .status(now === null ? 410 : 200)
      .type('text/plain; charset=utf-8')
      .send(now?.passage.text ?? '');
  });
  return router;
}
