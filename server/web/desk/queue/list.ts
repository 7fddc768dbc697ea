import express, { type Router } from 'express';
import { z } from 'zod';
import { QUEUE_VIEWS, queue, queueChoices, queueCounts } from '../../../archive/submission/queue.ts';
import { SUBMISSION_KINDS, SUBMISSION_STATES } from '../../../archive/submission/submission.ts';
import type { Site } from '../../site.ts';
import { pageOf } from '../pages.ts';
import { looking } from './looking.ts';

const ROWS = 300;
const query = z.object({
  view: z.enum(QUEUE_VIEWS).catch('open'),
  state: z.enum(SUBMISSION_STATES).nullable().catch(null),
  kind: z.enum(SUBMISSION_KINDS).nullable().catch(null),
  lang: z.string().max(40).catch(''),
  country: z.string().max(300).catch(''),
  owner: z.coerce.number().int().positive().nullable().catch(null),
  q: z.string().max(200).catch(''),
  page: z.unknown().optional(),
});

/** The queue, with its views and filters. */
export function queueList(site: Site): Router {
  const router = express.Router();
  const { db } = site.archive;
  router.get('/queue', (req, res) => {
    const { page, q, ...filter } = query.parse(req.query);
    const { at, skip } = pageOf(page, ROWS);
    const who = looking(site, req);
    const asked = { ...filter, lang: filter.lang || null, words: q };
    const found = queue(db, who, asked, { limit: ROWS, skip });
    const kept = Object.entries({ ...filter, q }).flatMap(([name, value]) => (value ? [[name, String(value)]] : []));
    res.render('desk/queue/list', {
      ...found,
      filter: { ...filter, q },
      views: QUEUE_VIEWS,
      counts: queueCounts(db, who),
      choices: queueChoices(db),
      states: SUBMISSION_STATES.filter((state) => state !== 'draft'),
      kinds: SUBMISSION_KINDS,
      page: at,
      pages: Math.ceil(found.total / ROWS),
      at: `/desk/queue?${new URLSearchParams(kept)}&`,
    });
  });
  return router;
}
