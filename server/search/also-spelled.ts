/** The spellings a query was widened to, as a page says them: "also spelled בגדאד, Bagdad". */
import type { AlsoSpelled } from './engine.ts';
import type { Widening } from './names/widen.ts';
import { tokens } from './tokens.ts';

export interface ShownSpelling {
  text: string; // as it stands in one of the texts shown, else as it is written in full
  by: Widening;
}

export interface ShownAlso {
  asked: string; // as typed
  spellings: ShownSpelling[];
}

const MOST_SHOWN = 12; // of one word

/**
 * Folded spellings as people write them. `texts`: those shown with the answer, in which most of them stand; the folded form
 * lacks accents and the letters that Hebrew has for the end of a word.
 */
export function shownAlso(also: readonly AlsoSpelled[], texts: readonly string[]): ShownAlso[] {
  const wanted = new Set(also.flatMap(({ added }) => added.flatMap(({ spelling }) => spelling.split(' '))));
  if (wanted.size === 0) return [];
  const written = new Map<string, string>();
  for (const text of texts) {
    for (const { folded, start, end } of tokens(text)) {
      if (wanted.has(folded) && !written.has(folded)) written.set(folded, text.slice(start, end));
    }
  }
  return also.map(({ asked, added }) => ({
    asked,
    spellings: added.slice(0, MOST_SHOWN).map(({ spelling, by }) => ({
      text: spelling
        .split(' ')
        .map((word) => written.get(word) ?? capitalisedAs(asked, withLastLetters(word)))
        .join(' '),
      by,
    })),
  }));
}

/** A name that was typed with a capital is shown with one. */
function capitalisedAs(asked: string, word: string): string {
  return /^\p{Lu}/u.test(asked) ? word.replace(/^\p{Ll}/u, (letter) => letter.toLocaleUpperCase()) : word;
}

const LAST_LETTERS: Readonly<Record<string, string>> = { כ: 'ך', מ: 'ם', נ: 'ן', פ: 'ף', צ: 'ץ' };

/** A folded word with the letters that Hebrew has for the end of one. */
export function withLastLetters(folded: string): string {
  return folded.replace(/(?<=[א-ת])[כמנפצ]$/, (letter) => LAST_LETTERS[letter]!);
}
