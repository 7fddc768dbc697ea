import express, { type Request, type Response, type Router } from 'express';
import { z } from 'zod';
import { editablePoints, removePoint, savePoint } from '../../../archive/index-point-edit.ts';
import { languageTag } from '../../../archive/languages.ts';
import { transcriptsOfTestimony, workshopParts, workshopTestimony } from '../../../archive/workshop-page.ts';
import { href } from '../../../i18n/href.ts';
import { milliseconds } from '../../../ingest/timecode.ts';
import { clock } from '../../../publish/transcript/words.ts';
import type { Site } from '../../site.ts';
import { atDesk } from '../staff.ts';
import { heardPart } from './page.ts';
import { carriedOut, type Problem, WORKSHOP_BODY } from './refused.ts';

const form = z.object({
  version: z.coerce.number().int().default(0),
  part: z.coerce.number().int().min(1),
  start: z.string().trim().max(20),
  place: z.string().trim().max(300).default(''),
  cleared: z.string().optional(),
  do: z.enum(['save', 'remove']).catch('save').default('save'),
});

/** /desk/testimonies/ACCESSION/index-points: the described moments of a testimony, each to be heard and changed. */
export function indexPages(site: Site): Router {
  const router = express.Router();
  const { db } = site.archive;

  router.get('/testimonies/:accession/index-points', async (req, res) => {
    await show(req, res, null);
  });

  router.post('/testimonies/:accession/index-points/:point', WORKSHOP_BODY, async (req, res) => {
    const accession = String(req.params.accession);
    const isNew = req.params.point === 'new';
    const body = (req.body ?? {}) as Record<string, unknown>;
    const typed = form.parse(body);
    const seen = isNew ? null : { id: z.coerce.number().int().parse(req.params.point), version: typed.version };
    let id = 0;
    await carriedOut(
      res,
      () => {
        const actor = atDesk(req).email;
        if (typed.do === 'remove' && seen) return removePoint(db, { accession, actor, seen });
        const startMs = milliseconds(typed.start) ?? Number.NaN;
        const { part, place } = typed;
        id = savePoint(db, {
          accession,
          actor,
          seen,
          part,
          startMs,
          texts: textsOf(body),
          place,
          cleared: typed.cleared !== undefined,
        });
      },
      {
        next: () =>
          href(
            req.lang,
            `/desk/testimonies/${encodeURIComponent(accession)}/index-points?part=${typed.part}${id ? `#i-${id}` : ''}`,
          ),
        again: (problem) => show(req, res, { problem, point: String(req.params.point), body }),
      },
    );
  });

  async function show(
    req: Request,
    res: Response,
    refused: { problem: Problem; point: string; body: Record<string, unknown> } | null,
  ): Promise<void> {
    const testimony = workshopTestimony(db, String(req.params.accession));
    const transcripts = transcriptsOfTestimony(db, testimony.accession);
    const langs = [...new Set(transcripts.map(({ lang }) => lang))];
    const parts = workshopParts(db, testimony.id);
    const number = z.coerce
      .number()
      .int()
      .min(1)
      .catch(1)
      .parse(refused?.body.part ?? req.query.part);
    const part = parts.find((one) => one.number === number) ?? parts[0] ?? null;
    const points = editablePoints(db, testimony.accession).filter(({ partId }) => partId === part?.id);
    const at = z.coerce.number().int().min(0).optional().catch(undefined).parse(req.query.at);
    const blank = {
      id: 'new',
      version: 0,
      start: at === undefined ? '' : clock(at),
      texts: [],
      places: [],
      withheld: false,
    };
    const shown = [...points.map((point) => ({ ...point, id: String(point.id), start: clock(point.startMs) })), blank];
    res.render('desk/workshop/index-points', {
      accession: testimony.accession,
      testimony,
      part: part && (await heardPart(site, part)),
      parts,
      points: shown.map((point) => ({
        ...point,
        typed: refused?.point === point.id ? refused.body : null,
        problem: refused?.point === point.id ? refused.problem : null,
        texts: (langs.length ? langs : [testimony.titleLang])
          .concat(point.texts.map(({ lang }) => lang))
          .filter((lang, place, all) => all.indexOf(lang) === place)
          .map(
            (lang) =>
              point.texts.find((text) => text.lang === lang) ?? {
                lang,
                title: '',
                synopsis: '',
                keywords: [],
                subjects: [],
              },
          ),
      })),
      base: `/desk/testimonies/${encodeURIComponent(testimony.accession)}`,
      // They work on a player, and there is one only for a part.
      scripts: part ? ['workshop-player.js', 'workshop-keys.js', 'workshop-listen.js'] : [],
    });
  }
  return router;
}

/** The texts of a form by their language: `title.fr`, `synopsis.fr`, `keywords.fr`, `subjects.fr`. */
function textsOf(body: Record<string, unknown>) {
  const value = (name: string) => (typeof body[name] === 'string' ? String(body[name]) : '');
  const list = (name: string) =>
    value(name)
      .split(/[;\n؛]/)
      .map((word) => word.trim())
      .filter(Boolean);
  return Object.keys(body)
    .flatMap((name) => /^title\.(.+)$/.exec(name)?.[1] ?? [])
    .filter((lang) => lang === 'und' || languageTag(lang) !== null || /-x-/.test(lang))
    .map((lang) => ({
      lang,
      title: value(`title.${lang}`),
      synopsis: value(`synopsis.${lang}`),
      keywords: list(`keywords.${lang}`),
      subjects: list(`subjects.${lang}`),
    }));
}
