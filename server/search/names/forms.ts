import { scriptOfWord } from './sounds-of.ts';

/**
 * The parts that come before a name and are written joined to it or apart: the article (al-Hilla, Elbaz, as-Suwayra,
 * אל-בצרה, الحلة) and the words for son and father (Ben Shimol, Benchimol, בן שימול, بن شيمول).
 */
const SUN = 'sh|ch|dh|th|[dlnrstz]';
/** a, e and i before a doubled consonant: assuwayra, ennaciri, ezzor. */
const ASSIMILATED = new RegExp(`^[aei](${SUN})(?=\\1..)`);
const LEAST_AFTER_ARTICLE = 3;

/** The folded word, and what is left without an article written together with it. */
export function withoutArticle(folded: string): string[] {
  const left: string[] = [];
  const take = (length: number) => {
    if (folded.length - length >= LEAST_AFTER_ARTICLE) left.push(folded.slice(length));
  };
  const script = scriptOfWord(folded);
  if (script === 'latin') {
    if (/^(?:[aeu]l)(?=[^aeiou]|[aeiou].{2})/.test(folded)) take(2);
    const sun = ASSIMILATED.exec(folded)?.[1];
    if (sun) take(1 + sun.length);
  } else if (script === 'arabic') {
    if (folded.startsWith('وال')) take(3);
    else if (folded.startsWith('ال')) take(2);
  } else if (script === 'hebrew' && folded.startsWith('אל')) take(2);
  return [folded, ...left];
}

const KIN = {
  latin: ['ben', 'bin', 'ibn', 'aben', 'abou', 'abu', 'bou', 'bar'],
  hebrew: ['בנ', 'אבנ', 'אבו', 'בר'],
  arabic: ['بن', 'ابن', 'ابو', 'بو', 'بر'],
} as const;
/** Each of these is written for the others. */
const SAME_KIN: readonly (readonly string[])[] = [
  ['ben', 'bin', 'ibn', 'aben', 'בנ', 'אבנ', 'بن', 'ابن'],
  ['abou', 'abu', 'bou', 'אבו', 'ابو', 'بو'],
  ['bar', 'בר', 'بر'],
];
const LEAST_AFTER_KIN = 3;

/** The words for the same kin as `word` in all scripts; none where it is no such word. */
export function kinWords(word: string): readonly string[] {
  return SAME_KIN.find((words) => words.includes(word)) ?? [];
}

/** A folded word parted after a word of kin at its beginning: benchimol is ben and chimol. */
export function kinAndName(folded: string): { kin: string; name: string } | null {
  const script = scriptOfWord(folded);
  if (script === null) return null;
  const kin = KIN[script].find((word) => folded.startsWith(word) && folded.length - word.length >= LEAST_AFTER_KIN);
  return kin === undefined ? null : { kin, name: folded.slice(kin.length) };
}

const ARTICLES = ['al', 'el', 'ال', 'אל', 'ha', 'ה'];
const SOUNDS_AS_ARTICLE = new RegExp(`^[aeiu](?:${SUN})$`);

/** True for a word that is an article standing by itself: al, el, ez, אל. */
export function isArticleWord(word: string): boolean {
  return ARTICLES.includes(word) || SOUNDS_AS_ARTICLE.test(word) || word === 'א';
}
