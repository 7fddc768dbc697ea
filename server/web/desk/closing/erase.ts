import express, { type Request, type Response, type Router } from 'express';
import { z } from 'zod';
import { audit } from '../../../archive/audit.ts';
import { backupsHolding, heldUntil, noteBackupGone } from '../../../archive/backup-note.ts';
import { closingRecord, filesToClose } from '../../../archive/closing.ts';
import { type Begun, eraseFile, eraseName, eraseTestimony, erasures } from '../../../archive/erasure/erasure.ts';
import { Conflict, Invalid, NotFound } from '../../../archive/errors.ts';
import type { Database } from '../../../db/open.ts';
import { removeOriginals } from '../../../erasure.ts';
import { href } from '../../../i18n/href.ts';
import type { Site } from '../../site.ts';
import { atDesk } from '../staff.ts';

const BODY = express.urlencoded({ extended: false, limit: '100kb' });
const sent = z.object({
  what: z.string().max(80).default(''),
  typed: z.string().max(200).default(''),
  reason: z.string().max(20_000).default(''),
});
type Sent = z.infer<typeof sent>;

/** Erasing a testimony, one of its files or a name in it; and what was ever erased. */
export function erasePages(site: Site): Router {
  const router = express.Router();
  const { archive } = site;
  const { db } = archive;

  const show = (req: Request, res: Response, typed: Sent | null, problem: string | null) => {
    const record = closingRecord(db, String(req.params.accession), req.viewer.today);
    res.status(problem ? 400 : 200).render('desk/closing/erase', {
      accession: record.accession,
      record,
      files: filesToClose(db, record.id),
      people: peopleOf(db, record.id),
      backups: backupsHolding(db, site.now()),
      today: req.viewer.today,
      typed: typed ?? { what: 'testimony', typed: '', reason: '' },
      problem,
    });
  };
  router.get('/testimonies/:accession/erase', (req, res) => show(req, res, null, null));

  router.post('/testimonies/:accession/erase', BODY, async (req, res) => {
    const typed = sent.parse(req.body ?? {});
    const accession = String(req.params.accession);
    closingRecord(db, accession, req.viewer.today);
    try {
      const begun = erase(accession, typed, atDesk(req).email);
      await removeOriginals(archive, begun);
      res.redirect(303, href(req.lang, '/desk/erasures?done=erased'));
    } catch (error) {
      if (error instanceof Conflict) return show(req, res, typed, 'typed');
      if (!(error instanceof Invalid)) throw error;
      show(req, res, typed, error.where.field ?? 'what');
    }
  });

  function erase(accession: string, { what, typed, reason }: Sent, actor: string): Begun {
    if (typed.trim() !== accession) throw new Conflict('The number that was typed is another one. Nothing was erased.');
    const asked = { actor, reason, now: site.now() };
    if (what === 'testimony') return eraseTestimony(db, accession, { ...asked, typed });
    const [kind, id = ''] = what.split(':');
    if (kind === 'file') return eraseFile(db, accession, id, asked);
    if (kind === 'name' && /^\d{1,15}$/.test(id)) return eraseName(db, accession, Number(id), asked);
    throw new Invalid('Choose what is to be erased.', { field: 'what' });
  }

  router.get('/erasures', (req, res) => {
    res.render('desk/closing/erasures', {
      erasures: erasures(db),
      backups: backupsHolding(db, site.now()),
      heldUntil,
      today: req.viewer.today,
      done: ['erased', 'gone'].includes(String(req.query.done)) ? String(req.query.done) : null,
    });
  });
  router.post('/erasures/backups/:id', BODY, (req, res) => {
    const id = String(req.params.id);
    if (!/^\d{1,15}$/.test(id)) throw new NotFound('backup', id);
    db.transaction(() => {
      noteBackupGone(db, Number(id), req.viewer.today);
      audit(db, { actor: atDesk(req).email, action: 'destroyed', thing: 'backup', thingId: id });
    }).immediate();
    res.redirect(303, href(req.lang, '/desk/erasures?done=gone'));
  });
  return router;
}

function peopleOf(db: Database, testimonyId: number): { id: number; name: string }[] {
  return db
    .prepare<[number], { id: number; name: string }>(`
      SELECT DISTINCT person.id, name FROM person JOIN testimony_person ON person_id = person.id
      WHERE testimony_id = ? ORDER BY name`)
    .all(testimonyId);
}
