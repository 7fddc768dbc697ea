import express, { type Response, type Router } from 'express';
import { NotFound } from '../../archive/errors.ts';
import { addMessage } from '../../archive/submission/conversation.ts';
import { filesOf } from '../../archive/submission/file.ts';
import { narratorRead } from '../../archive/submission/read.ts';
import { readingOf } from '../../archive/submission/reading.ts';
import { dayOf } from '../../archive/viewer.ts';
import { href } from '../../i18n/href.ts';
import { translator } from '../../i18n/messages.ts';
import { sameOrigin } from '../middleware/same-origin.ts';
import type { Site } from '../site.ts';
import { atStory } from './access.ts';

/** Reading before it appears, and saying whether it is right. */
export function readingPages(site: Site): Router {
  const router = express.Router({ mergeParams: true });
  const { db } = site.archive;
  const body = express.urlencoded({ extended: false, limit: '200kb' });

  const show = (lang: Express.Request['lang'], res: Response, status: number, typed: string, problem: boolean) => {
    const { story } = atStory(res);
    const reading = story.state === 'with the narrator' ? readingOf(db, story.id, lang, dayOf(site.now())) : null;
    if (!reading) throw new NotFound('reading', story.reference);
    res.status(status).render('contribute/reading', {
      ...reading,
      pictures: filesOf(db, story.id).filter(
        ({ withdrawnAt, assetId, mime }) => withdrawnAt === null && assetId !== null && mime.startsWith('image/'),
      ),
      typed,
      problem,
    });
  };

  router.get('/reading', (req, res) => show(req.lang, res, 200, '', false));

  router.post('/reading', body, sameOrigin, (req, res) => {
    const { story, person } = atStory(res);
    const typed = typeof req.body.text === 'string' ? req.body.text.trim() : '';
    const right = req.body.answer === 'right';
    if (!right && !typed) return show(req.lang, res, 422, typed, true);
    const said = right ? translator(req.lang)('contribute.reading.right_said') : '';
    const text = [said, typed].filter(Boolean).join('\n\n');
    if (right) narratorRead(db, story.id, site.now());
    addMessage(db, story.id, { text, personId: person.id, now: site.now() });
    res.redirect(303, href(req.lang, `/contribute/${story.reference}?done=message#conversation`));
  });
  return router;
}
