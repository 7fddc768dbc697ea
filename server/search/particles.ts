import { FOLDED, LAST_CLASS, SEPARATOR, spell } from './letters.ts';

/** Folded particles that lose their vowel before another: French, then Italian. */
const ELIDED = new Set('l d j m t s c n qu jusqu lorsqu puisqu quoiqu dell all nell sull dall quell un'.split(' '));
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

const ARTICLES = new Set(['al', 'el', 'ul', 'ha', 'ال', 'אל', 'ה']);
/** The l of the article as it sounds before d, n, r, s…: ash-Sham, ad-Din. */
const ASSIMILATED = /^[aeu](d|dh|n|r|s|sh|t|th|z|l)$/;

/** True when a hyphen after the folded `word` makes it the article of the folded `next`: al-Hillah, as-Suwayra, ha-Levi. */
export function isArticle(word: string, next: string): boolean {
  const sound = ASSIMILATED.exec(word)?.[1];
  return ARTICLES.has(word) || (sound !== undefined && next.startsWith(sound));
}
