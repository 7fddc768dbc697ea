import express, { type Request, type Router } from 'express';
import { type Bookmark, bookmarks } from '../../../../archive/account/shelf/bookmark.ts';
import { folder, inFolder } from '../../../../archive/account/shelf/folder.ts';
import { placesShown } from '../../../../archive/account/shelf/place.ts';
import { signedInOnly } from '../../../account/own.ts';
import type { Site } from '../../../site.ts';
import { sendFile, showReader, type Taken } from './file.ts';

/** A folder, or everything that is kept in an account, as a file or a page to print, as its reader may see it at this moment. */
export function shelfFiles(site: Site): Router {
  const router = express.Router();
  const { db } = site.archive;

  function taken(req: Request, rows: readonly Bookmark[]): Taken[] {
    const places = placesShown(db, req.viewer, rows, req.lang);
    return rows.map(({ note, savedAt }, at) => ({ place: places[at]!, note, savedAt }));
  }
  const everything = (req: Request) => ({ name: null, taken: taken(req, bookmarks(db, req.viewer, {})) });
  const ofFolder = (req: Request) => {
    const one = folder(db, req.viewer, String(req.params.id));
    return { name: one.name, taken: taken(req, inFolder(db, one)) };
  };

  for (const [path, what] of [
    ['/workbench', everything],
    ['/workbench/folders/:id', ofFolder],
  ] as const) {
    router.get(`${path}/export.:format`, signedInOnly, (req, res) => sendFile(site, req, res, what(req).taken));
    router.get(`${path}/reader`, signedInOnly, (req, res) => showReader(site, req, res, what(req)));
  }
  return router;
}
