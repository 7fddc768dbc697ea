/**
 * News of saved searches by mail. A mail says what its reader finds at the moment it is handed over: what was closed since it
 * was written is left out, and a mail of which nothing is left is not sent. What staff alone see is told to nobody, staff
 * included.
 */

import { NEWS_AFTER } from '../../archive/saved-search.ts';
import {
  askForNews,
  type DueSearch,
  dueSearches,
  forgetMail,
  NEWS_MAIL,
  newsOfMail,
  setDue,
  setTold,
  setUntold,
  takeBackUnsent,
  untold,
} from '../../archive/saved-search-news.ts';
import { describedTestimonies, type TestimonyLine } from '../../archive/testimony-line.ts';
import { dayOf, type Viewer, viewerOf } from '../../archive/viewer.ts';
import { formatEdtf } from '../../i18n/dates.ts';
import { href } from '../../i18n/href.ts';
import { isolateIn } from '../../i18n/isolate.ts';
import { isLang, type Lang } from '../../i18n/languages.ts';
import { formatList } from '../../i18n/lists.ts';
import { translator } from '../../i18n/messages.ts';
import type { AtHandover } from '../../mail/deliver.ts';
import { sendMail } from '../../mail/mail.ts';
import { filledWording, wordingOf } from '../../mail/wording.ts';
import { newestFound } from '../../search/newest.ts';
import { lineWords } from '../line-words.ts';
import type { Site } from '../site.ts';
import { siteName } from '../site-name.ts';
import { searchKept } from './asked.ts';

const LISTED = 20; // in one mail; it says how many more there are
const MOST = 5_000;
const SOON = 10 * 60_000; // milliseconds until what could not be done now is tried again
/** What was out already and hidden for a while is told when it comes back, for so long; and what an index was late to hold. */
const LOOKED_BACK = 60 * 86_400_000;

/** What the one who saved a search may see of it, by mail and in a private feed: as a reader, whatever else they are. */
export function readerOf(account: number, now: Date): Viewer {
  return viewerOf('reader', account, dayOf(now));
}

/** Writes the mails that are due, and asks for the next look. A search that could not be looked through is due again soon. */
export async function tellNews(site: Site, signal: AbortSignal): Promise<void> {
  const { archive, engine } = site;
  const now = site.now();
  const failed: unknown[] = [];
  try {
    await engine.follow(); // what was published before this moment is found
    for (const search of dueSearches(archive.db, now)) {
      if (signal.aborted) return;
      await tell(site, search, now).catch((error: unknown) => failed.push(error));
    }
  } finally {
    askForNews(archive.db, new Date(now.getTime() + SOON));
  }
  if (failed.length) throw failed[0];
}

async function tell(site: Site, search: DueSearch, now: Date): Promise<void> {
  const { db } = site.archive;
  takeBackUnsent(db, search.id);
  const found = await foundFor(site, search, now);
  db.transaction(() => {
    const current = dueSearches(db, now).find(({ id }) => id === search.id);
    if (!current) return; // ended or deleted meanwhile
    const ids = untold(db, search.id, found);
    if (ids.length) setTold(db, search.id, writeMail(site, search, now), ids);
    const missed = Math.floor((now.getTime() - Date.parse(search.due)) / NEWS_AFTER[search.news]);
    setDue(db, search.id, new Date(Date.parse(search.due) + (missed + 1) * NEWS_AFTER[search.news]));
  }).immediate();
}

/** What its reader finds by it now that came out since they asked for news, newest first. */
async function foundFor(site: Site, search: DueSearch, now: Date): Promise<number[]> {
  const back = Math.max(Date.parse(search.due) - LOOKED_BACK, Date.parse(search.from));
  const after = new Date(back).toISOString();
  const viewer = readerOf(search.account, now);
  const found = await newestFound(site, viewer, searchKept(search.address), { most: MOST, after });
  return found.map(({ id }) => id);
}

/** The mail as the archive keeps it: neither what was searched for nor what was found stands in it. */
function writeMail(site: Site, { email, lang }: DueSearch, now: Date): number {
  return sendMail(site.archive.db, {
    to: email,
    lang: langOf(lang),
    template: NEWS_MAIL,
    now,
    values: {
      site: siteName(site),
      link: `${site.config.publicUrl}${href(langOf(lang), '/search')}`,
      search: '…',
      list: '…',
      stop: '…',
    },
  });
}

/** A mail of news as it is handed over. */
export function newsAtHandover(site: Site): AtHandover {
  return async (mail, now) => {
    const { db } = site.archive;
    const news = newsOfMail(db, mail.id);
    const told = new Set(news?.ids);
    const ids = news ? (await foundFor(site, news.search, now)).filter((id) => told.has(id)) : [];
    if (!news || !ids.length) {
      db.transaction(() => forgetMail(db, mail.id)).immediate();
      return null;
    }
    setUntold(
      db,
      mail.id,
      news.ids.filter((id) => !ids.includes(id)),
    );
    const { search } = news;
    const viewer = readerOf(search.account, now);
    const lang = langOf(search.lang);
    const address = (path: string) => site.config.publicUrl + href(lang, path);
    const link = address(`/search?${search.address}${search.address ? '&' : ''}sort=published`);
    const stop = address(`/searches/stop/${search.stopKey}`);
    const lines = describedTestimonies(db, viewer, ids.slice(0, LISTED), lang);
    const linkTo = ({ accession }: TestimonyLine) => address(`/testimonies/${encodeURIComponent(accession)}`);
    const items = lines.map((line) => itemOf(site, line, lang, linkTo(line)));
    const more = ids.length - lines.length;
    if (more > 0) items.push(translator(lang)('saved_search.mail.more', { count: more }));
    const wording = filledWording(wordingOf(db, NEWS_MAIL, lang), lang, {
      site: siteName(site),
      search: search.name,
      list: items.join('\n\n'),
      link,
      stop,
    });
    return {
      ...wording,
      links: [link, stop, ...lines.map(linkTo)],
      headers: { 'List-Unsubscribe': `<${stop}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' },
    };
  };
}

/** A testimony in a mail: its title, who tells it, whence they left, and its address. */
export function itemOf(site: Site, line: TestimonyLine, lang: Lang, link: string): string {
  const { countryName } = lineWords(site.archive.db, lang);
  const left = line.departures.flatMap(({ country, date, year }) =>
    country ? [[countryName(country), date ? formatEdtf(date, lang) : year].filter(Boolean).join(' ')] : [],
  );
  const narrators = formatList(
    line.narrators.map(({ name }) => name),
    lang,
  );
  const facts = [narrators, ...new Set(left)].filter(Boolean).join(' · ');
  return [isolateIn(line.title, lang), facts, link].filter(Boolean).join('\n');
}

function langOf(lang: string): Lang {
  return isLang(lang) ? lang : 'en';
}
