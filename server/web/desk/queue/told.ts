import express, { type Router } from 'express';
import { z } from 'zod';
import { audit } from '../../../archive/audit.ts';
import { keepDraft } from '../../../archive/catalogue/draft.ts';
import { Conflict, NotFound } from '../../../archive/errors.ts';
import { dealWith } from '../../../archive/submission/told.ts';
import { href } from '../../../i18n/href.ts';
import { translator } from '../../../i18n/messages.ts';
import type { Site } from '../../site.ts';
import { BothChanged } from '../catalogue/combine.ts';
import { opened } from '../catalogue/form-page.ts';
import { fromFamily, takenOver } from '../catalogue/from-family.ts';
import { saveTyped, Undecided } from '../catalogue/save-typed.ts';
import { atDesk } from '../staff.ts';
import { theSubmission } from './looking.ts';

const FORM = express.urlencoded({ extended: false, limit: '20kb' });
const sent = z.object({ key: z.string().max(100), do: z.enum(['take', 'dealt', 'open']) });

/** What a family told, taken into the catalogue entry from the page of its story, or marked as dealt with. */
export function toldPages(site: Site): Router {
  const router = express.Router();
  const { db } = site.archive;

  router.post('/queue/:id/told', FORM, (req, res) => {
    const of = theSubmission(site, req);
    const { key, do: doing } = sent.parse(req.body ?? {});
    const account = atDesk(req);
    const id = of.testimonyId;
    const back = (done: string) =>
      res.redirect(303, href(req.lang, `/desk/queue/${of.id}?done=${done}#told-${key.replaceAll('.', '-')}`));
    if (id === null) throw new Conflict('It is not in the catalogue yet.');
    if (doing !== 'take') {
      const mark = { key, done: doing === 'dealt', account: account.id, now: site.now() };
      const action = mark.done ? 'dealt with what was told' : 'opened what was told again';
      db.transaction(() => {
        dealWith(db, of.id, mark);
        audit(db, { actor: account.email, action, thing: 'submission', thingId: of.reference });
      }).immediate();
      return back('dealt');
    }
    const { state, typed: before, drafted } = opened(site, req, id);
    const typed = takenOver(db, req.lang, of.id, before, key);
    if (typed === null) throw new NotFound('answer', key);
    try {
      // What somebody typed in the form and has not saved is not saved from here.
      if (drafted) throw new Undecided({});
      const by = { lang: req.lang, actor: account.email, reason: translator(req.lang)('family_words.reason') };
      db.transaction(() => saveTyped(db, id, { typed, state, theirs: [] }, by)).immediate();
      back('taken');
    } catch (error) {
      if (!(error instanceof Undecided) && !(error instanceof BothChanged)) throw error;
      keepDraft(db, id, account.id, { state, typed });
      const at = fromFamily(db, req.lang, of.id, typed).find((one) => one.key === key)?.anchor ?? 'main';
      const accession = db.prepare<[number], string>('SELECT accession FROM testimony WHERE id = ?').pluck().get(id)!;
      res.redirect(303, href(req.lang, `/desk/testimonies/${encodeURIComponent(accession)}?done=taken#${at}`));
    }
  });
  return router;
}
