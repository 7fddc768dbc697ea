import { distance, type Sound } from './sounds/sound.ts';
import { type Heard, soundsOf } from './sounds-of.ts';

/** The cost at which two words of so many consonants have nothing in common: half a consonant for each. */
const NOTHING = 0.5;
/** A first sound is heard best: it costs more to be mistaken for another. */
const FIRST = 1.5;
const APART = 0.12; // one sound taken for two
const BEYOND = 9;

/**
 * How alike two folded words sound, from 1 (all readings agree) to 0: a weighted edit distance between their sounds, over
 * the consonants they have. Short vowels that Arabic and Hebrew leave out cost next to nothing, other vowels a part of a
 * consonant, letters often written for each other little.
 */
export function soundsLike(one: string, other: string): number {
  const [a, b] = [soundsOf(one), soundsOf(other)];
  return a && b ? alike(a, b) : 0;
}

/** The same for words whose sounds are known. */
export function alike(a: Heard, b: Heard): number {
  const consonants = Math.max(1.6, (a.consonants + b.consonants) / 2);
  return Math.max(0, 1 - cost(a, b) / (NOTHING * consonants));
}

let rows = [new Float64Array(64), new Float64Array(64), new Float64Array(64)];

function cost(a: Heard, b: Heard): number {
  const width = b.sounds.length + 1;
  if (rows[0]!.length < width) rows = rows.map(() => new Float64Array(width * 2));
  let [before2, before, row] = rows as [Float64Array, Float64Array, Float64Array];
  const lostFromA = b.script === 'latin' ? 'latin' : 'semitic';
  const lostFromB = a.script === 'latin' ? 'latin' : 'semitic';
  for (let i = 0; i < a.sounds.length + 1; i++) {
    const from: Sound | undefined = a.sounds[i - 1];
    for (let j = 0; j < width; j++) {
      const to: Sound | undefined = b.sounds[j - 1];
      let best = i + j === 0 ? 0 : BEYOND;
      if (from) best = Math.min(best, before[j]! + from.lost[lostFromA]);
      if (to) best = Math.min(best, row[j - 1]! + to.lost[lostFromB]);
      if (from && to) {
        const weight = i === 1 && j === 1 ? FIRST : 1;
        best = Math.min(best, before[j - 1]! + weight * distance(from, to));
        if (from.apart && j > 1) best = Math.min(best, before[j - 2]! + pair(from.apart, b.sounds[j - 2]!, to));
        if (to.apart && i > 1) best = Math.min(best, before2[j - 1]! + pair(to.apart, a.sounds[i - 2]!, from));
      }
      row[j] = best;
    }
    [before2, before, row] = [before, row, before2];
  }
  return before[width - 1]!;
}

function pair([first, second]: readonly [Sound, Sound], one: Sound, other: Sound): number {
  return APART + distance(first, one) + distance(second, other);
}
