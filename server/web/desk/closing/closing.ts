import express, { type Request, type Response, type Router } from 'express';
import { z } from 'zod';
import { ACCESS_LEVELS } from '../../../archive/access.ts';
import {
  closeFile,
  closeSection,
  closingRecord,
  filesToClose,
  openConcerns,
  openSection,
  sectionsOf,
} from '../../../archive/closing.ts';
import { Conflict, Invalid } from '../../../archive/errors.ts';
import { setHidden } from '../../../archive/submission/concern.ts';
import { DECISIONS, decidedConcerns, decisionOn } from '../../../archive/submission/decision.ts';
import { href } from '../../../i18n/href.ts';
import { milliseconds } from '../../../ingest/timecode.ts';
import type { Site } from '../../site.ts';
import { atDesk } from '../staff.ts';
import { answerConcern, tellings } from './answer.ts';

const BODY = express.urlencoded({ extended: false, limit: '100kb' });
const line = z.string().trim().max(2_000).default('');
const access = z.enum(ACCESS_LEVELS);

const forms = {
  hide: z.object({ hidden: z.enum(['yes', 'no']), reason: line }),
  file: z.object({
    file: z.string().max(60),
    access: z.union([access, z.literal('')]).catch(''),
    until: line,
    reason: line,
  }),
  section: z.object({
    part: z.coerce.number().int().min(1).catch(1),
    start: line,
    end: line,
    access,
    until: line,
    reason: line,
  }),
  open: z.object({ section: z.coerce.number().int().positive(), reason: line }),
  concern: z.object({
    concern: z.coerce.number().int().positive(),
    decision: z.enum(DECISIONS),
    file: z.string().max(60).default(''),
    text: z.string().trim().max(15_000).default(''),
  }),
};
type FormName = keyof typeof forms;
type Typed = Record<string, string>;

/** /desk/testimonies/ACCESSION/closing: hide at once, a file, a stretch; and the concerns that wait for a decision. */
export function closingPage(site: Site): Router {
  const router = express.Router();
  const { db } = site.archive;

  const show = (req: Request, res: Response, refused: { form: FormName; problem: string; typed: Typed } | null) => {
    const record = closingRecord(db, String(req.params.accession), req.viewer.today);
    res.status(refused ? 400 : 200).render('desk/closing/closing', {
      accession: record.accession,
      record,
      files: filesToClose(db, record.id),
      sections: sectionsOf(db, record.id),
      concerns: openConcerns(db, record.id).map((one) => ({
        ...one,
        decided: decisionOn(db, one.id),
        told: tellings(one.lang),
      })),
      decided: decidedConcerns(db, record.id).filter(({ doneAt }) => doneAt !== null),
      levels: ACCESS_LEVELS,
      decisions: DECISIONS,
      refused,
      typed: (form: FormName, name: string) => (refused?.form === form ? (refused.typed[name] ?? '') : ''),
      done: Object.hasOwn(forms, String(req.query.done)) ? String(req.query.done) : null,
    });
  };

  router.get('/testimonies/:accession/closing', (req, res) => show(req, res, null));

  /** Each gives where to go on, within the record's pages at the desk; null: here again. */
  const work: { [Name in FormName]: (req: Request, sent: z.infer<(typeof forms)[Name]>) => string | null } = {
    hide(req, { hidden, reason }) {
      const accession = String(req.params.accession);
      setHidden(db, accession, { hidden: hidden === 'yes', actor: atDesk(req).email, reason, now: site.now() });
      return null;
    },
    file(req, { file, access: level, until, reason }) {
      const wanted = { publicId: file, access: level === '' ? null : level, embargoUntil: until || null };
      closeFile(db, String(req.params.accession), wanted, { actor: atDesk(req).email, reason: reason || null });
      return null;
    },
    section(req, { part, start, end, access: level, until, reason }) {
      const wanted = {
        part,
        startMs: milliseconds(start),
        endMs: milliseconds(end),
        access: level,
        embargoUntil: until || null,
      };
      closeSection(db, String(req.params.accession), wanted, { actor: atDesk(req).email, reason: reason || null });
      return null;
    },
    open(req, { section, reason }) {
      openSection(db, String(req.params.accession), section, { actor: atDesk(req).email, reason: reason || null });
      return null;
    },
    concern(req, { concern, decision, file, text }) {
      const outcome = answerConcern(site, req, concern, { decision, file: file || null, words: text });
      if (outcome === 'done') return null;
      const passage = decisionOn(db, concern)?.passage;
      return `redactions?${new URLSearchParams({ ...(passage && { passage }), concern: String(concern) })}`;
    },
  };

  for (const name of Object.keys(forms) as FormName[]) {
    router.post(`/testimonies/:accession/closing/${name}`, BODY, (req, res) => {
      const sent = forms[name].safeParse(req.body ?? {});
      const refuse = (problem: string) =>
        show(req, res, {
          form: name,
          problem,
          typed: Object.fromEntries(Object.entries(req.body ?? {}).map(([key, value]) => [key, String(value)])),
        });
      if (!sent.success) return refuse('form');
      let next: string | null;
      try {
        next = (work[name] as (req: Request, sent: unknown) => string | null)(req, sent.data);
      } catch (error) {
        if (error instanceof Conflict) return refuse(error.said.key ?? 'conflict');
        if (!(error instanceof Invalid)) throw error;
        return refuse(['time', 'until', 'file'].includes(error.where.field ?? '') ? error.where.field! : 'form');
      }
      res.redirect(
        303,
        href(
          req.lang,
          `/desk/testimonies/${encodeURIComponent(String(req.params.accession))}/${next ?? `closing?done=${name}`}`,
        ),
      );
    });
  }
  return router;
}
