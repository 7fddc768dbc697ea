import { latinSounds } from './sounds/latin.ts';
import { ARABIC_LETTERS, HEBREW_LETTERS, semiticSounds } from './sounds/semitic.ts';
import type { Sound } from './sounds/sound.ts';

export type Script = 'latin' | 'arabic' | 'hebrew';

/** The script of a folded word, by its first letter; null for one that has no sound here: digits, Greek, Han. */
export function scriptOfWord(folded: string): Script | null {
  const first = folded.charCodeAt(0);
  if (first >= 0x61 && first <= 0x7a) return 'latin';
  if (first >= 0x5d0 && first <= 0x5ea) return 'hebrew';
  return first >= 0x620 && first <= 0x6ff ? 'arabic' : null;
}

export interface Heard {
  script: Script;
  sounds: readonly Sound[];
  consonants: number; // those that are nothing else
}

/** How a folded word sounds; null where its script is none of the three. */
export function soundsOf(folded: string): Heard | null {
  const script = scriptOfWord(folded);
  if (script === null) return null;
  const sounds =
    script === 'latin'
      ? latinSounds(folded)
      : semiticSounds(folded, script === 'arabic' ? ARABIC_LETTERS : HEBREW_LETTERS);
  return { script, sounds, consonants: sounds.filter(({ vowels }) => vowels === 0).length };
}
