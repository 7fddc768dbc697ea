import express, { type Router } from 'express';
import { z } from 'zod';
import { MOST_FOLDERS, MOST_PLACES } from '../../../../archive/account/shelf/limits.ts';
import { placesShown } from '../../../../archive/account/shelf/place.ts';
import { anchorFrom, takeIn } from '../../../../archive/account/shelf/take.ts';
import { Invalid, NotAllowed } from '../../../../archive/errors.ts';
import { sameOrigin } from '../../../middleware/same-origin.ts';
import type { Site } from '../../../site.ts';
import { sendFile, showReader, type Taken } from './file.ts';
import { common } from './pages.ts';

const anchor = z.object({
  place: z.string().max(220),
  accession: z.string().max(200),
  part: z.number().int().nullable().default(null),
  startMs: z.number().int().nullable().default(null),
  lang: z.string().max(40).nullable().default(null),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable()
    .default(null),
  savedAt: z.iso.datetime().nullable().default(null),
});
const withNote = anchor.extend({
  note: z.string().max(60_000).default(''),
  folders: z.array(z.string().max(1_000)).max(MOST_FOLDERS).default([]),
});
const AT_ONCE = 100; // places of a list
const list = z.object({ places: z.array(anchor).max(AT_ONCE) });
const shelf = z.object({
  places: z.array(withNote).max(MOST_PLACES),
  name: z.string().max(1_000).nullable().default(null),
});
const file = z.object({ shelf: z.string().default('') });

function sent(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Invalid('What this browser keeps did not arrive whole. Open the workbench and try again.');
  }
}

/**
 * For places that a browser keeps for a reader without an account: what each is now, a file of them, and how they come into an
 * account. Of what the browser sends, only what is taken into an account is kept.
 */
export function browserShelf(site: Site): Router {
  const router = express.Router();
  const { db } = site.archive;
  const json = express.json({ limit: '6mb' });
  const form = express.urlencoded({ extended: false, limit: '12mb' });

  router.post('/workbench/places', express.json({ limit: '200kb' }), sameOrigin, (req, res) => {
    const { places } = list.parse(req.body ?? {});
    const shown = placesShown(
      db,
      req.viewer,
      places.map((one) => anchorFrom(db, one)),
      req.lang,
    );
    const entries = places.map(({ place, savedAt }, at) => ({ name: place, savedAt, place: shown[at]! }));
    res.render('public/shelf/places', { ...common(site, req), entries });
  });

  router.post('/workbench/take', json, sameOrigin, (req, res) => {
    if (!req.account) throw new NotAllowed('You are not signed in.');
    res.json(takeIn(db, req.viewer, shelf.parse(req.body ?? {}).places, site.now()));
  });

  /** What a browser sends to be made a file of. Throws Invalid. */
  function taken(req: express.Request): { name: string | null; taken: Taken[] } {
    const { places, name } = shelf.parse(sent(file.parse(req.body ?? {}).shelf));
    const shown = placesShown(
      db,
      req.viewer,
      places.map((one) => anchorFrom(db, one)),
      req.lang,
    );
    return { name, taken: places.map(({ note, savedAt }, at) => ({ place: shown[at]!, note, savedAt })) };
  }
  router.post('/workbench/export.:format', form, sameOrigin, (req, res) => sendFile(site, req, res, taken(req).taken));
  router.post('/workbench/reader', form, sameOrigin, (req, res) => showReader(site, req, res, taken(req)));
  return router;
}
