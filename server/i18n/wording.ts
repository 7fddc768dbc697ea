/**
 * What a correction of a message must have: the plural forms that ship, the values its sentence is filled with, words alone. A
 * correction that an upgrade has made impossible is kept and not shown.
 */
import { settled } from './isolate.ts';
import type { Lang } from './languages.ts';
import { type Message, messagesOf } from './messages.ts';

export const LONGEST = 4000; // characters of one form
export const LONGEST_WORD = 50; // letters; a longer one pushes a narrow page apart, and no language here has one

/** One thing that a correction lacks, or has and may not. `form` is null of a text without plural forms. */
export interface Lack {
  kind:
    | 'no_message'
    | 'empty'
    | 'too_long'
    | 'long_word'
    | 'markup'
    | 'signs'
    | 'braces'
    | 'missing'
    | 'unknown'
    | 'form_missing'
    | 'form_unknown';
  form: string | null;
  names: string[]; // the values in braces that are meant
}

/** The texts of a message by their plural form; of one without, a single text under `null`. */
export function formsOf(message: Message): [form: string | null, text: string][] {
  return typeof message === 'string' ? [[null, message]] : Object.entries(message);
}

/** The names in braces, each once, in their order. */
export function namesIn(text: string): string[] {
  return [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name))];
}

/** The values that a message is filled with. */
export function valuesOf(message: Message): string[] {
  return [...new Set(formsOf(message).flatMap(([, text]) => namesIn(text)))];
}

/** Whole numbers that take a plural form in a language, the smallest first, three at most and whether there are more. */
export function numbersOf(form: string, lang: Lang): { some: number[]; more: boolean } {
  const rules = new Intl.PluralRules(lang);
  const taking: number[] = [];
  for (let number = 0; number <= 200 && taking.length < 4; number++)
    if (rules.select(number) === form) taking.push(number);
  return { some: taking.slice(0, 3), more: taking.length > 3 };
}

/**
 * What the words lack to stand for the message in that language; nothing where they can. A form need not say the number where
 * it is that of one number alone (*an hour*), nor what the form that ships leaves out as well.
 */
export function lacksOf(words: Message, lang: Lang, key: string): Lack[] {
  const shipped = messagesOf(lang).get(key);
  if (shipped === undefined) return [{ kind: 'no_message', form: null, names: [] }];
  const asked = new Map(formsOf(shipped));
  const given = new Map(formsOf(words));
  const values = valuesOf(shipped);
  const lack = (kind: Lack['kind'], form: string | null, names: string[] = []): Lack => ({ kind, form, names });
  return [
    ...[...asked.keys()].filter((form) => !given.has(form)).map((form) => lack('form_missing', form)),
    ...[...given.keys()].filter((form) => !asked.has(form)).map((form) => lack('form_unknown', form)),
    ...[...given].flatMap(([form, text]) => {
      const ships = asked.get(form);
      if (ships === undefined) return [];
      if (!isSeen(text)) return [lack('empty', form)];
      if (text.length > LONGEST) return [lack('too_long', form)];
      const names = namesIn(text);
      const missing = namesIn(ships).filter((name) => !names.includes(name) && !maySkip(name, form, lang));
      const unknown = names.filter((name) => !values.includes(name));
      return [
        ...(/[<>]|&#?\w+;/.test(text) ? [lack('markup', form)] : []),
        ...(longestWord(text) > Math.max(LONGEST_WORD, longestWord(ships)) ? [lack('long_word', form)] : []),
        ...(hasStraySigns(text, ships) ? [lack('signs', form)] : []),
        ...(/[{}]/.test(text.replace(/\{\w+\}/g, '')) ? [lack('braces', form)] : []),
        ...(missing.length ? [lack('missing', form, missing)] : []),
        ...(unknown.length ? [lack('unknown', form, unknown)] : []),
      ];
    }),
  ];
}

function maySkip(name: string, form: string | null, lang: Lang): boolean {
  return name === 'count' && form !== null && form !== 'other' && numbersOf(form, lang).some.length === 1;
}

/** Whether anything of it is seen: a link of spaces without width is none. */
function isSeen(text: string): boolean {
  return /[^\p{C}\p{Z}\p{M}\u115f\u1160\u2800\u3164\uffa0]/u.test(text);
}

/** The letters of its longest word, as a line can be broken. */
function longestWord(text: string): number {
  return Math.max(...text.split(/[\s\u200b/–—-]+/u).map((word) => [...word].length));
}

/** Signs nobody sees: those that turn the text round beyond its end, and line ends where the message has none. */
function hasStraySigns(text: string, shipped: string): boolean {
  const lines = shipped.includes('\n') ? text.replaceAll('\n', '') : text;
  return settled(text) !== text || /\p{Cc}/u.test(lines);
}

/** The words as they are kept: no space at the ends, the line ends of one kind. */
export function tidied(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\S\n\u00a0\u202f]+/g, ' ')
    .replace(/^ +| +$/gm, '')
    .trim();
}

export function sameWords(one: Message, other: Message): boolean {
  const [a, b] = [formsOf(one), new Map(formsOf(other))];
  return a.length === b.size && a.every(([form, text]) => b.get(form) === text);
}
