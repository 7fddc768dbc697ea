/**
 * Limits on guessing and on mails in somebody else's name, a quarter of an hour long: for one account or address, and from
 * one machine, which a whole library may share. Counted before anything is looked at: of many tries sent at once, none slips
 * through.
 */
import type { Request } from 'express';
import { RateLimiterMemory } from 'rate-limiter-flexible';

const SPAN = 15 * 60; // seconds

export interface Limit {
  /** Counts a try; gives how many milliseconds the door is shut, 0 where it is open. */
  tried(what: string, req: Request): Promise<number>;
  /** A try that was right: it counts for nothing. */
  right(what: string, req: Request): Promise<void>;
}

export function limit({ each, machine }: { each: number; machine: number }): Limit {
  const forOne = new RateLimiterMemory({ points: each, duration: SPAN });
  const fromMachine = new RateLimiterMemory({ points: machine, duration: SPAN });
  return {
    async tried(what, req) {
      const [one, from] = await Promise.all([forOne.penalty(what), fromMachine.penalty(req.ip ?? '')]);
      return Math.max(
        one.consumedPoints > each ? one.msBeforeNext : 0,
        from.consumedPoints > machine ? from.msBeforeNext : 0,
      );
    },
    async right(what, req) {
      await Promise.all([forOne.delete(what), fromMachine.reward(req.ip ?? '')]);
    },
  };
}
