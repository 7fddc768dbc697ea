import type { ErrorRequestHandler, RequestHandler } from 'express';
import { ZodError } from 'zod';
import { Conflict, Invalid, NotAllowed, NotFound } from '../../archive/errors.ts';
import { NotKept } from '../../media/incoming.ts';
import type { Site } from '../site.ts';

export const nothingHere: RequestHandler = (req) => {
  throw new NotFound('page', req.path);
};

interface Answer {
  status: number;
  page: 'not-found' | 'bad-request' | 'not-allowed' | 'conflict' | 'busy' | 'full' | 'failure';
  detail: string | null; // in English, for the API: a page says it in its own language
}

/** What an error means to the one who asked; only what is ours to say is said. */
export function answerTo(error: unknown): Answer {
  if (error instanceof NotFound) return { status: 404, page: 'not-found', detail: error.message };
  if (error instanceof NotAllowed) return { status: 403, page: 'not-allowed', detail: error.message };
  if (isFull(error))
    return {
      status: 507,
      page: 'full',
      detail: 'The disk is full. Nothing of what was sent was kept. Send it again later.',
    };
  if (error instanceof Invalid) return { status: 400, page: 'bad-request', detail: error.message };
  if (error instanceof Conflict) return { status: 409, page: 'conflict', detail: error.message };
  if (error instanceof ZodError) {
    const detail = error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
    return { status: 400, page: 'bad-request', detail };
  }
  if (error instanceof Error && error.name === 'Busy') return { status: 503, page: 'busy', detail: error.message };
  const status = (error as { status?: unknown }).status; // Express's own: a broken address, a body too large
  if (typeof status === 'number' && status >= 400 && status < 500) return { status, page: 'bad-request', detail: null };
  return { status: 500, page: 'failure', detail: null };
}

/** The disk, or what may be used of it, takes no more: said by the system, by SQLite, or by what keeps files. */
function isFull(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  if (typeof code === 'string' && /^(SQLITE_FULL|ENOSPC|EDQUOT|EFBIG)$/.test(code)) return true;
  return error instanceof NotKept && error.reason === 'disk-full';
}

/** Turns whatever was thrown into a page. */
export function errorPages(site: Site): ErrorRequestHandler {
  return (error, req, res, next) => {
    const answer = answerTo(error);
    if (answer.status >= 500) site.log({ error, message: `${req.method} ${req.path}` });
    if (res.headersSent) return next(error);
    res.status(answer.status);
    res.setHeader('Cache-Control', 'no-store');
    if (answer.status === 503) res.setHeader('Retry-After', '2');
    if (!res.locals.t) return res.type('text/plain').send(String(answer.status));
    res.render('public/error', { answer, robots: 'noindex' }, (failure, html) => {
      if (!failure) return res.send(html);
      site.log({ error: failure, message: 'the error page itself' });
      res.type('text/plain').send(String(answer.status));
    });
  };
}
