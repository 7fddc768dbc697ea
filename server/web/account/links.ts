import { LINK_HOURS, type LinkPurpose, makeAccountLink } from '../../archive/account/link.ts';
import type { Account } from '../../archive/account.ts';
import { href } from '../../i18n/href.ts';
import { isLang, type Lang } from '../../i18n/languages.ts';
import { sendMail } from '../../mail/mail.ts';
import type { MailName } from '../../mail/templates.ts';
import type { Site } from '../site.ts';
import { siteName } from '../site-name.ts';

const MAIL_OF: Readonly<Record<LinkPurpose, MailName>> = {
  invitation: 'account_invitation',
  'sign-up': 'account_sign_up',
  reset: 'account_reset',
};

/** Writes to somebody with a link to choose a password by. Call in a transaction. Gives the id of the mail. */
export function mailLink(site: Site, account: Account, purpose: LinkPurpose, inviter = ''): number {
  const token = makeAccountLink(site.archive.db, account.id, purpose, site.now());
  const lang = langOf(account);
  const hours = LINK_HOURS[purpose];
  return sendMail(site.archive.db, {
    to: account.email,
    lang,
    template: MAIL_OF[purpose],
    values: {
      site: siteName(site),
      link: `${site.config.publicUrl}${href(lang, `/account/password?key=${token}`)}`,
      inviter,
      days: String(hours / 24),
      hours: String(hours),
    },
  });
}

/** Tells somebody what happened to their account. Call in the transaction of what happens. */
export function mailNotice(
  site: Site,
  account: Account,
  template: 'account_sign_up_known' | 'account_password_changed' | 'account_codes_off',
): void {
  const lang = langOf(account);
  const link = `${site.config.publicUrl}${href(lang, '/account/forgot')}`;
  sendMail(site.archive.db, { to: account.email, lang, template, values: { site: siteName(site), link } });
}

export function langOf({ lang }: Account): Lang {
  return isLang(lang) ? lang : 'en';
}
