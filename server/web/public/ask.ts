import express, { type Request, type Response, type Router } from 'express';
import { z } from 'zod';
import {
  type Askable,
  answerArchive,
  askableCollection,
  askableTestimony,
  askForAccess,
  openRequest,
} from '../../archive/access-request/ask.ts';
import { requestOfReader, requestsOfReader } from '../../archive/access-request/page.ts';
import { Conflict, Invalid } from '../../archive/errors.ts';
import { href } from '../../i18n/href.ts';
import { signedInOnly } from '../account/own.ts';
import { sameOrigin } from '../middleware/same-origin.ts';
import { numbered } from '../numbered.ts';
import type { Site } from '../site.ts';

const asked = z.object({
  who: z.string().max(20_000).default(''),
  purpose: z.string().max(20_000).default(''),
  until: z.string().max(100).default(''),
});
const reply = z.object({ text: z.string().max(20_000).default('') });

/** Readers ask to read what is opened on request, and see what came of it. */
export function askPages(site: Site): Router {
  const router = express.Router();
  const { db } = site.archive;
  const body = express.urlencoded({ extended: false, limit: '100kb' });

  function askAt(path: string, find: (req: Request) => Askable): void {
    const show = (res: Response, what: Askable, typed: z.infer<typeof asked>, problem: string | null) =>
      res.status(problem ? 400 : 200).render('public/ask', { what, typed, problem, robots: 'noindex' });

    router.get(path, signedInOnly, (req, res) => {
      const what = find(req);
      const open = openRequest(db, req.viewer.account, what);
      if (open) return res.redirect(303, href(req.lang, `/account/requests/${open}`));
      show(res, what, asked.parse({}), null);
    });

    router.post(path, body, sameOrigin, signedInOnly, (req, res) => {
      const what = find(req);
      const typed = asked.parse(req.body ?? {});
      try {
        const id = askForAccess(db, req.viewer, what, typed);
        res.redirect(303, href(req.lang, `/account/requests/${id}`));
      } catch (error) {
        const open = error instanceof Conflict && openRequest(db, req.viewer.account, what);
        if (open) return res.redirect(303, href(req.lang, `/account/requests/${open}`));
        if (!(error instanceof Invalid)) throw error;
        show(res, what, typed, error.where.field ?? 'purpose');
      }
    });
  }
  askAt('/testimonies/:accession/ask', (req) => askableTestimony(db, req.viewer, String(req.params.accession)));
  askAt('/collections/:slug/ask', (req) => askableCollection(db, req.viewer, String(req.params.slug), req.lang));

  router.get('/account/requests', signedInOnly, (req, res) => {
    const requests = requestsOfReader(db, req.viewer, req.lang);
    res.setHeader('Cache-Control', 'no-store');
    res.render('public/requests', { requests, robots: 'noindex' });
  });

  const page = (req: Request, res: Response, text: string, problem: boolean) => {
    const request = requestOfReader(db, req.viewer, numbered(req, 'request'), req.lang);
    res.setHeader('Cache-Control', 'no-store');
    res.status(problem ? 400 : 200).render('public/request', { request, text, problem, robots: 'noindex' });
  };
  router.get('/account/requests/:id', signedInOnly, (req, res) => page(req, res, '', false));
  router.post('/account/requests/:id', body, sameOrigin, signedInOnly, (req, res) => {
    const { text } = reply.parse(req.body ?? {});
    try {
      answerArchive(db, req.viewer.account, numbered(req, 'request'), text);
      res.redirect(303, href(req.lang, `/account/requests/${numbered(req, 'request')}`));
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      page(req, res, text, true);
    }
  });
  return router;
}
