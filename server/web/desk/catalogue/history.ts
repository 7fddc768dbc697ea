import express, { type Router } from 'express';
import { z } from 'zod';
import { dropDraft } from '../../../archive/catalogue/draft.ts';
import { changesOf, differences, restoreBefore } from '../../../archive/catalogue/history.ts';
import { href } from '../../../i18n/href.ts';
import { translator } from '../../../i18n/messages.ts';
import type { Site } from '../../site.ts';
import { atDesk } from '../staff.ts';
import { difference } from './difference.ts';
import { FORM_BODY } from './edit.ts';
import { testimonyAt } from './form-page.ts';
import { valueWords } from './values.ts';

/** /desk/testimonies/ACCESSION/history: who changed what, when and why, and the way back. */
export function historyPages(site: Site): Router {
  const router = express.Router();
  const { db } = site.archive;

  router.get('/testimonies/:accession/history', (req, res) => {
    const accession = req.params.accession as string;
    const words = valueWords(db, req.lang);
    const changes = changesOf(db, testimonyAt(db, accession)).map(({ entry, replaced, ...change }) => ({
      ...change,
      restorable: entry !== null,
      fields: entry
        ? differences(entry.before, entry.after).map(({ field, before, after }) => ({
            field,
            lines: difference(words(field, before), words(field, after)),
          }))
        : [],
      // Of an import only what it replaced is kept.
      replaced: Object.entries(replaced ?? {}).map(([field, value]) => ({
        field,
        text: typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value),
      })),
    }));
    res.render('desk/catalogue/history', { accession, changes });
  });

  router.post('/testimonies/:accession/restore', FORM_BODY, (req, res) => {
    const accession = req.params.accession as string;
    const id = testimonyAt(db, accession);
    const { revision } = z.object({ revision: z.coerce.number().int() }).parse(req.body ?? {});
    const reason = translator(req.lang)('catalogue.restored_reason', { revision: String(revision) });
    db.transaction(() => {
      restoreBefore(db, id, revision, { actor: atDesk(req).email, reason });
      dropDraft(db, id, atDesk(req).id);
    }).immediate();
    res.redirect(303, href(req.lang, `/desk/testimonies/${encodeURIComponent(accession)}?done=restored`));
  });
  return router;
}
