import { bracketed, hasRightToLeft, readsFromRight, turned, unshaped } from './visual-order.ts';

/** A piece of text as PDF.js gives it; `x`, `y` of its beginning, in points from the lower left of the page. */
export interface PdfItem {
  text: string;
  x: number;
  y: number;
  width: number;
  size: number; // height of its letters
  endsLine: boolean;
}

export interface PdfLine {
  text: string;
  page: number; // from 1
  left: number;
  right: number;
  y: number;
  size: number;
  rtl: boolean;
}

/** The lines of a page in the order of its content, each with its words in reading order. */
export function linesOfPage(items: PdfItem[], page: number): PdfLine[] {
  const lines: PdfLine[] = [];
  let here: PdfItem[] = [];
  const close = () => {
    const line = lineOf(here, page);
    if (line) lines.push(line);
    here = [];
  };
  for (const item of items) {
    const above = here.findLast(({ text }) => text.trim() !== '');
    // A raised footnote number is still of the line; half a letter's height is not.
    if (above && item.text.trim() && Math.abs(item.y - above.y) > Math.max(item.size, above.size) * 0.5) close();
    if (item.text) here.push(item);
    if (item.endsLine) close();
  }
  close();
  return lines;
}

function lineOf(items: PdfItem[], page: number): PdfLine | null {
  const inked = items.filter(({ text }) => text.trim() !== '');
  if (inked.length === 0) return null;
  const rtl = readsFromRight(inked.map(({ text }) => text).join(' '));
  const text = rtl ? rightToLeft(items) : spaced(items, ({ text }) => text);
  const first = inked.reduce((a, b) => (b.size > a.size ? b : a));
  return {
    text: text.replace(/\s+/g, ' ').trim(),
    page,
    left: Math.min(...inked.map(({ x }) => x)),
    right: Math.max(...inked.map(({ x, width }) => x + width)),
    y: first.y,
    size: first.size,
    rtl,
  };
}

/** PDF.js gives each right-to-left piece in reading order, all else in ink order; the whole line is put in ink order and turned. */
function rightToLeft(items: PdfItem[]): string {
  const inOrder = items.toSorted((a, b) => a.x - b.x);
  const ink = spaced(inOrder, ({ text }) => (hasRightToLeft(text) ? turned(text) : text));
  return bracketed(unshaped(turned(ink)));
}

/** Pieces joined, with a space where the page leaves a gap and has none. */
function spaced(items: PdfItem[], textOf: (item: PdfItem) => string): string {
  let line = '';
  let end: number | null = null;
  for (const item of items) {
    if (end !== null && item.x - end > item.size * 0.2 && item.size > 0 && !/\s$/.test(line)) line += ' ';
    line += textOf(item);
    end = item.x + item.width;
  }
  return line;
}
