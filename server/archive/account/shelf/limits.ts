/** How much a reader may keep; pages say these numbers. */
export const MOST_PLACES = 2_000;
export const MOST_FOLDERS = 200;
export const MOST_LETTERS = 10_000; // of a note
export const MOST_LETTERS_OF_NAME = 200; // of a folder
export const DAYS_REMOVED = 30; // that something removed can be put back
export const MOST_REMOVED = 200;

/** Text as it is kept: lines end alike whatever sent them, with no blanks behind. */
export function noteText(text: string): string {
  return text.replace(/\r\n?/g, '\n').trimEnd();
}

/** Letters as people count them, near enough: code points. */
export function letters(text: string): number {
  return [...text].length;
}
