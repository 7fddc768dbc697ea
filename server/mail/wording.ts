import { Invalid } from '../archive/errors.ts';
import { setSetting, setting } from '../archive/setting.ts';
import { messageOf } from '../corrections.ts';
import type { Database } from '../db/open.ts';
import { isolateIn } from '../i18n/isolate.ts';
import type { Lang } from '../i18n/languages.ts';
import { type MailName, mailTemplate } from './templates.ts';

/** Subject and text of a mail with `{names}` to be filled in. */
export interface Wording {
  subject: string;
  text: string;
}

const LONGEST_SUBJECT = 200; // characters
const LONGEST_TEXT = 10_000;

/** The wording that ships with Kolot, as its translators have corrected it here. */
export function shippedWording(db: Database, name: MailName, lang: Lang): Wording {
  const t = (key: string) => messageOf(db, lang, key); // as it is written, with its names in braces
  const message = (part: keyof Wording) => {
    const found = t(`mail.${name}.${part}`);
    if (typeof found !== 'string') throw new Error(`There is no wording of the mail ${name} in ${lang}.`);
    return found;
  };
  return { subject: message('subject'), text: message('text') };
}

/** The wording that is in use: the archive's own, or the one that ships. */
export function wordingOf(db: Database, name: MailName, lang: Lang): Wording & { own: boolean } {
  const kept = setting(db, keyOf(name, lang));
  return kept === null
    ? { ...shippedWording(db, name, lang), own: false }
    : { ...(JSON.parse(kept) as Wording), own: true };
}

/**
 * Words a mail anew; null brings back the wording that ships.
 * @throws Invalid where a name in braces is unknown, or the link is missing
 */
export function setWording(db: Database, name: MailName, lang: Lang, wording: Wording | null): void {
  if (!wording) {
    db.prepare('DELETE FROM setting WHERE key = ?').run(keyOf(name, lang));
    return;
  }
  const subject = wording.subject.trim().replace(/\s+/g, ' ');
  const text = wording.text.replace(/\r\n?/g, '\n').trim();
  if (!subject || subject.length > LONGEST_SUBJECT)
    throw new Invalid(`A subject has from 1 to ${LONGEST_SUBJECT} characters.`, { field: 'subject' });
  if (!text || text.length > LONGEST_TEXT)
    throw new Invalid(`The text of a mail has from 1 to ${LONGEST_TEXT} characters.`, { field: 'text' });
  const { values, link } = mailTemplate(name);
  const known = ['site', ...values];
  const foreign = namesIn(subject).find((one) => !known.includes(one));
  if (foreign !== undefined) throw unknown(foreign, known, 'subject');
  const inText = link ? [...known, 'link'] : known;
  const strange = namesIn(text).find((one) => !inText.includes(one));
  if (strange !== undefined) throw unknown(strange, inText, 'text');
  if (link && !namesIn(text).includes('link'))
    throw new Invalid('Without {link} nobody can do what the mail asks for. Put it where the address should stand.', {
      field: 'text',
    });
  setSetting(db, keyOf(name, lang), JSON.stringify({ subject, text }));
}

function unknown(name: string, known: string[], field: string): Invalid {
  const may = known.map((one) => `{${one}}`).join(', ');
  return new Invalid(`Nothing is known to fill {${name}} with. This mail knows ${may}.`, { field });
}

const namesIn = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
const keyOf = (name: MailName, lang: Lang) => `mail.${name}.${lang}`;

/** Fills a wording in. Values that run against the language are isolated; an address stands as it is, to be followed. */
export function filledWording(wording: Wording, lang: Lang, values: Record<string, string>): Wording {
  const fill = (text: string) =>
    text.replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = values[name];
      if (value === undefined) throw new Error(`A mail needs a value for {${name}}.`);
      return /^https?:\/\/\S+$/.test(value) || value.includes('\n') ? value : isolateIn(value, lang);
    });
  return { subject: fill(wording.subject).replace(/\s+/g, ' ').trim(), text: fill(wording.text) };
}
