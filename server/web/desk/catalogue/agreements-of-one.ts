import express, { type Request, type Response, type Router } from 'express';
import multer from 'multer';
import { AGREEMENT_KINDS, USES, withoutAgreement } from '../../../archive/agreement.ts';
import { agreementsWithTellers, setWhose, tellersOf, type Whose } from '../../../archive/agreement-party.ts';
import { audit } from '../../../archive/audit.ts';
import { Invalid } from '../../../archive/errors.ts';
import type { Database } from '../../../db/open.ts';
import { href } from '../../../i18n/href.ts';
import { numbered } from '../../numbered.ts';
import type { Site } from '../../site.ts';
import { atDesk } from '../staff.ts';
import { keepPaper, paperDate, said, withPapers } from './agreement-paper.ts';
import { testimonyAt } from './form-page.ts';

const FORM = express.urlencoded({ extended: false, limit: '50kb' });
type Problem = 'none' | 'date' | 'too_many' | 'refused' | 'there' | 'whose';
interface Typed {
  kind: string;
  date: string;
  uses: readonly string[];
  whose: readonly string[];
}
const NOTHING: Typed = { kind: 'deed', date: '', uses: [], whose: [] };

/** /desk/testimonies/ACCESSION/agreements: whose agreement is here, whose is missing, and one more paper. */
export function agreementsOfOnePages(site: Site): Router {
  const router = express.Router();
  const { db } = site.archive;

  function show(
    req: Request,
    res: Response,
    more: { problem?: Problem; at?: number | null; reason?: string | null; typed?: Typed } = {},
  ): void {
    const accession = String(req.params.accession);
    const id = testimonyAt(db, accession);
    const missing = new Set(withoutAgreement(db, id));
    const tellers = tellersOf(db, id);
    res.status(more.problem ? 422 : 200).render('desk/catalogue/agreements-of-one', {
      accession,
      agreements: agreementsWithTellers(db, id),
      tellers,
      missing: tellers.filter(({ personId }) => missing.has(personId)),
      kinds: AGREEMENT_KINDS,
      uses: USES,
      problem: more.problem ?? null,
      at: more.at ?? null, // the agreement the problem is with; null: the new one
      reason: more.reason ?? null,
      typed: more.typed ?? { ...NOTHING, whose: tellers.length === 1 ? ['everyone'] : [] },
      done: ['attached', 'whose'].find((name) => name === req.query.done) ?? null,
    });
  }

  const back = (req: Request, res: Response, done: string) =>
    res.redirect(
      303,
      href(req.lang, `/desk/testimonies/${encodeURIComponent(String(req.params.accession))}/agreements?done=${done}`),
    );

  router.get('/testimonies/:accession/agreements', (req, res) => show(req, res));

  router.post('/testimonies/:accession/agreements', async (req, res) => {
    const accession = String(req.params.accession);
    const id = testimonyAt(db, accession);
    try {
      await withPapers(site, req, res, async ([paper]) => {
        const typed = said.parse(req.body ?? {});
        const date = paperDate(typed.date);
        const whose = whoseIn(db, id, typed.whose);
        const wrong = paper === undefined ? 'none' : date === undefined ? 'date' : whose === null ? 'whose' : null;
        if (paper === undefined || date === undefined || whose === null || wrong !== null)
          return show(req, res, { problem: wrong ?? 'none', typed });
        const parties = whose === 'everyone' ? [] : whose.map(({ personId, role }) => ({ personId, capacity: role }));
        const { outcome, reason } = await keepPaper(
          site,
          paper,
          { testimonyId: id, accession, actor: atDesk(req).email },
          { kind: typed.kind, date, uses: [...typed.uses], parties },
        );
        if (outcome === 'attached') back(req, res, 'attached');
        else show(req, res, { problem: outcome, reason, typed });
      });
    } catch (error) {
      if (!(error instanceof multer.MulterError)) throw error;
      show(req, res, { problem: 'too_many' });
    }
  });

  router.post('/testimonies/:accession/agreements/:id', FORM, (req, res) => {
    const accession = String(req.params.accession);
    const id = testimonyAt(db, accession);
    const agreement = numbered(req, 'agreement');
    const sent = said.parse(req.body ?? {}).whose;
    const whose = whoseIn(db, id, sent);
    if (whose === null) return show(req, res, { problem: 'whose', at: agreement });
    try {
      db.transaction(() => {
        setWhose(db, id, agreement, whose);
        audit(db, {
          actor: atDesk(req).email,
          action: 'said whose an agreement is',
          thing: 'testimony',
          thingId: accession,
        });
      }).immediate();
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      return show(req, res, { problem: 'whose', at: agreement });
    }
    back(req, res, 'whose');
  });
  return router;
}

/** Whose was ticked: `everyone`, or `narrator.12`; null where nobody who tells here was. */
function whoseIn(db: Database, testimonyId: number, ticked: readonly string[]): Whose | null {
  if (ticked.includes('everyone')) return 'everyone';
  const chosen = tellersOf(db, testimonyId).filter(({ personId, role }) => ticked.includes(`${role}.${personId}`));
  return chosen.length > 0 ? chosen : null;
}
