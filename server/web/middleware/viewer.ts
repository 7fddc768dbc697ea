import { parse } from 'cookie';
import type { RequestHandler } from 'express';
import { signedIn } from '../../archive/account.ts';
import { dayOf, viewerOf } from '../../archive/viewer.ts';
import { SIGN_IN_COOKIE } from '../cookies.ts';
import type { Site } from '../site.ts';

/** Who is looking, by the cookie of their sign-in: a visitor where there is none, or it has ended. */
export function whoIsLooking(site: Site): RequestHandler {
  return (req, _res, next) => {
    const now = site.now();
    const token = parse(req.headers.cookie ?? '')[SIGN_IN_COOKIE];
    req.account = token ? signedIn(site.archive.db, token, now) : null;
    req.viewer = viewerOf(req.account?.role ?? 'visitor', req.account?.id ?? 0, dayOf(now));
    next();
  };
}
