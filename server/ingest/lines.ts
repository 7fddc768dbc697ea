import { note, refusal } from './refusal.ts';
import type { SourceCue, SourceProblem } from './source.ts';
import { clock } from './timecode.ts';

/** Twenty times the longest life story that we know of. */
const MAX_LINES = 1_000_000;

const LINE_END = /\r\n|\n|\r/g;

/** The lines of a text, ended by LF, CRLF or CR; refused before they are split where there are more than a million. */
export function linesOf(text: string, fileName: string): string[] {
  const plain = !text.includes('\r');
  let ends = 0;
  if (plain) for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) ends++;
  else for (const _ of text.matchAll(LINE_END)) ends++;
  if (ends > MAX_LINES) {
    throw refusal(
      fileName,
      `it has more than ${MAX_LINES.toLocaleString('en')} lines, which no transcript has. Divide it by recording.`,
    );
  }
  return text.split(plain ? '\n' : LINE_END);
}

/** Notes each cue that starts before the one above it: nothing is reordered, since a second tape may start again at zero. */
export function noteTimesRunningBack(
  cues: SourceCue[],
  lineOfCue: (index: number) => number | null,
  problems: SourceProblem[],
): void {
  let last: number | null = null;
  cues.forEach((cue, index) => {
    if (cue.startMs === null) return;
    if (last !== null && cue.startMs < last) {
      const message = `The time runs back from ${clock(last)} to ${clock(cue.startMs)}. It was kept as written; is a second recording in this file?`;
      note(problems, lineOfCue(index), message);
    }
    last = cue.startMs;
  });
}
