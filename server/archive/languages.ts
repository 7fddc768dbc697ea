/**
 * The languages of the archive as BCP 47 tags (https://www.rfc-editor.org/info/bcp47), with the Jewish languages of the
 * region. Names, other names and ISO 639-2 codes are data in authorities/languages.json.
 */
import { readFileSync } from 'node:fs';
import { plainLetters } from './plain-letters.ts';

type Names = Record<string, string>;
interface Language {
  tag: string;
  iso: string[]; // older and three-letter codes of the same language, as catalogues write them
  rtl?: boolean; // how it is usually written; a script subtag says otherwise
  names: Names;
  variants: string[];
}

const file = new URL('./authorities/languages.json', import.meta.url);
const { languages, letters } = JSON.parse(readFileSync(file, 'utf8')) as {
  languages: Language[];
  letters: Record<string, Names>;
};

const byTag = new Map(languages.map((language) => [language.tag, language]));
const byCode = new Map(languages.flatMap(({ tag, iso }) => [tag, ...iso].map((code) => [code, tag])));
const byName = new Map(
  languages.flatMap(({ tag, names, variants }) =>
    [...Object.values(names), ...variants].map((name) => [nameKey(name), tag]),
  ),
);

const displayNames = new Map<string, Intl.DisplayNames>(); // dear to make

const RTL_SCRIPTS = new Set('Adlm Arab Aran Armi Hebr Mand Mend Nkoo Phnx Rohg Samr Sogd Syrc Thaa Yezi'.split(' '));
const TAG =
  /^([a-z]{2,3})(?:-([a-z]{4}))?(?:-([a-z]{2}|\d{3}))?((?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*)(-x(?:-[a-z\d]{1,8})+)?$/;

/** Every tag of the archive's own list, in its order. */
export const LANGUAGE_TAGS: readonly string[] = languages.map(({ tag }) => tag);

/**
 * The tag for a tag (`JRB-hebr`, `iw`, `fre`, `ar_IQ`) or for a name in any of the five languages (*Judeo-Arabic*,
 * *judéo-arabe*, *Haketia*, `עברית`), whatever its case; null where it is neither.
 */
export function languageTag(text: string): string | null {
  return tagFrom(text.trim().toLowerCase().replaceAll('_', '-')) ?? byName.get(nameKey(text)) ?? null;
}

/**
 * The name of a language in `inLang` (English where there is none), with its script and region: *Judeo-Arabic in Hebrew
 * letters*, *arabe (Irak)*. What is not a tag is given back as it is.
 */
export function languageName(tag: string, inLang: string): string {
  const match = TAG.exec((languageTag(tag) ?? tag).toLowerCase());
  if (!match) return tag;
  const [, primary = '', script, region, , privateUse = ''] = match;
  const known = byTag.get(primary + privateUse) ?? byTag.get(primary);
  const parts = [known ? inLanguage(known.names, inLang) : (displayName(primary, 'language', inLang) ?? tag)];
  if (script) parts.push(scriptName(titleCase(script), inLang));
  if (region) parts.push(`(${displayName(region.toUpperCase(), 'region', inLang) ?? region.toUpperCase()})`);
  return parts.join(' ');
}

/** Which way a text in this language runs; a script subtag decides before the language does (`jrb-Latn` is `ltr`). */
export function directionOf(tag: string): 'ltr' | 'rtl' {
  const [, primary = '', script] = TAG.exec((languageTag(tag) ?? tag).toLowerCase()) ?? [];
  if (script) return RTL_SCRIPTS.has(titleCase(script)) ? 'rtl' : 'ltr';
  const language = byTag.get(primary);
  if (language) return language.rtl ? 'rtl' : 'ltr';
  return primary && RTL_SCRIPTS.has(new Intl.Locale(primary).maximize().script ?? '') ? 'rtl' : 'ltr';
}

/** The well-formed tag, in its usual case, if its language is one we or the Unicode locale data know. */
function tagFrom(lower: string): string | null {
  const match = TAG.exec(lower);
  if (!match) return null;
  const [, code = '', script, region, variants = '', privateUse = ''] = match;
  const primary = byCode.get(code) ?? (displayName(code, 'language', 'en') ? code : null);
  if (!primary) return null;
  const subtags = [primary, script && titleCase(script), region?.toUpperCase()].filter(Boolean).join('-');
  return subtags + variants + privateUse;
}

function scriptName(script: string, inLang: string): string {
  const written = letters[script];
  return written ? inLanguage(written, inLang) : `(${displayName(script, 'script', inLang) ?? script})`;
}

function displayName(code: string, type: 'language' | 'script' | 'region', inLang: string): string | undefined {
  const key = `${type} ${inLang}`;
  const names = displayNames.get(key) ?? new Intl.DisplayNames([inLang, 'en'], { type, fallback: 'none' });
  displayNames.set(key, names);
  return names.of(code);
}

/** Names alike but for accents, hyphens and the Arabic article have one key. */
function nameKey(name: string): string {
  return plainLetters(name)
    .replace(/[-'"()ʽ ]/g, '')
    .replace(/^ال/, '');
}

function inLanguage(names: Names, lang: string): string {
  return names[lang] ?? names.en ?? '';
}

function titleCase(script: string): string {
  return script.charAt(0).toUpperCase() + script.slice(1).toLowerCase();
}
