import express, { type Router } from 'express';
import { closingRecord } from '../../../archive/closing.ts';
import { askLeakCheck, lastLeakCheck } from '../../../archive/leak-check.ts';
import { href } from '../../../i18n/href.ts';
import { type LeakReport, leaksIn } from '../../leak-check/report.ts';
import type { Site } from '../../site.ts';
import { atDesk } from '../staff.ts';

/** /desk/testimonies/ACCESSION/leaks: what every exit shows of a record to every role. */
export function leakPages(site: Site): Router {
  const router = express.Router();
  const { db } = site.archive;

  router.get('/testimonies/:accession/leaks', (req, res) => {
    const record = closingRecord(db, String(req.params.accession), req.viewer.today);
    const check = lastLeakCheck(db, record.id);
    const report = (check?.report ?? null) as LeakReport | null;
    res.render('desk/closing/leaks', {
      accession: record.accession,
      record,
      check,
      report,
      running: check !== null && check.finishedAt === null && !check.failed,
      leaks: report ? leaksIn(report) : 0,
    });
  });

  router.post('/testimonies/:accession/leaks', express.urlencoded({ extended: false }), (req, res) => {
    const accession = String(req.params.accession);
    askLeakCheck(db, accession, { actor: atDesk(req).email, now: site.now() });
    res.redirect(303, href(req.lang, `/desk/testimonies/${encodeURIComponent(accession)}/leaks`));
  });
  return router;
}
