import { isFieldLine } from './front-matter.ts';
import { candidateAt, speakersAmong } from './speaker-labels.ts';
import { TIME_SHAPE } from './timecode.ts';
import type { Paragraph } from './turns.ts';

/** Nobody breaks lines at more letters than this. */
const WIDEST = 100;

const BEGINS_WITH_TIME = new RegExp(String.raw`^\s*(?:[[({#]${TIME_SHAPE}|\d{1,4}:\d{2}:\d{2})`);

/**
 * The paragraphs of a text's lines: set apart by blank lines; where a line begins with a time or a speaker's label; and in a
 * text without blank lines, at each line that was not broken for want of width (typewriter, e-mail, OHMS). Lines broken at a width are joined by spaces; other line breaks are kept, unless
 * `breaksMeanNothing`, as in HTML and OHMS.
 */
export function paragraphsOf(lines: string[], { firstLine = 1, breaksMeanNothing = false } = {}): Paragraph[] {
  const written = lines.map((line) => line.trim());
  const width = lineWidth(written);
  const hasBlanks = written.some(
    (line, at) => line === '' && at > 0 && written[at - 1] !== '' && written.slice(at).some(Boolean),
  );
  const begins = beginnings(written);

  const paragraphs: Paragraph[] = [];
  let here: string[] = [];
  let line = 0;
  const close = () => {
    if (here.length) paragraphs.push({ text: here.join(''), line });
    here = [];
  };
  written.forEach((text, at) => {
    const wrapped = isWrapped(written[at - 1] ?? '', text, width) && !isFieldLine(text);
    if (text === '' || begins(text) || (!hasBlanks && !wrapped)) close();
    if (text === '') return;
    if (here.length === 0) line = firstLine + at;
    else here.push(breaksMeanNothing || wrapped ? ' ' : '\n');
    here.push(text);
  });
  close();
  return paragraphs;
}

/** The width at which the lines are broken; null where they are longer than any such width, or all are short. */
function lineWidth(lines: string[]): number | null {
  const lengths = lines.map(({ length }) => length).filter((length) => length > 0);
  const broken = lengths.filter((length) => length <= WIDEST);
  const width = broken.reduce((longest, length) => Math.max(longest, length), 0);
  return width >= 40 && broken.length >= lengths.length * 0.95 ? width : null;
}

/** A line was broken for want of width if the next one's first word had no place on it any more, or hardly. */
function isWrapped(line: string, next: string, width: number | null): boolean {
  if (width === null || line === '') return false;
  const word = next.search(/\s/);
  return line.length + 1 + (word === -1 ? next.length : word) > width * 0.9;
}

/** Whether a line begins a paragraph by a time or by the label of somebody who speaks more than once. */
function beginnings(lines: string[]): (line: string) => boolean {
  const labels = lines.flatMap((line) => candidateAt(line)?.label ?? []);
  const speakers = speakersAmong(labels, lines.length, true);
  return (line) => BEGINS_WITH_TIME.test(line) || speakers.has(candidateAt(line)?.label ?? '');
}
