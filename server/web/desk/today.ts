import express, { type Router } from 'express';
import type { Site } from '../site.ts';
import { atDesk } from './staff.ts';

/** The first page of the desk. */
export function todayPage(site: Site): Router {
  const router = express.Router();
  router.get('/', (req, res) => {
    res.render('desk/today', { name: atDesk(req).name, today: site.now().toISOString().slice(0, 10) });
  });
  return router;
}
