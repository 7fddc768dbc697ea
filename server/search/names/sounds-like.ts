import { distance, type Sound } from './sounds/sound.ts';
import { type Heard, soundsOf } from './sounds-of.ts';

/** The cost at which two words of so many consonants have nothing in common: half a consonant for each. */
const NOTHING = 0.5;
/** A first sound is heard best: it costs more to be mistaken for another. */
const FIRST = 1.5;
const APART = 0.12; // one sound taken for two
const BEYOND = 99;

/**
 * How alike two folded words sound, from 1 (all readings agree) to 0: a weighted edit distance between their sounds, over
 * the consonants they have. Short vowels that Arabic and Hebrew leave out cost next to nothing, other vowels a part of a
 * consonant, letters often written for each other little.
 */
export function soundsLike(one: string, other: string): number {
  const [a, b] = [soundsOf(one), soundsOf(other)];
  return a && b ? alike(a, b) : 0;
}

/** The same for words whose sounds are known; 0 where they are less alike than `least`, which is told sooner than how much. */
export function alike(a: Heard, b: Heard, least = 0): number {
  const whole = NOTHING * Math.max(1.6, (a.consonants + b.consonants) / 2);
  const likeness = 1 - cost(a, b, (1 - least) * whole + ROUNDING) / whole;
  return likeness < least ? 0 : Math.max(0, likeness);
}

const ROUNDING = 1e-9;
let rows = [new Float64Array(64), new Float64Array(64), new Float64Array(64)];

/** What it costs to hear the one for the other; BEYOND once it cannot be as little as `most`. */
function cost(a: Heard, b: Heard, most: number): number {
  const width = b.sounds.length + 1;
  if (rows[0]!.length < width) rows = rows.map(() => new Float64Array(width * 2));
  let [before2, before, row] = rows as [Float64Array, Float64Array, Float64Array];
  const lostFromA = b.script === 'latin' ? 'latin' : 'semitic';
  const lostFromB = a.script === 'latin' ? 'latin' : 'semitic';
  before[0] = 0;
  for (let j = 1; j < width; j++) before[j] = before[j - 1]! + b.sounds[j - 1]!.lost[lostFromB];
  let leastBefore = 0; // of the row before: no way to the end costs less than the least of two rows it passes
  for (let i = 1; i <= a.sounds.length; i++) {
    const from = a.sounds[i - 1]!;
    const lost = from.lost[lostFromA];
    let best = before[0]! + lost;
    let least = best;
    row[0] = best;
    for (let j = 1; j < width; j++) {
      const to = b.sounds[j - 1]!;
      best += to.lost[lostFromB];
      const without = before[j]! + lost;
      if (without < best) best = without;
      const weight = i === 1 && j === 1 ? FIRST : 1;
      const both = before[j - 1]! + weight * distance(from, to);
      if (both < best) best = both;
      if (from.apart && j > 1) best = Math.min(best, before[j - 2]! + pair(from.apart, b.sounds[j - 2]!, to));
      if (to.apart && i > 1) best = Math.min(best, before2[j - 1]! + pair(to.apart, a.sounds[i - 2]!, from));
      row[j] = best;
      if (best < least) least = best;
    }
    if (least > most && leastBefore > most) return BEYOND;
    leastBefore = least;
    [before2, before, row] = [before, row, before2];
  }
  return before[width - 1]!;
}

function pair([first, second]: readonly [Sound, Sound], one: Sound, other: Sound): number {
  return APART + distance(first, one) + distance(second, other);
}
