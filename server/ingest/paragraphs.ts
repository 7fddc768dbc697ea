import { candidateAt, speakersAmong } from './speaker-labels.ts';
import { TIME_SHAPE } from './timecode.ts';
import type { Paragraph } from './turns.ts';

const BEGINS_WITH_TIME = new RegExp(String.raw`^\s*(?:[[({#]${TIME_SHAPE}|\d{1,4}:\d{2}:\d{2})`);

/**
 * The paragraphs of a text's lines: set apart by blank lines; where a line begins with a time or a speaker's label; and in a
 * text without blank lines, each line, or where lines are broken at a fixed width (typewriter, e-mail, OHMS), after each
 * line that is much shorter than the rest. Lines broken at a width are joined by spaces; other line breaks are kept.
 */
export function paragraphsOf(lines: string[], firstLine = 1): Paragraph[] {
  const written = lines.map((line) => line.trim());
  const width = lineWidth(written);
  const isFull = (line: string) => width !== null && line.length >= width * 0.6;
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
    const above = written[at - 1] ?? '';
    if (text === '' || begins(text) || (!hasBlanks && !isFull(above))) close();
    if (text === '') return;
    if (here.length === 0) line = firstLine + at;
    else here.push(isFull(above) ? ' ' : '\n');
    here.push(text);
  });
  close();
  return paragraphs;
}

/** The width at which the lines are broken, null where they are not. */
function lineWidth(lines: string[]): number | null {
  const lengths = lines
    .map(({ length }) => length)
    .filter((length) => length > 0)
    .sort((a, b) => a - b);
  const longest = lengths.at(-1) ?? 0;
  const width = lengths[Math.floor(lengths.length * 0.95)] ?? 0;
  const full = lengths.filter((length) => length >= width * 0.7).length;
  return lengths.length >= 4 && width >= 40 && longest <= Math.max(width * 1.25, 100) && full >= lengths.length * 0.4
    ? width
    : null;
}

/** Whether a line begins a paragraph by a time or by the label of somebody who speaks more than once. */
function beginnings(lines: string[]): (line: string) => boolean {
  const labels = lines.flatMap((line) => candidateAt(line)?.label ?? []);
  const speakers = speakersAmong(labels, lines.length, true);
  return (line) => BEGINS_WITH_TIME.test(line) || speakers.has(candidateAt(line)?.label ?? '');
}
