import { serialize } from 'cookie';
import type { Config } from '../config.ts';

export const SIGN_IN_COOKIE = 'kolot_sign_in';

/** A cookie that no script reads, that stays on this site, and that travels encrypted where the site is. */
export function signInCookie(config: Config, token: string, expires: Date): string {
  return serialize(SIGN_IN_COOKIE, token, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: config.publicUrl.startsWith('https:'),
    expires,
  });
}
