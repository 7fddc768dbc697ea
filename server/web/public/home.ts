import express, { type Router } from 'express';
import { countriesOfOrigin } from '../../archive/country-page.ts';
import { latestTestimonies } from '../../archive/latest.ts';
import { describedTestimonies } from '../../archive/testimony-line.ts';
import { assetsOf } from '../../archive/testimony-page/files.ts';
import { visitor } from '../../archive/viewer.ts';
import { voiceOfTheDay } from '../../archive/voice.ts';
import { lineWords } from '../line-words.ts';
import type { Site } from '../site.ts';

const LATEST = 6;

/** The first page: a voice, a place to search from, the countries, and what came last. */
export function home(site: Site): Router {
  const router = express.Router();
  const { db } = site.archive;
  router.get('/', (req, res) => {
    const everyone = visitor(req.viewer.today);
    const voice = voiceOfTheDay(db, req.viewer.today, req.lang);
    const files = voice ? assetsOf(db, everyone, voice.testimonyId, req.lang) : [];
    res.render('public/home', {
      voice,
      picture: files.find(({ kind }) => kind === 'photograph') ?? null,
      voiceOf: voice ? (describedTestimonies(db, req.viewer, [voice.testimonyId], req.lang)[0] ?? null) : null,
      countries: countriesOfOrigin(db, req.viewer),
      latest: describedTestimonies(db, req.viewer, latestTestimonies(db, req.viewer, LATEST), req.lang),
      ...lineWords(db, req.lang),
      scripts: ['voice.js'],
    });
  });
  return router;
}
