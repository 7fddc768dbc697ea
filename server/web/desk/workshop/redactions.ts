import express, { type Request, type Response, type Router } from 'express';
import { z } from 'zod';
import { NotFound } from '../../../archive/errors.ts';
import { liftRedaction, type MarkedWords, type NewRedaction, redact, redactionsOf } from '../../../archive/redact.ts';
import { previewRedaction, type RedactionPreview } from '../../../archive/redact-preview.ts';
import { concernsToRedact } from '../../../archive/submission/decision.ts';
import { workshopParts, workshopTestimony } from '../../../archive/workshop-page.ts';
import { href } from '../../../i18n/href.ts';
import { milliseconds } from '../../../ingest/timecode.ts';
import { clock } from '../../../publish/transcript/words.ts';
import { numbered } from '../../numbered.ts';
import type { Site } from '../../site.ts';
import { answerRedacted } from '../closing/answer.ts';
import { atDesk } from '../staff.ts';
import { heardPart } from './page.ts';
import { carriedOut, type Problem, problemOf, WORKSHOP_BODY } from './refused.ts';

interface Saying {
  publicId: string;
  version: number;
  lang: string;
  text: string;
  partId: number;
  part: number;
  startMs: number | null;
  endMs: number | null;
}

const form = z.object({
  passage: z.string().max(40),
  reason: z.string().max(2_000).default(''),
  part: z.coerce.number().int().min(1),
  start: z.string().trim().max(20).default(''),
  end: z.string().trim().max(20).default(''),
  word: z.union([z.string(), z.array(z.string())]).default([]),
  concern: z.coerce.number().int().positive().nullable().catch(null),
  do: z.enum(['preview', 'make']).catch('preview'),
});

/** /desk/testimonies/ACCESSION/redactions: what is withheld, and withholding more: words in every language, and their time. */
export function redactionPages(site: Site): Router {
  const router = express.Router();
  const { db } = site.archive;

  router.get('/testimonies/:accession/redactions', async (req, res) => {
    const passage = z.string().max(40).optional().catch(undefined).parse(req.query.passage);
    await show(req, res, { passage: passage ?? null, typed: null, problem: null, preview: null });
  });

  router.post('/testimonies/:accession/redactions', WORKSHOP_BODY, async (req, res) => {
    const testimony = workshopTestimony(db, String(req.params.accession));
    const typed = form.parse(req.body ?? {});
    const asked = askedFor(testimony, typed, atDesk(req).email);
    const passage = typed.passage;
    if (typed.do === 'preview') {
      try {
        return await show(req, res, { passage, typed, problem: null, preview: previewRedaction(db, asked) });
      } catch (error) {
        const problem = problemOf(error, res.locals.t);
        res.status(problem.status);
        return await show(req, res, { passage, typed, problem, preview: null });
      }
    }
    const { concern } = typed;
    let answered = false;
    const work = db.transaction(() => {
      redact(db, asked);
      answered = concern !== null && answerRedacted(site, req, testimony.accession, concern);
    });
    await carriedOut(res, () => work.immediate(), {
      next: () => address(req, answered ? '?done=answered' : '?done=made'),
      again: (problem) => show(req, res, { passage, typed, problem, preview: null }),
    });
  });

  router.post('/testimonies/:accession/redactions/:id/lift', WORKSHOP_BODY, async (req, res) => {
    const accession = String(req.params.accession);
    const reason = z.string().max(2_000).catch('').parse(req.body?.reason).trim() || null;
    await carriedOut(
      res,
      () => liftRedaction(db, { accession, id: numbered(req, 'redaction'), actor: atDesk(req).email, reason }),
      {
        next: () => address(req, '?done=lifted'),
        again: (problem) => show(req, res, { passage: null, typed: null, problem, preview: null }),
      },
    );
  });

  const address = (req: Request, rest: string) =>
    href(req.lang, `/desk/testimonies/${encodeURIComponent(String(req.params.accession))}/redactions${rest}`);

  function askedFor(
    testimony: { id: number; accession: string },
    typed: z.infer<typeof form>,
    actor: string,
  ): NewRedaction {
    const part = workshopParts(db, testimony.id).find(({ number }) => number === typed.part);
    if (!part) throw new NotFound('part', String(typed.part));
    const timed = typed.start !== '' || typed.end !== '';
    const time = {
      partId: part.id,
      startMs: milliseconds(typed.start) ?? Number.NaN,
      endMs: milliseconds(typed.end) ?? Number.NaN,
    };
    return {
      accession: testimony.accession,
      actor,
      reason: typed.reason,
      marks: marksOf([typed.word].flat()),
      time: timed ? time : null,
    };
  }

  interface Shown {
    passage: string | null;
    typed: z.infer<typeof form> | null;
    problem: Problem | null;
    preview: RedactionPreview | null;
  }

  async function show(req: Request, res: Response, { passage, typed, problem, preview }: Shown): Promise<void> {
    const testimony = workshopTestimony(db, String(req.params.accession));
    const sayings = passage ? sayingsOf(testimony.id, passage) : [];
    const parts = workshopParts(db, testimony.id);
    const byTime = sayings.length === 0 ? (typed?.part ?? (Number(req.query.part) || null)) : null;
    const part = parts.find(({ number }) => number === (typed?.part ?? sayings[0]?.part ?? byTime)) ?? parts[0] ?? null;
    const heard = sayings.find(({ startMs }) => startMs !== null) ?? null;
    const chosen = new Set([typed?.word ?? []].flat());
    res.render('desk/workshop/redactions', {
      accession: testimony.accession,
      testimony,
      passage,
      part: part && (await heardPart(site, part)),
      parts,
      /** A stretch is withheld by its time alone: nothing is written of what is said there, or seen. */
      byTime: byTime !== null,
      sayings: sayings.map((saying) => ({ ...saying, words: wordsOf(saying, chosen) })),
      times: {
        start: typed?.start ?? (heard ? clock(heard.startMs!) : ''),
        end: typed?.end ?? (heard?.endMs ? clock(heard.endMs) : ''),
      },
      reason: typed?.reason ?? '',
      preview,
      problem,
      redactions: redactionsOf(db, testimony.accession),
      done: ['made', 'lifted', 'answered'].includes(String(req.query.done)) ? String(req.query.done) : null,
      waiting: concernsToRedact(db, testimony.id),
      concern: typed ? typed.concern : Number(req.query.concern) || null,
      base: `/desk/testimonies/${encodeURIComponent(testimony.accession)}`,
      // They work on a player, and there is one only where words are chosen.
      scripts: sayings.length && part ? ['workshop-player.js', 'workshop-keys.js', 'workshop-listen.js'] : [],
    });
  }

  /** A passage and what says the same in other languages: its original and all translations; those spoken at the same time as well. */
  function sayingsOf(testimonyId: number, publicId: string): Saying[] {
    return db
      .prepare<object, Saying>(`
        WITH own AS (SELECT passage.*, coalesce(original_id, id) AS root FROM passage WHERE public_id = @publicId)
        SELECT passage.public_id AS publicId, passage.version, transcript.lang, passage.text, passage.part_id AS partId,
          part.position AS part, passage.start_ms AS startMs, passage.end_ms AS endMs
        FROM own, passage JOIN transcript ON transcript.id = passage.transcript_id JOIN part ON part.id = passage.part_id
        WHERE transcript.testimony_id = @testimonyId AND (passage.id IN (own.id, own.root) OR passage.original_id = own.root
          OR (passage.part_id = own.part_id AND passage.transcript_id <> own.transcript_id
            AND passage.start_ms < coalesce(own.end_ms, own.start_ms + 1) AND coalesce(passage.end_ms, passage.start_ms + 1) > own.start_ms))
        ORDER BY passage.id <> own.id, transcript.original_id IS NOT NULL, transcript.id, passage.position`)
      .all({ testimonyId, publicId });
  }
  return router;
}

/** The words of a passage, each with the value that its box sends: `ID:VERSION:START:END`. */
function wordsOf({ publicId, version, text }: Saying, chosen: Set<string>) {
  return [...text.matchAll(/\S+/g)].map((found) => {
    const value = `${publicId}:${version}:${found.index}:${found.index + found[0].length}`;
    return { text: found[0], value, chosen: chosen.has(value) };
  });
}

/** Words next to each other are one mark, with the spaces between them. */
function marksOf(values: string[]): MarkedWords[] {
  const words = values.flatMap((value) => {
    const found = /^([0-9a-z]{1,40}):(\d{1,9}):(\d{1,6}):(\d{1,6})$/.exec(value);
    return found
      ? [{ publicId: found[1]!, version: Number(found[2]), start: Number(found[3]), end: Number(found[4]) }]
      : [];
  });
  const marks: MarkedWords[] = [];
  for (const word of words.sort((a, b) => a.publicId.localeCompare(b.publicId) || a.start - b.start)) {
    const last = marks.at(-1);
    if (last && last.publicId === word.publicId && word.start <= last.end + 1) last.end = Math.max(last.end, word.end);
    else marks.push(word);
  }
  return marks;
}
