import type { RequestHandler } from 'express';
import { isStaff } from '../../archive/viewer.ts';
import type { Site } from '../site.ts';

/**
 * `{ ok, search: { engine, ready, message } }`: for a load balancer, and for the one who looks after the machine, who alone
 * is told what is wrong: it may name what is closed. 503 where not ready.
 */
export function health(site: Site): RequestHandler {
  return async (req, res) => {
    const state = await site.engine.state();
    const database = site.archive.db.prepare('SELECT 1').pluck().get() === 1;
    const ok = database && state.ready;
    res.status(ok ? 200 : 503).json({
      ok,
      search: { engine: state.name, ready: state.ready, message: isStaff(req.viewer) ? state.message : null },
    });
  };
}
