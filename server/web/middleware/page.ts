import type { RequestHandler } from 'express';
import { kindsPublished } from '../../archive/composition/composition.ts';
import { directionOf, languageName } from '../../archive/languages.ts';
import { hasStatements, type Menu, menuOf } from '../../archive/site-page/page.ts';
import { dayOf, isStaff } from '../../archive/viewer.ts';
import { formatArchiveDate, formatDuration, formatEdtf, timecode } from '../../i18n/dates.ts';
import { href } from '../../i18n/href.ts';
import { messagesOf, translator } from '../../i18n/messages.ts';
import { spokenWords } from '../../i18n/spoken-words.ts';
import { formsOf } from '../../i18n/wording.ts';
import { formatYears } from '../../i18n/years.ts';
import { assetAddress, firstFaces } from '../assets.ts';
import { PATH_OF } from '../compositions.ts';
import type { Site } from '../site.ts';
import { siteName } from '../site-name.ts';
import { languagesOffered } from './language.ts';
import { mayCorrect } from './words.ts';

/** What every view is given: words, links and dates in the page's language. */
export function pageValues(site: Site): RequestHandler {
  return (req, res, next) => {
    const { lang } = req;
    const words = spokenWords();
    res.locals = {
      ...res.locals,
      site: { name: siteName(site), url: site.config.publicUrl },
      t: translator(lang),
      lang,
      dir: directionOf(lang),
      /** A link within the site, in this language. */
      href: (path: string) => href(lang, path),
      /** The address of this page, to be the canonical one, and in each other language. */
      here: req.pagePath,
      languages: languagesOffered(site).map((tag) => ({
        tag,
        name: languageName(tag, tag),
        href: href(tag, req.pagePath),
      })),
      account: req.account,
      staff: isStaff(req.viewer),
      mayCorrect: mayCorrect(req.viewer),
      /** The messages used so far on this page, as they are written, for whoever may correct them. */
      wordsHere: () =>
        [...(words?.used ?? [])].flatMap((key) => {
          const message = words?.corrected.get(lang)?.get(key) ?? messagesOf(lang).get(key);
          return message === undefined ? [] : [{ key, text: formsOf(message).at(-1)?.[1] ?? '' }];
        }),
      /** The organisation's own pages in a menu, and whether it has made statements. */
      menu: (name: Menu) => menuOf(site.archive.db, name, lang),
      hasStatements: () => hasStatements(site.archive.db),
      /** What is composed of the archive and open to everyone: programmes, lessons. */
      composed: () => kindsPublished(site.archive.db, dayOf(site.now())).map((kind) => ({ kind, path: PATH_OF[kind] })),
      asset: assetAddress,
      firstFaces: firstFaces(lang),
      directionOf,
      languageName: (tag: string) => languageName(tag, lang),
      date: (edtf: string) => formatEdtf(edtf, lang),
      /** A date as the family gave it, in its own calendar, with the Gregorian one behind. */
      dateGiven: (kept: Parameters<typeof formatArchiveDate>[0]) => formatArchiveDate(kept, lang),
      yearSpan: (from: number | null, to: number | null) => formatYears(from, to, lang),
      duration: (ms: number) => formatDuration(ms, lang),
      timecode,
      robots: null,
    };
    next();
  };
}
