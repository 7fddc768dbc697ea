/** A letter as it goes out: said anew at that moment, so that it tells only of what everyone may see then. */
import { newsBetween } from '../../archive/newsletter/digest.ts';
import type { Issue } from '../../archive/newsletter/issue.ts';
import { testimonyId } from '../../archive/testimony.ts';
import { describedTestimonies } from '../../archive/testimony-line.ts';
import { dayOf, viewerOf } from '../../archive/viewer.ts';
import { href } from '../../i18n/href.ts';
import { isLang, type Lang } from '../../i18n/languages.ts';
import { translator } from '../../i18n/messages.ts';
import type { HandedOver } from '../../mail/hand-over.ts';
import { itemOf } from '../saved-search/news.ts';
import type { Site } from '../site.ts';
import { siteName } from '../site-name.ts';

export interface LetterTo {
  lang: Lang;
  key: string | null; // to the reader's own choices; null: a letter to look at
  /** Of a digest: what it tells of. */
  news?: { from: string; to: string; countries: readonly string[] };
}

/** Null where there is nothing new to tell. */
export function letterOf(site: Site, issue: Issue, { lang, key, news }: LetterTo): HandedOver | null {
  const { db } = site.archive;
  const t = translator(lang);
  const viewer = viewerOf('visitor', 0, dayOf(site.now()));
  const address = (path: string) => site.config.publicUrl + href(lang, path);
  const ids = news
    ? newsBetween(db, viewer, news)
    : issue.accessions.flatMap((accession) => testimonyId(db, accession) ?? []);
  const lines = describedTestimonies(db, viewer, ids, lang).filter(({ sample }) => !sample);
  if (news && !lines.length) return null;
  const name = siteName(site);
  const digest = {
    subject: t('newsletter.letter.digest_subject', { site: name }),
    opening: t('newsletter.letter.digest_opening', { site: name }),
    closing: '',
  };
  const words = (news ? digest : issue.words[lang]) ?? issue.words[issue.lang] ?? { ...digest, opening: '' };
  const linked = lines.map((line) => ({
    line,
    link: address(`/testimonies/${encodeURIComponent(line.accession)}`),
  }));
  const own = address(key ? `/newsletter/${key}` : '/newsletter');
  const leave = address(key ? `/newsletter/${key}/leave` : '/newsletter');
  const text = [
    words.opening,
    ...linked.map(({ line, link }) => itemOf(site, line, lang, link)),
    words.closing,
    `${t('newsletter.letter.change', { site: name })}\n${own}`,
    ...(key ? [`${t('newsletter.letter.leave')}\n${leave}`] : []),
  ];
  return {
    subject: words.subject,
    text: text
      .map((one) => one.trim())
      .filter(Boolean)
      .join('\n\n'),
    links: [own, leave, ...linked.map(({ link }) => link)],
    headers: key ? { 'List-Unsubscribe': `<${leave}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' } : {},
  };
}

/** The language of the words that a reader of `lang` gets: their own, else that of the issue. */
export function langOfLetter(lang: string): Lang {
  return isLang(lang) ? lang : 'en';
}
