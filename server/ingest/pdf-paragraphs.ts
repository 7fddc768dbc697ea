import type { PdfLine } from './pdf-lines.ts';
import { candidateAt, speakersAmong } from './speaker-labels.ts';
import { TIME_SHAPE } from './timecode.ts';
import type { Paragraph } from './turns.ts';

const BEGINS_WITH_TIME = new RegExp(`^[[({#]?${TIME_SHAPE}`);
const SENTENCE_ENDS = /[.?!…؟۔:]["'”’»)\]]{0,4}$/u;

/**
 * Paragraphs from a page's lines. A new one begins where a speaker's label or a time does, after a larger gap, at an indent,
 * and after a line that ends a sentence well before the margin; a page's end alone ends none. Lines are joined with spaces.
 * A hyphen at a line's end is dropped where the word goes on in small letters, unless the text has the word with it elsewhere.
 */
export function paragraphsOfPages(pages: PdfLine[][]): Paragraph[] {
  const lines = pages.flat();
  const labels = lines.flatMap(({ text }) => candidateAt(text)?.label ?? []);
  const speakers = speakersAmong(labels, lines.length, true);
  const begins = ({ text }: PdfLine) => BEGINS_WITH_TIME.test(text) || speakers.has(candidateAt(text)?.label ?? '');
  const hyphenated = new Set(lines.flatMap(({ text }) => text.match(/[\p{L}\p{M}]+-[\p{L}\p{M}]+/gu) ?? []));
  const { left, right, gap } = layoutOf(pages);

  const paragraphs: Paragraph[] = [];
  let parts: string[] = [];
  let above: PdfLine | null = null;
  const close = () => {
    if (parts.length) paragraphs.push({ text: parts.join(''), line: null });
    parts = [];
  };
  for (const line of lines) {
    if (above && (begins(line) || isApart(above, line, { left, right, gap }))) close();
    const last = parts.pop();
    if (last !== undefined) parts.push(...joined(last, line.text, hyphenated));
    else parts.push(line.text);
    above = line;
  }
  close();
  return paragraphs;
}

interface Layout {
  left: number; // where most lines begin
  right: number; // the furthest that lines commonly reach
  gap: number; // between the base lines of one paragraph
}

function isApart(above: PdfLine, line: PdfLine, { left, right, gap }: Layout): boolean {
  const short = above.rtl ? above.left - left > (right - left) * 0.2 : right - above.right > (right - left) * 0.2;
  const indented = line.rtl ? right - line.right > line.size : line.left - left > line.size;
  const aboveIndented = above.rtl ? right - above.right > above.size : above.left - left > above.size;
  const ended = SENTENCE_ENDS.test(above.text);
  if (short && ended) return true;
  if (above.page !== line.page) return ended && indented;
  if (above.y - line.y > gap * 1.35 || line.y > above.y + line.size) return true;
  return indented && !aboveIndented && ended;
}

function layoutOf(pages: PdfLine[][]): Layout {
  const lines = pages.flat();
  const gaps = pages.flatMap((page) => page.slice(1).map((line, at) => page[at]!.y - line.y)).filter((gap) => gap > 0);
  const share = (numbers: number[], part: number) =>
    numbers.toSorted((a, b) => a - b)[Math.floor((numbers.length - 1) * part)] ?? 0;
  return {
    left: share(
      lines.map((line) => line.left),
      0.1,
    ),
    right: share(
      lines.map((line) => line.right),
      0.9,
    ),
    gap: share(gaps, 0.25) || 12,
  };
}

/** Two lines as two pieces, so joined that nothing need stand between them. */
function joined(line: string, next: string, hyphenated: Set<string>): [string, string] {
  const broken = /([\p{L}\p{M}]{1,60})[-\u00AD‐]$/u.exec(line.slice(-62));
  const goesOn = /^[\p{Ll}][\p{L}\p{M}]{0,60}/u.exec(next);
  if (!broken || !goesOn) return [`${line} `, next];
  return hyphenated.has(`${broken[1]}-${goesOn[0]}`) ? [line, next] : [line.slice(0, -1), next];
}
