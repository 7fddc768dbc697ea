/**
 * The words of the interface: messages/{en,fr,ar,he,fa}/*.json, a file a visitor, one object a page. A message is a text with `{name}`
 * placeholders, or an object of plural categories (https://www.unicode.org/reports/tr35/tr35-numbers.html#Language_Plural_Rules)
 * chosen by `count`: `{ "one": "{count} hour", "other": "{count} hours" }`. Messages hold no markup.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { isolateIn } from './isolate.ts';
import { LANGUAGES, type Lang } from './languages.ts';
import type { Message, PluralForms } from './message.ts';
import { formatNumber } from './numbers.ts';
import { spokenWords } from './spoken-words.ts';

export type { Message, PluralForms } from './message.ts';
/** Numbers are written as the language writes them; a year is a string, lest it get a separator. */
export type Values = Record<string, string | number>;

/** The text of a message in one language. Text that runs against that language is isolated. */
export interface T {
  (key: string, values?: Values): string;
  readonly lang: Lang;
}

const CATEGORIES = new Set(['zero', 'one', 'two', 'few', 'many', 'other']);
const catalogues = new Map(LANGUAGES.map((lang) => [lang, catalogue(lang)]));
const plurals = new Map(LANGUAGES.map((lang) => [lang, new Intl.PluralRules(lang)]));
const production = process.env.NODE_ENV === 'production';

/**
 * The translator of a language, in the words of the archive that is asked (spoken-words.ts). A message or value that is missing throws while the archive is developed and tested; in
 * production the English message stands in, and at last the key.
 */
export function translator(lang: Lang, { strict = !production } = {}): T {
  const words = spokenWords();
  const corrected = words?.corrected.get(lang);
  const translate = (key: string, values: Values = {}): string => {
    words?.used?.add(key);
    const message = corrected?.get(key) ?? catalogues.get(lang)?.get(key);
    if (message === undefined && strict) throw new Error(`There is no message “${key}” in messages/${lang}.`);
    if (message !== undefined) return filled(textFor(message, values, lang, key), values, lang, strict && key);
    const english = catalogues.get('en')?.get(key);
    return english === undefined ? key : filled(textFor(english, values, 'en', key), values, lang, false);
  };
  return Object.assign(translate, { lang });
}

/** Every message of a language as it ships, by its full key, such as `search.title`. */
export function messagesOf(lang: Lang): ReadonlyMap<string, Message> {
  return catalogues.get(lang) ?? new Map();
}

function textFor(message: Message, values: Values, lang: Lang, key: string): string {
  if (typeof message === 'string') return message;
  if (typeof values.count !== 'number') throw new Error(`The message “${key}” needs a number as its count.`);
  return message[plurals.get(lang)?.select(values.count) ?? 'other'] ?? message.other;
}

function filled(text: string, values: Values, lang: Lang, strictKey: string | false): string {
  return text.replace(/\{(\w+)\}/g, (placeholder, name: string) => {
    const value = values[name];
    if (value === undefined && strictKey)
      throw new Error(`The message “${strictKey}” needs a value for ${placeholder}.`);
    if (value === undefined) return '';
    return typeof value === 'number' ? formatNumber(value, lang) : isolateIn(value, lang);
  });
}

function catalogue(lang: Lang): Map<string, Message> {
  const folder = new URL(`./messages/${lang}/`, import.meta.url);
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return new Map(
    files.flatMap((name) => flattened(JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Tree, '')),
  );
}

interface Tree {
  [key: string]: string | Tree;
}

function flattened(tree: Tree, prefix: string): [string, Message][] {
  return Object.entries(tree).flatMap(([name, value]): [string, Message][] => {
    const key = prefix + name;
    return typeof value === 'string' || isPlural(value) ? [[key, value]] : flattened(value, `${key}.`);
  });
}

function isPlural(tree: Tree): tree is PluralForms & Tree {
  return (
    Object.entries(tree).every(([key, text]) => CATEGORIES.has(key) && typeof text === 'string') && 'other' in tree
  );
}
