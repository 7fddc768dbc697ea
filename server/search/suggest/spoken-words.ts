import { soundKeys } from '../names/sound-key.ts';
import { alike } from '../names/sounds-like.ts';
import { soundsOf } from '../names/sounds-of.ts';
import { beginsButForOne } from './one-error.ts';

/** The words of names by how they sound and how they begin; those that went stay: nothing is suggested by a word that no name has. */
export interface SpokenWords {
  known: Set<string>;
  bySound: Map<string, string[]>;
  byFirst: Map<string, string[]>; // by their first letter, which is seldom mistyped
}

const LEAST = 3; // letters
const LIKENESS = 0.8;
const MOST = 12;
const LEAST_MISTYPED = 5; // letters

export function newWords(): SpokenWords {
  return { known: new Set(), bySound: new Map(), byFirst: new Map() };
}

export function takeUpWords(words: SpokenWords, folded: string): void {
  for (const word of folded.split(' ')) {
    if (word.length < LEAST || words.known.has(word)) continue;
    words.known.add(word);
    const begun = words.byFirst.get(word[0]!);
    if (begun) begun.push(word);
    else words.byFirst.set(word[0]!, [word]);
    for (const key of soundKeys(word)) {
      const same = words.bySound.get(key);
      if (same) same.push(word);
      else words.bySound.set(key, [word]);
    }
  }
}

/** Words that sound like `word`, most alike first. */
export function wordsSoundingLike({ bySound }: SpokenWords, word: string): string[] {
  const heard = word.length < LEAST ? null : soundsOf(word);
  if (!heard) return [];
  const found = new Map<string, number>();
  for (const key of soundKeys(word)) {
    for (const other of bySound.get(key) ?? []) {
      if (other === word || found.has(other)) continue;
      const sounds = soundsOf(other);
      const likeness = sounds ? alike(heard, sounds) : 0;
      if (likeness >= LIKENESS) found.set(other, likeness);
    }
  }
  return [...found]
    .sort((a, b) => b[1] - a[1])
    .slice(0, MOST)
    .map(([other]) => other);
}

/** Words that `typed` begins but for one error, shortest first; none for what is too short to tell. */
export function wordsMistyped({ byFirst, known }: SpokenWords, typed: string): string[] {
  if (typed.length < LEAST_MISTYPED || known.has(typed)) return [];
  const found = (byFirst.get(typed[0]!) ?? []).filter((word) => beginsButForOne(word, typed));
  return found.sort((a, b) => a.length - b.length || (a < b ? -1 : 1)).slice(0, MOST);
}
