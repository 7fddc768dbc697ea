/** Numbers in Hebrew letters, as in dates: י״ד for 14, תשי״א for the year 5711. */

const VALUES: [string, number][] = [
  ['ת', 400],
  ['ש', 300],
  ['ר', 200],
  ['ק', 100],
  ['צ', 90],
  ['פ', 80],
  ['ע', 70],
  ['ס', 60],
  ['נ', 50],
  ['מ', 40],
  ['ל', 30],
  ['כ', 20],
  ['י', 10],
  ['ט', 9],
  ['ח', 8],
  ['ז', 7],
  ['ו', 6],
  ['ה', 5],
  ['ד', 4],
  ['ג', 3],
  ['ב', 2],
  ['א', 1],
];
const VALUE = new Map([...VALUES, ['ך', 20], ['ם', 40], ['ן', 50], ['ף', 80], ['ץ', 90]] as [string, number][]);

/** 1–999 in letters, with geresh or gershayim. 15 and 16 avoid the letters of the divine name. */
export function hebrewNumeral(number: number): string {
  let letters = '';
  let rest = number;
  for (const [letter, value] of VALUES) {
    while (rest >= value) {
      if (rest === 15 || rest === 16) {
        letters += rest === 15 ? 'טו' : 'טז';
        rest = 0;
      } else {
        letters += letter;
        rest -= value;
      }
    }
  }
  return letters.length === 1 ? `${letters}׳` : `${letters.slice(0, -1)}״${letters.slice(-1)}`;
}

/**
 * The number of letters with a geresh or gershayim (`'` and `"` as plainLetters writes them), or of bare letters in their
 * usual order; null for other words.
 */
export function readHebrewNumeral(text: string): number | null {
  const marked = /^([א-ת]+)"([א-ת])$|^([א-ת])'$/.exec(text);
  const letters = marked ? [...text.replace(/['"]/g, '')] : [...text];
  const values = letters.map((letter) => VALUE.get(letter));
  if (values.length === 0 || values.includes(undefined)) return null;
  const sum = values.reduce<number>((total, value) => total + (value ?? 0), 0);
  if (marked || hebrewNumeral(sum).replace(/[׳״]/g, '') === text) return sum;
  return null;
}

/** A Hebrew year in letters, with or without its thousands (`ה'תשי"א`); null for other words. */
export function readHebrewYear(text: string): number | null {
  const inThousands = /^ה'(.{2,})$/.exec(text);
  const number = readHebrewNumeral(inThousands?.[1] ?? text);
  return number !== null && number >= 100 && number < 1000 ? 5000 + number : null;
}
