/** Words of the texts that sound like a name. */
import { foundForms } from './dictionary-keys.ts';
import { withoutArticle } from './forms.ts';
import { isOrdinary, isOrdinaryForm } from './ordinary.ts';
import { soundKeys } from './sound-key.ts';
import { alike } from './sounds-like.ts';
import { type Heard, scriptOfWord, soundsOf } from './sounds-of.ts';
import { asOneWord, type Form, heardForm, setsOf, soundingLike, type Thesaurus, TIE } from './thesaurus.ts';
import type { Word, WordBook } from './word-book.ts';

/** How alike two words must sound to be taken for one: the shorter, the more. */
export function leastAlike(one: Heard, other: Heard): number {
  const consonants = Math.min(one.consonants, other.consonants);
  const sameScript = one.script === 'latin' && other.script === 'latin';
  if (consonants <= 2) return sameScript ? 0.92 : 0.9;
  if (consonants === 3) return sameScript ? 0.86 : 0.83;
  return consonants === 4 ? 0.76 : 0.7;
}

const PREFIXED = 0.04; // less alike where a prefix had to be taken off

/** What is asked for, as it may be heard in the texts. */
export interface Asked {
  own: readonly string[]; // the words as typed; none where they are listed, so that every spelling of a name finds the same
  forms: readonly Form[]; // the spellings of what they mean
  sets: readonly number[];
}

/** Words of the dictionary that sound like the words asked for or like a spelling of what they mean, and like nothing else more. */
export function soundingSo(book: WordBook, thesaurus: Thesaurus, { own, forms, sets }: Asked): Word[] {
  const typed = withoutArticle(own.join(''));
  const sources = new Map<string, { typed: Heard[]; listed: Heard[] }>(); // by key
  const addSource = (heard: Heard | null, spelled: string, from: 'typed' | 'listed') => {
    if (!heard || !isPronounced(spelled)) return;
    for (const key of soundKeys(spelled)) {
      const known = sources.get(key) ?? { typed: [], listed: [] };
      known[from].push(heard);
      sources.set(key, known);
    }
  };
  for (const spelled of typed) addSource(soundsOf(spelled), spelled, 'typed');
  for (const form of forms) if (!isOrdinary(form.folded)) addSource(heardForm(form), asOneWord(form.folded), 'listed');
  const keys = [...sources].sort(
    ([a, some], [b, others]) =>
      others.typed.length - some.typed.length || others.listed.length - some.listed.length || (a < b ? -1 : 1),
  );
  const compared = new Set<string>();
  const heardSo: { word: Word; likeness: number }[] = [];
  for (const [key, from] of keys.slice(0, MOST_LOOKED_UP)) {
    if (compared.size >= MOST_COMPARED) break; // before the words of another key are read
    for (const word of book.withKey(key)) {
      if (compared.size >= MOST_COMPARED) break;
      if (compared.has(word.word)) continue;
      compared.add(word.word);
      const heard = heardWord(word.word);
      const likeness = Math.max(
        likenessTo(from.typed, heard),
        likenessTo(from.listed.slice(0, MOST_SOURCES), heard, LISTED),
      );
      if (likeness > 0 && !isOrdinaryForm(word.word) && !thesaurus.subjects.has(word.word))
        heardSo.push({ word, likeness });
    }
  }
  return heardSo
    .sort((a, b) => b.likeness - a.likeness || b.word.testimonies - a.word.testimonies)
    .slice(0, 2 * MOST_SOUNDING)
    .filter(({ word, likeness }) => belongs(thesaurus, word.word, sets, likeness))
    .slice(0, MOST_SOUNDING)
    .map(({ word }) => word);
}

/** False for what nobody says: Latin letters without a vowel, or one letter three times in a row. */
export function isPronounced(folded: string): boolean {
  return scriptOfWord(folded) !== 'latin' || (/[aeiouy]/.test(folded) && !/(.)\1\1/.test(folded));
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

export function heardWord(word: string): HeardWord {
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

/** How alike a word of a text is to the nearest of these, 0 where to none enough, or less than `least`. */
export function likenessTo(sources: readonly Heard[], forms: HeardWord, least = 0): number {
  let best = least;
  let found = 0;
  for (const { heard, prefixed } of forms) {
    for (const source of sources) {
      const enough = Math.max(best, leastAlike(source, heard));
      const likeness = alike(source, heard, enough + prefixed) - prefixed;
      if (likeness > found && likeness >= enough) found = best = likeness;
    }
  }
  return found;
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
