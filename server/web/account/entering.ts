import express, { type Router } from 'express';
import { z } from 'zod';
import { addWaiting, forgetUnconfirmed } from '../../archive/account/keeping.ts';
import { choosePassword, linkedAccount } from '../../archive/account/link.ts';
import { auditAccount } from '../../archive/account/log.ts';
import { openSignIn } from '../../archive/account/sign-in.ts';
import { accountByEmail, accountById, checkedEmail } from '../../archive/account.ts';
import { Invalid, NotFound } from '../../archive/errors.ts';
import { isStaff, viewerOf } from '../../archive/viewer.ts';
import { href } from '../../i18n/href.ts';
import { settled } from '../../settings.ts';
import { signInCookie } from '../cookies.ts';
import { limit } from '../guessing.ts';
import { sameOrigin } from '../middleware/same-origin.ts';
import type { Site } from '../site.ts';
import { mailLink, mailNotice } from './links.ts';

const address = z.object({ email: z.string().max(254).default(''), name: z.string().max(200).default('') });
const chosen = z.object({
  key: z.string().max(100).default(''),
  password: z.string().max(2_000).default(''),
  again: z.string().max(2_000).default(''),
});
const FORM = express.urlencoded({ extended: false, limit: '20kb' });

/**
 * The ways to an account: a reader signs up, somebody has forgotten their password, somebody opens the link that was mailed.
 * Whether an address has an account is told to nobody but its owner, by mail.
 */
export function enteringPages(site: Site): Router {
  const router = express.Router();
  const { archive, now, config } = site;
  const { db } = archive;
  const asking = limit({ each: 4, machine: 30 });
  const opening = limit({ each: 30, machine: 60 });

  router.get('/new', (_req, res) => {
    if (!settled(db, 'sign_up')) throw new NotFound('page', '/account/new');
    res.render('account/sign-up', { email: '', name: '', problem: null });
  });

  router.post('/new', FORM, sameOrigin, async (req, res) => {
    if (!settled(db, 'sign_up')) throw new NotFound('page', '/account/new');
    const { email, name } = address.parse(req.body);
    const wait = await asking.tried(email.trim().toLowerCase(), req);
    if (wait > 0) return res.status(429).render('account/sign-up', { email, name, problem: 'too_many' });
    try {
      checkedEmail(email);
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      return res.status(400).render('account/sign-up', { email, name, problem: 'email' });
    }
    forgetUnconfirmed(db, new Date(now().getTime() - 7 * 86_400_000));
    const known = accountByEmail(db, email);
    if (known?.confirmed) {
      if (!known.disabled) db.transaction(() => mailNotice(site, known, 'account_sign_up_known')).immediate();
    } else if (!known || !isStaff(viewerOf(known.role))) {
      // Who was invited to the desk waits for that link; nobody makes a reader of them.
      const id = await addWaiting(db, { email, name, role: 'reader', lang: req.lang });
      db.transaction(() => mailLink(site, accountById(db, id)!, 'sign-up')).immediate();
    }
    res.render('account/sent', { email, purpose: 'sign_up', server: config.mail !== null });
  });

  router.get('/forgot', (_req, res) => {
    res.render('account/forgot', { email: '', problem: null });
  });

  router.post('/forgot', FORM, sameOrigin, async (req, res) => {
    const { email } = address.parse(req.body);
    const wait = await asking.tried(email.trim().toLowerCase(), req);
    if (wait > 0) return res.status(429).render('account/forgot', { email, problem: 'too_many' });
    const known = accountByEmail(db, email);
    if (known?.confirmed && !known.disabled) db.transaction(() => mailLink(site, known, 'reset')).immediate();
    res.render('account/sent', { email, purpose: 'reset', server: config.mail !== null });
  });

  router.get('/password', (req, res) => {
    const key = typeof req.query.key === 'string' ? req.query.key : '';
    const linked = linkedAccount(db, key, now());
    if (!linked) return res.status(404).render('account/link-ended');
    res.render('account/password', { key, email: linked.account.email, purpose: linked.purpose, problem: null });
  });

  router.post('/password', FORM, sameOrigin, async (req, res) => {
    const { key, password, again } = chosen.parse(req.body);
    if ((await opening.tried('', req)) > 0) return res.status(429).render('account/link-ended');
    const linked = linkedAccount(db, key, now());
    if (!linked) return res.status(404).render('account/link-ended');
    const { email } = linked.account;
    const refuse = (problem: string) =>
      res.status(400).render('account/password', { key, email, purpose: linked.purpose, problem });
    if (password !== again) return refuse('different');
    let account: Awaited<ReturnType<typeof choosePassword>>;
    try {
      account = await choosePassword(db, key, password, now());
    } catch (error) {
      if (error instanceof NotFound) return res.status(404).render('account/link-ended');
      if (!(error instanceof Invalid)) throw error;
      return refuse('short');
    }
    db.transaction(() => {
      auditAccount(db, account, { actor: account.email, action: `chose a password (${linked.purpose})` });
      if (linked.purpose === 'reset') mailNotice(site, account, 'account_password_changed');
    }).immediate();
    if (account.codes) return res.redirect(303, href(req.lang, '/sign-in?next=/account'));
    const browser = req.get('user-agent');
    const { token, expires } = openSignIn(db, account.id, { now: now(), days: config.sessionDays, browser });
    res.setHeader('Set-Cookie', signInCookie(config, token, expires));
    res.redirect(303, href(req.lang, isStaff(viewerOf(account.role)) ? '/desk' : '/account'));
  });
  return router;
}
