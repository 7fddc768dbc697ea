/** A citation in the direction and the signs of its language: citeproc knows neither. */
import { directionOf } from '../../archive/languages.ts';
import { isolate } from '../../i18n/isolate.ts';
import type { Lang } from '../../i18n/languages.ts';
import { localDigits } from '../../i18n/numbers.ts';

/** What is left as it is: text that is isolated already, and addresses. */
const KEPT = /\u2068[^\u2069]*\u2069|https?:\/\/\S+/u;
const WORD = "(?:\\p{Lu}\\.|\\p{Script=Latin}[\\p{Script=Latin}\\p{M}'’-]*)";
/** Latin words with what stands between them: a name with its initials, turned round or not. */
const LATIN = new RegExp(`${WORD}(?:(?:, | & | )${WORD})*`, 'gu');

/**
 * Latin names isolated, and the commas and digits of the language, in a citation that runs from right to left; others as they
 * are. Dates of APA are put into the order in which the language says them.
 */
export function settledCitation(text: string, lang: Lang): string {
  const dated = lang === 'en' ? text : text.replace(/\((\d{4}), ([^\d\s()]+) (\d{1,2}(?:er)?)\)/u, '($1, $3 $2)');
  if (directionOf(lang) !== 'rtl') return dated;
  const isolated = apart(dated, (piece) => piece.replace(LATIN, (words) => isolate(words)));
  return apart(isolated, (piece) => signed(piece, lang));
}

/** Does something to all of a text but what is kept. */
function apart(text: string, change: (piece: string) => string): string {
  return text
    .split(new RegExp(`(${KEPT.source})`, 'u'))
    .map((piece, at) => (at % 2 ? piece : change(piece)))
    .join('');
}

/** Commas and digits of the language. In Arabic and Hebrew *and* is written in one with the word that follows. */
function signed(piece: string, lang: Lang): string {
  if (lang === 'he')
    return piece
      .replace(/^ו(?=.)/u, ' ו')
      .replace(/(?<=\p{Script=Arabic})ו/gu, ' ו')
      .replace(/ ?ו ?$/u, ' ו־');
  const commas = piece.replace(/,/g, '،').replace(/;/g, '؛');
  return lang === 'ar' ? commas.replace(/ و (?=\S)| و $/gu, ' و') : localDigits(commas, lang);
}
