import { parse } from 'cookie';
import type { RequestHandler } from 'express';
import { signedIn } from '../../archive/account/sign-in.ts';
import { dayOf, viewerOf } from '../../archive/viewer.ts';
import { settled } from '../../settings.ts';
import { SIGN_IN_COOKIE } from '../cookies.ts';
import type { Site } from '../site.ts';

/**
 * Who is looking, by the cookie of their sign-in: a visitor where there is none, or it has ended. Staff without one-time codes,
 * where these are required, see what readers see until they have set them up.
 */
export function whoIsLooking(site: Site): RequestHandler {
  const { db } = site.archive;
  return (req, _res, next) => {
    if (site.lookingAs) {
      req.viewer = site.lookingAs.viewer;
      req.account = site.lookingAs.account;
      return next();
    }
    const now = site.now();
    const token = parse(req.headers.cookie ?? '')[SIGN_IN_COOKIE];
    req.account = token ? signedIn(db, token, now) : null;
    const role = req.account?.role ?? 'visitor';
    const lacksCodes =
      (role === 'archivist' || role === 'administrator') && !req.account?.codes && settled(db, 'codes_required');
    req.viewer = viewerOf(lacksCodes ? 'reader' : role, req.account?.id ?? 0, dayOf(now));
    next();
  };
}
