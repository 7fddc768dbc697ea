import type { RequestHandler } from 'express';
import { isStaff } from '../../archive/viewer.ts';
import type { EngineState } from '../../search/engine.ts';
import type { Site } from '../site.ts';

/**
 * `{ ok, search: { engine, ready, message, engines? } }`: for a load balancer, and for the one who looks after the machine,
 * who alone is told what is wrong: it may name what is closed. `engines` has each where there are two. 503 where not ready.
 */
export function health(site: Site): RequestHandler {
  return async (req, res) => {
    const state = await site.engine.state();
    const database = site.archive.db.prepare('SELECT 1').pluck().get() === 1;
    const ok = database && state.ready;
    const told = ({ name, ready, message }: EngineState) => ({
      engine: name,
      ready,
      message: isStaff(req.viewer) ? message : null,
    });
    res.status(ok ? 200 : 503).json({
      ok,
      search: { ...told(state), ...(state.engines && { engines: state.engines.map(told) }) },
    });
  };
}
