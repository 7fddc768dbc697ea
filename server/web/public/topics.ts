import express, { type Router } from 'express';
import { termPage, terms } from '../../archive/term-page.ts';
import { describedTestimonies } from '../../archive/testimony-line.ts';
import { href } from '../../i18n/href.ts';
import { lineWords } from '../line-words.ts';
import type { Site } from '../site.ts';
import { atAddress } from './joined.ts';

/** /topics: what testimonies speak of, the events they speak of, and the communities they come from. */
export function topics(site: Site): Router {
  const router = express.Router();
  const { db } = site.archive;

  router.get('/topics', (req, res) => {
    const all = terms(db, req.viewer, 'topic', req.lang);
    const tops = all.filter(({ parent }) => parent === null);
    res.render('public/topics', {
      topics: tops.map((top) => ({ ...top, narrower: all.filter(({ parent }) => parent === top.slug) })),
      events: terms(db, req.viewer, 'event', req.lang).filter(({ testimonies }) => testimonies > 0),
      communities: terms(db, req.viewer, 'community', req.lang).filter(({ testimonies }) => testimonies > 0),
    });
  });

  for (const [path, vocabulary] of [
    ['/topics/:slug', 'topic'],
    ['/topics/events/:slug', 'event'],
    ['/topics/communities/:slug', 'community'],
  ] as const) {
    router.get(path, (req, res) => {
      const { page: term, movedTo } = atAddress(db, vocabulary, req.params.slug, (slug) =>
        termPage(db, req.viewer, vocabulary, slug, req.lang),
      );
      if (movedTo) return res.redirect(301, href(req.lang, path.replace(':slug', encodeURIComponent(movedTo))));
      res.render('public/term', {
        term,
        lines: describedTestimonies(db, req.viewer, term.testimonies, req.lang),
        ...lineWords(db, req.lang),
      });
    });
  }
  return router;
}
