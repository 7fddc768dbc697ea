import express, { type Response, type Router } from 'express';
import { Conflict, Invalid } from '../../archive/errors.ts';
import { signaturesOf } from '../../archive/submission/agreement.ts';
import { chooseWord, confirm, makeCode } from '../../archive/submission/confirmation.ts';
import { withdrawalsOf } from '../../archive/submission/withdrawal.ts';
import { href } from '../../i18n/href.ts';
import { sameOrigin } from '../middleware/same-origin.ts';
import type { Site } from '../site.ts';
import { atStory } from './access.ts';
import { confirmedCookie } from './cookies.ts';
import { type Limits, tooOften } from './limits.ts';
import { canMail, mailCode } from './mail.ts';

/** The second confirmation: the word chosen at the start, or a code by mail. */
export function confirmPages(site: Site, limits: Limits): Router {
  const router = express.Router({ mergeParams: true });
  const { db } = site.archive;
  const body = express.urlencoded({ extended: false, limit: '20kb' });

  const show = (res: Response, status: number, next: unknown, more: Record<string, unknown> = {}) => {
    const { story, person } = atStory(res);
    const code = canMail(site) && person.email !== null;
    res.status(status).render('contribute/confirm', {
      next: within(next, story.reference),
      code,
      word: story.hasWord,
      // Nothing to confirm by yet, and nothing done that needs it: a word is chosen now.
      choose: !story.hasWord && !code && firstTime(story.id),
      problem: null,
      sent: false,
      ...more,
    });
  };
  const firstTime = (id: number) => signaturesOf(db, id).length === 0 && withdrawalsOf(db, id).length === 0;

  router.get('/confirm', (req, res) => show(res, 200, req.query.next));

  router.post('/confirm', body, sameOrigin, async (req, res) => {
    const { story, person } = atStory(res);
    const given = typeof req.body.given === 'string' ? req.body.given : '';
    const choosing = typeof req.body.word === 'string' && req.body.word.trim() !== '';
    const [own, from] = [String(story.id), req.ip ?? ''];
    const tries = await Promise.all([limits.may('confirm', own), limits.may('confirm_from', from)]);
    if (tries.includes(false)) return tooOften(req, res);
    if (choosing && !story.hasWord && firstTime(story.id) && !(canMail(site) && person.email !== null)) {
      try {
        await chooseWord(db, story.id, req.body.word);
      } catch (error) {
        if (!(error instanceof Invalid) && !(error instanceof Conflict)) throw error;
        return show(res, 422, req.body.next, { problem: 'word' });
      }
    }
    const confirmed = await confirm(db, {
      personId: person.id,
      submissionId: story.id,
      given: choosing ? req.body.word : given,
      now: site.now(),
    });
    if (!confirmed) return show(res, 401, req.body.next, { problem: 'wrong' });
    await Promise.all([limits.reward('confirm', own), limits.reward('confirm_from', from)]);
    res.append('Set-Cookie', confirmedCookie(site.config, story.id, confirmed.token, confirmed.expires));
    res.redirect(303, href(req.lang, within(req.body.next, story.reference)));
  });

  router.post('/code', body, sameOrigin, async (req, res) => {
    const { story, person } = atStory(res);
    if (!(await limits.may('code', String(story.id)))) return tooOften(req, res);
    if (person.email !== null && canMail(site))
      mailCode(site, { email: person.email, lang: req.lang, code: await makeCode(db, person.id, site.now()) });
    show(res, 200, req.body.next, { sent: true });
  });
  return router;
}

/** A page of this story and no other, whatever was asked for. */
function within(next: unknown, reference: string): string {
  const own = `/contribute/${reference}`;
  const pattern = /^\/contribute\/S-\d{5,9}(\/[\w/-]*)?$/;
  return typeof next === 'string' && pattern.test(next) && (next === own || next.startsWith(`${own}/`)) ? next : own;
}
