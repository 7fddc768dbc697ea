import express, { type Router } from 'express';
import { countriesOfOrigin, eventsOfCountry, politiesOfCountry } from '../../archive/country-page.ts';
import { NotFound } from '../../archive/errors.ts';
import { places } from '../../archive/place-page.ts';
import { find } from '../../search/find.ts';
import { histogram } from '../histogram.ts';
import { lineWords } from '../line-words.ts';
import type { Site } from '../site.ts';

const LINES = 12;

export function countries(site: Site): Router {
  const router = express.Router();
  const { db } = site.archive;

  router.get('/countries', (req, res) => {
    res.render('public/countries', { countries: countriesOfOrigin(db, req.viewer), ...lineWords(db, req.lang) });
  });

  router.get('/countries/:code', async (req, res) => {
    const code = req.params.code.toUpperCase();
    const { countryName } = lineWords(db, req.lang);
    const country = countriesOfOrigin(db, req.viewer).find((one) => one.code === code);
    if (!country && countryName(code) === code) throw new NotFound('country', req.params.code);
    const { answer, results } = await find(
      site,
      req.viewer,
      {
        q: '',
        filters: { facets: { country: [code] }, yearFrom: null, yearTo: null },
        sort: 'departure',
        page: 1,
        perPage: LINES,
      },
      req.lang,
    );
    res.render('public/country', {
      code,
      name: countryName(code),
      country: country ?? { code, testimonies: 0, firstDeparture: null, lastDeparture: null },
      years: histogram(answer.years, 1200),
      undated: answer.undated,
      polities: politiesOfCountry(db, code, req.lang),
      places: places(db, req.viewer, req.lang, code),
      events: eventsOfCountry(db, req.viewer, code, req.lang),
      total: answer.total,
      lines: results,
      countryName,
    });
  });
  return router;
}
