import express, { type Router } from 'express';
import { places as known, placePage } from '../../archive/place-page.ts';
import { describedTestimonies } from '../../archive/testimony-line.ts';
import { collatorOf } from '../../i18n/collation.ts';
import { href } from '../../i18n/href.ts';
import { lineWords } from '../line-words.ts';
import type { Site } from '../site.ts';
import { atAddress } from './joined.ts';

export function places(site: Site): Router {
  const router = express.Router();
  const { db } = site.archive;

  router.get('/places', (req, res) => {
    const { countryName } = lineWords(db, req.lang);
    const byCountry = new Map<string, ReturnType<typeof known>>();
    for (const place of known(db, req.viewer, req.lang)) {
      const country = place.country ?? '';
      byCountry.set(country, [...(byCountry.get(country) ?? []), place]);
    }
    const countries = [...byCountry]
      .map(([code, towns]) => ({ code, name: code && countryName(code), towns }))
      .sort((one, other) => collatorOf(req.lang).compare(one.name, other.name));
    res.render('public/places', { countries });
  });

  router.get('/places/:slug', (req, res) => {
    const { page: place, movedTo } = atAddress(db, 'place', req.params.slug, (slug) =>
      placePage(db, req.viewer, slug, req.lang),
    );
    if (movedTo) return res.redirect(301, href(req.lang, `/places/${encodeURIComponent(movedTo)}`));
    const ties = (['left', 'reached', 'mentioned'] as const).map((tie) => ({
      tie,
      lines: describedTestimonies(
        db,
        req.viewer,
        place.testimonies.filter((one) => one.tie === tie).map(({ id }) => id),
        req.lang,
      ),
    }));
    res.render('public/place', {
      place,
      ties: ties.filter(({ lines }) => lines.length > 0),
      ...lineWords(db, req.lang),
    });
  });
  return router;
}
