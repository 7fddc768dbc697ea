import express, { type Request, type Response, type Router } from 'express';
import { z } from 'zod';
import { allows } from '../../../archive/agreement.ts';
import { Invalid } from '../../../archive/errors.ts';
import { LANGUAGE_TAGS, languageName } from '../../../archive/languages.ts';
import { askForTranscription, transcriptionsOf } from '../../../archive/machine-draft.ts';
import { auditTestimony } from '../../../archive/revision.ts';
import { removeText } from '../../../archive/transcript-edit/remove-text.ts';
import {
  transcriptsOfTestimony,
  workshopParts,
  workshopTestimony,
  workshopTranscript,
} from '../../../archive/workshop-page.ts';
import { href } from '../../../i18n/href.ts';
import { bringIn } from '../../../ingest/into-testimony.ts';
import { numbered } from '../../numbered.ts';
import type { Site } from '../../site.ts';
import { atDesk } from '../staff.ts';
import { carriedOut, type Problem, WORKSHOP_BODY } from './refused.ts';
import { sentFile, transcriptFile } from './upload.ts';

const fields = z.object({
  part: z.coerce.number().int(),
  lang: z.string().max(60),
  translates: z.string().max(60).default(''),
  text: z.string().default(''),
  each: z.string().optional(),
});

/** /desk/testimonies/ACCESSION/transcripts: the texts of a testimony, and every way to a new one. */
export function transcriptsPage(site: Site): Router {
  const router = express.Router();
  const { db } = site.archive;
  const address = (req: Request, rest = '') =>
    href(req.lang, `/desk/testimonies/${encodeURIComponent(String(req.params.accession))}/transcripts${rest}`);

  router.get('/testimonies/:accession/transcripts', (req, res) => {
    show(req, res, { problem: null, typed: {} });
  });

  /** A text pasted or sent as a file. */
  router.post('/testimonies/:accession/transcripts', transcriptFile, async (req, res) => {
    const testimony = workshopTestimony(db, String(req.params.accession));
    const typed = fields.parse(req.body ?? {});
    let made = 0;
    await carriedOut(
      res,
      async () => {
        if (res.locals.refusedFile) throw res.locals.refusedFile;
        const file = sentFile(req.file);
        const pasted = typed.text.trim() ? { name: 'pasted.txt', bytes: Buffer.from(typed.text) } : null;
        const sent = file ?? pasted;
        if (!sent) throw new Invalid('Paste the words, or choose a file.', { key: 'nothing_sent' });
        const brought = await bringIn(site.archive, {
          testimonyId: testimony.id,
          partId: typed.part,
          lang: typed.lang || null,
          translates: typed.translates || null,
          fileName: sent.name,
          bytes: sent.bytes,
          actor: atDesk(req).email,
          eachIsPassage: typed.each !== undefined || (file === null && pasted !== null),
        });
        made = brought.transcriptId;
      },
      { next: () => address(req, `/${made}?done=file`), again: (problem) => show(req, res, { problem, typed }) },
    );
  });

  /** Asks the archive's program to write a part down. */
  router.post('/testimonies/:accession/transcribe', WORKSHOP_BODY, async (req, res) => {
    const { id } = workshopTestimony(db, String(req.params.accession));
    const typed = z.object({ part: z.coerce.number().int(), lang: z.string().max(60) }).parse(req.body ?? {});
    await carriedOut(
      res,
      () => {
        if (!site.config.transcribe) throw new Invalid('No TRANSCRIBE_COMMAND is set.', { key: 'no_program' });
        db.transaction(() => {
          askForTranscription(db, { part: typed.part, lang: typed.lang });
          auditTestimony(db, id, { actor: atDesk(req).email, action: 'asked for a transcription' });
        }).immediate();
      },
      { next: () => address(req), again: (problem) => show(req, res, { problem, typed: {} }) },
    );
  });

  router.post('/testimonies/:accession/transcripts/:id/remove', WORKSHOP_BODY, async (req, res) => {
    const { id } = workshopTranscript(db, String(req.params.accession), numbered(req, 'transcript'));
    await carriedOut(res, () => removeText(db, { transcriptId: id, actor: atDesk(req).email }), {
      next: () => address(req, '?done=removed'),
      again: (problem) => show(req, res, { problem, typed: {} }),
    });
  });

  function show(
    req: Request,
    res: Response,
    { problem, typed }: { problem: Problem | null; typed: Partial<z.infer<typeof fields>> },
  ) {
    const testimony = workshopTestimony(db, String(req.params.accession));
    const transcriptions = transcriptionsOf(db, testimony.id);
    res.render('desk/workshop/transcripts', {
      testimony,
      accession: testimony.accession,
      transcripts: transcriptsOfTestimony(db, testimony.accession),
      parts: workshopParts(db, testimony.id),
      transcriptions,
      tags: LANGUAGE_TAGS.map((tag) => ({ tag, name: languageName(tag, req.lang) })).sort((a, b) =>
        a.name.localeCompare(b.name, req.lang),
      ),
      mayUseProgram: allows(db, 'ai', testimony.id),
      program: site.config.transcribe !== null,
      base: `/desk/testimonies/${encodeURIComponent(testimony.accession)}`,
      problem,
      typed,
      removed: req.query.done === 'removed',
      waiting: transcriptions.some(({ state }) => state === 'waiting' || state === 'running'),
      scripts: ['workshop-wait.js'],
    });
  }
  return router;
}
