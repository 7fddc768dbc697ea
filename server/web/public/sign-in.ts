import { parse } from 'cookie';
import express, { type Router } from 'express';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { z } from 'zod';
import { signIn, signOut } from '../../archive/account.ts';
import { NotAllowed } from '../../archive/errors.ts';
import { href, pathLanguage } from '../../i18n/href.ts';
import { SIGN_IN_COOKIE, signInCookie } from '../cookies.ts';
import { sameOrigin } from '../middleware/same-origin.ts';
import type { Site } from '../site.ts';

const form = z.object({
  email: z.string().max(254).default(''),
  password: z.string().max(1_000).default(''),
  next: z.string().max(2_000).default('/'),
});

/**
 * Wrong passwords in a quarter of an hour, after which the door stays shut that long: for one account, and from one address,
 * which a whole library may share.
 */
const FOR_ACCOUNT = { points: 10, duration: 15 * 60 };
const FROM_ADDRESS = { points: 60, duration: 15 * 60 };

export function signInPages(site: Site): Router {
  const router = express.Router();
  const forAccount = new RateLimiterMemory(FOR_ACCOUNT);
  const fromAddress = new RateLimiterMemory(FROM_ADDRESS);
  const body = express.urlencoded({ extended: false, limit: '20kb' });

  router.get('/sign-in', (req, res) => {
    const next = typeof req.query.next === 'string' ? req.query.next : '/';
    res.render('public/sign-in', { email: '', next: within(next), problem: null, robots: 'noindex' });
  });

  router.post('/sign-in', body, sameOrigin, async (req, res) => {
    const { email, password, next } = form.parse(req.body);
    const account = email.trim().toLowerCase();
    const address = req.ip ?? '';
    const again = (status: number, problem: string) =>
      res.status(status).render('public/sign-in', { email, next: within(next), problem, robots: 'noindex' });
    // Counted before the password is looked at: of many tries sent at once, none slips through.
    const [triedFor, triedFrom] = await Promise.all([forAccount.penalty(account), fromAddress.penalty(address)]);
    const wait = Math.max(
      triedFor.consumedPoints > FOR_ACCOUNT.points ? triedFor.msBeforeNext : 0,
      triedFrom.consumedPoints > FROM_ADDRESS.points ? triedFrom.msBeforeNext : 0,
    );
    if (wait > 0) {
      res.setHeader('Retry-After', String(Math.ceil(wait / 1000)));
      return again(429, 'too_many');
    }
    const { config, archive, now } = site;
    const granted = await signIn(archive.db, { email, password, now: now(), days: config.sessionDays });
    if (!granted) return again(401, 'wrong');
    await Promise.all([forAccount.delete(account), fromAddress.reward(address)]);
    const before = parse(req.headers.cookie ?? '')[SIGN_IN_COOKIE];
    if (before) signOut(archive.db, before);
    res.setHeader('Set-Cookie', signInCookie(config, granted.token, granted.expires));
    res.redirect(303, href(req.lang, within(next)));
  });

  router.post('/sign-out', body, sameOrigin, (req, res) => {
    const token = parse(req.headers.cookie ?? '')[SIGN_IN_COOKIE];
    if (!token) throw new NotAllowed('You are not signed in.');
    signOut(site.archive.db, token);
    res.setHeader('Set-Cookie', signInCookie(site.config, '', new Date(0)));
    res.redirect(303, href(req.lang, '/'));
  });
  return router;
}

/** A page of this site, without its language, whatever was asked for: never an address elsewhere. */
function within(next: string): string {
  return next.startsWith('/') && !/^\/[/\\]/.test(next) ? pathLanguage(next).path : '/';
}
