import type { ErrorRequestHandler } from 'express';
import { answerTo } from '../middleware/errors.ts';
import type { Site } from '../site.ts';

/** Errors of the API: `{ error: { status, message } }`, in English. */
export function jsonErrors(site: Site): ErrorRequestHandler {
  return (error, req, res, next) => {
    const { status, detail } = answerTo(error);
    if (status >= 500) site.log({ error, message: `${req.method} ${req.originalUrl.split('?')[0]}` });
    if (res.headersSent) return next(error);
    if (status === 503) res.setHeader('Retry-After', '2');
    res.status(status).json({
      error: {
        status,
        message:
          detail ?? (status >= 500 ? 'Something went wrong here. It has been noted.' : 'The request cannot be read.'),
      },
    });
  };
}
