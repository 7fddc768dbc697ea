import express, { type Router } from 'express';
import { z } from 'zod';
import { NotFound } from '../archive/errors.ts';
import { openAsset } from '../archive/media-access.ts';
import { originalFile } from '../media/derived.ts';
import { cropOf, type imageFormats, imageWidths, renderImage, strippedOriginal } from '../media/image.ts';
import { serveFile } from '../media/serve.ts';
import { captions } from './captions.ts';
import { isRecording, playable } from './recording.ts';
import type { Site } from './site.ts';

const pictureName = z
  .string()
  .regex(/^(thumb-)?\d{3,4}\.(avif|webp|jpeg)$/)
  .transform((name) => {
    const [width = '', format] = name.replace('thumb-', '').split('.');
    return {
      thumbnail: name.startsWith('thumb-'),
      width: Number(width),
      format: format as (typeof imageFormats)[number],
    };
  })
  .refine(({ width }) => (imageWidths as readonly number[]).includes(width));

/**
 * Files, each through the access rule before anything else is answered. Pictures and sound are renditions without the
 * metadata of the original; an original itself is served only where it is a document.
 */
export function media(site: Site): Router {
  const { archive } = site;
  const router = express.Router();

  /** /media/ID: a recording to play, or a document to open. */
  router.get('/:id', async (req, res) => {
    const asset = openAsset(archive.db, req.viewer, req.params.id);
    const cache = asset.forEveryone ? 'public' : 'private';
    if (asset.mime.startsWith('image/') && asset.kind !== 'source' && asset.kind !== 'agreement') {
      const file = await strippedOriginal(archive.folder, asset.sha256, { turn: asset.turn });
      return serveFile(req, res, { ...file, cache });
    }
    if (isRecording(asset)) return serveFile(req, res, { ...(await playable(archive, asset)), cache });
    const file = await originalFile(archive.folder, asset.sha256, asset.mime);
    const extension = asset.mime === 'application/pdf' ? '.pdf' : '';
    const downloadName = asset.kind === 'document' ? `${asset.accession}-${asset.publicId}${extension}` : undefined;
    return serveFile(req, res, { ...file, cache, downloadName });
  });

  /** /media/ID/960.webp: a photograph, or a document that is a picture, at a width; thumb-320.webp: what its thumbnail keeps. */
  router.get('/:id/:name', async (req, res, next) => {
    const name = pictureName.safeParse(req.params.name);
    if (!name.success) return next();
    const asset = openAsset(archive.db, req.viewer, req.params.id);
    if (!asset.mime.startsWith('image/')) throw new NotFound('file', req.params.id);
    const file = await renderImage(archive.folder, asset.sha256, {
      width: name.data.width,
      format: name.data.format,
      turn: asset.turn,
      crop: name.data.thumbnail ? cropOf(asset.crop) : undefined,
    });
    return serveFile(req, res, { ...file, cache: asset.forEveryone ? 'public' : 'private' });
  });

  /** /media/ID/ar.vtt: the words of a recording, as its captions in one language. */
  router.get('/:id/:lang.vtt', captions(site));
  return router;
}
