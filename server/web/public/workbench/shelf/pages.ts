import express, { type Request, type Response, type Router } from 'express';
import {
  type Bookmark,
  bookmark,
  bookmarks,
  countOfBookmarks,
  shown,
} from '../../../../archive/account/shelf/bookmark.ts';
import { type Folder, folder, folders, inFolder } from '../../../../archive/account/shelf/folder.ts';
import {
  DAYS_REMOVED,
  MOST_FOLDERS,
  MOST_LETTERS,
  MOST_LETTERS_OF_NAME,
  MOST_PLACES,
} from '../../../../archive/account/shelf/limits.ts';
import type { PlaceShown } from '../../../../archive/account/shelf/place.ts';
import { savedSearches } from '../../../../archive/saved-search.ts';
import { signedInOnly } from '../../../account/own.ts';
import { lineWords } from '../../../line-words.ts';
import type { Site } from '../../../site.ts';
import { EXPORT_FORMATS } from '../export.ts';

const A_PAGE = 50; // places
const WORDS = 360; // letters of a passage in a list
const DONE = ['noted', 'removed', 'back', 'erased', 'folder_removed', 'folder_back', 'named', 'made', 'taken'] as const;

/** What was refused, and what was typed: said on the page that the form stands on. */
export interface Refused {
  status: number;
  key: string; // the end of a message key
  values?: Record<string, string | number>;
  typed: Record<string, string | string[]>;
}

/** The words of a passage as a list shows them. */
export function briefly(text: string): string {
  if (text.length <= WORDS) return text;
  return `${text.slice(0, WORDS).replace(/\s+\S*$/u, '')} …`;
}

/** What every page of the workbench is given beside its own. */
export function common(site: Site, req: Request) {
  const done = DONE.find((one) => one === req.query.done) ?? null;
  return {
    ...lineWords(site.archive.db, req.lang),
    briefly,
    wordsOf: ({ passage }: PlaceShown) => (passage ? briefly(passage.text) : ''),
    done,
    undo: typeof req.query.id === 'string' ? req.query.id.slice(0, 40) : null,
    exportFormats: EXPORT_FORMATS,
    most: { places: MOST_PLACES, folders: MOST_FOLDERS, letters: MOST_LETTERS, name: MOST_LETTERS_OF_NAME },
    daysRemoved: DAYS_REMOVED,
    robots: 'noindex',
  };
}

const pageOf = (req: Request, pages: number) =>
  Math.min(Math.max(1, Math.trunc(Number(req.query.page)) || 1), Math.max(1, pages));

/** The workbench of who is signed in, or of this browser. */
export function showWorkbench(site: Site, req: Request, res: Response, refused: Refused | null = null): void {
  const { db } = site.archive;
  const { viewer, lang } = req;
  const total = req.account ? countOfBookmarks(db, viewer) : 0;
  const pages = Math.ceil(total / A_PAGE);
  const page = pageOf(req, pages);
  const rows = req.account ? bookmarks(db, viewer, { from: (page - 1) * A_PAGE, most: A_PAGE }) : [];
  const removed = req.account ? bookmarks(db, viewer, { removed: true }) : [];
  res.status(refused?.status ?? 200).render('public/shelf/workbench', {
    ...common(site, req),
    entries: shown(db, viewer, rows, lang),
    total,
    page,
    pages,
    folders: req.account ? folders(db, viewer) : [],
    searches: req.account ? savedSearches(db, req.account.id) : [],
    removed: shown(db, viewer, removed, lang),
    removedFolders: req.account ? folders(db, viewer, { removed: true }) : [],
    refused,
    scripts: req.account ? ['shelf-take.js'] : ['shelf-browser.js', 'shelf-search.js'],
  });
}

export function showFolder(site: Site, req: Request, res: Response, refused: Refused | null = null): void {
  const { db } = site.archive;
  const one = keptFolder(site, req);
  const pages = Math.ceil(one.places / A_PAGE);
  const page = pageOf(req, pages);
  const rows = inFolder(db, one, { from: (page - 1) * A_PAGE, most: A_PAGE });
  res.status(refused?.status ?? 200).render('public/shelf/folder', {
    ...common(site, req),
    folder: one,
    entries: shown(db, req.viewer, rows, req.lang),
    first: page === 1,
    last: page >= pages,
    page,
    pages,
    refused,
    scripts: ['shelf-order.js'],
  });
}

function keptFolder({ archive }: Site, req: Request): Folder {
  return folder(archive.db, req.viewer, String(req.params.id));
}

export function showEntry(site: Site, req: Request, res: Response, refused: Refused | null = null): void {
  const { db } = site.archive;
  const own: Bookmark = bookmark(db, req.viewer, String(req.params.id));
  const [entry] = shown(db, req.viewer, [own], req.lang);
  res.status(refused?.status ?? 200).render('public/shelf/entry', {
    ...common(site, req),
    entry,
    folders: folders(db, req.viewer),
    refused,
  });
}

/**
 * /workbench: what a reader keeps, in their account or, without one, in their browser; its folders; one place with its note.
 */
export function workbench(site: Site): Router {
  const router = express.Router();
  router.get('/workbench', (req, res) => showWorkbench(site, req, res));
  router.get('/workbench/folders/:id', signedInOnly, (req, res) => showFolder(site, req, res));
  router.get('/workbench/entries/:id', signedInOnly, (req, res) => showEntry(site, req, res));
  return router;
}
