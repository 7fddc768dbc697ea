import express, { type Router } from 'express';
import { z } from 'zod';
import { refusedSignIns } from '../../archive/account/log.ts';
import { audit, auditChoices, auditEntries } from '../../archive/audit.ts';
import { isDay } from '../../archive/dates/day.ts';
import { JOB_STATES, jobCounts, jobLines, retryJob } from '../../archive/job-list.ts';
import { DIGEST_JOB } from '../../archive/newsletter/digest.ts';
import { NEWSLETTER_JOB } from '../../archive/newsletter/issue.ts';
import { href } from '../../i18n/href.ts';
import { CHECK_JOB } from '../../looked-over.ts';
import { numbered } from '../numbered.ts';
import type { Site } from '../site.ts';
import { auditAddress, auditWords } from './audit-words.ts';
import { healthPages } from './health.ts';
import { pageOf } from './pages.ts';
import { atDesk, requireRole } from './staff.ts';

const ROWS = 200;
/** Kinds of work that have a name in the reader’s language. */
const NAMED = [
  'rendition',
  'film',
  'waveform',
  'transcription',
  'mail',
  'import',
  'withdrawal',
  CHECK_JOB,
  NEWSLETTER_JOB,
  DIGEST_JOB,
];
const FORM = express.urlencoded({ extended: false, limit: '20kb' });
const day = z.string().refine(isDay).catch('');
const auditQuery = z.object({
  actor: z.string().max(300).catch(''),
  thing: z.string().max(100).catch(''),
  q: z.string().max(200).catch(''),
  from: day,
  to: day,
  page: z.unknown().optional(),
});

/** How the archive is: its health, the work under way, and the log of who did what. */
export function keepingPages(site: Site): Router {
  const router = express.Router();
  const { now } = site;
  const { db } = site.archive;

  router.use(healthPages(site));

  router.get('/jobs', (req, res) => {
    const { state, page } = z
      .object({ state: z.enum(JOB_STATES).nullable().catch(null), page: z.unknown().optional() })
      .parse(req.query);
    const { at, skip } = pageOf(page, ROWS);
    const found = jobLines(db, state, { limit: ROWS, skip });
    res.render('desk/keeping/jobs', {
      ...found,
      state,
      states: JOB_STATES,
      known: NAMED,
      counts: jobCounts(db),
      page: at,
      pages: Math.ceil(found.total / ROWS),
    });
  });

  router.post('/jobs/:id/retry', FORM, (req, res) => {
    const id = numbered(req, 'job');
    db.transaction(() => {
      retryJob(db, id, now());
      audit(db, { actor: atDesk(req).email, action: 'tried again', thing: 'job', thingId: id });
    }).immediate();
    res.redirect(303, href(req.lang, '/desk/jobs'));
  });

  router.get('/audit', requireRole('administrator'), (req, res) => {
    const { page, q, ...filter } = auditQuery.parse(req.query);
    const { at, skip } = pageOf(page, ROWS);
    const said = auditWords(req.lang);
    const choices = auditChoices(db);
    const words = q.trim();
    const like = (action: string) => said.action(action)?.toLowerCase().includes(words.toLowerCase());
    const actions = words ? choices.actions.filter(like) : [];
    const found = auditEntries(db, { ...filter, words, actions }, { limit: ROWS, skip });
    const kept = Object.entries({ ...filter, q }).filter(([, value]) => value);
    res.render('desk/keeping/audit', {
      ...found,
      filter: { ...filter, q },
      choices,
      said,
      addressOf: auditAddress,
      refused: refusedSignIns(db, now(), 7),
      page: at,
      pages: Math.ceil(found.total / ROWS),
      at: `/desk/audit?${new URLSearchParams(kept)}&`,
    });
  });
  return router;
}
