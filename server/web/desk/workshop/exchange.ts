import express, { type Response, type Router } from 'express';
import { z } from 'zod';
import { Invalid, NotFound } from '../../../archive/errors.ts';
import { editablePoints } from '../../../archive/index-point-edit.ts';
import { namesOut, passagesOut } from '../../../archive/transcript-out.ts';
import {
  transcriptsOfTestimony,
  type WorkshopTranscript,
  workshopParts,
  workshopTranscript,
} from '../../../archive/workshop-page.ts';
import { href } from '../../../i18n/href.ts';
import { bringIn } from '../../../ingest/into-testimony.ts';
import { transcriptCsv } from '../../../publish/transcript/csv.ts';
import { transcriptDocx } from '../../../publish/transcript/docx.ts';
import { ohmsXml } from '../../../publish/transcript/ohms.ts';
import { transcriptSrt } from '../../../publish/transcript/srt.ts';
import { transcriptText } from '../../../publish/transcript/text.ts';
import { transcriptWebvtt } from '../../../publish/transcript/webvtt.ts';
import type { TranscriptOut } from '../../../publish/transcript/words.ts';
import { numbered } from '../../numbered.ts';
import type { Site } from '../../site.ts';
import { atDesk } from '../staff.ts';
import { showWorkshop } from './page.ts';
import { carriedOut } from './refused.ts';
import { sentFile, transcriptFile } from './upload.ts';

type Plain = 'webvtt' | 'srt' | 'text' | 'csv';
const PLAIN: Record<Plain, { write: (out: TranscriptOut) => string; ending: string; type: string }> = {
  webvtt: { write: transcriptWebvtt, ending: 'vtt', type: 'text/vtt; charset=utf-8' },
  srt: { write: transcriptSrt, ending: 'srt', type: 'application/x-subrip; charset=utf-8' },
  text: { write: transcriptText, ending: 'txt', type: 'text/plain; charset=utf-8' },
  csv: { write: transcriptCsv, ending: 'csv', type: 'text/csv; charset=utf-8' },
};
const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** Transcripts out of the workshop as files, and back. */
export function exchange(site: Site): Router {
  const router = express.Router();
  const { db } = site.archive;

  router.get('/testimonies/:accession/transcripts/:id/export/:format', async (req, res) => {
    const { accession, format } = req.params;
    const transcript = workshopTranscript(db, accession, numbered(req, 'transcript'));
    const number = z.coerce.number().int().min(1).catch(1).parse(req.query.part);
    const part = workshopParts(db, transcript.testimonyId).find((one) => one.number === number);
    if (!part) throw new NotFound('part', String(number));
    const out = (one: WorkshopTranscript): TranscriptOut => ({
      accession,
      title: one.title,
      lang: one.lang,
      passages: passagesOut(db, one.id, part.id),
    });
    const name = `${accession}-${transcript.lang}-${number}`;
    if (format === 'docx') return send(res, `${name}.docx`, WORD, await transcriptDocx(out(transcript)));
    if (format === 'ohms') {
      const translation = transcriptsOfTestimony(db, accession).find(({ originalId }) => originalId === transcript.id);
      const xml = ohmsXml({
        original: out(transcript),
        translation: translation ? out(translation) : null,
        durationMs: part.durationMs,
        narrators: namesOut(db, transcript, 'narrator'),
        interviewers: namesOut(db, transcript, 'interviewer'),
        indexPoints: editablePoints(db, accession).filter(({ partId }) => partId === part.id),
      });
      return send(res, `${name}.xml`, 'application/xml; charset=utf-8', xml);
    }
    if (!Object.hasOwn(PLAIN, format)) throw new NotFound('page', format);
    const { write, ending, type } = PLAIN[format as Plain];
    send(res, `${name}.${ending}`, type, write(out(transcript)));
  });

  router.post('/testimonies/:accession/transcripts/:id/import', transcriptFile, async (req, res) => {
    const accession = String(req.params.accession);
    const transcript = workshopTranscript(db, accession, numbered(req, 'transcript'));
    const typed = z.object({ part: z.coerce.number().int(), each: z.string().optional() }).parse(req.body ?? {});
    const original = transcriptsOfTestimony(db, accession).find(({ id }) => id === transcript.originalId);
    await carriedOut(
      res,
      () => {
        if (res.locals.refusedFile) throw res.locals.refusedFile;
        const file = sentFile(req.file);
        if (!file) throw new Invalid('Choose a file.', { key: 'nothing_sent' });
        return bringIn(site.archive, {
          testimonyId: transcript.testimonyId,
          partId: typed.part,
          lang: transcript.lang,
          translates: original?.lang ?? null,
          fileName: file.name,
          bytes: file.bytes,
          actor: atDesk(req).email,
          eachIsPassage: typed.each !== undefined,
        });
      },
      {
        next: () =>
          href(req.lang, `/desk/testimonies/${encodeURIComponent(accession)}/transcripts/${transcript.id}?done=file`),
        again: (problem) => showWorkshop(site, req, res, { problem }),
      },
    );
  });
  return router;
}

function send(res: Response, name: string, type: string, body: string | Buffer): void {
  res.attachment(name).setHeader('Content-Type', type);
  res.setHeader('X-Content-Type-Options', 'nosniff');
  res.send(Buffer.isBuffer(body) ? body : Buffer.from(body));
}
