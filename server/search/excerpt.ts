import { edgesOf, onClusters, type Range } from './clusters.ts';
import { fold } from './folding.ts';

export interface Excerpt {
  text: string;
  ranges: Range[]; // as they stand in `text`
}

const ELLIPSIS = '…';
const isSpace = (char: string | undefined) => char !== undefined && /\s/.test(char);

/** The ranges that show most within `room` characters: most different words, then most words, then the earliest. */
function fullest(text: string, ranges: readonly Range[], room: number): Range {
  const words = ranges.map(({ start, end }) => fold(text.slice(start, end)));
  let best: Range = { start: 0, end: 0 };
  let most = 0;
  ranges.forEach(({ start }, first) => {
    let last = first;
    while (last + 1 < ranges.length && ranges[last + 1]!.end - start <= room) last++;
    const shown = words.slice(first, last + 1);
    const worth = new Set(shown).size * ranges.length + shown.length;
    if (worth > most) [best, most] = [{ start, end: ranges[last]!.end }, worth];
  });
  return best;
}

/**
 * The best `maxChars` of `text` to show (UTF-16 units, ellipses included): round the ranges that show most, between whole words
 * where a space is near, else between whole clusters. A text that fits is left as it is.
 */
export function excerpt(text: string, ranges: readonly Range[], maxChars: number): Excerpt {
  const whole = onClusters(text, ranges);
  if (text.length <= maxChars) return { text, ranges: whole };
  const room = maxChars - 2 * ELLIPSIS.length;
  if (room <= 0) return { text: ELLIPSIS.repeat(Math.max(maxChars, 0)), ranges: [] };
  const core = fullest(text, whole, room);
  const edges = edgesOf(text);

  // The words found in the middle, but no room left unused at either end of the text, where no ellipsis stands.
  let start = Math.max(core.start - Math.floor((room - Math.min(core.end - core.start, room)) / 2), 0);
  let end = start === 0 ? room + 1 : start + room;
  if (end >= text.length) [start, end] = [text.length - room - 1, text.length];

  if (start > 0 && !isSpace(text[start - 1])) {
    let space = start;
    while (space < core.start && !isSpace(text[space])) space++;
    if (space < core.start) start = space;
  }
  if (end < text.length && !isSpace(text[end])) {
    let space = end;
    while (space > core.end && !isSpace(text[space])) space--;
    if (space > core.end) end = space;
  }
  while (start < end && isSpace(text[start])) start++;
  while (end > start && isSpace(text[end - 1])) end--;
  start = edges.after(start);
  end = Math.max(edges.before(end), start);

  const before = start > 0 ? ELLIPSIS : '';
  const after = end < text.length ? ELLIPSIS : '';
  const shift = before.length - start;
  const shown = `${before}${text.slice(start, end)}${after}`;
  const inside = whole.map((range) => ({
    start: Math.max(range.start, start) + shift,
    end: Math.min(range.end, end) + shift,
  }));
  return { text: shown, ranges: onClusters(shown, inside) };
}
