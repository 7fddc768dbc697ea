import { soundKeys } from '../names/sound-key.ts';
import { alike } from '../names/sounds-like.ts';
import { soundsOf } from '../names/sounds-of.ts';

/** The words of names by how they sound; those that went stay: nothing is suggested by a word that no name has. */
export interface SpokenWords {
  known: Set<string>;
  bySound: Map<string, string[]>;
}

const LEAST = 3; // letters
const LIKENESS = 0.8;
const MOST = 12;

export function newWords(): SpokenWords {
  return { known: new Set(), bySound: new Map() };
}

export function takeUpWords(words: SpokenWords, folded: string): void {
  for (const word of folded.split(' ')) {
    if (word.length < LEAST || words.known.has(word)) continue;
    words.known.add(word);
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
