import type { Gathering } from '../../archive/event/event.ts';
import { type Guest, guestsOf, keyFor } from '../../archive/event/guest.ts';
import { href } from '../../i18n/href.ts';
import { isLang } from '../../i18n/languages.ts';
import { sendMail } from '../../mail/mail.ts';
import type { Site } from '../site.ts';
import { siteName } from '../site-name.ts';
import { whenInWords } from './words.ts';

type Letter = 'confirmed' | 'waiting' | 'moved_up' | 'changed' | 'cancelled';

/** Writes to one guest, in their language. Call in the transaction of what causes it. */
export function writeToGuest(site: Site, event: Gathering, guest: Guest, letter: Letter): void {
  const { db } = site.archive;
  const lang = isLang(guest.lang) ? guest.lang : 'en';
  const link = site.config.publicUrl + href(lang, `/events/guest/${keyFor(db, guest.id)}`);
  sendMail(db, {
    to: guest.email,
    lang,
    template: `event_${letter}`,
    now: site.now(),
    values: { site: siteName(site), link, event: event.title, when: whenInWords(event, lang) },
  });
}

/** Writes to all of them, waiting ones too. */
export function writeToGuests(site: Site, event: Gathering, letter: 'changed' | 'cancelled'): void {
  for (const guest of guestsOf(site.archive.db, event.id)) writeToGuest(site, event, guest, letter);
}
