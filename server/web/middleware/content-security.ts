import type { RequestHandler } from 'express';
import type { Config } from '../../config.ts';

/**
 * Nothing comes from another host but recordings from those that MEDIA_HOSTS lists; no inline style or script; no nonces,
 * which would defeat caching. https://www.w3.org/TR/CSP3/
 */
export function contentSecurity(config: Config): RequestHandler {
  const mediaHosts = config.mediaHosts.map((host) => `https://${host}`).join(' ');
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self'",
    `media-src 'self' ${mediaHosts}`.trim(),
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
  return (_req, res, next) => {
    res.setHeader('Content-Security-Policy', policy);
    next();
  };
}
