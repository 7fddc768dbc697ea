/** What becomes of places in a text (UTF-16 offsets) when the text is edited. */
import { diffWordsWithSpace } from 'diff';

export interface TextSpan {
  start: number;
  end: number;
}

/** A stretch of the old text and what stands in its place. */
export interface Hunk {
  start: number;
  end: number; // in the old text
  newStart: number;
  newEnd: number; // in the new text
}

/** Where two texts differ, word by word, in order. */
export function hunksBetween(before: string, after: string): Hunk[] {
  const hunks: Hunk[] = [];
  let at = 0;
  let newAt = 0;
  for (const { value, added, removed } of diffWordsWithSpace(before, after)) {
    const length = value.length;
    if (!added && !removed) {
      at += length;
      newAt += length;
      continue;
    }
    const last = hunks.at(-1);
    const hunk =
      last && last.end === at && last.newEnd === newAt ? last : { start: at, end: at, newStart: newAt, newEnd: newAt };
    if (hunk !== last) hunks.push(hunk);
    if (removed) at += length;
    else newAt += length;
    hunk.end = at;
    hunk.newEnd = newAt;
  }
  return hunks;
}

/**
 * Where a span lies after the edit. One that meets a changed stretch takes in all that now stands there: of withheld words,
 * too much can be mended. Words that are gone leave a span without length in their place.
 */
export function carried(span: TextSpan, hunks: Hunk[]): TextSpan {
  let shiftStart = 0;
  let shiftEnd = 0;
  let start: number | null = null;
  let end: number | null = null;
  for (const hunk of hunks) {
    const shift = hunk.newEnd - hunk.end;
    const meets = hunk.start <= span.end && hunk.end >= span.start;
    if (meets) {
      if (hunk.start < span.start || (hunk.start === span.start && start === null)) start ??= hunk.newStart;
      if (hunk.end >= span.end) end = hunk.newEnd;
    }
    if (hunk.end <= span.start) shiftStart = shift;
    if (hunk.end <= span.end) shiftEnd = shift;
  }
  return { start: start ?? span.start + shiftStart, end: end ?? span.end + shiftEnd };
}

/** Whether the edit left a span as it was. */
export function untouched(span: TextSpan, hunks: Hunk[]): boolean {
  return !hunks.some(({ start, end }) => start < span.end && end > span.start);
}

/**
 * Where withheld words stand after the edit: their span as above and, where the edit came near them, every other place in
 * which the same letters stand now. Words that are moved look like words taken out here and put in there.
 */
export function carriedWithheld(span: TextSpan, before: string, after: string, hunks: Hunk[]): TextSpan[] {
  const own = carried(span, hunks);
  const words = before.slice(span.start, span.end).trim();
  if (words === '' || untouched(span, hunks)) return [own];
  const spans = [own];
  for (let at = after.indexOf(words); at !== -1; at = after.indexOf(words, at + words.length)) {
    const found = { start: at, end: at + words.length };
    if (found.start < own.start || found.end > own.end) spans.push(found);
  }
  return spans;
}
