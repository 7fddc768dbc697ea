import type { RequestHandler } from 'express';
import { NotAllowed } from '../../archive/errors.ts';
import { isStaff } from '../../archive/viewer.ts';

/** Lets through those who keep the archive: archivists and administrators. */
export const staffOnly: RequestHandler = (req, _res, next) => {
  if (!isStaff(req.viewer) || !req.account)
    throw new NotAllowed('This is for the archivists. Sign in with their account.');
  next();
};
