import { STATUS_CODES } from 'node:http';
import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import { Invalid, NotFound } from '../../archive/errors.ts';
import { answerTo } from '../middleware/errors.ts';
import type { Site } from '../site.ts';

/** What is said where nothing of ours was thrown: Express refused, or something failed. */
const WORDS: Record<number, string> = {
  400: 'The address cannot be read. Write what stands after a “%” as two hexadecimal digits, and “%” itself as “%25”.',
  413: 'What was sent is too large.',
  500: 'Something went wrong here. It has been noted. Ask again in a little while.',
};

/**
 * An error of the API, as RFC 9457 has it (https://www.rfc-editor.org/rfc/rfc9457): `{ type, title, status, detail, parameter? }`.
 * `detail` says in English what is wrong and what to do; `parameter` is the one it is about.
 */
function sendProblem(res: Response, status: number, detail: string, parameter?: string): void {
  const title = STATUS_CODES[status] ?? 'Error';
  res
    .status(status)
    .type('application/problem+json')
    .send(
      JSON.stringify({ type: 'about:blank', title, status, detail, ...(parameter !== undefined && { parameter }) }),
    );
}

/** Errors thrown under the API, each of them as a problem. */
export function jsonErrors(site: Site): ErrorRequestHandler {
  return (error, req, res, next) => {
    const { status, detail } = answerTo(error);
    if (status >= 500) site.log({ error, message: `${req.method} ${req.originalUrl.split('?')[0]}` });
    if (res.headersSent) return next(error);
    if (status === 503) res.setHeader('Retry-After', '2');
    const about = error instanceof Invalid ? error.where.field : undefined;
    sendProblem(res, status, detail ?? WORDS[status] ?? 'The request cannot be answered as it is.', about);
  };
}

/** Whatever is asked of the API that it does not have. `addresses` are those that it has. */
export function nothingSo(addresses: readonly string[]): RequestHandler {
  return (req, res) => {
    if (!['GET', 'HEAD'].includes(req.method)) {
      res.setHeader('Allow', 'GET, HEAD');
      return sendProblem(res, 405, 'The API is only read: ask with GET.');
    }
    const asked = `${req.baseUrl}${req.path}`.slice(0, 200);
    throw new NotFound('address', asked, `Ask one of these: ${addresses.join(', ')}.`);
  };
}
