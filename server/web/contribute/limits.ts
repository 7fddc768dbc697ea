/** How often something may be asked from one place, and a quiet check for machines that fill in forms. */
import type { Request, RequestHandler, Response } from 'express';
import { RateLimiterMemory } from 'rate-limiter-flexible';

const HOUR = 3_600;

/** Times in so many seconds, after which that door stays shut for a while. A whole old people's home may share an address. */
const LIMITS = {
  begin: { points: 30, duration: HOUR },
  open: { points: 60, duration: HOUR / 4 }, // links that open nothing
  lost: { points: 10, duration: HOUR },
  confirm: { points: 12, duration: HOUR / 2 }, // of one story
  confirm_from: { points: 60, duration: HOUR / 2 }, // from one address
  code: { points: 5, duration: HOUR / 2 },
  send: { points: 20, duration: HOUR },
  files: { points: 400, duration: HOUR },
  messages: { points: 60, duration: HOUR },
} as const;
export type Door = keyof typeof LIMITS;

export interface Limits {
  /** Whether this may be asked once more; it counts as asked. `key` narrows it to one story or address of mail. */
  may(door: Door, key: string): Promise<boolean>;
  /** What was asked was right: it does not count. */
  reward(door: Door, key: string): Promise<void>;
}

export function openLimits(): Limits {
  const doors = new Map(
    Object.entries(LIMITS).map(([door, limit]) => [door, new RateLimiterMemory({ ...limit, keyPrefix: door })]),
  );
  return {
    async may(door, key) {
      const { consumedPoints } = await doors.get(door)!.penalty(key);
      return consumedPoints <= LIMITS[door].points;
    },
    async reward(door, key) {
      await doors.get(door)!.reward(key);
    },
  };
}

/** Says that it was too often, with what can be done instead. */
export function tooOften(_req: Request, res: Response): void {
  res.setHeader('Retry-After', '900');
  res.status(429).render('contribute/said', { said: 'too_often', robots: 'noindex' });
}

/** A route that one address may ask only so often. */
export function limited(limits: Limits, door: Door): RequestHandler {
  return async (req, res, next) => {
    if (await limits.may(door, req.ip ?? '')) return next();
    tooOften(req, res);
  };
}

const QUICKEST = 3_000; // milliseconds in which no person fills in a form

/**
 * Whether a form was likely filled in by a machine: it wrote into a field that people do not see, or took no time. Such a form
 * is shown once more with everything in it, so that a person loses nothing by it.
 */
export function looksLikeMachine(sent: Record<string, unknown>, now: Date): boolean {
  if (typeof sent.website === 'string' && sent.website !== '') return true;
  const began = Number(sent.began);
  return !Number.isFinite(began) || began <= 0 || now.getTime() - began < QUICKEST;
}
