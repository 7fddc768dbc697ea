import type { Database } from '../../db/open.ts';
import type { Spellings } from '../engine.ts';
import { setsOf, type Thesaurus } from '../names/thesaurus.ts';
import { namesUsedFor } from '../names/used-for.ts';
import { type Added, SPELLINGS, WIDENINGS, type Widening, widened } from '../names/widen.ts';
import type { Word, WordBook } from '../names/word-book.ts';
import { beginningWith, lookUp, withKey, withStem } from './dictionary.ts';
import { meta } from './schema.ts';
import { keptColumn } from './statements.ts';

/**
 * The one place where a word asked for becomes the words looked for. Only the dictionaries the viewer reaches by role are
 * read: a word that stands nowhere but in what is closed to them cannot be completed, widened to or counted.
 */
export interface Variant {
  word: string;
  testimonies: number;
  by: Widening;
  /** Not meant where nothing but a subject is called so: an everyday word there, a name elsewhere. */
  notAsSubject: boolean;
}

/** How words are to be widened: by what the archive knows, and in which ways. */
export interface Widener {
  thesaurus: Thesaurus;
  ways: ReadonlySet<Widening>;
}

export function widener(thesaurus: Thesaurus, spellings: Spellings = 'all'): Widener {
  return { thesaurus, ways: new Set(waysOf(spellings)) };
}

function waysOf(spellings: Spellings): readonly Widening[] {
  if (typeof spellings !== 'string') return spellings;
  return { all: SPELLINGS, 'all-names': WIDENINGS, 'as-typed': [] }[spellings];
}

export interface Expansion {
  variants: Variant[]; // single words
  phrases: Variant[]; // several, with a space between
}

/** True where what was added means the same, a subject too: another form of the word, or a spelling of what is nobody's name. */
function isOfSubject(thesaurus: Thesaurus, words: readonly string[], { word, by }: Added): boolean {
  if (by === 'stem' || by === 'authority') return true;
  const asked = setsOf(thesaurus, words.join(' ')).filter((set) => !thesaurus.sets[set]!.ofPeople);
  return setsOf(thesaurus, word).some((set) => asked.includes(set));
}

const MOST_VARIANTS = 64;
const MOST_PHRASES = 12;

/** What folded words that follow each other, or one alone, also mean: nearest first, then commonest. */
export function expand(db: Database, audiences: readonly number[], words: readonly string[], by: Widener): Expansion {
  if (by.ways.size === 0) return { variants: [], phrases: [] };
  const known = keptOf(db, by.thesaurus);
  const key = [audiences.join(), [...by.ways].join(), ...words].join(' ');
  const expansion = remembered(known.expansions, key, MOST_KEPT, () => expanded(db, audiences, words, by, known));
  return { variants: [...expansion.variants], phrases: [...expansion.phrases] };
}

const MOST_KEPT = 2000;
const MOST_KEYS = 1000; // each may have some hundred words

/** What is kept under a key, or is made and kept; of more than `most`, those asked for longest ago are forgotten. */
function remembered<Value>(kept: Map<string, Value>, key: string, most: number, make: () => Value): Value {
  const value = kept.get(key) ?? make();
  kept.delete(key);
  kept.set(key, value);
  if (kept.size > most) kept.delete(kept.keys().next().value!);
  return value;
}

/** What words were widened to since the index or a spelling of the archive changed. */
interface Kept {
  revision: number;
  thesaurus: Thesaurus;
  expansions: Map<string, Expansion>;
  withKey: Map<string, readonly Word[]>;
}
const keptFor = new WeakMap<Database, Kept>();

function keptOf(db: Database, thesaurus: Thesaurus): Kept {
  const revision = meta<number>(db, 'revision') ?? 0;
  let known = keptFor.get(db);
  if (!known || known.revision !== revision || known.thesaurus !== thesaurus) {
    known = { revision, thesaurus, expansions: new Map(), withKey: new Map() };
    keptFor.set(db, known);
  }
  return known;
}

function expanded(
  db: Database,
  audiences: readonly number[],
  words: readonly string[],
  by: Widener,
  known: Kept,
): Expansion {
  const added = nearestFirst(widened(wordBook(db, audiences, known), by.thesaurus, words, by.ways))
    .map((one) => {
      const notAsSubject = by.thesaurus.withinSubjects.has(one.word) && !isOfSubject(by.thesaurus, words, one);
      const elsewhere = one.testimonies - (notAsSubject ? testimoniesBySubject(db, audiences, one.word) : 0);
      return { ...one, testimonies: elsewhere, notAsSubject };
    })
    .filter(({ testimonies }) => testimonies > 0);
  return {
    variants: added.filter(({ word }) => !word.includes(' ')).slice(0, MOST_VARIANTS),
    phrases: added.filter(({ word }) => word.includes(' ')).slice(0, MOST_PHRASES),
  };
}

/** Other names used for a name, where they are not looked for with it. */
export function otherNamesFor(
  db: Database,
  audiences: readonly number[],
  words: readonly string[],
  { thesaurus, ways }: Widener,
): string[] {
  if (!ways.has('name') || ways.has('used-for')) return [];
  return namesUsedFor(wordBook(db, audiences, keptOf(db, thesaurus)), thesaurus, words);
}

/** In how many testimonies a folded word is, as these dictionaries know. */
export function testimoniesWith(db: Database, audiences: readonly number[], word: string): number {
  return audiences.reduce((sum, k) => sum + (lookUp(db, k, word)?.testimonies ?? 0), 0);
}

/** In how many testimonies a folded word stands in what their subjects are called alone. */
function testimoniesBySubject(db: Database, audiences: readonly number[], word: string): number {
  const counted = (k: number) =>
    keptColumn<number>(db, `SELECT count(*) FROM head_${k} WHERE head_${k} MATCH ?`).get(`subject : "${word}"`)!;
  return audiences.reduce((sum, k) => sum + counted(k), 0);
}

function wordBook(db: Database, audiences: readonly number[], known: Kept): WordBook {
  const listed = (of: (k: number) => Word[]) => {
    const [first = [], ...more] = audiences.map(of).filter(({ length }) => length > 0);
    return more.length === 0 ? first : [...summed([first, ...more].flat())].map(counted);
  };
  return {
    testimonies: (word) => testimoniesWith(db, audiences, word),
    withStem: (key) => listed((k) => withStem(db, k, key)),
    withKey: (key) =>
      remembered(known.withKey, `${audiences.join()} ${key}`, MOST_KEYS, () => listed((k) => withKey(db, k, key))),
  };
}

/** Above this many completions a prefix stands for the commonest alone: a word of two letters would be half the dictionary. */
export const MOST_COMPLETIONS = 256;

export interface Completions {
  words: { word: string; testimonies: number }[];
  all: boolean; // false where there are more
}

/** The words that begin with `prefix` (folded). */
export function completions(db: Database, audiences: readonly number[], prefix: string): Completions {
  const found = audiences.flatMap((k) => beginningWith(db, k, prefix, MOST_COMPLETIONS + 1));
  const words = [...summed(found)].map(counted);
  return { words: words.sort(commoner).slice(0, MOST_COMPLETIONS), all: words.length <= MOST_COMPLETIONS };
}

function counted([word, testimonies]: [string, number]): Word {
  return { word, testimonies };
}

function summed(words: Word[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { word, testimonies } of words) sums.set(word, (sums.get(word) ?? 0) + testimonies);
  return sums;
}

type Counted = { word: string; testimonies: number };
const commoner = (a: Counted, b: Counted) => b.testimonies - a.testimonies || (a.word < b.word ? -1 : 1);

function nearestFirst(added: Added[]): Added[] {
  return added.sort((a, b) => WIDENINGS.indexOf(a.by) - WIDENINGS.indexOf(b.by) || commoner(a, b));
}
