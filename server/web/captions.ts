import type { RequestHandler } from 'express';
import { NotFound } from '../archive/errors.ts';
import { directionOf } from '../archive/languages.ts';
import { openAsset } from '../archive/media-access.ts';
import { passagesOfTranscript } from '../archive/passage.ts';
import { captionCues, writeWebvtt } from '../publish/webvtt.ts';
import type { Site } from './site.ts';

/** The words of a recording in one language as WebVTT, redacted like the page. */
export function captions({ archive }: Site): RequestHandler<{ id: string; lang: string }> {
  return (req, res) => {
    const asset = openAsset(archive.db, req.viewer, req.params.id);
    const transcriptId = archive.db
      .prepare<{ asset: number; lang: string }, number>(`
        SELECT transcript.id FROM asset JOIN transcript ON transcript.testimony_id = asset.testimony_id
        WHERE asset.id = @asset AND transcript.lang = @lang ORDER BY transcript.id LIMIT 1`)
      .pluck()
      .get({ asset: asset.id, lang: req.params.lang });
    if (transcriptId === undefined) throw new NotFound('file', req.params.lang);
    const passages = passagesOfTranscript(archive.db, req.viewer, transcriptId);
    const here = passages.filter((passage) => passage.partId === asset.partId);
    if (here.length === 0) throw new NotFound('file', req.params.lang);
    res.setHeader('Cache-Control', 'no-store');
    res.type('text/vtt; charset=utf-8').send(writeWebvtt(captionCues(here), directionOf(req.params.lang)));
  };
}
