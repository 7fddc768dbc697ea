import express, { type Request, type RequestHandler, type Response, type Router } from 'express';
import { z } from 'zod';
import { bookmark, erase, putBack, remove, seeAgain, writeNote } from '../../../../archive/account/shelf/bookmark.ts';
import {
  eraseFolder,
  layInto,
  makeFolder,
  moveFolder,
  moveInFolder,
  nameFolder,
  putFolderBack,
  removeFolder,
  STEPS,
  takeOut,
} from '../../../../archive/account/shelf/folder.ts';
import { Conflict, Invalid, NotFound } from '../../../../archive/errors.ts';
import { href } from '../../../../i18n/href.ts';
import { signedInOnly } from '../../../account/own.ts';
import { sameOrigin } from '../../../middleware/same-origin.ts';
import type { Site } from '../../../site.ts';
import { within } from '../../sign-in.ts';
import { type Refused, showEntry, showFolder, showWorkbench } from './pages.ts';

const version = z.coerce.number().int().min(1);
const list = z.preprocess((value) => (value === undefined ? [] : [value].flat()), z.array(z.string().max(40)).max(500));
const noteForm = z.object({
  note: z.string().default(''),
  version,
  folders: list,
  folder: z.string().max(2_000).default(''), // the name of a new one
});
const nameForm = z.object({ name: z.string().max(2_000).default(''), version: version.optional() });
const DONE: Record<string, string> = { remove: 'removed', back: 'back', erase: 'erased' };
const FOLDER_DONE: Record<string, string> = { remove: 'folder_removed', back: 'folder_back', erase: 'erased' };
const backForm = z.object({ back: z.string().max(2_000).optional() });

/** What readers do with what they keep in their account: each a form, each leading back to where it stands. */
export function workbenchDeeds(site: Site): Router {
  const router = express.Router();
  const { db } = site.archive;
  const form = express.urlencoded({ extended: false, limit: '200kb' });
  const id = (req: Request) => String(req.params.id);

  function post(path: string, show: (req: Request, res: Response, refused: Refused) => void, work: RequestHandler) {
    router.post(path, form, sameOrigin, signedInOnly, (req, res, next) => {
      try {
        work(req, res, next);
      } catch (error) {
        if (!(error instanceof Invalid || error instanceof Conflict)) throw error;
        const said = error instanceof Invalid ? error.where : error.said;
        show(req, res, {
          status: error instanceof Invalid ? 400 : 409,
          key: said.key ?? 'other',
          values: said.values,
          typed: req.body ?? {},
        });
      }
    });
  }
  const onWorkbench = (req: Request, res: Response, refused: Refused) => showWorkbench(site, req, res, refused);
  const onFolder = (req: Request, res: Response, refused: Refused) => showFolder(site, req, res, refused);
  const onEntry = (req: Request, res: Response, refused: Refused) => showEntry(site, req, res, refused);
  /** Back to the page the form stood on, which says what was done. */
  const backTo = (req: Request, res: Response, done: string | null, hash = '', fallback = '/workbench') => {
    const { back } = backForm.parse(req.body ?? {});
    const [path] = within(back ?? fallback).split(/[?#]/);
    const to = path!.startsWith('/workbench') ? within(back ?? fallback) : fallback;
    const address = new URL(to, 'http://here');
    address.searchParams.delete('done');
    address.searchParams.delete('id');
    if (done) address.searchParams.set('done', done);
    if (done && /removed$/.test(done)) address.searchParams.set('id', id(req));
    res.redirect(303, href(req.lang, `${address.pathname}${address.search}${hash}`));
  };

  post('/workbench/entries/:id', onEntry, (req, res) => {
    const typed = noteForm.parse(req.body ?? {});
    db.transaction(() => {
      writeNote(db, req.viewer, id(req), typed);
      const made = typed.folder.trim() ? [makeFolder(db, req.viewer, typed.folder)] : [];
      layInto(db, req.viewer, id(req), [...typed.folders, ...made]);
    }).immediate();
    backTo(req, res, 'noted', `#e-${id(req)}`);
  });

  post('/workbench/entries/:id/:deed', onWorkbench, (req, res) => {
    const entry = bookmark(db, req.viewer, id(req)).publicId;
    const { deed } = req.params;
    if (deed === 'remove') remove(db, req.viewer, entry, site.now());
    else if (deed === 'back') putBack(db, req.viewer, entry);
    else if (deed === 'erase') erase(db, req.viewer, entry);
    else if (deed === 'seen') seeAgain(db, req.viewer, entry);
    else throw new NotFound('page', req.path);
    const done = DONE[deed] ?? null;
    backTo(req, res, done, done === null || done === 'back' ? `#e-${entry}` : '');
  });

  post('/workbench/folders', onWorkbench, (req, res) => {
    const made = makeFolder(db, req.viewer, nameForm.parse(req.body ?? {}).name);
    backTo(req, res, 'made', `#f-${made}`);
  });

  post('/workbench/folders/:id', onFolder, (req, res) => {
    const { name, version } = nameForm.parse(req.body ?? {});
    nameFolder(db, req.viewer, id(req), { name, version: version ?? 0 });
    backTo(req, res, 'named', '', `/workbench/folders/${id(req)}`);
  });

  post('/workbench/folders/:id/:deed', onWorkbench, (req, res) => {
    const { deed } = req.params;
    const step = STEPS.find((one) => one === deed);
    if (step) moveFolder(db, req.viewer, id(req), step);
    else if (deed === 'remove') removeFolder(db, req.viewer, id(req), site.now());
    else if (deed === 'back') putFolderBack(db, req.viewer, id(req));
    else if (deed === 'erase') eraseFolder(db, req.viewer, id(req));
    else throw new NotFound('page', req.path);
    const done = FOLDER_DONE[String(deed)] ?? null;
    backTo(req, res, done, step || deed === 'back' ? `#f-${id(req)}` : '');
  });

  post('/workbench/folders/:id/entries/:entry/:deed', onFolder, (req, res) => {
    const { deed } = req.params;
    const entry = String(req.params.entry);
    const step = STEPS.find((one) => one === deed);
    if (step) moveInFolder(db, req.viewer, id(req), entry, step);
    else if (deed === 'out') takeOut(db, req.viewer, id(req), entry);
    else throw new NotFound('page', req.path);
    backTo(req, res, null, `#e-${entry}`, `/workbench/folders/${id(req)}`);
  });
  return router;
}
