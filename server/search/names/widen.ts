/**
 * What else a word asked for is called: the spellings an archive knows of it, the same word in another script, and words of
 * the texts that sound like it. Engines differ in how they look words up (WordBook), and in nothing else.
 */
import { sameWord, stemKey } from '../stem.ts';
import { isArticleWord, kinAndName, kinWords, withoutArticle } from './forms.ts';
import { isOrdinary, isOrdinaryForm, isVeryCommon } from './ordinary.ts';
import { sameInScript, scriptKeys } from './script.ts';
import { soundKeys } from './sound-key.ts';
import { alike } from './sounds-like.ts';
import { type Heard, soundsOf } from './sounds-of.ts';
import {
  asOneWord,
  type Form,
  heardForm,
  setsOf,
  soundingLike,
  type Thesaurus,
  TIE,
  thesaurusOf,
} from './thesaurus.ts';

/**
 * The ways to widen a word, nearest first. `stem`: plural, article, prefix; `authority`: a spelling of the same place, event
 * or community; `name`: of the same name or word; `used-for`: a name used for it; `script`: letter by letter in another
 * script; `sound`: it sounds alike, and nothing more is known.
 */
export const WIDENINGS = ['stem', 'authority', 'name', 'script', 'used-for', 'sound'] as const;
export type Widening = (typeof WIDENINGS)[number];

/** The ways in which one name or word is spelled. A name used for another is another name: it is looked for when asked. */
export const SPELLINGS: readonly Widening[] = WIDENINGS.filter((way) => way !== 'used-for');

export interface Word {
  word: string; // folded
  testimonies: number;
}

/** The words of an index, as far as the one who searches may know of them. */
export interface WordBook {
  /** In how many testimonies a folded word is. */
  testimonies(word: string): number;
  withStem(key: string): readonly Word[];
  withKey(key: string): readonly Word[]; // of dictionaryKeys
}

/** A spelling to look for as well: one folded word, or several with a space between. */
export interface Added extends Word {
  by: Widening;
}

const SCRIPT_KEY = '=';
const MOST_KEYS = 6;

/** The keys by which a word of a dictionary is found: as it sounds, also without an article or prefix, and as it is in another script. */
export function dictionaryKeys(word: string): string[] {
  if (word.length < 3 || word.length > LONGEST || isOrdinaryForm(word))
    return scriptKeys(word).map((key) => SCRIPT_KEY + key);
  const keys = new Set(scriptKeys(word).map((key) => SCRIPT_KEY + key));
  for (const form of foundForms(word)) {
    for (const key of soundKeys(form)) {
      if (keys.size >= MOST_KEYS + 2) break;
      keys.add(key);
    }
  }
  return [...keys];
}

const LONGEST = 24;
const HEBREW_PREFIX = /^(?:[ולבמשכ]?ה|[ולבמשכ])(?=.{3})/;
const ARABIC_PREFIX = /^(?:[وبلكف]?ال|لل|و)(?=.{3})/;

/** A word of a text, and what it may be without what is written before a name in one piece with it. */
function foundForms(word: string): string[] {
  const forms = new Set(withoutArticle(word));
  forms.add(word.replace(HEBREW_PREFIX, '')).add(word.replace(ARABIC_PREFIX, ''));
  return [...forms];
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
  if (words.length === 1) {
    for (const { word, testimonies } of sameStem(book, asked)) add(word, testimonies, 'stem');
    for (const { word, testimonies } of inOtherScript(book, asked)) add(word, testimonies, 'script');
  }
  const meant = meaningOf(thesaurus, asked, ways);
  const forms = meant.sets.flatMap((set) => thesaurus.formsOf[set]!);
  for (const set of meant.sets) {
    const by = meant.heard ? 'sound' : thesaurus.sets[set]!.by;
    for (const form of thesaurus.formsOf[set]!) addForm(book, form, by, add);
    if (meant.heard) continue;
    for (const other of thesaurus.sets[set]!.usedFor) {
      for (const form of thesaurus.formsOf[other]!) addForm(book, form, 'used-for', add);
    }
  }
  if (ways.has('sound') && (meant.sets.length > 0 || mayBeName(words))) {
    for (const { word, testimonies } of soundingSo(book, thesaurus, words, forms, meant.sets))
      add(word, testimonies, 'sound');
    for (const phrase of phrasesOf(book, words, forms, meant.sets)) add(phrase.word, phrase.testimonies, 'sound');
  }
  return [...found.values()];
}

function sameStem(book: WordBook, word: string): Word[] {
  return book.withStem(stemKey(word)).filter((other) => sameWord(word, other.word));
}

function inOtherScript(book: WordBook, word: string): Word[] {
  const seen = new Map<string, Word>();
  for (const key of scriptKeys(word)) {
    for (const other of book.withKey(SCRIPT_KEY + key)) if (sameInScript(word, other.word)) seen.set(other.word, other);
  }
  return [...seen.values()];
}

/** The sets a spelling stands in; where it is listed nowhere, those with the spelling it sounds most like. */
function meaningOf(
  thesaurus: Thesaurus,
  asked: string,
  ways: ReadonlySet<Widening>,
): { sets: number[]; heard: boolean } {
  const listed = setsOf(thesaurus, asked).filter((set) => ways.has(thesaurus.sets[set]!.by));
  if (listed.length > 0) return { sets: listed, heard: false };
  const words = asked.split(' ');
  if (!ways.has('sound') || !mayBeName(words) || setsOf(thesaurus, asked).length > 0) return { sets: [], heard: false };
  const nearest = soundingLike(thesaurus, asOneWord(asked), leastAlike);
  return { sets: nearest?.sets.filter((set) => ways.has(thesaurus.sets[set]!.by)) ?? [], heard: true };
}

const LEAST_LETTERS = 3;
const MOST_JOINED = 18;

/** Words that sound may widen: none of everyday, and several only where they may be one name. */
function mayBeName(words: readonly string[]): boolean {
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

/** How alike two words must sound to be taken for one: the shorter, the more. */
export function leastAlike(one: Heard, other: Heard): number {
  const consonants = Math.min(one.consonants, other.consonants);
  const sameScript = one.script === 'latin' && other.script === 'latin';
  if (consonants <= 2) return sameScript ? 0.92 : 0.9;
  if (consonants === 3) return sameScript ? 0.86 : 0.83;
  return consonants === 4 ? 0.76 : 0.7;
}

const PREFIXED = 0.04; // less alike where a prefix had to be taken off

/** Words of the dictionary that sound like the words asked for or like a spelling of what they mean, and like nothing else more. */
function soundingSo(
  book: WordBook,
  thesaurus: Thesaurus,
  words: readonly string[],
  forms: readonly Form[],
  sets: readonly number[],
): Word[] {
  const sources = new Map<string, Heard[]>(); // by key
  const addSource = (heard: Heard | null, spelled: string) => {
    if (!heard) return;
    for (const key of soundKeys(spelled)) {
      const known = sources.get(key);
      if (known) known.push(heard);
      else sources.set(key, [heard]);
    }
  };
  for (const spelled of withoutArticle(words.join(''))) addSource(soundsOf(spelled), spelled);
  for (const form of forms) if (!isOrdinary(form.folded)) addSource(heardForm(form), asOneWord(form.folded));
  const own = new Set(withoutArticle(words.join('')).flatMap(soundKeys));
  const keys = [...sources].sort(
    ([a, some], [b, others]) => Number(own.has(b)) - Number(own.has(a)) || others.length - some.length,
  );
  const compared = new Set<string>();
  const heardSo: { word: Word; likeness: number }[] = [];
  for (const [key, heard] of keys.slice(0, MOST_LOOKED_UP)) {
    const sourced = heard.slice(0, MOST_SOURCES);
    for (const word of book.withKey(key)) {
      if (compared.size >= MOST_COMPARED) break;
      if (compared.has(word.word)) continue;
      compared.add(word.word);
      const likeness = likenessTo(sourced, heardWord(word.word));
      if (likeness > 0 && !isOrdinaryForm(word.word)) heardSo.push({ word, likeness });
    }
  }
  const least = sets.length > 0 ? LISTED : 0;
  return heardSo
    .filter(({ likeness }) => likeness >= least)
    .sort((a, b) => b.likeness - a.likeness || b.word.testimonies - a.word.testimonies)
    .slice(0, 2 * MOST_SOUNDING)
    .filter(({ word, likeness }) => belongs(thesaurus, word.word, sets, likeness))
    .slice(0, MOST_SOUNDING)
    .map(({ word }) => word);
}

/** Bounds of what one word may cost: keys looked up, words compared, spellings compared with each, and how many are taken. */
const MOST_LOOKED_UP = 12;
const MOST_COMPARED = 500;
const MOST_SOURCES = 8;
const MOST_SOUNDING = 12;
/** A name whose spellings are listed is seldom spelled otherwise: what sounds no more like it than this is another word. */
const LISTED = 0.95;

/** A word of a text as it is heard: itself first, then without what is written in one piece with it. */
type HeardWord = readonly { heard: Heard; prefixed: number }[];

/** Words lately compared: the same come under many keys. */
const heardWords = new Map<string, HeardWord>();
const MOST_HEARD = 20_000;

function heardWord(word: string): HeardWord {
  let known = heardWords.get(word);
  if (known) return known;
  known = heardForms(word);
  if (heardWords.size >= MOST_HEARD) heardWords.clear();
  heardWords.set(word, known);
  return known;
}

function heardForms(word: string): HeardWord {
  return foundForms(word).flatMap((form, i) => {
    const heard = soundsOf(form);
    return heard ? [{ heard, prefixed: i === 0 ? 0 : PREFIXED }] : [];
  });
}

/** How alike a word of a text is to the nearest of these, 0 where to none enough. */
function likenessTo(sources: readonly Heard[], forms: HeardWord): number {
  let best = 0;
  for (const { heard, prefixed } of forms) {
    for (const source of sources) {
      const enough = Math.max(best, leastAlike(source, heard));
      const likeness = alike(source, heard, enough + prefixed) - prefixed;
      if (likeness > best && likeness >= enough) best = likeness;
    }
  }
  return best;
}

const NEARER = 0.01; // how much more alike

/** False for a word listed as something else, or nearer to the spelling of something else. */
function belongs(thesaurus: Thesaurus, word: string, sets: readonly number[], likeness: number): boolean {
  const listed = setsOf(thesaurus, word);
  if (listed.length > 0) return listed.some((set) => sets.includes(set));
  if (sets.length === 0) return true;
  const nearest = soundingLike(thesaurus, word, leastAlike, likeness + NEARER - TIE);
  return !nearest || nearest.likeness <= likeness + NEARER || nearest.sets.some((set) => sets.includes(set));
}

const MOST_PHRASES = 24;
const EACH = 4;

/** Several words that sound like a name of several words: Dayr az-Zawr for Deir ez-Zor, Ben Chimol for Benshimol. */
function phrasesOf(book: WordBook, words: readonly string[], forms: readonly Form[], sets: readonly number[]): Word[] {
  const parted = new Set<string>(forms.map(({ folded }) => folded).filter((folded) => folded.includes(' ')));
  if (words.length > 1) parted.add(words.join(' '));
  const kin = words.length === 1 && sets.length === 0 ? kinAndName(words[0]!) : null;
  if (kin) parted.add(`${kin.kin} ${kin.name}`);
  const phrases: Word[] = [];
  for (const phrase of parted) {
    const choices = phrase.split(' ').map((word) => choicesFor(book, word));
    if (choices.length > 3 || choices.some((some) => some.length === 0)) continue;
    let combined: Word[] = [{ word: '', testimonies: Number.POSITIVE_INFINITY }];
    for (const some of choices) {
      combined = combined.flatMap((left) =>
        some.map((right) => ({
          word: left.word === '' ? right.word : `${left.word} ${right.word}`,
          testimonies: Math.min(left.testimonies, right.testimonies),
        })),
      );
    }
    phrases.push(...combined);
    if (phrases.length >= MOST_PHRASES) break;
  }
  return phrases.slice(0, MOST_PHRASES);
}

const ARTICLES = [
  'al',
  'el',
  'ad',
  'ed',
  'an',
  'en',
  'ar',
  'er',
  'as',
  'es',
  'ash',
  'ech',
  'esh',
  'at',
  'et',
  'az',
  'ez',
];

/** Words of the dictionary that may stand for one word of a name: itself, other words for kin, other spellings of the article, what sounds alike. */
function choicesFor(book: WordBook, word: string): Word[] {
  const among = (words: readonly string[]) =>
    words
      .map((one) => ({ word: one, testimonies: book.testimonies(one) }))
      .filter(({ testimonies }) => testimonies > 0);
  const kin = kinWords(word);
  if (kin.length > 0) return among([word, ...kin.filter((one) => one !== word)]);
  if (isArticleWord(word)) return among([word, ...ARTICLES.filter((one) => one !== word)]).slice(0, EACH);
  const heard = soundsOf(word);
  const own = among([word]);
  if (!heard || isOrdinary(word)) return own;
  const others = new Map<string, Word>();
  for (const key of soundKeys(word)) {
    for (const candidate of book.withKey(key)) {
      if (candidate.word === word || likenessTo([heard], heardWord(candidate.word)) === 0) continue;
      if (!isOrdinaryForm(candidate.word)) others.set(candidate.word, candidate);
    }
  }
  return [...own, ...others.values()].slice(0, EACH);
}
