import type { RequestHandler } from 'express';
import type { Config } from '../../config.ts';
import { isLang } from '../../i18n/languages.ts';

/**
 * Takes the language off the front of the path: `/ar/search` is `/search` in Arabic. Without one, the page is in
 * DEFAULT_LANGUAGE. Sets `req.lang`, and `req.pagePath`, the address without its language.
 */
export function languageOfPath(config: Config): RequestHandler {
  return (req, _res, next) => {
    const [, first = ''] = /^\/([a-z]{2})(?=\/|\?|$)/.exec(req.url) ?? [];
    if (isLang(first)) {
      req.lang = first;
      req.url = req.url.slice(first.length + 1).replace(/^(?!\/)/, '/');
    } else {
      req.lang = config.defaultLanguage;
    }
    req.pagePath = req.url;
    next();
  };
}
