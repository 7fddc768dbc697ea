/**
 * How long a name is when it is drawn, in ems. The server has no faces to measure with: these are the widths of the letters of
 * Kolot's faces, rounded up, so that what is kept apart here stays apart on the page.
 */
const NARROW = /[iljtfrI.,'’·:;|()-]/u;
const WIDE = /[mwMWÆŒæœ—]/u;

const known = new Map<string, number>();

export function textWidth(text: string): number {
  let width = 0;
  for (const letter of text.normalize('NFC')) {
    let wide = known.get(letter);
    if (wide === undefined) {
      wide = letterWidth(letter);
      known.set(letter, wide);
    }
    width += wide;
  }
  return width;
}

function letterWidth(letter: string): number {
  if (/[\p{Mn}\p{Cf}]/u.test(letter)) return 0;
  if (/\s/u.test(letter)) return 0.27;
  if (NARROW.test(letter)) return 0.34;
  if (WIDE.test(letter)) return 0.86;
  if (/\p{Nd}/u.test(letter)) return 0.54;
  if (/\p{Script=Arabic}/u.test(letter)) return 0.54;
  if (/\p{Script=Hebrew}/u.test(letter)) return 0.58;
  return /\p{Lu}/u.test(letter) ? 0.66 : 0.54;
}

const RTL_LETTER = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}]/u;

/** The direction of a name by its letters: a name can be in another script than the page. */
export function directionOfName(name: string): 'ltr' | 'rtl' {
  return RTL_LETTER.test(name) ? 'rtl' : 'ltr';
}
