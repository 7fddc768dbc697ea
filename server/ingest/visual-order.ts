/**
 * Text that a page gives in the order of its ink, left to right, back in the order in which it is read. The page no longer
 * knows its paragraph direction, so this is the Unicode Bidirectional Algorithm (https://www.unicode.org/reports/tr9/) for
 * what occurs in transcripts: right-to-left lines with numbers and with words in left-to-right scripts.
 */
const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}]/u;
const RIGHT_TO_LEFT_LETTERS = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}]/gu;
const LETTERS = /\p{L}/gu;
const CLUSTER = /[\s\S]\p{M}*/gu;

/** A stretch between letters and numbers that run left to right, and numbers with their inner signs. */
const LEFT_TO_RIGHT =
  /(?:(?![\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}])[\p{L}\p{Nd}])(?:(?:(?![\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}])[\s\S]){0,2000}(?:(?![\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}])[\p{L}\p{Nd}]))?/gu;
const NUMBER = /\p{Nd}+(?:[.,:/\-–%]\p{Nd}+)*/gu;

/** Whether a line is read from the right: most of its letters are of such a script. */
export function readsFromRight(text: string): boolean {
  const right = text.match(RIGHT_TO_LEFT_LETTERS)?.length ?? 0;
  return right > 0 && right * 2 >= (text.match(LETTERS)?.length ?? 0);
}

/** Whether any letter is of a right-to-left script. */
export function hasRightToLeft(text: string): boolean {
  return RIGHT_TO_LEFT.test(text);
}

/** A right-to-left line turned from ink order to reading order; and back, for it is its own inverse. */
export function turned(line: string): string {
  return reversed(line).replace(LEFT_TO_RIGHT, (run) => {
    const hasLetters = /\p{L}/u.test(run);
    return hasLetters ? reversed(run) : run.replace(NUMBER, reversed);
  });
}

function reversed(text: string): string {
  return (text.match(CLUSTER) ?? []).reverse().join('');
}

/**
 * A right-to-left line's brackets, which stand in the page as they look and not as they are read, the right way round: the
 * first of a pair opens.
 */
export function bracketed(line: string): string {
  const open = line.search(/[([{]/);
  const close = line.search(/[)\]}]/);
  if (close === -1 || (open !== -1 && open < close)) return line;
  const other: Record<string, string> = { '(': ')', ')': '(', '[': ']', ']': '[', '{': '}', '}': '{' };
  return line.replace(/[()[\]{}]/g, (sign) => other[sign] ?? sign);
}

/** Arabic letters in the shapes in which they were set (U+FB50 and after) as the letters they are. */
export function unshaped(text: string): string {
  return text.replace(/[\uFB1D-\uFDFF\uFE70-\uFEFC]+/g, (shapes) => shapes.normalize('NFKC'));
}
