import express, { type Router } from 'express';
import { countriesOfOrigin, eventsOfCountry } from '../../archive/country-page.ts';
import { picturesOfCountry } from '../../archive/country-pictures.ts';
import { NotFound } from '../../archive/errors.ts';
import { directionOf } from '../../archive/languages.ts';
import { href } from '../../i18n/href.ts';
import { translator } from '../../i18n/messages.ts';
import { type AboutEvent, passagesAboutEvents } from '../../search/about-events.ts';
import { find } from '../../search/find.ts';
import { countryAtlas } from '../atlas/country.ts';
import { periodsOf, yearAsked } from '../atlas/periods.ts';
import { eventMarks, yearsBeside } from '../event-marks.ts';
import { facetLabels } from '../facet-labels.ts';
import { histogram } from '../histogram.ts';
import { lineWords } from '../line-words.ts';
import type { Site } from '../site.ts';

const LINES = 12;
const PICTURES = 4;
const QUOTED = 8; // events for which a passage is looked for, those spoken of the most

export function countries(site: Site): Router {
  const router = express.Router();
  const { db } = site.archive;

  router.get('/countries', (req, res) => {
    res.render('public/countries', { countries: countriesOfOrigin(db, req.viewer), ...lineWords(db, req.lang) });
  });

  router.get('/countries/:code', async (req, res) => {
    const { viewer, lang } = req;
    const code = req.params.code.toUpperCase();
    const { countryName } = lineWords(db, lang);
    const name = countryName(code);
    if (name === code) throw new NotFound('country', req.params.code);
    const { answer, results } = await find(
      site,
      viewer,
      {
        q: '',
        filters: { facets: { country: [code] }, yearFrom: null, yearTo: null },
        sort: 'departure',
        page: 1,
        perPage: LINES,
      },
      lang,
    );
    const spokenOf = new Map(answer.facets.event.map(({ value, count }) => [value, count]));
    const known = eventsOfCountry(db, viewer, code, lang).map((event) => ({
      ...event,
      testimonies: spokenOf.get(event.slug) ?? 0,
    }));
    const most = [...known].sort((one, other) => other.testimonies - one.testimonies).slice(0, QUOTED);
    const passages =
      answer.total === 0 ? new Map<string, AboutEvent>() : await passagesAboutEvents(site, viewer, code, most);
    const events = known.map((event) => ({ ...event, passage: passages.get(event.slug) ?? null }));
    const years = histogram(answer.years, {
      beside: yearsBeside(events, answer.years),
      mirrored: directionOf(lang) === 'rtl',
    });
    const asked = yearAsked(req.query.year);
    const label = facetLabels(db, lang);
    res.render('public/country', {
      code,
      name,
      total: answer.total,
      atlas: countryAtlas(db, lang, code, answer, asked.year),
      asked,
      periods: periodsOf(db, code, lang, asked.year),
      years,
      byYear: answer.years,
      undated: answer.undated,
      timeline: years && eventMarks(events, years),
      events,
      communities: answer.facets.community.map(({ value, count }) => ({
        value,
        count,
        name: label('community', value),
      })),
      states: answer.facets.polity.map(({ value, count }) => ({ value, count, name: label('polity', value) })),
      pictures: picturesOfCountry(db, viewer, code, lang, PICTURES),
      lines: results,
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
