/** Testimonies of the bench, one after another, the same in every run. */
import { below, oneOf, type Random, random } from './random.ts';
import { type BenchLang, LANGS, madeWord, type Vocabulary, vocabulary } from './vocabulary.ts';

export interface BenchTestimony {
  number: number; // from 1
  lang: BenchLang;
  title: string;
  narrator: string;
  departures: { country: string; from: number; to: number }[];
  recorded: number;
  passages: string[];
}

export const PASSAGES = 120; // a testimony has, give or take a third
const WORDS = 130; // a passage has, give or take a third
const OWN_WORDS = 300; // words a testimony keeps coming back to
const OWN_SHARE = 0.06;
const NEW_SHARE = 0.002; // words hardly met elsewhere: names, slips
export const COUNTRIES = ['IQ', 'EG', 'YE', 'MA', 'LY', 'SY', 'LB', 'TN', 'DZ', 'IR', 'TR'];

export function* corpus(testimonies: number, passages = PASSAGES): Generator<BenchTestimony> {
  const vocabularies = new Map(LANGS.map((lang) => [lang, vocabulary(lang)]));
  for (let number = 1; number <= testimonies; number++) {
    const next = random(number * 7919);
    const lang = LANGS[number % LANGS.length]!;
    yield testimony(next, number, lang, vocabularies.get(lang)!, passages);
  }
}

function testimony(next: Random, number: number, lang: BenchLang, words: Vocabulary, passages: number): BenchTestimony {
  const own = Array.from({ length: OWN_WORDS }, () => words.words[50 + below(next, 30_000)]!);
  const word = () => {
    const kind = next();
    if (kind < NEW_SHARE) return madeWord(next, lang, 3 + below(next, 3));
    if (kind < NEW_SHARE + OWN_SHARE) return oneOf(next, own);
    return words.words[words.draw(next)]!;
  };
  const text = (length: number) => Array.from({ length }, word).join(' ');
  const name = () => capital(words.words[500 + below(next, 2000)]!);
  return {
    number,
    lang,
    title: `${name()} ${name()} ${text(3)}`,
    narrator: `${name()} ${name()}`,
    departures: Array.from({ length: next() < 0.2 ? 2 : 1 }, () => {
      const from = 1940 + below(next, 40);
      return { country: oneOf(next, COUNTRIES), from, to: from + (next() < 0.3 ? below(next, 4) : 0) };
    }),
    recorded: 1975 + below(next, 45),
    passages: Array.from({ length: varied(next, passages) }, () => `${capital(sentences(text(varied(next, WORDS))))}.`),
  };
}

function varied(next: Random, middle: number): number {
  return Math.round(middle * (2 / 3 + (next() * 2) / 3));
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Commas and full stops as real text has them. */
function sentences(text: string): string {
  let n = 0;
  return text.replaceAll(' ', () => {
    n++;
    return n % 17 === 0 ? '. ' : n % 9 === 0 ? ', ' : ' ';
  });
}
