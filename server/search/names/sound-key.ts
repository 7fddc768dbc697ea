import { soundsOf } from './sounds-of.ts';

/**
 * The bucket of a word: the classes of its consonants (sounds/sound.ts), and before them whether it begins with a vowel. A
 * letter with several readings gives several keys, the likeliest first. What shares a key may sound alike; soundsLike
 * decides, so never skip it.
 */
const MOST_KEYS = 8;
const SHORTEST = 2; // consonants: of one alone there are too many words
const LONGEST = 12;
const BEGINS_WITH_VOWEL = 'a';

/** The keys of a folded word; none where it has too few consonants to be known by them, or is of another script. */
export function soundKeys(folded: string): string[] {
  const heard = soundsOf(folded);
  if (!heard) return [];
  let keys = [''];
  heard.sounds.forEach(({ consonants, vowels, classes }, place) => {
    if (place === 0 && vowels !== 0) {
      keys = consonants !== 0 ? ['', BEGINS_WITH_VOWEL] : [BEGINS_WITH_VOWEL];
      return;
    }
    if (classes.length === 1) {
      const [only = ''] = classes;
      if (only !== '') keys = keys.map((key) => key + only);
      return;
    }
    keys = classes.flatMap((one) => keys.map((key) => key + one)).slice(0, MOST_KEYS);
  });
  const counted = keys.filter((key) => key.length - (key.startsWith(BEGINS_WITH_VOWEL) ? 1 : 0) >= SHORTEST);
  return [...new Set(counted.map((key) => key.slice(0, LONGEST)))];
}
