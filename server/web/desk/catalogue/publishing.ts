import express, { type Request, type Response, type Router } from 'express';
import { z } from 'zod';
import { audit } from '../../../archive/audit.ts';
import { Conflict } from '../../../archive/errors.ts';
import { publishingHistory, publishingOf } from '../../../archive/publishing.ts';
import { addMessage } from '../../../archive/submission/conversation.ts';
import { readOtherwise } from '../../../archive/submission/read.ts';
import { type Submission, storyOf } from '../../../archive/submission/submission.ts';
import { publish, standingOf, unpublish } from '../../../archive/testimony.ts';
import { href } from '../../../i18n/href.ts';
import type { Site } from '../../site.ts';
import { writeToFamily } from '../queue/write-to.ts';
import { atDesk } from '../staff.ts';
import { testimonyAt } from './form-page.ts';

const FORM = express.urlencoded({ extended: false, limit: '200kb' });
const sent = z.object({ text: z.string().trim().default(''), reason: z.string().trim().default('') });
const read = z.object({ how: z.string().trim().default('') });
const MOST = { text: 20_000, reason: 2_000 }; // letters

type Problem = 'lacking' | 'reason' | 'how' | 'long';

/** /desk/testimonies/ACCESSION/publishing: what is missing, publishing, and back to a draft; of stories that families sent or not. */
export function publishingPages(site: Site): Router {
  const router = express.Router();
  const { db } = site.archive;

  const show = (req: Request, res: Response, problem: Problem | null, typed = { text: '', reason: '' }) => {
    const accession = String(req.params.accession);
    const id = testimonyAt(db, accession);
    const status = problem === null ? 200 : problem === 'lacking' ? 409 : 400;
    res.status(status).render('desk/catalogue/publishing', {
      accession,
      publishing: publishingOf(db, id),
      publishedAt: standingOf(db, id).publishedAt,
      story: storyOf(db, id),
      history: publishingHistory(db, accession),
      problem,
      typed,
      done: ['published', 'unpublished', 'read'].find((name) => name === req.query.done) ?? null,
    });
  };

  const done = (req: Request, res: Response, what: 'published' | 'unpublished' | 'read') =>
    res.redirect(
      303,
      href(req.lang, `/desk/testimonies/${encodeURIComponent(String(req.params.accession))}/publishing?done=${what}`),
    );

  /** Tells the family, in the archive's words where there are any, on its page and by mail. */
  function tell(req: Request, story: Submission | null, text: string): void {
    if (!story) return;
    if (text) addMessage(db, story.id, { text, accountId: atDesk(req).id, now: site.now() });
    writeToFamily(site, story, text || null);
  }

  router.get('/testimonies/:accession/publishing', (req, res) => show(req, res, null));

  router.post('/testimonies/:accession/publish', FORM, (req, res) => {
    const accession = String(req.params.accession);
    const id = testimonyAt(db, accession);
    const typed = sent.parse(req.body ?? {});
    if (typed.text.length > MOST.text) return show(req, res, 'long', typed);
    const { email: actor } = atDesk(req);
    try {
      db.transaction(() => {
        const before = publishingOf(db, id);
        if (!before?.ready) throw new Conflict('Something is missing before it can be published.');
        if (before.status === 'published') return; // somebody else was faster
        const story = storyOf(db, id);
        publish(db, id, { actor, now: site.now() });
        audit(db, { actor, action: 'published', thing: 'testimony', thingId: accession });
        tell(req, story, typed.text);
      }).immediate();
    } catch (error) {
      if (error instanceof Conflict) return show(req, res, 'lacking', typed);
      throw error;
    }
    done(req, res, 'published');
  });

  router.post('/testimonies/:accession/read', FORM, (req, res) => {
    const accession = String(req.params.accession);
    const id = testimonyAt(db, accession);
    const { how } = read.parse(req.body ?? {});
    if (!how) return show(req, res, 'how');
    if (how.length > MOST.reason) return show(req, res, 'long');
    readOtherwise(db, id, { accession, how, actor: atDesk(req).email, now: site.now() });
    done(req, res, 'read');
  });

  router.post('/testimonies/:accession/unpublish', FORM, (req, res) => {
    const accession = String(req.params.accession);
    const id = testimonyAt(db, accession);
    const typed = sent.parse(req.body ?? {});
    if (!typed.reason) return show(req, res, 'reason', typed);
    if (typed.text.length > MOST.text || typed.reason.length > MOST.reason) return show(req, res, 'long', typed);
    const { email: actor } = atDesk(req);
    db.transaction(() => {
      if (standingOf(db, id).status === 'draft') return;
      unpublish(db, id, { actor, reason: typed.reason, now: site.now() });
      audit(db, {
        actor,
        action: 'made a draft again',
        thing: 'testimony',
        thingId: accession,
        detail: typed.reason,
      });
      tell(req, storyOf(db, id), typed.text);
    }).immediate();
    done(req, res, 'unpublished');
  });
  return router;
}
