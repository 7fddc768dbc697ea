import { serialize } from 'cookie';
import type { Config } from '../config.ts';

export const SIGN_IN_COOKIE = 'kolot_sign_in';
/** Of a browser that gave the right password and still needs a one-time code. */
export const STEP_COOKIE = 'kolot_sign_in_step';

export function signInCookie(config: Config, token: string, expires: Date): string {
  return cookie(config, SIGN_IN_COOKIE, token, expires);
}

export function stepCookie(config: Config, token: string, expires: Date): string {
  return cookie(config, STEP_COOKIE, token, expires);
}

/** A cookie that no script reads, that stays on this site, and that travels encrypted where the site is. */
function cookie(config: Config, name: string, token: string, expires: Date): string {
  return serialize(name, token, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: config.publicUrl.startsWith('https:'),
    expires,
  });
}
