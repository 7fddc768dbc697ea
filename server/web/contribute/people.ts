import express, { type Response, type Router } from 'express';
import { z } from 'zod';
import { endOtherLinks, makeLink, removeInvited } from '../../archive/submission/link.ts';
import { addPersonTo, peopleOf } from '../../archive/submission/submission.ts';
import { href } from '../../i18n/href.ts';
import { sameOrigin } from '../middleware/same-origin.ts';
import type { Site } from '../site.ts';
import { atStory } from './access.ts';
import { type Limits, tooOften } from './limits.ts';
import { canMail, linkAddress, mailInvitation } from './mail.ts';

const invited = z.object({
  name: z.string().trim().max(300).default(''),
  email: z.string().trim().max(254).default(''),
});
const MOST = 30; // people

/** Brothers and sisters at the same story, each with a link of their own. */
export function peoplePages(site: Site, limits: Limits): Router {
  const router = express.Router({ mergeParams: true });
  const { db } = site.archive;
  const body = express.urlencoded({ extended: false, limit: '20kb' });
  const show = (res: Response, status: number, more: Record<string, unknown> = {}) => {
    const { story, person } = atStory(res);
    res.status(status).render('contribute/people', {
      people: peopleOf(db, story.id),
      me: person.id,
      mail: canMail(site),
      typed: { name: '', email: '' },
      problem: null,
      link: null,
      ...more,
    });
  };

  router.get('/people', (_req, res) => show(res, 200));

  router.post('/people', body, sameOrigin, async (req, res) => {
    const { story, person } = atStory(res);
    const typed = invited.safeParse(req.body).data ?? { name: '', email: '' };
    if (!typed.name) return show(res, 422, { typed, problem: 'name' });
    if (typed.email && !z.email().safeParse(typed.email).success) return show(res, 422, { typed, problem: 'email' });
    if (peopleOf(db, story.id).length >= MOST || !(await limits.may('send', String(story.id))))
      return tooOften(req, res);
    const now = site.now();
    const token = db
      .transaction(() => makeLink(db, addPersonTo(db, story.id, { ...typed, invitedBy: person.id, now }), now))
      .immediate();
    const mailed = typed.email !== '' && canMail(site);
    if (typed.email)
      mailInvitation(site, { email: typed.email, lang: req.lang, token, inviter: person.name ?? site.config.siteName });
    show(res, 200, { link: { name: typed.name, mailed, address: linkAddress(site, req.lang, token) } });
  });

  router.post('/people/remove', body, sameOrigin, (req, res) => {
    const { story } = atStory(res);
    removeInvited(db, story.id, Number(req.body.person) || 0, site.now());
    res.redirect(303, href(req.lang, `/contribute/${story.reference}/people`));
  });

  /** Every other link of the one who asks ends: for when a telephone is lost. */
  router.post('/people/only-here', body, sameOrigin, (req, res) => {
    const { story, person, token } = atStory(res);
    endOtherLinks(db, person.id, token);
    res.redirect(303, href(req.lang, `/contribute/${story.reference}?done=only_here`));
  });
  return router;
}
