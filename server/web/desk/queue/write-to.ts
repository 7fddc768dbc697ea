import { makeLink } from '../../../archive/submission/link.ts';
import { peopleOf, type Submission } from '../../../archive/submission/submission.ts';
import { href } from '../../../i18n/href.ts';
import { isLang } from '../../../i18n/languages.ts';
import { sendMail } from '../../../mail/mail.ts';
import type { Site } from '../../site.ts';
import { siteName } from '../../site-name.ts';

/**
 * Writes to everyone of a family who gave an address, each with a private link of their own: the words of the archive, or,
 * where `text` is null, that there is news on their page. Call in the transaction of what is told. Gives how many.
 */
export function writeToFamily(site: Site, of: Submission, text: string | null): number {
  const { db } = site.archive;
  const lang = isLang(of.lang) ? of.lang : site.config.defaultLanguage;
  const reached = peopleOf(db, of.id).flatMap(({ id, email }) => (email ? [{ id, email }] : []));
  for (const { id, email } of reached) {
    const link = `${site.config.publicUrl}${href(lang, `/contribute/open?key=${makeLink(db, id, site.now())}`)}`;
    const values = { site: siteName(site), link, ...(text === null ? {} : { text }) };
    sendMail(db, { to: email, lang, template: text === null ? 'family_news' : 'family_message', values });
  }
  return reached.length;
}
