/**
 * Pointed Hebrew as phonemes of espeak-ng. Its Hebrew voice reads unpointed words as heaps of consonants and spells
 * points out by name, so the sample gives it the sounds themselves, in today's Israeli pronunciation.
 * Mnemonics: https://github.com/espeak-ng/espeak-ng/blob/master/docs/phonemes.md
 */
const DAGESH = '\u05bc';
const SHVA = '\u05b0';
const SIN = '\u05c2';
const VOWELS: Record<string, string> = {
  '\u05b1': 'e',
  '\u05b2': 'a',
  '\u05b3': 'o',
  '\u05b4': 'i',
  '\u05b5': 'e',
  '\u05b6': 'e',
  '\u05b7': 'a',
  '\u05b8': 'a',
  '\u05b9': 'o',
  '\u05ba': 'o',
  '\u05bb': 'u',
};
const CONSONANTS: Record<string, string> = {
  א: '',
  ב: 'v',
  ג: 'g',
  ד: 'd',
  ה: 'h',
  ו: 'v',
  ז: 'z',
  ח: 'X',
  ט: 't',
  י: 'j',
  כ: 'X',
  ך: 'X',
  ל: 'l',
  מ: 'm',
  ם: 'm',
  נ: 'n',
  ן: 'n',
  ס: 's',
  ע: '',
  פ: 'f',
  ף: 'f',
  צ: 'ts',
  ץ: 'ts',
  ק: 'k',
  ר: 'Q"',
  ש: 'S',
  ת: 't',
};
const HARD: Record<string, string> = { ב: 'b', כ: 'k', פ: 'p' };
/** Words whose sound or stress the rules below would miss. */
const EXCEPTIONS: Record<string, string> = {
  כָּל: 'kol',
  אִמָּא: "'ima",
  אַבָּא: "'aba",
  קָנוּ: "kan'u",
  כָּכָה: "k'aXa",
  אֵלֶּה: "'ele",
  אֵיפֹה: "'ejfo",
  בַּלַּיְלָה: "bal'ajla",
  פַּעַם: "p'aam",
  נַעֲלַיִים: "naal'ajim",
  יָדַיִים: "jad'ajim",
  יוֹמַיִים: "jom'ajim",
  הַיָּדַיִים: "hajad'ajim",
  הַנַּעֲלַיִים: "hanaal'ajim",
  שֶׁנַּעֲלַיִים: "Senaal'ajim",
  נוֹבֶמְבֶּר: 'nov\'embeQ"',
  בְּחֵיפָה: "beX'ejfa",
  אֵיךְ: "'ejX",
  אֶה: "'e",
  וְאַבָּא: "ve'aba",
  כַּמָּה: "k'ama",
};

interface Letter {
  base: string;
  marks: string;
}

/** `שָׁלוֹם, מָזָל.` as `[[Sal'om]], [[maz'al]].`: punctuation stays outside, where it makes the pauses. */
export function spokenHebrew(text: string): string {
  return text.normalize('NFC').replace(/[\u0590-\u05ff]+/g, (word) => `[[${phonemes(word)}]]`);
}

function phonemes(word: string): string {
  const known = Object.entries(EXCEPTIONS).find(([spelled]) => spelled.normalize('NFC') === word);
  if (known) return known[1];
  const letters = [...word.matchAll(/([\u05d0-\u05ea])([\u0591-\u05c7]*)/g)].map(
    (match): Letter => ({ base: match[1]!, marks: match[2]! }),
  );
  return stressed(letters.map((letter, at) => sound(letter, at, letters)).join(''), word);
}

function sound(letter: Letter, at: number, letters: Letter[]): string {
  const { base, marks } = letter;
  const last = at === letters.length - 1;
  const dagesh = marks.includes(DAGESH);
  const vowel = [...marks].map((mark) => VOWELS[mark] ?? '').join('');
  const before = letters[at - 1];
  const after = letters[at + 1];
  if (base === 'ו' && !vowel && dagesh && !marks.includes(SHVA)) return 'u';
  if (base === 'ו' && vowel === 'o') return 'o';
  if (base === 'י' && marks === '' && silentYod(before, after)) return '';
  if ((base === 'ה' || base === 'א') && marks === '' && last) return '';
  const consonant = marks.includes(SIN) ? 's' : (dagesh && HARD[base]) || CONSONANTS[base]!;
  if (last && vowel === 'a' && 'חעה'.includes(base)) return `a${consonant}`; // the stolen patah of *briach*
  if (marks.includes(SHVA)) return consonant + (voicedShva(letter, at, letters) ? 'e' : '');
  return consonant + vowel;
}

/** A yod that only lengthens the vowel before it, or the second of the two that full spelling writes for one. */
function silentYod(before: Letter | undefined, after: Letter | undefined): boolean {
  if (!before) return false;
  const voweled = [...before.marks].map((mark) => VOWELS[mark] ?? '').join('');
  return after?.base === 'י' || (before.base === 'י' && voweled !== '') || voweled === 'i' || voweled === 'e';
}

function voicedShva(letter: Letter, at: number, letters: Letter[]): boolean {
  const before = letters[at - 1];
  const after = letters[at + 1];
  if (!after) return false;
  if (at === 0) return 'בלכמנריו'.includes(letter.base);
  if (before!.marks.includes(SHVA)) return true;
  return after.base === letter.base || (letter.marks.includes(DAGESH) && 'למנרי'.includes(letter.base));
}

const SEGOLATE = /[\u05b5\u05b6]\u05bc?[\u05d0-\u05ea]\u05b6[\u05d0-\u05ea]\u05b0?$/;
const WITH_GUTTURAL = /\u05b7\u05bc?[חע]\u05b7[\u05d0-\u05ea]$|\u05b7\u05bc?י\u05b4[\u05d0-\u05ea]$/;
const VERB_ENDING = /(תִּי|תִי|נוּ)$/;

/** Stress on the last syllable, except in segolates (*delet*, *tabaat*, *bayit*) and in the verb endings -ti and -nu. */
function stressed(sounds: string, word: string): string {
  const vowels = [...sounds.matchAll(/[aeiou]/g)].map((match) => match.index);
  const before = [SEGOLATE, WITH_GUTTURAL, VERB_ENDING].some((ending) => ending.test(word)) && vowels.length > 1;
  const at = vowels.at(before ? -2 : -1);
  return at === undefined ? sounds : `${sounds.slice(0, at)}'${sounds.slice(at)}`;
}
