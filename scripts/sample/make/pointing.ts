/**
 * Texts that are spoken carry vowel points, because a synthesiser cannot guess them; what is printed does not, because
 * no one writes them. The tanwin on an alef stays: *شيئًا* is how it is written.
 */
const HEBREW_POINTS = /[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7]/g;
const ARABIC_POINTS = /[\u064c-\u0652\u0670]|\u064b(?!\u0627)(?<!\u0627\u064b)/g;

/** The text as it is printed. */
export function withoutPoints(text: string): string {
  return text.replace(HEBREW_POINTS, '').replace(ARABIC_POINTS, '');
}
