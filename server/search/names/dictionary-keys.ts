/** The keys under which a dictionary keeps its words, so that other spellings of them are found. */
import { withoutArticle } from './forms.ts';
import { isOrdinaryForm } from './ordinary.ts';
import { scriptKeys } from './script.ts';
import { soundKeys } from './sound-key.ts';

export const SCRIPT_KEY = '=';
const MOST_KEYS = 6;

/** The keys by which a word of a dictionary is found: as it sounds, also without an article or prefix, and as it is in another script. */
export function dictionaryKeys(word: string): string[] {
  if (word.length < 3 || word.length > LONGEST || isOrdinaryForm(word))
    return scriptKeys(word).map((key) => SCRIPT_KEY + key);
  const keys = new Set(scriptKeys(word).map((key) => SCRIPT_KEY + key));
  for (const form of foundForms(word)) {
    for (const key of soundKeys(form)) {
      if (keys.size >= MOST_KEYS + 2) break;
      keys.add(key);
    }
  }
  return [...keys];
}

const LONGEST = 24;
const HEBREW_PREFIX = /^(?:[ולבמשכ]?ה|[ולבמשכ])(?=.{3})/;
const ARABIC_PREFIX = /^(?:[وبلكف]?ال|لل|و)(?=.{3})/;

/** A word of a text, and what it may be without what is written before a name in one piece with it. */
export function foundForms(word: string): string[] {
  const forms = new Set(withoutArticle(word));
  forms.add(word.replace(HEBREW_PREFIX, '')).add(word.replace(ARABIC_PREFIX, ''));
  return [...forms];
}

const LEAST_PREFIXED = 4; // letters of a name whose first letters were typed with a prefix: בבגדאד, وبغداد

/** A word typed with what is written before a name in one piece with it, without that; none where too little is left. */
export function prefixless(word: string): string[] {
  const bare = [word.replace(HEBREW_PREFIX, ''), word.replace(ARABIC_PREFIX, '')];
  return bare.filter((form) => form !== word && form.length >= LEAST_PREFIXED);
}
