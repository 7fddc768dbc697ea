import express, { type Request, type Response, type Router } from 'express';
import {
  askFor,
  changeChoices,
  confirm,
  confirmsSomebody,
  DIGESTS,
  leave,
  type Subscriber,
  subscriberOf,
} from '../../archive/newsletter/subscriber.ts';
import { href } from '../../i18n/href.ts';
import { sendMail } from '../../mail/mail.ts';
import { looksLikeMachine } from '../contribute/limits.ts';
import { limit } from '../guessing.ts';
import { sameOrigin } from '../middleware/same-origin.ts';
import { KEY, quietly } from '../saved-search/open.ts';
import type { Site } from '../site.ts';
import { siteName } from '../site-name.ts';
import { choicesFrom, countryChoices, emailIn } from './choices.ts';

const FORM = express.urlencoded({ extended: false, limit: '20kb' });

/**
 * Asking for the newsletter, and what its letters lead to by a key. A mail program leaves by a POST of its own (RFC 8058),
 * which comes from anywhere; a page that is merely looked at, as filters do with every link, confirms and ends nothing.
 */
export function newsletterPages(site: Site): Router {
  const router = express.Router();
  const { db } = site.archive;
  const asking = limit({ each: 4, machine: 40 });

  function form(req: Request, res: Response, status: number, problem: string | null): void {
    const typed = choicesFrom(req.body, req.lang);
    res.status(status).render('public/newsletter', {
      typed,
      problem,
      countries: countryChoices(db, req.viewer, req.lang, typed.countries),
      digests: DIGESTS,
      began: site.now().getTime(),
      canonical: '/newsletter',
    });
  }

  const said = (res: Response, status: number, is: string, more: { key?: string } = {}) =>
    res.status(status).render('public/newsletter-said', { is, key: null, robots: 'noindex', ...more });

  router.get('/newsletter', (req, res) => form(req, res, 200, null));

  router.post('/newsletter', FORM, sameOrigin, async (req, res) => {
    const typed = choicesFrom(req.body, req.lang);
    const email = emailIn(typed.email);
    if (!email) return form(req, res, 422, 'email');
    if (looksLikeMachine(req.body ?? {}, site.now())) return form(req, res, 422, 'once_more');
    if (await asking.tried(email, req)) return form(req, res, 429, 'too_often');
    db.transaction(() => {
      const asked = askFor(db, email, typed, site.now());
      if (!asked) return;
      const path = asked.letter === 'confirm' ? `/newsletter/confirm/${asked.key}` : `/newsletter/${asked.key}`;
      sendMail(db, {
        to: email,
        lang: typed.lang,
        template: `newsletter_${asked.letter}`,
        now: site.now(),
        values: { site: siteName(site), link: site.config.publicUrl + href(typed.lang, path) },
      });
    }).immediate();
    said(res, 200, 'sent'); // the same whether the address is known or not
  });

  router.get('/newsletter/confirm/:key', quietly, (req, res) => {
    const { key } = req.params;
    const waits = KEY.test(key) && confirmsSomebody(db, key, site.now());
    if (waits) said(res, 200, 'confirm', { key });
    else said(res, 404, 'ended');
  });

  router.post('/newsletter/confirm/:key', quietly, FORM, sameOrigin, (req, res) => {
    const own = KEY.test(req.params.key) ? confirm(db, req.params.key, site.now()) : null;
    if (own === null) return said(res, 404, 'ended');
    res.redirect(303, href(req.lang, `/newsletter/${own}?done=confirmed`));
  });

  function choices(req: Request, res: Response, key: string, { lang, digest, countries, email }: Subscriber): void {
    res.render('public/newsletter-own', {
      typed: { lang, digest, countries, email },
      countries: countryChoices(db, req.viewer, req.lang, countries),
      digests: DIGESTS,
      key,
      done: ['confirmed', 'changed'].find((name) => name === req.query.done) ?? null,
    });
  }

  router.get('/newsletter/:key', quietly, (req, res) => {
    const { key } = req.params;
    const one = KEY.test(key) ? subscriberOf(db, key) : null;
    if (one) choices(req, res, key, one);
    else said(res, 404, 'ended');
  });

  router.post('/newsletter/:key', quietly, FORM, sameOrigin, (req, res) => {
    const { key } = req.params;
    const one = KEY.test(key) ? subscriberOf(db, key) : null;
    if (!one) return said(res, 404, 'ended');
    changeChoices(db, one.id, choicesFrom(req.body, req.lang), site.now());
    res.redirect(303, href(req.lang, `/newsletter/${key}?done=changed`));
  });

  router.get('/newsletter/:key/leave', quietly, (req, res) => {
    const { key } = req.params;
    if (KEY.test(key) && subscriberOf(db, key)) said(res, 200, 'leave', { key });
    else said(res, 404, 'ended');
  });

  router.post('/newsletter/:key/leave', quietly, FORM, (req, res) => {
    const one = KEY.test(req.params.key) ? subscriberOf(db, req.params.key) : null;
    if (!one) return said(res, 404, 'ended');
    leave(db, one.id);
    said(res, 200, 'left');
  });
  return router;
}
