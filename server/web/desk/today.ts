import express, { type Router } from 'express';
import { queue, queueCounts } from '../../archive/submission/queue.ts';
import type { Site } from '../site.ts';
import { lettersOf } from './health.ts';
import { looking } from './queue/looking.ts';
import { atDesk } from './staff.ts';

const SHOWN = 8;

/** The first page of the desk: what is new, whose turn it is, what has waited too long, and what is mine. */
export function todayPage(site: Site): Router {
  const router = express.Router();
  const { db } = site.archive;
  router.get('/', (req, res) => {
    const who = looking(site, req);
    const some = (view: 'new' | 'mine' | 'answered' | 'overdue') =>
      queue(db, who, { view }, { limit: SHOWN, skip: 0 }).lines;
    res.render('desk/today', {
      name: atDesk(req).name,
      today: site.now().toISOString().slice(0, 10),
      counts: queueCounts(db, who),
      lists: { mine: some('mine'), new: some('new'), answered: some('answered'), overdue: some('overdue') },
      letters: lettersOf(site, req),
    });
  });
  return router;
}
