import express, { type Response, type Router } from 'express';
import { z } from 'zod';
import { Conflict, NotFound } from '../../archive/errors.ts';
import { addMessage } from '../../archive/submission/conversation.ts';
import { copiesOf, openSince } from '../../archive/submission/copies.ts';
import { filesOf } from '../../archive/submission/file.ts';
import { type Taken, undoWithdrawal, withdraw, withdrawalsOf } from '../../archive/submission/withdrawal.ts';
import type { Database } from '../../db/open.ts';
import { href } from '../../i18n/href.ts';
import { sameOrigin } from '../middleware/same-origin.ts';
import type { Site } from '../site.ts';
import { atStory, confirmedOnly } from './access.ts';

const sent = z.object({
  what: z.enum(['whole', 'file', 'name', 'passage']).optional().catch(undefined),
  file: z.string().max(20).default(''),
  passage: z.string().max(20).default(''),
  words: z.string().trim().max(20_000).default(''),
  afterwards: z.enum(['erase', 'keep closed']).optional().catch(undefined),
  reason: z.string().trim().max(5_000).default(''),
});
type Sent = z.infer<typeof sent>;

/** Taking back, whole or in part, and undoing it. */
export function withdrawPages(site: Site): Router {
  const router = express.Router({ mergeParams: true });
  const { db } = site.archive;
  const body = express.urlencoded({ extended: false, limit: '200kb' });
  const show = (res: Response, status: number, typed: Sent, problem: string | null) => {
    const { story } = atStory(res);
    res.status(status).render('contribute/withdraw', {
      typed,
      problem,
      files: filesOf(db, story.id).filter(
        ({ withdrawnAt, purpose }) => withdrawnAt === null && purpose !== 'agreement',
      ),
      passages: story.testimonyId === null ? [] : passagesOf(db, story.testimonyId),
      standing: withdrawalsOf(db, story.id).filter(({ undoneAt }) => undoneAt === null),
      copies: copiesOf(db, story.id),
      openSince: openSince(db, story.id),
      today: site.now().toISOString(),
    });
  };

  router.get('/withdraw', confirmedOnly, (_req, res) => show(res, 200, sent.parse({}), null));

  router.post('/withdraw', body, sameOrigin, confirmedOnly, (req, res) => {
    const { story, person } = atStory(res);
    const typed = sent.safeParse(req.body).data ?? sent.parse({});
    const taken = takenFrom(typed);
    if (!taken) return show(res, 422, typed, typed.what ? `which_${typed.what}` : 'what');
    if (!typed.afterwards) return show(res, 422, typed, 'afterwards');
    const now = site.now();
    try {
      db.transaction(() => {
        withdraw(db, story.id, { taken, thenDo: typed.afterwards!, reason: typed.reason, personId: person.id, now });
        // Words that are told and not pointed at: an archivist must find them.
        if ('words' in taken) addMessage(db, story.id, { text: taken.words, personId: person.id, now });
      }).immediate();
    } catch (error) {
      if (error instanceof Conflict) return show(res, 409, typed, 'already');
      if (error instanceof NotFound) return show(res, 422, typed, `which_${taken.what}`);
      throw error;
    }
    res.redirect(303, href(req.lang, `/contribute/${story.reference}/withdraw#standing`));
  });

  router.post('/withdraw/undo', body, sameOrigin, confirmedOnly, (req, res) => {
    const { story } = atStory(res);
    try {
      undoWithdrawal(db, story.id, Number(req.body.withdrawal) || 0, site.now());
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
      return show(res, 409, sent.parse({}), 'over');
    }
    res.redirect(303, href(req.lang, `/contribute/${story.reference}?done=undone`));
  });
  return router;
}

function takenFrom({ what, file, passage, words }: Sent): Taken | null {
  switch (what) {
    case 'whole':
    case 'name':
      return { what };
    case 'file':
      return file ? { what, file } : null;
    case 'passage':
      return passage ? { what, passage } : words ? { what, words } : null;
    default:
      return null;
  }
}

/** The passages of what was told, in its own language, that are not withheld already. */
function passagesOf(db: Database, testimonyId: number): { publicId: string; text: string }[] {
  return db
    .prepare<[number], { publicId: string; text: string }>(`
      SELECT passage.public_id AS publicId, passage.text FROM passage JOIN transcript ON transcript.id = passage.transcript_id
      WHERE transcript.testimony_id = ? AND transcript.original_id IS NULL
        AND NOT EXISTS (SELECT 1 FROM redaction WHERE redaction.passage_id = passage.id)
      ORDER BY passage.transcript_id, passage.position LIMIT 400`)
    .all(testimonyId);
}
