import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { RequestHandler } from 'express';

const SMALL = 1_400; // bytes: what goes in one packet anyway
const inBrotli = promisify(brotliCompress);
const inGzip = promisify(gzip);

/**
 * Pages go compressed to visitors, in about a millisecond beside the event loop. Not to those signed in: the length of a page
 * that has both what somebody else put into its address and what is closed to others would tell of it (http://breachattack.com).
 */
export function compressed(): RequestHandler {
  return (req, res, next) => {
    if (req.account !== null) return next();
    const send = res.send.bind(res);
    res.send = (body) => {
      const type = String(res.getHeader('Content-Type') ?? 'text/html');
      if (typeof body !== 'string' || !type.startsWith('text/html') || body.length < SMALL) return send(body);
      res.vary('Accept-Encoding');
      // Asked one after the other: of two that a browser likes the same, the first that it names would be taken, which is gzip.
      const encoding = req.acceptsEncodings('br') || req.acceptsEncodings('gzip');
      if (encoding !== 'br' && encoding !== 'gzip') return send(body);
      res.type('html');
      const text = Buffer.from(body);
      const smaller =
        encoding === 'br'
          ? inBrotli(text, {
              params: {
                [constants.BROTLI_PARAM_QUALITY]: 5,
                [constants.BROTLI_PARAM_SIZE_HINT]: text.length,
              },
            })
          : inGzip(text);
      smaller.then((bytes) => {
        res.setHeader('Content-Encoding', encoding);
        send(bytes);
      }, next);
      return res;
    };
    next();
  };
}
