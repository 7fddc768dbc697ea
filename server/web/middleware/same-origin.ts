import type { RequestHandler } from 'express';
import { NotAllowed } from '../../archive/errors.ts';

/**
 * Refuses a form that another site sent in a reader's name. Browsers say where a form comes from in `Sec-Fetch-Site`
 * (https://www.w3.org/TR/fetch-metadata/) and `Origin`; the cookie's `SameSite=Lax` is the second lock.
 */
export const sameOrigin: RequestHandler = (req, _res, next) => {
  const site = req.get('sec-fetch-site');
  const origin = req.get('origin');
  const foreign =
    site !== undefined
      ? site !== 'same-origin' && site !== 'none'
      : origin !== undefined && !isHere(origin, req.get('host'));
  if (foreign) throw new NotAllowed('This form was sent from another site. Open the page here and send it again.');
  next();
};

function isHere(origin: string, host: string | undefined): boolean {
  try {
    return new URL(origin).host === host;
  } catch {
    return false;
  }
}
