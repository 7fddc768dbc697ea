import { parse } from 'cookie';
import express, { type Request, type Response, type Router } from 'express';
import { z } from 'zod';
import { useCode } from '../../archive/account/codes.ts';
import { auditAccount, noteRefused } from '../../archive/account/log.ts';
import { openSignIn, type SignedIn, signIn, signOut, waitingForCode } from '../../archive/account/sign-in.ts';
import { accountById } from '../../archive/account.ts';
import { NotAllowed } from '../../archive/errors.ts';
import { href, pathLanguage } from '../../i18n/href.ts';
import { settled } from '../../settings.ts';
import { SIGN_IN_COOKIE, STEP_COOKIE, signInCookie, stepCookie } from '../cookies.ts';
import { limit } from '../guessing.ts';
import { sameOrigin } from '../middleware/same-origin.ts';
import type { Site } from '../site.ts';

const form = z.object({
  email: z.string().max(254).default(''),
  password: z.string().max(1_000).default(''),
  next: z.string().max(2_000).default('/'),
});
const codeForm = z.object({ code: z.string().max(100).default(''), next: z.string().max(2_000).default('/') });

export function signInPages(site: Site): Router {
  const router = express.Router();
  const { config, archive, now } = site;
  const passwords = limit({ each: 10, machine: 60 });
  const codes = limit({ each: 10, machine: 60 });
  const body = express.urlencoded({ extended: false, limit: '20kb' });
  const cookies = (req: Request) => parse(req.headers.cookie ?? '');

  function page(res: Response, values: { email: string; next: string; problem: string | null }): void {
    res.render('public/sign-in', {
      ...values,
      next: within(values.next),
      signUp: settled(archive.db, 'sign_up'),
      robots: 'noindex',
    });
  }

  /** A browser is let in with a new token, whatever it came with; the sign-in it had before is over. */
  function letIn(req: Request, res: Response, { token, expires, account }: SignedIn, next: string): void {
    const signedIn = accountById(archive.db, account);
    if (signedIn) auditAccount(archive.db, signedIn, { actor: signedIn.email, action: 'signed in' });
    const before = cookies(req)[SIGN_IN_COOKIE];
    if (before) signOut(archive.db, before);
    const gone = cookies(req)[STEP_COOKIE] ? [stepCookie(config, '', new Date(0))] : [];
    res.setHeader('Set-Cookie', [signInCookie(config, token, expires), ...gone]);
    res.redirect(303, href(req.lang, within(next)));
  }

  router.get('/sign-in', (req, res) => {
    page(res, { email: '', next: typeof req.query.next === 'string' ? req.query.next : '/', problem: null });
  });

  router.post('/sign-in', body, sameOrigin, async (req, res) => {
    const { email, password, next } = form.parse(req.body);
    const account = email.trim().toLowerCase();
    const wait = await passwords.tried(account, req);
    if (wait > 0) {
      res.status(429).setHeader('Retry-After', String(Math.ceil(wait / 1000)));
      return page(res, { email, next, problem: 'too_many' });
    }
    const browser = req.get('user-agent');
    const granted = await signIn(archive.db, { email, password, now: now(), days: config.sessionDays, browser });
    if (!granted) {
      noteRefused(archive.db, now());
      res.status(401);
      return page(res, { email, next, problem: 'wrong' });
    }
    await passwords.right(account, req);
    if (!granted.needsCode) return letIn(req, res, granted, next);
    res.setHeader('Set-Cookie', stepCookie(config, granted.token, granted.expires));
    res.redirect(303, href(req.lang, `/sign-in/code?next=${encodeURIComponent(within(next))}`));
  });

  router.get('/sign-in/code', (req, res) => {
    const step = cookies(req)[STEP_COOKIE];
    const next = typeof req.query.next === 'string' ? within(req.query.next) : '/';
    if (!step || !waitingForCode(archive.db, step, now()))
      return res.redirect(303, href(req.lang, `/sign-in?next=${encodeURIComponent(next)}`));
    res.render('public/sign-in-code', { next, problem: null, robots: 'noindex' });
  });

  router.post('/sign-in/code', body, sameOrigin, async (req, res) => {
    const { code, next } = codeForm.parse(req.body);
    const step = cookies(req)[STEP_COOKIE];
    const account = step ? waitingForCode(archive.db, step, now()) : null;
    if (!step || !account)
      return res.redirect(303, href(req.lang, `/sign-in?next=${encodeURIComponent(within(next))}`));
    const again = (status: number, problem: string) =>
      res.status(status).render('public/sign-in-code', { next: within(next), problem, robots: 'noindex' });
    const wait = await codes.tried(String(account.id), req);
    if (wait > 0) {
      res.setHeader('Retry-After', String(Math.ceil(wait / 1000)));
      return again(429, 'too_many');
    }
    if (!useCode(archive.db, account.id, code, now())) {
      noteRefused(archive.db, now());
      return again(401, 'wrong_code');
    }
    await codes.right(String(account.id), req);
    const browser = req.get('user-agent');
    letIn(req, res, openSignIn(archive.db, account.id, { now: now(), days: config.sessionDays, browser, step }), next);
  });

  router.post('/sign-out', body, sameOrigin, (req, res) => {
    const token = cookies(req)[SIGN_IN_COOKIE];
    if (!token) throw new NotAllowed('You are not signed in.');
    signOut(archive.db, token);
    res.setHeader('Set-Cookie', signInCookie(config, '', new Date(0)));
    res.redirect(303, href(req.lang, '/'));
  });
  return router;
}

/** A page of this site, without its language, whatever was asked for: never an address elsewhere. */
export function within(next: string): string {
  return next.startsWith('/') && !/^\/[/\\]/.test(next) ? pathLanguage(next).path : '/';
}
