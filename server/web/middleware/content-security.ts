import type { RequestHandler, Response } from 'express';
import type { Config } from '../../config.ts';

/**
 * Nothing comes from another host but recordings from those that MEDIA_HOSTS lists; no inline style or script; no nonces,
 * which would defeat caching. https://www.w3.org/TR/CSP3/ No page may use what listens, sees or knows where one is, but those
 * that `letRecord`. https://www.w3.org/TR/permissions-policy/
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
    res.setHeader('Permissions-Policy', permissions('()'));
    next();
  };
}

/** Lets this one page stand in a page of another site, and be asked for from there. */
export function letFrame(res: Response): void {
  const policy = String(res.getHeader('Content-Security-Policy'));
  res.setHeader('Content-Security-Policy', policy.replace("frame-ancestors 'none'", 'frame-ancestors *'));
  res.removeHeader('X-Frame-Options');
  res.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
}

const permissions = (recording: string) =>
  `camera=${recording}, microphone=${recording}, geolocation=(), payment=(), usb=(), display-capture=()`;

/** Lets this one page ask for the microphone and the camera, and play what it has just recorded. */
export function letRecord(res: Response): void {
  const policy = String(res.getHeader('Content-Security-Policy'));
  res.setHeader('Content-Security-Policy', policy.replace("media-src 'self'", "media-src 'self' blob:"));
  res.setHeader('Permissions-Policy', permissions('(self)'));
}
