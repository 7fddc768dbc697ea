import type { RequestHandler } from 'express';
import { href } from '../../i18n/href.ts';
import { isLang, LANGUAGES, type Lang } from '../../i18n/languages.ts';
import { settled } from '../../settings.ts';
import type { Site } from '../site.ts';

/**
 * Takes the language off the front of the path: `/ar/search` is `/search` in Arabic. Without one, the page is in
 * DEFAULT_LANGUAGE. Sets `req.lang`, and `req.pagePath`, the address without its language. A page in a language that is not
 * offered leads to the same page in one that is, for a while: it may be offered again.
 */
export function languageOfPath(site: Pick<Site, 'archive' | 'config'>): RequestHandler {
  return (req, res, next) => {
    const offered = languagesOffered(site);
    const standard = offered.includes(site.config.defaultLanguage) ? site.config.defaultLanguage : offered[0]!;
    const [, first = ''] = /^\/([a-z]{2})(?=\/|\?|$)/.exec(req.url) ?? [];
    if (isLang(first)) {
      if (!offered.includes(first) && ['GET', 'HEAD'].includes(req.method))
        return res.redirect(302, href(standard, req.url.slice(first.length + 1).replace(/^(?!\/)/, '/')));
      req.lang = first;
      req.url = req.url.slice(first.length + 1).replace(/^(?!\/)/, '/');
    } else {
      req.lang = standard;
    }
    req.pagePath = req.url;
    next();
  };
}

/** The languages that pages are offered in, as settled at the desk, in their order. */
export function languagesOffered({ archive }: Pick<Site, 'archive'>): Lang[] {
  const chosen = settled(archive.db, 'languages');
  return LANGUAGES.filter((lang) => chosen.includes(lang));
}
