import { parse } from 'cookie';
import express, { type Request, type RequestHandler, type Router } from 'express';
import { z } from 'zod';
import { paperCodesLeft } from '../../archive/account/codes.ts';
import { copyOfAccount } from '../../archive/account/copy.ts';
import { deleteReader, rename } from '../../archive/account/keeping.ts';
import { auditAccount } from '../../archive/account/log.ts';
import { browsersOf, endBrowsers, openSignIn } from '../../archive/account/sign-in.ts';
import { type Account, hasPassword, setPassword } from '../../archive/account.ts';
import { audit } from '../../archive/audit.ts';
import { Invalid, NotAllowed } from '../../archive/errors.ts';
import { href } from '../../i18n/href.ts';
import { settled } from '../../settings.ts';
import { SIGN_IN_COOKIE, signInCookie } from '../cookies.ts';
import type { Limit } from '../guessing.ts';
import { sameOrigin } from '../middleware/same-origin.ts';
import type { Site } from '../site.ts';
import { browserName } from './browser-name.ts';
import { mailNotice } from './links.ts';

const FORM = express.urlencoded({ extended: false, limit: '20kb' });
const NOTICES = ['named', 'password', 'ended', 'codes_off'] as const;

/** Lets through whoever is signed in; others are asked to, and come back. */
export const signedInOnly: RequestHandler = (req, res, next) => {
  if (req.account) return next();
  if (!['GET', 'HEAD'].includes(req.method)) throw new NotAllowed('You are not signed in.');
  res.redirect(303, href(req.lang, `/sign-in?next=${encodeURIComponent(req.pagePath)}`));
};

export function own(req: Request): Account {
  if (!req.account) throw new NotAllowed('You are not signed in.');
  return req.account;
}

/** One's own account: name, password, browsers that are signed in, and its end. */
export function ownPages(site: Site, passwords: Limit): Router {
  const router = express.Router();
  const { archive, now, config } = site;
  const { db } = archive;
  const token = (req: Request) => parse(req.headers.cookie ?? '')[SIGN_IN_COOKIE] ?? null;

  function values(req: Request, problem: { form: string; is: string } | null = null) {
    const account = own(req);
    return {
      own: account,
      browsers: browsersOf(db, account.id, token(req), now()).map((one) => ({
        ...one,
        browser: browserName(one.browser),
      })),
      paper: account.codes ? paperCodesLeft(db, account.id) : 0,
      required: settled(db, 'codes_required'),
      notice: NOTICES.find((name) => name === req.query.done) ?? null,
      problem,
    };
  }

  router.get('/', signedInOnly, (req, res) => {
    res.render('account/own', values(req));
  });

  router.get('/copy.json', signedInOnly, (req, res) => {
    res.attachment('kolot-account.json').json(copyOfAccount(db, req.viewer, req.lang));
  });

  router.post('/name', FORM, signedInOnly, sameOrigin, (req, res) => {
    const { name } = z.object({ name: z.string().max(200).default('') }).parse(req.body);
    db.transaction(() => {
      rename(db, own(req).id, name);
      auditAccount(db, own(req), { actor: own(req).email, action: 'changed the name' });
    }).immediate();
    res.redirect(303, href(req.lang, '/account?done=named'));
  });

  router.post('/change-password', FORM, signedInOnly, sameOrigin, async (req, res) => {
    const account = own(req);
    const form = z
      .object({ current: z.string().max(2_000), password: z.string().max(2_000), again: z.string().max(2_000) })
      .parse(req.body);
    const refuse = (status: number, is: string) =>
      res.status(status).render('account/own', values(req, { form: 'password', is }));
    if ((await passwords.tried(String(account.id), req)) > 0) return refuse(429, 'too_many');
    if (!(await hasPassword(db, account.id, form.current))) return refuse(401, 'wrong');
    await passwords.right(String(account.id), req);
    if (form.password !== form.again) return refuse(400, 'different');
    try {
      await setPassword(db, account.email, form.password, account.email);
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      return refuse(400, 'short');
    }
    db.transaction(() => mailNotice(site, account, 'account_password_changed')).immediate();
    // Every browser was signed out; this one goes on with a new token.
    const browser = req.get('user-agent');
    const granted = openSignIn(db, account.id, { now: now(), days: config.sessionDays, browser });
    res.setHeader('Set-Cookie', signInCookie(config, granted.token, granted.expires));
    res.redirect(303, href(req.lang, '/account?done=password'));
  });

  router.post('/browsers', FORM, signedInOnly, sameOrigin, (req, res) => {
    const { id } = z
      .object({
        id: z
          .string()
          .regex(/^[0-9a-f]{16}$/)
          .optional(),
      })
      .parse(req.body);
    db.transaction(() => {
      endBrowsers(db, own(req).id, id === undefined ? { but: token(req) } : { id });
      auditAccount(db, own(req), { actor: own(req).email, action: 'signed browsers out' });
    }).immediate();
    res.redirect(303, href(req.lang, '/account?done=ended'));
  });

  router.post('/delete', FORM, signedInOnly, sameOrigin, async (req, res) => {
    const account = own(req);
    const { current } = z.object({ current: z.string().max(2_000).default('') }).parse(req.body);
    const refuse = (status: number, is: string) =>
      res.status(status).render('account/own', values(req, { form: 'delete', is }));
    if ((await passwords.tried(String(account.id), req)) > 0) return refuse(429, 'too_many');
    if (!(await hasPassword(db, account.id, current))) return refuse(401, 'wrong');
    db.transaction(() => {
      deleteReader(db, account.id);
      audit(db, { actor: 'kolot', action: 'a reader deleted their account', thing: 'account' });
    }).immediate();
    res.setHeader('Set-Cookie', signInCookie(config, '', new Date(0)));
    res.render('account/deleted', { account: null, staff: false });
  });
  return router;
}
