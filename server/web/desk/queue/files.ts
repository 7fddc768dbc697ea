import express, { type Router } from 'express';
import { fileOf } from '../../../archive/submission/file.ts';
import { originalFile } from '../../../media/derived.ts';
import { serveFile } from '../../../media/serve.ts';
import type { Site } from '../../site.ts';
import { theSubmission } from './looking.ts';

/** What browsers show or play without running anything in it; all else is saved. */
const SHOWN = /^(image\/(jpeg|png|webp|gif|avif)|audio\/[\w.+-]+|video\/[\w.+-]+)$/;

/** The files of a submission as they were given, to staff alone. */
export function filePages(site: Site): Router {
  const router = express.Router();
  router.get('/queue/:id/files/:file', async (req, res) => {
    const of = theSubmission(site, req);
    const file = fileOf(site.archive.db, of.id, String(req.params.file));
    const original = await originalFile(site.archive.folder, file.sha256, file.mime);
    const downloadName = SHOWN.test(file.mime) ? undefined : `${of.reference}-${file.publicId}`;
    await serveFile(req, res, { ...original, cache: 'private', downloadName });
  });
  return router;
}
