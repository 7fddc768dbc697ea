/** The languages a family says its story is told in, in their own words and in any of the archive's languages. */
import { LANGUAGE_TAGS, languageTag } from '../languages.ts';

export interface LanguagesTold {
  tags: string[]; // BCP 47, in the order in which they were named
  unread: string[]; // what was not wholly understood, in the family's own words
}

const BETWEEN = /[,،;؛/+&|·\n]|\s[-–—]\s|\s(?:and|et|و)\s/iu;
const MOST_WORDS = 5; // of the name of a language
/** *And*, *in*, *and in* as Arabic and Hebrew write them: in one with the word that follows. */
const JOINED = /^(?:وب|و|ب|וב|ו|ב)(?=\p{L}{3})/u;
const AROUND = /^[\s"'«»“”„״().:!]+|[\s"'«»“”„״().:!]+$/gu;

/**
 * Every language that is named: *Arabic, French and Hebrew*, *עברית, צרפתית*, *العربية والفرنسية*. Nothing is guessed: a part
 * in which there is more than names is given back as it was written, beside the languages in it.
 */
export function languagesTold(text: string): LanguagesTold {
  const whole = named(text);
  if (whole) return { tags: [whole], unread: [] };
  const tags = new Set<string>();
  const unread: string[] = [];
  for (const part of text.split(BETWEEN).map((one) => one.trim())) {
    if (!part) continue;
    const found = inPart(part);
    for (const tag of found.tags) tags.add(tag);
    if (found.more) unread.push(part);
  }
  return { tags: [...tags], unread };
}

/** The names in a part, the longest first, and whether it says more than them. */
function inPart(part: string): { tags: string[]; more: boolean } {
  const words = part.split(/\s+/);
  const tags: string[] = [];
  let more = false;
  for (let at = 0; at < words.length; ) {
    let length = Math.min(MOST_WORDS, words.length - at);
    let tag: string | null = null;
    // A code is no word of a sentence: *in* is not Indonesian.
    for (; length > 0 && !tag; length -= 1) tag = named(words.slice(at, at + length).join(' '), words.length === 1);
    if (tag) tags.push(tag);
    else more = true;
    at += tag ? length + 1 : 1;
  }
  return { tags, more };
}

function named(text: string, codes = true): string | null {
  const name = text.replace(AROUND, '');
  if (/^[a-z]{1,3}$/i.test(name) && !(codes && LANGUAGE_TAGS.includes(name.toLowerCase()))) return null;
  const tag = languageTag(name) ?? languageTag(name.replace(JOINED, ''));
  return tag === 'und' ? null : tag;
}

/**
 * Of several languages the one that words are written in: the first whose script they have, else the first. `und` where none
 * was understood.
 */
export function languageOfWords(tags: readonly string[], words: string): string {
  if (tags.length < 2) return tags[0] ?? 'und';
  const scripts = Object.entries({
    Arab: /\p{Script=Arabic}/gu,
    Hebr: /\p{Script=Hebrew}/gu,
    Latn: /\p{Script=Latin}/gu,
  })
    .map(([script, letters]) => ({ script, count: words.match(letters)?.length ?? 0 }))
    .sort((one, other) => other.count - one.count);
  const main = scripts[0]!.count > 0 ? scripts[0]!.script : null;
  return tags.find((tag) => new Intl.Locale(tag).maximize().script === main) ?? tags[0]!;
}
