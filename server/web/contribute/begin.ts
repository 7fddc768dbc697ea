import express, { type Request, type Response, type Router } from 'express';
import { z } from 'zod';
import { Invalid } from '../../archive/errors.ts';
import { chooseWord } from '../../archive/submission/confirmation.ts';
import { holdersOf, linkHolder, makeLink } from '../../archive/submission/link.ts';
import { beginSubmission, referenceOf, setContact, WAYS_IN } from '../../archive/submission/submission.ts';
import { isStaff } from '../../archive/viewer.ts';
import { href } from '../../i18n/href.ts';
import { sameOrigin } from '../middleware/same-origin.ts';
import type { Site } from '../site.ts';
import { linkCookie } from './cookies.ts';
import { type Limits, limited, looksLikeMachine, tooOften } from './limits.ts';
import { canMail, mailLink } from './mail.ts';

const begun = z.object({
  name: z.string().trim().max(300).default(''),
  email: z.string().trim().max(254).default(''),
  phone: z.string().trim().max(60).default(''),
  word: z.string().max(200).default(''),
  came_by: z.enum(WAYS_IN).catch('online').default('online'),
});
export type Begun = z.infer<typeof begun>;
const NOTHING: Begun = { name: '', email: '', phone: '', word: '', came_by: 'online' };
const isEmail = (text: string) => z.email().safeParse(text).success;

/** How a story is begun, and how the way back to it is found again. */
export function beginPages(site: Site, limits: Limits): Router {
  const router = express.Router();
  const { db } = site.archive;
  const body = express.urlencoded({ extended: false, limit: '50kb' });
  const show = (res: Response, status: number, typed: Begun, problem: string | null = null) =>
    res.status(status).render('contribute/begin', {
      typed,
      problem,
      began: site.now().getTime(),
      mail: canMail(site),
      ways: WAYS_IN,
    });

  router.get('/', (_req, res) => res.render('contribute/home', {}));
  router.get('/begin', (_req, res) => show(res, 200, NOTHING));

  router.post('/begin', body, sameOrigin, limited(limits, 'begin'), async (req, res) => {
    const typed = begun.safeParse(req.body).data;
    if (!typed) return show(res, 422, NOTHING, 'too_long');
    if (looksLikeMachine(req.body, site.now())) return show(res, 422, typed, 'once_more');
    if (typed.email && !isEmail(typed.email)) return show(res, 422, typed, 'email');
    const staff = isStaff(req.viewer) && req.account !== null;
    const { id, personId } = beginSubmission(db, {
      kind: 'story',
      lang: req.lang,
      now: site.now(),
      cameBy: staff ? typed.came_by : 'online',
      enteredBy: staff ? req.account!.id : null,
      person: typed,
    });
    if (typed.word.trim()) {
      try {
        await chooseWord(db, id, typed.word);
      } catch (error) {
        if (!(error instanceof Invalid)) throw error;
        db.prepare('DELETE FROM submission WHERE id = ?').run(id);
        return show(res, 422, typed, 'word');
      }
    }
    welcome(req, res, id, personId, typed.email);
  });

  /** Gives the browser its link, mails it, and leads to where it is shown. */
  function welcome(req: Request, res: Response, id: number, personId: number, email: string): void {
    const token = makeLink(db, personId, site.now());
    res.append('Set-Cookie', linkCookie(site.config, id, token, site.now()));
    if (email) mailLink(site, { email, lang: req.lang, token, reference: referenceOf(id), why: 'begun' });
    res.redirect(303, href(req.lang, `/contribute/${referenceOf(id)}/link`));
  }

  /** The private link itself. What it opens is in the query, which no log keeps. */
  router.get('/open', async (req, res) => {
    const key = typeof req.query.key === 'string' ? req.query.key : '';
    const holder = linkHolder(db, key, site.now());
    if (!holder || holder.expired) {
      const may = await limits.may('open', req.ip ?? '');
      if (!may) return tooOften(req, res);
      return res
        .status(404)
        .render('contribute/said', { said: 'no_link', robots: 'noindex', canonical: '/contribute' });
    }
    res.append('Set-Cookie', linkCookie(site.config, holder.submissionId, key, site.now()));
    res.redirect(303, href(req.lang, `/contribute/${referenceOf(holder.submissionId)}`));
  });

  router.get('/lost', (_req, res) =>
    res.render('contribute/lost', { email: '', problem: null, began: site.now().getTime(), mail: canMail(site) }),
  );

  /** Asks for a new link by mail: answered the same whether anybody has written under that address or not. */
  router.post('/lost', body, sameOrigin, async (req, res) => {
    const email = typeof req.body.email === 'string' ? req.body.email.trim().slice(0, 254) : '';
    const again = (status: number, problem: string) =>
      res
        .status(status)
        .render('contribute/lost', { email, problem, began: site.now().getTime(), mail: canMail(site) });
    if (!isEmail(email)) return again(422, 'email');
    if (looksLikeMachine(req.body, site.now())) return again(422, 'once_more');
    const address = email.toLowerCase();
    if (!(await limits.may('lost', req.ip ?? '')) || !(await limits.may('lost', address))) return tooOften(req, res);
    if (canMail(site))
      for (const { personId, submissionId, lang } of holdersOf(db, address)) {
        const token = makeLink(db, personId, site.now());
        mailLink(site, { email: address, lang, token, reference: referenceOf(submissionId), why: 'lost' });
      }
    res.render('contribute/said', { said: 'link_sent', robots: 'noindex' });
  });
  return router;
}

/** Keeps how somebody is reached, where the form asked again. */
export function keepContact(site: Site, personId: number, sent: Record<string, unknown>): void {
  const contact = begun.pick({ name: true, email: true, phone: true }).partial().safeParse(sent).data;
  if (contact) setContact(site.archive.db, personId, contact);
}
