/**
 * What a letter may sound like. A name is compared by sound and not by letters, since one sound is written in many ways
 * and one letter read in several: Arabic ج is j, zh or g, Hebrew ג is g, j or gh, French ch is sh and German ch is kh.
 * A sound is the set of its readings, consonants and vowels, each a bit.
 */
const CONSONANTS = 'b p f v w m n l r d t dh th s z sh zh j ch ts k q g gh x hh h y'.split(' ');
const VOWELS = 'a e i o u'.split(' ');

/** Letters of the key, a consonant's class: what is easily heard or written for each other is one. None for half-vowels. */
const CLASS: Readonly<Record<string, string>> = {
  ...{ b: 'P', p: 'P', f: 'P', v: 'P', w: '', m: 'M', n: 'N', l: 'L', r: 'R', d: 'T', t: 'T', dh: 'T', th: 'T' },
  ...{
    s: 'S',
    z: 'S',
    sh: 'S',
    zh: 'S',
    j: 'S',
    ch: 'S',
    ts: 'S',
    k: 'K',
    q: 'K',
    g: 'K',
    gh: 'K',
    x: 'H',
    hh: 'H',
    h: 'H',
    y: '',
  },
};

export interface Sound {
  id: number; // counted from 0, for the table of distances
  consonants: number; // bits, 0 where it is only a vowel
  vowels: number; // bits, 0 where it is only a consonant
  classes: readonly string[]; // what it may be in a key, likeliest first; '' where it may leave no trace
  /** What it costs to find nothing for it: in a word of Latin letters, and in one of Arabic or Hebrew, which leave vowels out. */
  lost: { latin: number; semitic: number };
  /** Two sounds it may also be: Ishaq is read Is-haq. */
  apart: readonly [Sound, Sound] | null;
}

let sounds = 0;
const CONSONANT_LOST = { latin: 1, semitic: 1 };

/** A sound of these readings, written as in CONSONANTS and VOWELS with spaces, likeliest first. */
export function sound(readings: string, lost: Sound['lost'] = CONSONANT_LOST, apart: Sound['apart'] = null): Sound {
  let consonants = 0;
  let vowels = 0;
  const classes = new Set<string>();
  for (const reading of readings.split(' ')) {
    const vowel = VOWELS.indexOf(reading);
    if (vowel >= 0) {
      vowels |= 1 << vowel;
      classes.add('');
      continue;
    }
    const consonant = CONSONANTS.indexOf(reading);
    if (consonant < 0) throw new Error(`There is no sound ${reading}`);
    consonants |= 1 << consonant;
    classes.add(CLASS[reading]!);
    if (reading === 'j') classes.add(CLASS.g!); // Djamila is Gamila in Cairo
  }
  if (readings.split(' ')[0] === 'v') classes.add(''); // written w by some, a vowel by others
  if (apart) classes.add(apart.map((part) => part.classes[0]).join(''));
  return { id: sounds++, consonants, vowels, classes: [...classes], lost, apart };
}

/** Pairs that are written for each other, with what it costs to take one for the other: 1 is another consonant. */
const NEAR_CONSONANTS = `
  v w 0.05, b v 0.2, b p 0.35, f v 0.25, f p 0.4, b f 0.6, m n 0.5, l r 0.8, b w 0.5,
  d t 0.4, d dh 0.05, t th 0.05, dh th 0.2, dh z 0.15, th s 0.3, d z 0.4, t d 0.4,
  s z 0.3, s ts 0.15, z ts 0.2, s sh 0.35, sh ch 0.25, ch ts 0.3, sh zh 0.3, z zh 0.25, j zh 0.05, j ch 0.35, j sh 0.5, s th 0.3, z j 0.5,
  j g 0.2, j y 0.4, k q 0.02, k g 0.35, q g 0.25, q gh 0.3, g gh 0.1, k x 0.25, q x 0.4, gh x 0.45, x hh 0.15, hh h 0.05, x h 0.2, k h 0.6, k hh 0.6, k ch 0.5`;
const NEAR_VOWELS = `
  a e 0.15, e i 0.15, o u 0.08, a o 0.25, e o 0.35, i a 0.35, i u 0.4, a u 0.35, i o 0.45, e u 0.35`;

interface Level {
  cost: number;
  near: Int32Array; // by bit: the readings at this cost
}

function levelsOf(pairs: string, names: readonly string[]): Level[] {
  const levels = new Map<number, Int32Array>();
  for (const pair of pairs.split(',')) {
    const [one = '', other = '', cost = ''] = pair.trim().split(/\s+/);
    const near = levels.get(Number(cost)) ?? new Int32Array(names.length);
    levels.set(Number(cost), near);
    near[names.indexOf(one)]! |= 1 << names.indexOf(other);
    near[names.indexOf(other)]! |= 1 << names.indexOf(one);
  }
  return [...levels].sort(([a], [b]) => a - b).map(([cost, near]) => ({ cost, near }));
}

const CONSONANT_LEVELS = levelsOf(NEAR_CONSONANTS, CONSONANTS);
const VOWEL_LEVELS = levelsOf(NEAR_VOWELS, VOWELS);

function apart(one: number, other: number, levels: readonly Level[], else_: number): number {
  if (one & other) return 0;
  for (const { cost, near } of levels) {
    for (let left = one; left !== 0; left &= left - 1) if (near[31 - Math.clz32(left & -left)]! & other) return cost;
  }
  return else_;
}

const UNKNOWN = -1;
let size = 0;
let distances = new Float64Array(0);

/** How far apart two sounds are at their nearest: 0 where they share a reading, 1 another consonant, more for a consonant and a vowel. */
export function distance(one: Sound, other: Sound): number {
  if (size < sounds) {
    size = sounds;
    distances = new Float64Array(size * size).fill(UNKNOWN);
  }
  const at = one.id * size + other.id;
  const known = distances[at]!;
  if (known !== UNKNOWN) return known;
  const found = measured(one, other);
  distances[at] = found;
  return found;
}

function measured(one: Sound, other: Sound): number {
  if (one.consonants & other.consonants) return 0;
  const consonants =
    one.consonants && other.consonants ? apart(one.consonants, other.consonants, CONSONANT_LEVELS, 1) : 2;
  const vowels = one.vowels && other.vowels ? apart(one.vowels, other.vowels, VOWEL_LEVELS, 0.5) : 2;
  return Math.min(consonants, vowels);
}
