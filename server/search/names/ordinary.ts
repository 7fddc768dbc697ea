import { readFileSync } from 'node:fs';
import { stems } from '../stem.ts';

/**
 * Words of everyday (ordinary/README.md): they sound like many names and are none. The archive's testimonies are mostly such
 * words, so what is taken for a name by its sound alone must be none of them.
 */
const LANGUAGES = ['en', 'fr', 'es', 'it', 'ar', 'he', 'fa'];
const VERY_COMMON = 200; // of each language

const lists = LANGUAGES.map((lang) =>
  readFileSync(new URL(`./ordinary/${lang}.txt`, import.meta.url), 'utf8')
    .trim()
    .split('\n'),
);
/** Words of everyday that are also a spelling of some name: looked for where they are asked for, and only then. */
const notUnlessAsked = readFileSync(new URL('./ordinary/not-unless-asked.txt', import.meta.url), 'utf8')
  .trim()
  .split(/\s+/);
const ordinary = new Set([...lists.flat(), ...notUnlessAsked]);
const veryCommon = new Set([...lists.flatMap((words) => words.slice(0, VERY_COMMON)), ...notUnlessAsked]);

/** True for a folded word that people say every day in one of the languages of the archive. */
export function isOrdinary(folded: string): boolean {
  return ordinary.has(folded);
}

/** The same, also with a prefix, an article or a plural: בארץ, والبيت. */
export function isOrdinaryForm(folded: string): boolean {
  return ordinary.has(folded) || stems(folded).some((form) => ordinary.has(form));
}

/** True for the commonest of them: they are not looked for unless they are asked for, also where they are a spelling of a name. */
export function isVeryCommon(folded: string): boolean {
  return veryCommon.has(folded);
}
