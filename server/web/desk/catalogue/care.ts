import express, { type Router } from 'express';
import { z } from 'zod';
import { passageById, passagesWith } from '../../../archive/catalogue/picture.ts';
import { CARE_KINDS, catalogueEntry, stateOf } from '../../../archive/catalogue/record.ts';
import { replaceEntry } from '../../../archive/catalogue/save.ts';
import { href } from '../../../i18n/href.ts';
import type { Site } from '../../site.ts';
import { atDesk } from '../staff.ts';
import { FORM_BODY } from './edit.ts';
import { testimonyAt } from './form-page.ts';

const sent = z.object({
  action: z.string().max(30).default(''),
  kind: z.enum(CARE_KINDS).catch('other'),
  passage: z.coerce.number().int().nonnegative().catch(0),
});

/** /desk/testimonies/ACCESSION/care: what readers are told before a passage, or before the whole. */
export function carePages(site: Site): Router {
  const router = express.Router();
  const { db } = site.archive;

  router.get('/testimonies/:accession/care', (req, res) => {
    const accession = req.params.accession as string;
    const id = testimonyAt(db, accession);
    const q = z.string().trim().max(200).catch('').parse(req.query.q);
    const entry = catalogueEntry(db, id);
    res.render('desk/catalogue/care', {
      accession,
      q,
      kinds: CARE_KINDS,
      notes: entry.care.map((note) => ({
        ...note,
        passage: note.passageId === null ? null : passageById(db, id, note.passageId),
      })),
      found: q ? passagesWith(db, id, q) : [],
      state: stateOf(entry),
    });
  });

  /** One note more, or one less: each by itself, so that two people never undo each other’s. */
  router.post('/testimonies/:accession/care', FORM_BODY, (req, res) => {
    const accession = req.params.accession as string;
    const id = testimonyAt(db, accession);
    const { action, kind, passage } = sent.parse(req.body ?? {});
    db.transaction(() => {
      const now = catalogueEntry(db, id);
      const passageId = passage > 0 && passageById(db, id, passage) ? passage : null;
      const others = now.care.filter((note) => note.passageId !== passageId || note.kind !== kind);
      const care = action === 'remove' ? others : [...others, { passageId, kind }];
      replaceEntry(db, id, now, { ...now, care }, { actor: atDesk(req).email, reason: null });
    }).immediate();
    res.redirect(303, href(req.lang, `/desk/testimonies/${encodeURIComponent(accession)}/care`));
  });
  return router;
}
