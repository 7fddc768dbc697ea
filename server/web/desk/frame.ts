import type { RequestHandler } from 'express';
import { testimonyTitle } from '../../archive/testimony.ts';
import { isStaff } from '../../archive/viewer.ts';
import { sameOrigin } from '../middleware/same-origin.ts';
import type { Site } from '../site.ts';
import { deskNavigation } from './navigation.ts';

/** What every page of the desk is given: its navigation. It is kept by nobody, and its forms come from here. */
export function deskFrame(site: Site): RequestHandler {
  return (req, res, next) => {
    res.setHeader('Cache-Control', 'no-store');
    const here = req.pagePath.split(/[?#]/)[0]!.replace(/(?<=.)\/$/, '');
    const entries = deskNavigation(req.viewer, here);
    Object.assign(res.locals, {
      robots: 'noindex',
      desk: { entries, home: isStaff(req.viewer) ? '/desk' : (entries[0]?.path ?? '/') },
      titleOf: (accession: string) => testimonyTitle(site.archive.db, accession),
    });
    if (['GET', 'HEAD'].includes(req.method)) next();
    else sameOrigin(req, res, next);
  };
}
