/**
 * Folded words in the letters a to z and digits alone. Meilisearch would cut words once more as it thinks fit: it takes the
 * article from an Arabic word, and parts Chinese and Thai by dictionaries of its own; two engines that cut differently find
 * differently. A word of these letters it leaves whole. No code is the beginning of another, so that words with the same
 * beginning still have it.
 */
const HEBREW = 'אבגדהוזחטיכלמנסעפצקרשת';
const ARABIC = 'ابتثجحخدذرزسشصضطظعغفقكلمنهويپچژگ';
const CODES = '0123456789abcdefghijklmnopqrstuvwxyz';

/** The letters that begin a code are themselves written twice. */
const FOR_HEBREW = 'q';
const FOR_ARABIC = 'x';
const FOR_OTHERS = 'z';

const PLAIN = /^[a-pr-wy0-9 ]*$/;
const CODED = /[^a-pr-wy0-9 ]/g;

const codes = new Map<string, string>();
for (const letter of [FOR_HEBREW, FOR_ARABIC, FOR_OTHERS]) codes.set(letter, letter + letter);
for (const [letters, begin] of [
  [HEBREW, FOR_HEBREW],
  [ARABIC, FOR_ARABIC],
] as const) {
  const free = [...CODES].filter((code) => code !== begin);
  [...letters].forEach((letter, i) => {
    codes.set(letter, begin + free[i]!);
  });
}

function codeOf(unit: string): string {
  return codes.get(unit) ?? FOR_OTHERS + hex(unit);
}

const hex = (unit: string) => unit.charCodeAt(0).toString(16).padStart(4, '0');

/** Folded words, one space between two, in the letters that Meilisearch leaves whole. */
export function encodeWords(folded: string): string {
  return PLAIN.test(folded) ? folded : folded.replace(CODED, codeOf);
}

/**
 * A value of a facet so that no two become one: Meilisearch compares them without case and by their compatibility
 * decomposition. `decodeValue` gives it back.
 */
export function encodeValue(value: string): string {
  return value.replace(/[^a-z0-9.-]/g, (unit) => `_${hex(unit)}`);
}

export function decodeValue(encoded: string): string {
  return encoded.replace(/_([0-9a-f]{4})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

/** Longest key that is compared whole (bytes). Titles that agree so far follow each other by id. */
const LONGEST_KEY = 450;

/** A key that sorts as the folded text does: `~` comes after all letters, and what follows it has always the same length. */
export function sortKey(folded: string): string {
  return `-${folded.replace(/[^a-z0-9 ]/g, (unit) => `~${hex(unit)}`)}`.slice(0, LONGEST_KEY);
}
