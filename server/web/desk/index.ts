import express, { type Router } from 'express';
import type { Site } from '../site.ts';
import { accessRequestPages } from './access.ts';
import { accountsPages } from './accounts.ts';
import { agreementWordsPages } from './agreement-words.ts';
import { cataloguePages } from './catalogue/index.ts';
import { closingPages } from './closing/index.ts';
import { deskCompositions } from './compositions/index.ts';
import { eventDesk } from './events.ts';
import { deskFrame } from './frame.ts';
import { importPages } from './import/index.ts';
import { keepingPages } from './keeping.ts';
import { mailPages } from './mail.ts';
import { newsletterDesk } from './newsletter/index.ts';
import { questionPages } from './questions.ts';
import { queuePages } from './queue/index.ts';
import { settingsPages } from './settings.ts';
import { sitePageDesk } from './site-pages/index.ts';
import { staffOnly } from './staff.ts';
import { todayPage } from './today.ts';
import { vocabularyPages } from './vocabularies/index.ts';
import { voicePages } from './voices.ts';
import { wordingPages } from './wording/index.ts';
import { workshopPages } from './workshop/index.ts';

const PAGES: readonly ((site: Site) => Router)[] = [
  todayPage,
  queuePages,
  cataloguePages, // of one testimony and of many
  vocabularyPages,
  importPages,
  accessRequestPages,
  questionPages,
  voicePages,
  mailPages,
  newsletterDesk,
  accountsPages,
  settingsPages,
  agreementWordsPages,
  keepingPages,
  workshopPages,
  closingPages,
  sitePageDesk,
];

/**
 * The desk of those who keep the archive, mounted at /desk: every page under it is for staff alone, is kept by nobody, and
 * its forms come from here. A router is added to the list below, its entry to navigation.ts, its exits to exits/.
 */
export function deskPages(site: Site): Router {
  const router = express.Router();
  router.use(wordingPages(site)); // for translators too, who keep nothing else
  router.use(deskCompositions(site)); // for coordinators too
  router.use(eventDesk(site)); // for coordinators too
  router.use(staffOnly, deskFrame(site));
  for (const pages of PAGES) router.use(pages(site));
  return router;
}
