import { franc } from 'franc';
import { languageTag } from '../archive/languages.ts';

const LATIN = /\p{Script=Latin}/gu;
const ARABIC = /\p{Script=Arabic}/gu;
const HEBREW = /\p{Script=Hebrew}/gu;

/** The script most letters of a text are in. */
function scriptOf(text: string): 'Latn' | 'Arab' | 'Hebr' | null {
  const sample = text.slice(0, STRETCHES * (STRETCH + 1));
  const count = (letters: RegExp) => sample.match(letters)?.length ?? 0;
  const counts = { Latn: count(LATIN), Arab: count(ARABIC), Hebr: count(HEBREW) };
  const [script, most] = Object.entries(counts).reduce((best, entry) => (entry[1] > best[1] ? entry : best));
  return most > 0 ? (script as 'Latn' | 'Arab' | 'Hebr') : null;
}

const WRITTEN_IN: Record<'Latn' | 'Arab' | 'Hebr', string[]> = {
  Latn: ['eng', 'fra', 'spa', 'ita', 'deu', 'por', 'tur', 'nld'],
  Arab: ['arb', 'pes', 'urd', 'ckb'],
  Hebr: ['heb', 'ydd'],
};

const LETTERS_TO_TELL = 60; // below this a guess among languages of one script says nothing
/** Stretches of a long text that are looked at, and their length: more says nothing more, and takes longer. */
const STRETCHES = 4;
const STRETCH = 600;

/** Stretches from beginning to end: the first words of a recording are often an introduction in another language. */
function sampleOf(text: string): string {
  if (text.length <= STRETCHES * STRETCH) return text;
  const apart = (text.length - STRETCH) / (STRETCHES - 1);
  return Array.from({ length: STRETCHES }, (_, at) => {
    const from = Math.round(at * apart);
    return text.slice(from, from + STRETCH);
  }).join('\n');
}

/**
 * The language a text is in, as far as its letters tell: null for none, or for a text too short to tell among the languages
 * of its script.
 */
export function languageOfText(text: string): string | null {
  const sample = sampleOf(text);
  const script = scriptOf(sample);
  if (!script || text.length < LETTERS_TO_TELL) return null;
  const guess = franc(sample, { only: WRITTEN_IN[script], minLength: LETTERS_TO_TELL });
  if (guess === 'und') return null;
  return languageTag({ arb: 'ar', pes: 'fa', ydd: 'yi' }[guess] ?? guess);
}

const USUAL: Record<'Latn' | 'Arab' | 'Hebr', string> = { Latn: 'en', Arab: 'ar', Hebr: 'he' };
const SCRIPT_OF: Record<string, 'Arab' | 'Hebr'> = {
  ar: 'Arab',
  fa: 'Arab',
  ckb: 'Arab',
  ur: 'Arab',
  he: 'Hebr',
  yi: 'Hebr',
};

/**
 * The language of a title or abstract of an account in `account`: that language where the script fits it, else what the text
 * itself tells, else the usual language of its script.
 */
export function languageOfTitle(text: string, account: string | null): string {
  const script = scriptOf(text);
  if (!script) return account ?? 'und';
  const primary = account?.split('-')[0] ?? '';
  if (account && (SCRIPT_OF[primary] ?? 'Latn') === script) return account;
  return languageOfText(text) ?? USUAL[script];
}
