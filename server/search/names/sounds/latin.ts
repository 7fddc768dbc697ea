import { type Sound, sound } from './sound.ts';

/**
 * Latin letters (folded) as English, French, Spanish, Italian, German and Turkish romanisations use them in names of these
 * countries. The longest spelling that fits is taken; what differs before e and i, or at the end, has a table of its own.
 */
const FIRST = { latin: 0.45, semitic: 0.45 };
const SHORT = { latin: 0.35, semitic: 0.05 };
const FAINT = { latin: 0.22, semitic: 0.04 };
const FULL = { latin: 0.45, semitic: 0.13 };
const LAST = { latin: 0.45, semitic: 0.3 };
const MUTE = { latin: 0.08, semitic: 0.08 };
const HALF = { latin: 0.4, semitic: 0.35 };
const BREATH = { latin: 0.45, semitic: 0.45 };

const h = sound('h hh x', BREATH);
const s = sound('s');
const t = sound('t');

const CONSONANTS: Record<string, Sound> = {
  b: sound('b'),
  c: sound('k'),
  ch: sound('sh ch x k'),
  ck: sound('k'),
  d: sound('d'),
  dh: sound('dh d z'),
  dj: sound('j'),
  dg: sound('j'),
  dsch: sound('j'),
  dz: sound('z ts'),
  f: sound('f'),
  g: sound('g'),
  gh: sound('gh g'),
  gn: sound('n', undefined, [sound('g'), sound('n')]),
  h,
  j: sound('j zh y x'),
  k: sound('k'),
  kh: sound('x k'),
  l: sound('l'),
  m: sound('m'),
  n: sound('n'),
  p: sound('p'),
  ph: sound('f'),
  q: sound('q k g'),
  qu: sound('q k', undefined, [sound('q k'), sound('w u o', HALF)]),
  r: sound('r'),
  rh: sound('gh r'),
  s,
  sc: sound('s', undefined, [s, sound('k')]),
  sch: sound('sh', undefined, [s, sound('x k')]),
  sh: sound('sh', undefined, [s, h]),
  t,
  tch: sound('ch'),
  tsch: sound('ch'),
  th: sound('t th s', undefined, [t, h]),
  ts: sound('ts'),
  tz: sound('ts'),
  v: sound('v w'),
  w: sound('w v u', HALF),
  x: sound('x sh s', undefined, [sound('k'), s]),
  y: sound('y i', HALF),
  z: sound('z'),
  zh: sound('zh'),
};

/** Before e, i and y. */
const SOFT: Record<string, Sound> = {
  c: sound('s ts ch k'),
  g: sound('g j'),
  sc: sound('s sh', undefined, [s, sound('s')]),
  gu: sound('g', undefined, [sound('g'), sound('w u', HALF)]),
  qu: sound('k q'),
};

const VOWELS: Record<string, Sound> = {
  a: sound('a', SHORT),
  aa: sound('a', SHORT),
  e: sound('e', FAINT),
  ee: sound('i e', FULL),
  ea: sound('e i a', SHORT),
  eu: sound('e o u', SHORT),
  i: sound('i y', SHORT),
  ie: sound('i e', SHORT),
  iy: sound('i y', SHORT),
  yi: sound('y i', SHORT),
  o: sound('o', FULL),
  oo: sound('u o', FULL),
  ou: sound('u w', FULL),
  u: sound('u w', FULL),
};

const LAST_VOWELS: Record<string, Sound> = {
  a: sound('a', LAST),
  e: sound('e', MUTE),
  ee: sound('i e', LAST),
  ie: sound('i e', LAST),
  i: sound('i y', LAST),
  y: sound('i y', LAST),
  o: sound('o', LAST),
  oo: sound('u o', LAST),
  ou: sound('u w', LAST),
  u: sound('u w', LAST),
};

/** A first vowel weighs more than those that follow; a first y or w is also one; a first x is no s. */
const FIRST_SOUNDS: Record<string, Sound> = {
  a: sound('a', FIRST),
  aa: sound('a', FIRST),
  e: sound('e', FIRST),
  i: sound('i y', FIRST),
  o: sound('o', FIRST),
  ou: sound('u w', FIRST),
  u: sound('u w', FIRST),
  x: sound('sh x'), // Xauen
};

/** Between vowels French, Italian and German read s as z: Louise, Elisa. */
const S_BETWEEN_VOWELS = sound('s z');
const isVowel = (letter: string | undefined) => letter !== undefined && 'aeiou'.includes(letter);

const LONGEST = 4;

const anywhere = new Map(Object.entries({ ...CONSONANTS, ...VOWELS }));
const soft = new Map(Object.entries(SOFT));
const last = new Map(Object.entries(LAST_VOWELS));
/** How every spelling of several letters begins. */
const several = new Set(
  [CONSONANTS, SOFT, VOWELS, LAST_VOWELS, FIRST_SOUNDS]
    .flatMap((spellings) => Object.keys(spellings))
    .filter(({ length }) => length > 1)
    .map((letters) => letters.slice(0, 2)),
);
const first = new Map(Object.entries(FIRST_SOUNDS));

/** The sounds of a folded word of Latin letters. Doubled consonants are one, and the h of a last -ah or -eh is not heard. */
export function latinSounds(folded: string): Sound[] {
  const word = folded.replace(/([b-df-hj-np-tv-z])\1+/g, '$1').replace(/(?<=[ae])h$/, '');
  const sounds: Sound[] = [];
  for (let at = 0; at < word.length; ) {
    let size = several.has(word.slice(at, at + 2)) ? Math.min(LONGEST, word.length - at) : 1;
    let found = spelled(word, at, size);
    while (!found && size > 1) found = spelled(word, at, --size);
    if (found) sounds.push(found);
    at += size;
  }
  return sounds;
}

function spelled(word: string, at: number, size: number): Sound | undefined {
  const letters = word.slice(at, at + size);
  const next = word[at + size];
  if (letters === 's' && isVowel(word[at - 1]) && isVowel(next)) return S_BETWEEN_VOWELS;
  return (
    (at === 0 ? first.get(letters) : undefined) ??
    (next === undefined ? last.get(letters) : undefined) ??
    (next === 'e' || next === 'i' || next === 'y' ? soft.get(letters) : undefined) ??
    anywhere.get(letters)
  );
}
