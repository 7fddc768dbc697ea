/** Who is at a story: the holder of its private link, and whether they have confirmed as well. */
import type { Request, RequestHandler, Response } from 'express';
import { NotFound } from '../../archive/errors.ts';
import { isConfirmed } from '../../archive/submission/confirmation.ts';
import { linkHolder, prolongLink } from '../../archive/submission/link.ts';
import { personOf, type Submission, type SubmissionPerson, submission } from '../../archive/submission/submission.ts';
import { isStaff } from '../../archive/viewer.ts';
import { href } from '../../i18n/href.ts';
import type { Site } from '../site.ts';
import { confirmedIn, linkCookie, linkIn } from './cookies.ts';
import type { Limits } from './limits.ts';

/** What a route of one story knows of who asks. */
export interface AtStory {
  story: Submission;
  person: SubmissionPerson;
  token: string; // of their link
  confirmed: boolean;
  staff: boolean; // an archivist, who entered it for somebody
}

declare global {
  namespace Express {
    interface Locals {
      at?: AtStory;
    }
  }
}

export function atStory(res: Response): AtStory {
  const { at } = res.locals as Express.Locals;
  if (!at) throw new NotFound('story', '');
  return at;
}

/** Of `/contribute/S-00012/…`: lets through who holds a link of this very story; for others there is nothing here. */
export function throughLink(site: Site, limits: Limits): RequestHandler<{ reference: string }> {
  const { db } = site.archive;
  return async (req, res, next) => {
    const [, number = ''] = /^S-(\d{5,9})$/.exec(req.params.reference) ?? [];
    const id = Number(number);
    const token = linkIn(req as unknown as Request, id);
    const now = site.now();
    const holder = token && number ? linkHolder(db, token, now) : null;
    if (!token || !holder || holder.expired || holder.submissionId !== id) {
      if (token) await limits.may('open', req.ip ?? '');
      res.status(404).render('contribute/said', { said: 'no_link', robots: 'noindex' });
      return;
    }
    prolongLink(db, token, now);
    res.append('Set-Cookie', linkCookie(site.config, id, token, now));
    const confirmation = confirmedIn(req as unknown as Request, id);
    const at: AtStory = {
      story: submission(db, id),
      person: personOf(db, holder.personId),
      token,
      confirmed: confirmation !== null && isConfirmed(db, holder.personId, confirmation, now),
      staff: isStaff(req.viewer) && req.account !== null,
    };
    res.locals.at = at;
    res.locals.story = at.story;
    res.locals.robots = 'noindex';
    res.locals.canonical = '/contribute';
    next();
  };
}

/** To sign, to take back, to see the agreement: the link is not enough. Leads to where it is confirmed, and back. */
export const confirmedOnly: RequestHandler = (req, res, next) => {
  const { story, confirmed } = atStory(res);
  if (confirmed) return next();
  const back = req.method === 'GET' ? req.pagePath.split('?')[0]! : `/contribute/${story.reference}`;
  res.redirect(303, href(req.lang, `/contribute/${story.reference}/confirm?next=${encodeURIComponent(back)}`));
};

/** Whether the answers of the form may still be changed by the family; photographs and messages always may be added. */
export function mayEdit({ state }: Pick<Submission, 'state'>): boolean {
  return ['draft', 'submitted', 'in review', 'needs answer', 'returned'].includes(state);
}
