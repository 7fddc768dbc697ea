import express, { type Router } from 'express';
import { referenceOf } from '../../archive/submission/submission.ts';
import { contactOf } from '../contact.ts';
import type { Site } from '../site.ts';
import { throughLink } from './access.ts';
import { agreementPages } from './agreement.ts';
import { atOncePages } from './at-once.ts';
import { beginPages } from './begin.ts';
import { confirmPages } from './confirm.ts';
import { earlierPages } from './earlier.ts';
import { filePages } from './files.ts';
import { openLimits } from './limits.ts';
import { peoplePages } from './people.ts';
import { readingPages } from './reading.ts';
import { recordingPages } from './recording.ts';
import { stepPages } from './step.ts';
import { storyPages } from './story.ts';
import { uploadPages } from './upload.ts';
import { withdrawPages } from './withdraw.ts';

/**
 * /contribute: families tell and send their stories without an account, and stay in control of them through a private link.
 */
export function familyPages(site: Site): Router {
  const router = express.Router();
  const limits = openLimits();
  router.use((_req, res, next) => {
    res.setHeader('Cache-Control', 'no-store');
    res.locals.contact = contactOf(site);
    res.locals.referenceOf = referenceOf;
    res.locals.bodyClass = 'contribute';
    next();
  });
  for (const pages of [beginPages, atOncePages]) router.use(pages(site, limits));
  const story = express.Router({ mergeParams: true });
  story.use(throughLink(site, limits));
  for (const pages of [storyPages, stepPages, peoplePages, confirmPages, uploadPages]) story.use(pages(site, limits));
  for (const pages of [earlierPages, filePages, agreementPages, readingPages, recordingPages, withdrawPages])
    story.use(pages(site));
  router.use('/:reference', story);
  return router;
}
