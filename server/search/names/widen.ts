/**
 * What else a word asked for is called: the spellings an archive knows of it, the same word in another script, and words of
 * the texts that sound like it. Engines differ in how they look words up (WordBook), and in nothing else.
 */

import { stems } from '../stem.ts';
import { prefixless, SCRIPT_KEY } from './dictionary-keys.ts';
import { isArticleWord, kinWords } from './forms.ts';
import { isOrdinary, isVeryCommon } from './ordinary.ts';
import { otherwiseJoined } from './parted.ts';
import { phrasesOf } from './phrases.ts';
import { prefixedKeys, sameBehindPrefix, scriptKeys, withoutPrefixAsked } from './script.ts';
import { isPronounced, leastAlike, soundingSo } from './sounding.ts';
import { asOneWord, type Form, setsOf, soundingLike, type Thesaurus, thesaurusOf } from './thesaurus.ts';
import { sameStem, type Word, type WordBook } from './word-book.ts';

/**
 * The ways to widen a word, nearest first. `stem`: plural, article, prefix; `authority`: a spelling of the same place, event
 * or community; `name`: of the same name or word, also parted or joined otherwise; `used-for`: a name used for it; `script`: letter by letter in another
 * script; `sound`: it sounds alike, and nothing more is known.
 */
export const WIDENINGS = ['stem', 'authority', 'name', 'script', 'used-for', 'sound'] as const;
export type Widening = (typeof WIDENINGS)[number];

/** The ways in which one name or word is spelled. A name used for another is another name: it is looked for when asked. */
export const SPELLINGS: readonly Widening[] = WIDENINGS.filter((way) => way !== 'used-for');

/** A spelling to look for as well: one folded word, or several with a space between. */
export interface Added extends Word {
  by: Widening;
}

const NOTHING_LISTED = thesaurusOf([]);

/**
 * What a spelling asked for is widened to, in the ways given. `words`: folded, one, or several that follow each other and may
 * be one name (Port Said, Ben Shimol). The words themselves are not among them.
 */
export function widened(
  book: WordBook,
  listed: Thesaurus,
  words: readonly string[],
  ways: ReadonlySet<Widening>,
): Added[] {
  const thesaurus = ways.has('authority') || ways.has('name') ? listed : NOTHING_LISTED;
  const asked = words.join(' ');
  const found = new Map<string, Added>();
  const add = (word: string, testimonies: number, by: Widening) => {
    if (word === asked || testimonies === 0 || !ways.has(by)) return;
    const known = found.get(word);
    if (!known || WIDENINGS.indexOf(by) < WIDENINGS.indexOf(known.by)) found.set(word, { word, testimonies, by });
  };
  const meant = meaningOf(thesaurus, words, ways);
  const isListed = meant.sets.length > 0 && !meant.heard;
  if (words.length === 1) {
    for (const { word, testimonies } of sameStem(book, asked)) add(word, testimonies, 'stem');
    for (const bare of isListed ? [] : behindHebrewPrefix(asked))
      for (const { word, testimonies } of sameStem(book, bare)) add(word, testimonies, 'name');
    // What is listed is spelled as the list says, in every script: read letter by letter, it would be other words as well.
    if (!isListed) for (const { word, testimonies } of inOtherScript(book, asked)) add(word, testimonies, 'script');
  }
  for (const { word, testimonies } of otherwiseJoined(book, words)) add(word, testimonies, 'name');
  const forms = meant.sets.flatMap((set) => thesaurus.formsOf[set]!);
  for (const set of meant.sets) {
    const by = meant.heard ? 'sound' : thesaurus.sets[set]!.by;
    for (const form of thesaurus.formsOf[set]!) addForm(book, form, by, add);
    if (meant.heard) continue;
    for (const other of thesaurus.sets[set]!.usedFor) {
      for (const form of thesaurus.formsOf[other]!) addForm(book, form, 'used-for', add);
    }
  }
  if (ways.has('sound') && (isListed || mayBeName(words))) {
    const heard = { forms, sets: meant.sets, own: isListed ? [] : words };
    for (const { word, testimonies } of soundingSo(book, thesaurus, heard)) add(word, testimonies, 'sound');
    for (const phrase of phrasesOf(book, thesaurus, heard)) add(phrase.word, phrase.testimonies, 'sound');
  }
  return [...found.values()];
}

/**
 * A word of everyday behind one letter that is a prefix in Hebrew, typed with it: בחצר, in the courtyard. Other first letters
 * are taken as part of the word (stem/hebrew.ts): only a dictionary tells them apart.
 */
function behindHebrewPrefix(word: string): string[] {
  const bare = /^[ובלכמש](?=[א-ת]{3})/.test(word) ? word.slice(1) : '';
  return isOrdinary(bare) && stems(word).includes(bare) ? [bare] : [];
}

function inOtherScript(book: WordBook, word: string): Word[] {
  const seen = new Map<string, Word>();
  for (const asked of withoutPrefixAsked(word)) {
    for (const key of isVeryCommon(asked) ? scriptKeys(asked) : prefixedKeys(asked)) {
      for (const other of book.withKey(SCRIPT_KEY + key)) {
        if (!seen.has(other.word) && sameBehindPrefix(asked, other.word)) seen.set(other.word, other);
      }
    }
  }
  return [...seen.values()];
}

interface Meaning {
  sets: number[];
  heard: boolean; // it is listed nowhere, and only sounds so
}

/** The sets a spelling stands in, also behind a prefix; where it is listed nowhere, those with the spelling it sounds most like. */
function meaningOf(thesaurus: Thesaurus, words: readonly string[], ways: ReadonlySet<Widening>): Meaning {
  const asked = words.join(' ');
  const known = setsOf(thesaurus, asked);
  const inWays = (sets: readonly number[]) => sets.filter((set) => ways.has(thesaurus.sets[set]!.by));
  if (known.length > 0) return { sets: inWays(known), heard: false };
  if (!mayBeName(words)) return { sets: [], heard: false };
  const prefixed = words.length === 1 ? prefixless(asked).flatMap((bare) => setsOf(thesaurus, bare)) : [];
  if (prefixed.length > 0) return { sets: inWays([...new Set(prefixed)]), heard: false };
  const nearest = ways.has('sound') ? soundingLike(thesaurus, asOneWord(asked), leastAlike) : null;
  return { sets: inWays(nearest?.sets ?? []), heard: true };
}

const LEAST_LETTERS = 3;
const MOST_JOINED = 18;

/** Words that sound may widen: none of everyday, and several only where they may be one name. */
function mayBeName(words: readonly string[]): boolean {
  if (!isPronounced(words.join(''))) return false;
  if (words.length === 1) return words[0]!.length >= LEAST_LETTERS && !isOrdinary(words[0]!);
  const [first = ''] = words;
  return (
    words.join('').length <= MOST_JOINED &&
    (kinWords(first).length > 0 || isArticleWord(first) || !words.some(isOrdinary))
  );
}

/** Adds a listed spelling that stands in the texts, and the words there that are forms of it. */
export function addForm(
  book: WordBook,
  form: Form,
  by: Widening,
  add: (word: string, testimonies: number, by: Widening) => void,
): void {
  const words = form.folded.split(' ');
  if (words.length > 1) {
    add(form.folded, Math.min(...words.map((word) => book.testimonies(word))), by);
    return;
  }
  if (isVeryCommon(form.folded)) return;
  add(form.folded, book.testimonies(form.folded), by);
  for (const { word, testimonies } of sameStem(book, form.folded)) if (!isVeryCommon(word)) add(word, testimonies, by);
}
