import express, { type Request, type Response, type Router } from 'express';
import { z } from 'zod';
import { NotFound } from '../../../archive/errors.ts';
import { type SyncMark, synchronise } from '../../../archive/transcript-edit/synchronise.ts';
import { workshopParts, workshopPassages, workshopTranscript } from '../../../archive/workshop-page.ts';
import { href } from '../../../i18n/href.ts';
import { milliseconds } from '../../../ingest/timecode.ts';
import { clock } from '../../../publish/transcript/words.ts';
import { numbered } from '../../numbered.ts';
import type { Site } from '../../site.ts';
import { atDesk } from '../staff.ts';
import { heardPart } from './page.ts';
import { carriedOut, type Problem, WORKSHOP_BODY } from './refused.ts';

/** /desk/testimonies/ACCESSION/transcripts/ID/synchronise: times for a text, by tapping along or minute by minute. */
export function synchronisePages(site: Site): Router {
  const router = express.Router();
  const { db } = site.archive;

  router.get('/testimonies/:accession/transcripts/:id/synchronise', async (req, res) => {
    await show(req, res, null, new Map());
  });

  router.post('/testimonies/:accession/transcripts/:id/synchronise', WORKSHOP_BODY, async (req, res) => {
    const transcript = workshopTranscript(db, String(req.params.accession), numbered(req, 'transcript'));
    const body = (req.body ?? {}) as Record<string, unknown>;
    const part = partOf(transcript.testimonyId, z.coerce.number().int().parse(body.part));
    const { marks, typed } = marksOf(body, transcript.id);
    let counts = { timed: 0, estimated: 0 };
    await carriedOut(
      res,
      () => {
        counts = synchronise(db, { transcriptId: transcript.id, partId: part.id, actor: atDesk(req).email, marks });
      },
      {
        next: () =>
          href(
            req.lang,
            `/desk/testimonies/${encodeURIComponent(transcript.accession)}/transcripts/${transcript.id}/synchronise?part=${part.number}&timed=${counts.timed}&estimated=${counts.estimated}`,
          ),
        again: (problem) => show(req, res, problem, typed),
      },
    );
  });

  function partOf(testimonyId: number, number: number) {
    const part = workshopParts(db, testimonyId).find((one) => one.number === number);
    if (!part) throw new NotFound('part', String(number));
    return part;
  }

  /**
   * `at.ID` is the time typed or tapped for the beginning of a passage, sent with all others: those that differ are marks.
   * `word` is `ID:LETTER:MS`, a word on which a minute falls.
   */
  function marksOf(
    body: Record<string, unknown>,
    transcriptId: number,
  ): { marks: SyncMark[]; typed: Map<string, string> } {
    const typed = new Map<string, string>();
    const marks: SyncMark[] = [];
    const was =
      z.object({ was: z.record(z.string(), z.number().nullable()) }).safeParse({ was: parsedJson(body.was) }).data
        ?.was ?? {};
    for (const { publicId, startMs, estimated } of workshopPassages(db, transcriptId)) {
      const text = body[`at.${publicId}`];
      if (typeof text !== 'string' || text.trim() === '') continue;
      typed.set(publicId, text);
      const shown = startMs === null || estimated ? '' : clock(startMs);
      if (text.trim() === shown) continue;
      marks.push({
        publicId,
        at: 0,
        ms: milliseconds(text.trim()) ?? Number.NaN,
        ...(publicId in was ? { was: was[publicId]! } : {}),
      });
    }
    for (const word of [body.word ?? []].flat()) {
      const found = /^([0-9a-z]{12}):(\d{1,6}):(\d{1,9})$/.exec(String(word));
      if (found) marks.push({ publicId: found[1]!, at: Number(found[2]), ms: Number(found[3]) });
    }
    return { marks, typed };
  }

  async function show(req: Request, res: Response, problem: Problem | null, typed: Map<string, string>): Promise<void> {
    const accession = String(req.params.accession);
    const transcript = workshopTranscript(db, accession, numbered(req, 'transcript'));
    const query = z.coerce.number().int().min(1).catch(1);
    const body = (req.body ?? {}) as Record<string, unknown>;
    const part = partOf(transcript.testimonyId, query.parse(body.part ?? req.query.part));
    const passages = workshopPassages(db, transcript.id).filter(({ partId }) => partId === part.id);
    const count = (name: 'timed' | 'estimated') =>
      z.coerce
        .number()
        .int()
        .min(0)
        .catch(-1)
        .parse(req.query[name] ?? -1);
    res.render('desk/workshop/synchronise', {
      accession,
      transcript,
      part: await heardPart(site, part),
      parts: workshopParts(db, transcript.testimonyId),
      passages: passages.map((passage) => ({
        ...passage,
        at:
          typed.get(passage.publicId) ?? (passage.startMs === null || passage.estimated ? '' : clock(passage.startMs)),
        guess: passage.startMs !== null && passage.estimated ? clock(passage.startMs).slice(0, 8) : '',
      })),
      was: JSON.stringify(Object.fromEntries(passages.map(({ publicId, startMs }) => [publicId, startMs]))),
      counts: { timed: count('timed'), estimated: count('estimated') },
      problem,
      base: `/desk/testimonies/${encodeURIComponent(accession)}`,
      scripts: ['workshop-player.js', 'workshop-keys.js', 'workshop-sync.js'],
    });
  }
  return router;
}

function parsedJson(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return null;
  }
}
