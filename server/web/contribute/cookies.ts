/** The cookies by which a browser holds a private link, one for each story, and what it has confirmed. No script reads them. */
import { parse, serialize } from 'cookie';
import type { Request } from 'express';
import { LINK_DAYS } from '../../archive/submission/link.ts';
import type { Config } from '../../config.ts';

const DAY = 86_400_000;

function cookie(config: Config, name: string, value: string, expires: Date): string {
  return serialize(name, value, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: config.publicUrl.startsWith('https:'),
    expires,
  });
}

export function linkCookie(config: Config, submissionId: number, token: string, now: Date): string {
  return cookie(config, `kolot_story_${submissionId}`, token, new Date(now.getTime() + LINK_DAYS * DAY));
}

export function confirmedCookie(config: Config, submissionId: number, token: string, expires: Date): string {
  return cookie(config, `kolot_confirmed_${submissionId}`, token, expires);
}

export function linkIn(req: Request, submissionId: number): string | null {
  return parse(req.headers.cookie ?? '')[`kolot_story_${submissionId}`] ?? null;
}

export function confirmedIn(req: Request, submissionId: number): string | null {
  return parse(req.headers.cookie ?? '')[`kolot_confirmed_${submissionId}`] ?? null;
}
