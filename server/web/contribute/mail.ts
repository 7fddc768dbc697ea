/** The mails a family gets: its private link, a code, an invitation. Without a mail server they wait at the desk. */
import { href } from '../../i18n/href.ts';
import type { Lang } from '../../i18n/languages.ts';
import { isLang } from '../../i18n/languages.ts';
import { sendMail } from '../../mail/mail.ts';
import type { Site } from '../site.ts';

/** Whether mails leave this archive by themselves, so that a family may count on one. */
export function canMail({ config }: Pick<Site, 'config'>): boolean {
  return config.mail !== null;
}

/** The whole address of a private link. */
export function linkAddress({ config }: Pick<Site, 'config'>, lang: string, token: string): string {
  return config.publicUrl + href(isLang(lang) ? lang : config.defaultLanguage, `/contribute/open?key=${token}`);
}

interface LinkMail {
  email: string;
  lang: string;
  token: string;
  reference: string;
  why: 'begun' | 'lost';
}

export function mailLink(site: Site, { email, lang, token, reference, why }: LinkMail): void {
  sendMail(site.archive.db, {
    to: email,
    lang: langOf(site, lang),
    template: `family_${why}`,
    values: { site: site.config.siteName, reference, link: linkAddress(site, lang, token) },
  });
}

export function mailInvitation(
  site: Site,
  mail: { email: string; lang: string; token: string; inviter: string },
): void {
  sendMail(site.archive.db, {
    to: mail.email,
    lang: langOf(site, mail.lang),
    template: 'family_invited',
    values: { site: site.config.siteName, inviter: mail.inviter, link: linkAddress(site, mail.lang, mail.token) },
  });
}

export function mailCode(site: Site, { email, lang, code }: { email: string; lang: string; code: string }): void {
  sendMail(site.archive.db, {
    to: email,
    lang: langOf(site, lang),
    template: 'family_code',
    values: { site: site.config.siteName, code },
  });
}

function langOf({ config }: Pick<Site, 'config'>, lang: string): Lang {
  return isLang(lang) ? lang : config.defaultLanguage;
}
