import express, { type Router } from 'express';
import { z } from 'zod';
import { NotAllowed } from '../../archive/errors.ts';
import { dayOf } from '../../archive/viewer.ts';
import { chooseVoice, chosenVoices, takeVoiceBack, voicesToChooseFrom } from '../../archive/voice-choice.ts';
import { href } from '../../i18n/href.ts';
import type { Site } from '../site.ts';
import { atDesk } from './staff.ts';

const sent = z.object({
  action: z.enum(['choose', 'take-back']).catch('choose'),
  passage: z.string().max(40).catch(''),
  q: z.string().trim().max(200).catch(''),
});

/** /desk/voices: with whose words the archive opens. */
export function voicePages(site: Site): Router {
  const router = express.Router();
  const { db } = site.archive;
  const show = (q: string, refused: boolean) => {
    const today = dayOf(site.now());
    return { q, refused, chosen: chosenVoices(db, today), found: voicesToChooseFrom(db, today, q) };
  };

  router.get('/voices', (req, res) => {
    res.render('desk/voices', show(sent.shape.q.parse(req.query.q), false));
  });

  router.post('/voices', express.urlencoded({ extended: false, limit: '10kb' }), (req, res) => {
    const { action, passage, q } = sent.parse(req.body ?? {});
    const actor = atDesk(req).email;
    try {
      if (action === 'take-back') takeVoiceBack(db, passage, actor);
      else chooseVoice(db, passage, { today: dayOf(site.now()), actor });
    } catch (error) {
      if (!(error instanceof NotAllowed)) throw error;
      res.status(422).render('desk/voices', show(q, true));
      return;
    }
    res.redirect(303, href(req.lang, `/desk/voices${q ? `?q=${encodeURIComponent(q)}` : ''}`));
  });
  return router;
}
