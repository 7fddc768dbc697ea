/** Addresses of pages: the language stands first in the path, `/ar/search?q=baghdad`. */
import { isLang, type Lang } from './languages.ts';

/**
 * The address of a page of this site in a language. `path` may already carry a language, which is replaced, so the same
 * function switches language. Query and hash are kept. The result always begins with `/` and the language: a path that
 * somebody else supplied can never lead to another site.
 */
export function href(lang: Lang, path: string): string {
  const { path: bare } = pathLanguage(path.startsWith('/') || /^[?#]|^$/.test(path) ? path : `/${path}`);
  return `/${lang}${bare.replace(/^\/(?=$|[?#])/, '')}`;
}

/** The language at the beginning of a path, null where there is none, and the rest: a path again, query and hash kept. */
export function pathLanguage(url: string): { lang: Lang | null; path: string } {
  const [, first = '', rest = ''] = /^\/([a-z]{2})(?=$|[/?#])(.*)$/s.exec(url) ?? [];
  if (!isLang(first)) return { lang: null, path: url };
  return { lang: first, path: rest.startsWith('/') ? rest : `/${rest}` };
}
