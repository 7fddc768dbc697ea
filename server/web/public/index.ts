import express, { type Router } from 'express';
import { eventPages } from '../events/pages.ts';
import { compressed } from '../middleware/compressed.ts';
import { newsletterPages } from '../newsletter/pages.ts';
import { openSearches } from '../saved-search/open.ts';
import type { Site } from '../site.ts';
import { askPages } from './ask.ts';
import { citePages } from './cite.ts';
import { collections } from './collections.ts';
import { compositionPages } from './compositions.ts';
import { countries } from './countries.ts';
import { feeds } from './feeds.ts';
import { home } from './home.ts';
import { passage } from './passage.ts';
import { people } from './people.ts';
import { photograph } from './photograph.ts';
import { places } from './places.ts';
import { quotations } from './quotation.ts';
import { reference } from './reference.ts';
import { robots } from './robots.ts';
import { search } from './search.ts';
import { sharing } from './sharing/pages.ts';
import { signInPages } from './sign-in.ts';
import { sitePages } from './site-pages.ts';
import { stylePage } from './style/page.ts';
import { testimony } from './testimony.ts';
import { topics } from './topics.ts';
import { concordance } from './workbench/concordance.ts';
import { searchExport } from './workbench/export.ts';
import { frequency } from './workbench/frequency.ts';
import { browserShelf } from './workbench/shelf/browser.ts';
import { workbenchDeeds } from './workbench/shelf/deeds.ts';
import { shelfFiles } from './workbench/shelf/files.ts';
import { workbench } from './workbench/shelf/pages.ts';
import { saving } from './workbench/shelf/save.ts';

/** Every page that anybody may ask for; each shows what its viewer may see. */
export function publicPages(site: Site): Router {
  const router = express.Router();
  router.use((_req, res, next) => {
    res.setHeader('Cache-Control', 'no-store');
    next();
  });
  router.use(compressed());
  for (const pages of [
    home,
    search,
    searchExport,
    concordance,
    frequency,
    workbench,
    saving,
    shelfFiles,
    browserShelf,
    workbenchDeeds,
    testimony,
    reference,
    citePages,
    quotations,
    passage,
    photograph,
    sharing,
    countries,
    people,
    places,
    topics,
    collections,
    compositionPages,
    askPages,
    signInPages,
    feeds,
    openSearches,
    newsletterPages,
    eventPages,
    robots,
    sitePages,
    stylePage,
  ]) {
    router.use(pages(site));
  }
  return router;
}
