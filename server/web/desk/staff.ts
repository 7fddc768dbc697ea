import type { Request, RequestHandler } from 'express';
import type { Account } from '../../archive/account.ts';
import { NotAllowed } from '../../archive/errors.ts';
import { isStaff, type Role, type Viewer, viewerOf } from '../../archive/viewer.ts';
import { href } from '../../i18n/href.ts';
import { mayCorrect } from '../middleware/words.ts';

/**
 * Lets through those who keep the archive: archivists and administrators. Whoever is signed in nowhere is asked to sign in,
 * and comes back to the page they asked for; whoever is somebody else is told that the desk is not theirs, whatever they
 * asked for, so that nobody learns what there is.
 */
export const staffOnly = only(isStaff);

/** As `staffOnly`, of those who correct the words of the interface. */
export const correctorsOnly = only(mayCorrect);

/** As `staffOnly`, with coordinators, who keep events and compose programmes, lessons and exhibits. */
export const coordinatorsOnly = only((viewer) => isStaff(viewer) || viewer.role === 'coordinator');

function only(may: (viewer: Viewer) => boolean): RequestHandler {
  return (req, res, next) => {
    if (may(req.viewer) && req.account) return next();
    // Staff who must sign in with one-time codes and have none yet.
    if (req.account && may(viewerOf(req.account.role))) return res.redirect(303, href(req.lang, '/account/codes'));
    if (req.account || !['GET', 'HEAD'].includes(req.method))
      throw new NotAllowed('The desk is for those who keep it.');
    res.redirect(303, href(req.lang, `/sign-in?next=${encodeURIComponent(req.pagePath)}`));
  };
}

/** Lets through only these roles; `staffOnly` stands before it. */
export function requireRole(...roles: Role[]): RequestHandler {
  return (req, _res, next) => {
    if (!roles.includes(req.viewer.role)) throw new NotAllowed('This is not for your role. Ask an administrator.');
    next();
  };
}

/** The account that is at the desk. Throws NotAllowed where nobody is signed in. */
export function atDesk(req: Request): Account {
  if (!req.account) throw new NotAllowed('You are not signed in.');
  return req.account;
}
