import express, { type Router } from 'express';
import { countriesOfOrigin } from '../../archive/country-page.ts';
import { NotFound } from '../../archive/errors.ts';
import { href } from '../../i18n/href.ts';
import { translator } from '../../i18n/messages.ts';
import { countryShown } from '../atlas/country-shown.ts';
import { yearAsked } from '../atlas/periods.ts';
import { lineWords } from '../line-words.ts';
import type { Site } from '../site.ts';

export function countries(site: Site): Router {
  const router = express.Router();
  const { db } = site.archive;

  router.get('/countries', (req, res) => {
    res.render('public/countries', { countries: countriesOfOrigin(db, req.viewer), ...lineWords(db, req.lang) });
  });

  router.get('/countries/:code', async (req, res) => {
    const { lang } = req;
    const code = req.params.code.toUpperCase();
    const { countryName } = lineWords(db, lang);
    const name = countryName(code);
    if (name === code) throw new NotFound('country', req.params.code);
    const asked = yearAsked(req.query.year);
    res.render('public/country', {
      ...(await countryShown(site, req.viewer, lang, code, asked.year)),
      code,
      name,
      asked,
      countryName,
      canonical: `/countries/${code}`,
      alternates: [
        {
          type: 'application/atom+xml',
          href: href(lang, `/countries/${code}/feed.atom`),
          title: translator(lang)('feed.country', { country: name }),
        },
      ],
    });
  });
  return router;
}
