import { extname } from 'node:path';
import express, { type Response, type Router } from 'express';
import multer from 'multer';
import { AGREEMENT_KINDS, USES } from '../../../archive/agreement.ts';
import { type Teller, tellersNamedIn, tellersOf } from '../../../archive/agreement-party.ts';
import { testimonyId } from '../../../archive/testimony.ts';
import type { Site } from '../../site.ts';
import { atDesk } from '../staff.ts';
import { keepPaper, type Paper, paperDate, said, withPapers } from './agreement-paper.ts';

/** What became of one paper, and whose it is. */
interface Attached {
  file: string;
  accession: string | null;
  outcome: 'attached' | 'unsaid' | 'there' | 'unknown' | 'refused';
  reason: string | null;
  whose: string[];
}

/** /desk/agreements: signed agreements as they were scanned, each named by the accession number of its testimony. */
export function agreementPages(site: Site): Router {
  const router = express.Router();
  const { db } = site.archive;
  const show = (res: Response, more: { attached?: Attached[]; problem?: string | null }, status = 200) =>
    res.status(status).render('desk/catalogue/agreements', {
      kinds: AGREEMENT_KINDS,
      uses: USES,
      attached: more.attached ?? null,
      problem: more.problem ?? null,
    });

  router.get('/agreements', (_req, res) => show(res, {}));

  router.post('/agreements', async (req, res) => {
    try {
      await withPapers(site, req, res, async (papers) => {
        const about = said.parse(req.body ?? {});
        const date = paperDate(about.date);
        if (date === undefined) return show(res, { problem: 'date' }, 422);
        if (papers.length === 0) return show(res, { problem: 'none' }, 422);
        const everyone = about.whose.includes('everyone');
        const attached: Attached[] = [];
        for (const paper of papers)
          attached.push(await attach(paper, { kind: about.kind, date, uses: about.uses }, everyone, atDesk(req).email));
        show(res, { attached });
      });
    } catch (error) {
      if (!(error instanceof multer.MulterError)) throw error;
      show(res, { problem: 'too_many' }, 422);
    }
  });

  async function attach(
    paper: Paper,
    about: Pick<Parameters<typeof keepPaper>[3], 'kind' | 'date' | 'uses'>,
    everyone: boolean,
    actor: string,
  ): Promise<Attached> {
    const { name: file } = paper;
    const accession = accessionIn(file);
    const id = accession === null ? null : testimonyId(db, accession);
    if (accession === null || id === null) return { file, accession, outcome: 'unknown', reason: null, whose: [] };
    const whose = everyone
      ? []
      : whoseIs(tellersOf(db, id), file.slice(accession.length, -extname(file).length || undefined));
    const parties = whose === 'unsaid' ? whose : whose.map(({ personId, role }) => ({ personId, capacity: role }));
    const { outcome, reason } = await keepPaper(
      site,
      paper,
      { testimonyId: id, accession, actor },
      { ...about, parties },
    );
    return {
      file,
      accession,
      outcome: outcome === 'attached' && whose === 'unsaid' ? 'unsaid' : outcome,
      reason,
      whose: outcome === 'attached' && whose !== 'unsaid' ? whose.map(({ name }) => name) : [],
    };
  }

  /** `K-00012.pdf`, `K-00012 signed.pdf`, `K-00012_2.jpg`: the longest beginning that is the number of a testimony. */
  function accessionIn(name: string): string | null {
    const bare = name.slice(0, name.length - extname(name).length);
    const cuts = [bare.length, ...[...bare.matchAll(/[ _.(-]/g)].map(({ index }) => index)].sort((a, b) => b - a);
    return (
      cuts.map((cut) => bare.slice(0, cut)).find((begin) => begin !== '' && testimonyId(db, begin) !== null) ?? null
    );
  }
  return router;
}

/** Of whom a paper speaks whose name says so; where nothing says it, of the one who tells, and of nobody yet among several. */
function whoseIs(tellers: Teller[], named: string): Teller[] | 'unsaid' {
  const found = tellersNamedIn(tellers, named);
  if (found.length > 0) return found;
  return tellers.filter(({ role }) => role === 'narrator').length > 1 ? 'unsaid' : [];
}
