import { type Sound, sound } from './sound.ts';

/**
 * Arabic and Hebrew letters (folded) as they sound in names. Short vowels are not written, long ones are letters that may
 * also be consonants, and neither geresh nor hamza is left after folding: ג is also j and gh, ד also dh, ת also th.
 */
interface Letters {
  first: Map<string, Sound>;
  middle: Map<string, Sound>;
  last: Map<string, Sound>;
  double: Map<string, Sound>; // two letters written for one sound, but not at the ends
  firstDouble: Map<string, Sound>;
}

const ANY = 'a e i o u';
const AYIN = { latin: 0.08, semitic: 0.2 };
const FIRST_ALEF = { latin: 0.35, semitic: 0.25 };
const ALEF = { latin: 0.3, semitic: 0.08 };
const LONG = { latin: 0.35, semitic: 0.14 };
const LAST_LONG = { latin: 0.5, semitic: 0.4 };
const LAST_A = { latin: 0.25, semitic: 0.15 };

const ARABIC = `ب=b p v; ت=t; ث=th t s; ج=j g zh; ح=hh h; خ=x; د=d; ذ=dh d z; ر=r; ز=z; س=s; ش=sh ch; ص=s; ض=d z; ط=t; ظ=z d dh;
  غ=gh g; ف=f v p; ق=q k g; ك=k g; ل=l; م=m; ن=n; ه=h; پ=p; چ=ch j; ژ=zh; گ=g; ڤ=v`;
const HEBREW = `ב=b v; ג=g j gh; ד=d dh; ה=h; ז=z zh; ח=hh x h; ט=t; כ=k x; ל=l; מ=m; נ=n; ס=s; פ=p f; צ=ts s ch; ק=k q; ר=r; ש=sh s; ת=t th`;

function lettersOf(consonants: string, own: Partial<Record<keyof Letters, Record<string, Sound>>>): Letters {
  const plain = consonants.split(';').map((item): [string, Sound] => {
    const [letter = '', readings = ''] = item.trim().split('=');
    return [letter, sound(readings)];
  });
  const of = (place: keyof Letters, from = plain) => new Map([...from, ...Object.entries(own[place] ?? {})]);
  return {
    first: of('first'),
    middle: of('middle'),
    last: of('last'),
    double: of('double', []),
    firstDouble: of('firstDouble', []),
  };
}

export const ARABIC_LETTERS = lettersOf(ARABIC, {
  first: { ا: sound(ANY, FIRST_ALEF), و: sound('w v o u', LONG), ي: sound('y i e', LONG), ع: sound(ANY, AYIN) },
  middle: { ا: sound('a e o', ALEF), و: sound('w o u', LONG), ي: sound('y i e', LONG), ع: sound(ANY, AYIN) },
  last: {
    ا: sound('a e', LAST_A),
    ه: sound('a e h', LAST_A),
    و: sound('o u w', LAST_LONG),
    ي: sound('i y e a', LAST_LONG),
    ع: sound(ANY, AYIN),
  },
  double: { يي: sound('y i e', LONG) },
  firstDouble: { اي: sound('i e a y', FIRST_ALEF), او: sound('o u w a', FIRST_ALEF) },
});

export const HEBREW_LETTERS = lettersOf(HEBREW, {
  first: { א: sound(ANY, FIRST_ALEF), ו: sound('v w o u', LONG), י: sound('y i e', LONG), ע: sound(`${ANY} gh`, AYIN) },
  middle: { א: sound('a e o', ALEF), ו: sound('o u w', LONG), י: sound('i y e', LONG), ע: sound(`${ANY} gh`, AYIN) },
  last: {
    א: sound('a e o', LAST_A),
    ה: sound('a e o', LAST_A),
    ו: sound('o u w', LAST_LONG),
    י: sound('i y e', LAST_LONG),
    ע: sound('a e', AYIN),
  },
  double: { וו: sound('v w', LAST_LONG), יי: sound('y i e', LONG) },
  firstDouble: { אי: sound('i e a y', FIRST_ALEF), או: sound('o u w a', FIRST_ALEF) },
});

/** The sounds of a folded word in these letters; a letter that is none of them is left out. */
export function semiticSounds(word: string, letters: Letters): Sound[] {
  const sounds: Sound[] = [];
  const end = word.length - 1;
  for (let i = 0; i <= end; i++) {
    const two = i < end ? (i === 0 ? letters.firstDouble : letters.double).get(word.slice(i, i + 2)) : undefined;
    const one = two ?? (i === 0 ? letters.first : i === end ? letters.last : letters.middle).get(word[i]!);
    if (one) sounds.push(one);
    if (two) i++;
  }
  return sounds;
}
