import express, { type Request, type Router } from 'express';
import { z } from 'zod';
import { keep, keptOf, remove } from '../../../../archive/account/shelf/bookmark.ts';
import { anchorOf } from '../../../../archive/account/shelf/place.ts';
import { Invalid } from '../../../../archive/errors.ts';
import { href } from '../../../../i18n/href.ts';
import { sameOrigin } from '../../../middleware/same-origin.ts';
import type { Site } from '../../../site.ts';
import { within } from '../../sign-in.ts';
import { showWorkbench } from './pages.ts';

const place = z.string().max(220);
const pressed = z.object({
  keep: place.optional(),
  unkeep: place.optional(),
  back: z.string().max(12_000).default('/workbench'),
});

/**
 * The mark beside a passage or a testimony, pressed: kept in the account of who is signed in. A browser whose reader is not is
 * given what it needs to keep the place itself; nothing is written then.
 */
export function saving(site: Site): Router {
  const router = express.Router();
  const { db } = site.archive;

  router.post(
    '/workbench/save',
    express.urlencoded({ extended: false, limit: '40kb' }),
    express.json({ limit: '40kb' }),
    sameOrigin,
    (req, res) => {
      const { keep: kept, unkeep, back } = pressed.parse(req.body ?? {});
      const byScript = req.is('json') === 'json';
      if (!req.account) {
        if (byScript && kept !== undefined) {
          const { testimonyId: _, passage: __, ...anchor } = anchorOf(db, req.viewer, kept);
          res.json({ ...anchor, place: kept });
        } else res.redirect(303, href(req.lang, '/workbench'));
        return;
      }
      try {
        const id = kept === undefined ? null : keep(db, req.viewer, kept, site.now());
        if (unkeep !== undefined) unkept(req, unkeep);
        if (byScript) res.json({ kept: id !== null, edit: id && href(req.lang, `/workbench/entries/${id}`) });
        else res.redirect(303, href(req.lang, `${within(back).split('#')[0]}${hashOf(kept ?? unkeep)}`));
      } catch (error) {
        if (!(error instanceof Invalid)) throw error;
        const { key = 'other', values } = error.where;
        if (byScript) res.status(400).json({ problem: res.locals.t(`shelf.problem.${key}`, values) });
        else showWorkbench(site, req, res, { status: 400, key, values, typed: {} });
      }
    },
  );

  function unkept(req: Request, name: string): void {
    const { testimonyId } = anchorOf(db, req.viewer, name);
    const id = keptOf(db, req.viewer, [testimonyId!]).get(name);
    if (id) remove(db, req.viewer, id, site.now());
  }
  return router;
}

/** Where the mark stands on the page. */
function hashOf(name = ''): string {
  return name.startsWith('passage:') ? `#p-${encodeURIComponent(name.slice('passage:'.length))}` : '';
}
