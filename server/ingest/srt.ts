import { srtText } from './cue-text.ts';
import type { DecodedText } from './encoding.ts';
import { linesOf, noteTimesRunningBack } from './lines.ts';
import { note, refusal } from './refusal.ts';
import { emptyDescription, type Source, type SourceCue } from './source.ts';
import { labelCues } from './speaker-labels.ts';
import { timesBetween } from './webvtt.ts';

/** A timing line begins so; the arrow alone could stand in a sentence. */
const TIMING = /^\s*\d{1,4}:\d{1,2}:\d{1,2}(?:[.,]\d{1,3})?\s{0,9}-->/;

/**
 * A SubRip file: counter, `00:01:02,003 --> 00:01:04,005`, words, blank line. Read by its timing lines, so that missing or
 * wrong counters, missing blank lines and blank lines inside a cue do no harm; a point for the comma and coordinates after
 * the times are taken too. Tags and `{\an8}` codes leave the text; labels such as `BROCK:` become the speaker where they
 * come back. Throws `Invalid` where there is no cue.
 */
export function srtSource({ text, encoding, problems }: DecodedText, fileName: string): Source {
  const lines = linesOf(text, fileName);
  const cues: SourceCue[] = [];
  const lineOfCue: number[] = [];
  const timings = lines.flatMap((line, at) => (TIMING.test(line) ? at : []));
  const notes: string[] = [];
  let empty = 0;
  if (timings[0] !== undefined) {
    const before = lines.slice(0, isCounter(lines[timings[0] - 1]) ? timings[0] - 1 : timings[0]);
    const at = before.findIndex((line) => line.trim() !== '');
    if (at !== -1) {
      notes.push(trimmed(before));
      note(problems, at + 1, 'These words stand before the first time. They were kept as a note.');
    }
  }
  timings.forEach((at, number) => {
    const next = timings[number + 1] ?? lines.length;
    const counter = isCounter(lines[at - 1]) ? lines[at - 1]!.trim() : null;
    const above = number + 1 < timings.length && isCounter(lines[next - 1]) ? lines[next - 1]!.trim() : null;
    // A number right above the next time, with no blank line before it, is its counter only if it counts on from ours.
    const hasCounter =
      above !== null &&
      ((lines[next - 2] ?? '').trim() === '' || (counter !== null && Number(above) === Number(counter) + 1));
    const payload = trimmed(lines.slice(at + 1, hasCounter ? next - 1 : next));
    const words = srtText(payload);
    if (!words) {
      empty++;
      return;
    }
    const [start = '', rest = ''] = lines[at]!.split('-->', 2);
    const [end = '', ...settings] = rest.trim().split(/\s+/);
    const times = timesBetween(start.trim(), end, at + 1, problems);
    const cue = { ...times, estimated: false, speaker: null, text: words, payload, identifier: counter };
    cues.push({ ...cue, settings: settings.join(' ') || null, startsParagraph: false });
    lineOfCue.push(at + 1);
  });
  if (cues.length === 0) {
    throw refusal(fileName, 'it has no subtitle with words in it. Is it cut off, or the wrong file?');
  }
  if (empty) note(problems, null, `${empty} subtitle(s) without words were left out.`);
  noteTimesRunningBack(cues, (index) => lineOfCue[index] ?? null, problems);
  const transcripts = [{ lang: null, translation: false, cues: labelCues(cues), notes }];
  return {
    format: 'srt',
    encoding,
    description: emptyDescription(),
    transcripts,
    indexPoints: [],
    recordings: [],
    problems,
  };
}

function isCounter(line: string | undefined): boolean {
  return line !== undefined && /^\s*\d{1,9}\s*$/.test(line);
}

/** The lines as one text, without blank lines at its ends. */
function trimmed(lines: string[]): string {
  return lines
    .join('\n')
    .replace(/^\s*\n/, '')
    .trimEnd();
}
