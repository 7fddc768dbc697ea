import { Feed } from 'feed';
import { settled } from '../i18n/isolate.ts';
import type { Lang } from '../i18n/languages.ts';

/** A testimony as a feed tells of it. */
export interface FeedEntry {
  accession: string;
  title: string;
  abstract: string | null;
  narrators: string[];
  published: Date;
  url: string;
  sampleNotice: string | null;
}

/** What a feed is of. `url` is the page that shows the same, `self` the feed’s own address; both permanent. */
export interface FeedOf {
  title: string;
  archive: string;
  url: string;
  self: string;
  lang: Lang;
}

/** An Atom feed (https://www.rfc-editor.org/rfc/rfc4287), newest first. */
export function atom(of: FeedOf, entries: readonly FeedEntry[]): string {
  const newest = entries.reduce((latest, { published }) => Math.max(latest, published.getTime()), 0);
  const feed = new Feed({
    id: of.self,
    title: of.title,
    link: of.url,
    feedLinks: { atom: of.self },
    language: of.lang,
    updated: new Date(newest), // that of the epoch where there is nothing: a feed must have one, and it may not move by itself
    author: { name: of.archive, link: of.url },
    copyright: '',
    generator: 'Kolot',
  });
  for (const entry of entries) {
    feed.addItem({
      id: entry.url,
      link: entry.url,
      title: asHtml(entry.title),
      description: asHtml([entry.sampleNotice, entry.abstract].filter(Boolean).join(' ')),
      author: entry.narrators.map((name) => ({ name: settled(name) })),
      date: entry.published,
      published: entry.published,
    });
  }
  return feed.atom1();
}

/** What was typed, as the HTML that the title of an entry is said to be: a sign of it that could be markup is written as one that is not. */
function asHtml(text: string): string {
  return settled(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
