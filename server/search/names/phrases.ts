import { isArticleWord, kinAndName, kinWords } from './forms.ts';
import { isOrdinary, isOrdinaryForm } from './ordinary.ts';
import { soundKeys } from './sound-key.ts';
import { type Asked, heardWord, likenessTo } from './sounding.ts';
import { scriptOfWord, soundsOf } from './sounds-of.ts';
import { setsOf, type Thesaurus } from './thesaurus.ts';
import type { Word, WordBook } from './word-book.ts';

const MOST_PHRASES = 24;
const EACH = 4;
const EACH_LISTED = 12;

/** Several words that sound like a name of several words: Dayr az-Zawr for Deir ez-Zor, Ben Chimol for Benshimol. */
export function phrasesOf(book: WordBook, thesaurus: Thesaurus, { own, forms, sets }: Asked): Word[] {
  const parted = new Set<string>(forms.map(({ folded }) => folded).filter((folded) => folded.includes(' ')));
  if (own.length > 1) parted.add(own.join(' '));
  const joined = forms.map(({ folded }) => folded).filter((folded) => isKinOfName(thesaurus, folded));
  if (own.length === 1 && sets.length === 0) joined.push(own[0]!);
  for (const word of joined) {
    const kin = kinAndName(word);
    if (kin) parted.add(`${kin.kin} ${kin.name}`);
  }
  const phrases = new Map<string, Word>();
  for (const phrase of parted) {
    const choices = phrase.split(' ').map((word) => choicesFor(book, thesaurus, word));
    if (choices.length > 3 || choices.some((some) => some.length === 0)) continue;
    for (const one of choices.slice(1).reduce(combined, choices[0]!)) phrases.set(one.word, one);
    if (phrases.size >= MOST_PHRASES) break;
  }
  return [...phrases.values()].slice(0, MOST_PHRASES);
}

/** Benhaim, where Haim is a listed name; not Benghazi. */
function isKinOfName(thesaurus: Thesaurus, folded: string): boolean {
  const name = folded.includes(' ') ? undefined : kinAndName(folded)?.name;
  return name !== undefined && setsOf(thesaurus, name).some((set) => thesaurus.sets[set]!.by === 'name');
}

/** Each of the words begun with each that may follow it: of the same script, and an article as it sounds before it. */
function combined(begun: readonly Word[], next: readonly Word[]): Word[] {
  return begun.flatMap((left) =>
    next.filter((right) => mayFollow(left.word.split(' ').at(-1)!, right.word)).map((right) => both(left, right)),
  );
}

function both(left: Word, right: Word): Word {
  return { word: `${left.word} ${right.word}`, testimonies: Math.min(left.testimonies, right.testimonies) };
}

function mayFollow(word: string, next: string): boolean {
  if (scriptOfWord(word) !== scriptOfWord(next)) return false;
  return !ASSIMILATED.includes(word) || next.startsWith(word.slice(1));
}

const ASSIMILATED = 'ad ed an en ar er as es ash ech esh at et az ez'.split(' ');
const ARTICLES = ['al', 'el', ...ASSIMILATED];

/** Words of the dictionary that may stand for one word of a name: itself, other words for kin, other spellings of the article, what sounds alike. */
function choicesFor(book: WordBook, thesaurus: Thesaurus, word: string): Word[] {
  const among = (words: readonly string[]) =>
    words
      .map((one) => ({ word: one, testimonies: book.testimonies(one) }))
      .filter(({ testimonies }) => testimonies > 0);
  const kin = kinWords(word);
  if (kin.length > 0) return among([word, ...kin.filter((one) => one !== word)]);
  if (isArticleWord(word)) return among([word, ...ARTICLES.filter((one) => one !== word)]).slice(0, EACH);
  const names = setsOf(thesaurus, word).filter((set) => thesaurus.sets[set]!.by === 'name');
  if (names.length > 0) {
    const spelled = names.flatMap((set) => thesaurus.formsOf[set]!.map(({ folded }) => folded));
    return among([...new Set([word, ...spelled.filter((one) => !one.includes(' '))])]).slice(0, EACH_LISTED);
  }
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
