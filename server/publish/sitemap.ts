/**
 * A list of pages for search engines (https://www.sitemaps.org/protocol.html), each with its other languages
 * (https://developers.google.com/search/docs/specialty/international/localized-versions#sitemap).
 */
import { href } from '../i18n/href.ts';
import type { Lang } from '../i18n/languages.ts';
import { xmlText } from './xml.ts';

/** As many pages as one list may hold; the protocol allows 50,000 addresses, and each page is one in each language. */
export const PAGES_A_LIST = 8_000;

/** `site` is where readers reach the archive, without a slash at the end. */
export function sitemap(
  pages: { path: string; changed: string | null }[],
  site: string,
  langs: readonly Lang[],
): string {
  const urls = pages.flatMap(({ path, changed }) => {
    const others = langs.map(
      (lang) => `<xhtml:link rel="alternate" hreflang="${lang}" href="${xmlText(site + href(lang, path))}"/>`,
    );
    return langs.map(
      (lang) =>
        `<url><loc>${xmlText(site + href(lang, path))}</loc>${changed ? `<lastmod>${changed}</lastmod>` : ''}${others.join('')}</url>`,
    );
  });
  return `${HEAD}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n${urls.join('\n')}\n</urlset>\n`;
}

/** The list of lists, numbered from 1. */
export function sitemapIndex(lists: number, site: string): string {
  const each = Array.from(
    { length: lists },
    (_, at) => `<sitemap><loc>${xmlText(`${site}/sitemap/${at + 1}.xml`)}</loc></sitemap>`,
  );
  return `${HEAD}<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${each.join('\n')}\n</sitemapindex>\n`;
}

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';
