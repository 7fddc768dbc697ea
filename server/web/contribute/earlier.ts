import express, { type Request, type Response, type Router } from 'express';
import { NotFound } from '../../archive/errors.ts';
import { agreementText } from '../../archive/submission/agreement.ts';
import { bringCaptionBack, earlierCaptions } from '../../archive/submission/caption-before.ts';
import { CaptionConflict } from '../../archive/submission/file.ts';
import { bringBack, earlierAnswers } from '../../archive/submission/step-before.ts';
import { StepConflict } from '../../archive/submission/step-saving.ts';
import { isStep, stepOf } from '../../archive/submission/steps.ts';
import { href } from '../../i18n/href.ts';
import { translator } from '../../i18n/messages.ts';
import { sameOrigin } from '../middleware/same-origin.ts';
import type { Site } from '../site.ts';
import { atStory, mayEdit } from './access.ts';
import { captionInWords, inWords } from './in-words.ts';

/** What was written in a step before, by whom and when, and the way to bring it back. */
export function earlierPages(site: Site): Router {
  const router = express.Router({ mergeParams: true });
  const { db } = site.archive;
  const body = express.urlencoded({ extended: false, limit: '20kb' });

  const show = (req: Request, res: Response, status: number, changed = false) => {
    const { story, person } = atStory(res);
    const step = req.params.step as string;
    if (!isStep(step)) throw new NotFound('step', step);
    const t = translator(req.lang);
    const { said } = agreementText(db, req.lang);
    const now = stepOf(db, story.id, step);
    const earlier = earlierAnswers(db, story.id, step).map((one) => ({
      ...one,
      told: inWords(step, one.answers, t, said),
      which: `answers.${one.version}.${now.version}`,
      picture: null,
    }));
    const captions = step === 'photographs' ? earlierCaptions(db, story.id) : [];
    res.status(status).render('contribute/earlier', {
      step,
      told: inWords(step, now.answers, t, said),
      earlier: [
        ...earlier,
        ...captions.map((one) => ({
          ...one,
          told: captionInWords(one, t),
          which: `${one.publicId}.${one.version}.${one.current}`,
          picture: one.mime.startsWith('image/') ? one.publicId : null,
        })),
      ],
      me: person.id,
      now,
      editable: step === 'photographs' || mayEdit(story),
      changed,
    });
  };

  router.get('/step/:step/earlier', (req, res) => show(req, res, 200));

  router.post('/step/:step/earlier', body, sameOrigin, (req, res) => {
    const { story, person, staff } = atStory(res);
    const step = req.params.step as string;
    if (!isStep(step)) throw new NotFound('step', step);
    const [which = '', earlier, version] = String(req.body.which ?? '').split('.');
    if (which === 'answers' && !mayEdit(story)) return show(req, res, 409);
    const personId = staff ? null : person.id;
    const back = { earlier: Number(earlier) || 0, version: Number(version) || 0, personId, now: site.now() };
    try {
      if (which === 'answers') bringBack(db, story.id, step, back);
      else bringCaptionBack(db, story.id, which, back);
    } catch (error) {
      if (!(error instanceof StepConflict || error instanceof CaptionConflict)) throw error;
      return show(req, res, 409, true);
    }
    res.redirect(303, href(req.lang, `/contribute/${story.reference}/step/${step}?done=back`));
  });
  return router;
}
