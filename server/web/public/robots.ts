import express, { type Router } from 'express';

/** Search engines may read the archive; each sample record, each search and each sign-in page says for itself that they may not. */
export function robots(): Router {
  const router = express.Router();
  router.get('/robots.txt', (_req, res) => {
    res.type('text/plain').send('User-agent: *\nDisallow: /api/\nDisallow: /*/sign-in\n');
  });
  return router;
}
