import { FOLDED, LAST_CLASS, SEPARATOR, spell } from './letters.ts';

/** Folded particles that lose their vowel before another: French, then Italian. */
export const ELIDED: ReadonlySet<string> = new Set(
  'l d j m t s c n qu jusqu lorsqu puisqu quoiqu dell all nell sull dall quell un'.split(' '),
);
/** Before h only the commonest elide: M'hamed and T'hala are names. */
const ELIDED_BEFORE_H = new Set('l d qu jusqu'.split(' '));
const VOWELS = 'aeiouy';

/**
 * True when an apostrophe between the folded `word` and the code unit `next` parts two words: l'Irak, qu'elle, dell'Egitto.
 * In don't, Sana'a, O'Brien and aujourd'hui it does not.
 */
export function elides(word: string, next: number): boolean {
  if (!ELIDED.has(word)) return false;
  const unit = FOLDED[next] ?? SEPARATOR; // NaN, past the end of the text
  if (unit === SEPARATOR) return false;
  const letter = unit > LAST_CLASS ? String.fromCharCode(unit) : (spell(next)?.words[0]?.charAt(0) ?? '');
  return letter === 'h' ? ELIDED_BEFORE_H.has(word) : letter !== '' && VOWELS.includes(letter);
}
